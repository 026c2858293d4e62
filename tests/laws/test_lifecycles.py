"""Laws of the lifecycles: every state can be reached, every arrow has a verb and words."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from enum import StrEnum
from types import ModuleType
from typing import Any

import pytest

from portal.foundation.i18n import Lazy
from tests.laws import project


def lifecycles() -> list[ModuleType]:
    """Every room's lifecycle."""
    rooms = [r for r in project.rooms() if (project.PORTAL / r / "lifecycle.py").exists()]
    return [importlib.import_module(f"portal.{room}.lifecycle") for room in rooms]


def ends(arrow: Any) -> tuple[frozenset[Any], Any]:
    """Where an arrow begins and where it leads (None: it stays)."""
    if isinstance(arrow, tuple):
        start, end = arrow
        return (start if isinstance(start, frozenset) else frozenset({start})), end
    return arrow.sources, arrow.target


def unreachable(
    states: Iterable[Any], arrows: Iterable[tuple[frozenset[Any], Any]], first: Any
) -> set[Any]:
    """The states no chain of arrows leads to from the first."""
    reached = {first}
    grown = True
    arrows = list(arrows)
    while grown:
        more = {end for starts, end in arrows if end is not None and starts & reached}
        grown = not more <= reached
        reached |= more
    return set(states) - reached


@pytest.fixture(params=lifecycles(), ids=lambda module: module.__name__)
def lifecycle(request: pytest.FixtureRequest) -> Any:
    return request.param


def test_every_state_can_be_reached(lifecycle: Any) -> None:
    arrows = [ends(arrow) for arrow in lifecycle.STEPS.values()]
    births = [end for starts, end in arrows if not starts and end is not None]
    first = births[0] if births else next(iter(lifecycle.State))
    assert not unreachable(lifecycle.State, arrows, first)


def test_every_arrow_joins_states_and_has_a_verb(lifecycle: Any) -> None:
    states = set(lifecycle.State)
    for verb, arrow in lifecycle.STEPS.items():
        starts, end = ends(arrow)
        assert starts <= states, verb
        assert end is None or end in states, verb
        assert verb.isidentifier(), verb
    if hasattr(lifecycle, "Verb"):
        assert set(lifecycle.Verb) == set(lifecycle.STEPS)


def test_every_arrow_has_words(lifecycle: Any) -> None:
    for verb, arrow in lifecycle.STEPS.items():
        if not isinstance(arrow, tuple):
            assert str(arrow.words), verb
            assert str(arrow.done), verb


def test_every_word_list_is_complete(lifecycle: Any) -> None:
    """A table of words that is keyed by an enumeration names each of its members."""
    for name, table in vars(lifecycle).items():
        if not isinstance(table, dict) or not all(isinstance(v, Lazy) for v in table.values()):
            continue
        kinds = {type(key) for key in table if isinstance(key, StrEnum)}
        for kind in kinds:
            assert set(kind) == set(table), name


def test_the_law_finds_a_state_nobody_reaches() -> None:
    arrows = [(frozenset("a"), "b"), (frozenset("b"), None), (frozenset("c"), "d")]
    assert unreachable("abcd", arrows, "a") == {"c", "d"}
