"""Laws of the facts: each is heard by somebody, and carries plain values only."""

from __future__ import annotations

import dataclasses
import typing

from flask import Flask

from portal.foundation import outbox

PLAIN = frozenset({"int", "str", "bool", "float", "UUID", "None"})


def facts() -> dict[str, type[outbox.Event]]:
    """Every kind of fact the portal knows."""
    return {n: k for n, k in outbox.Event.kinds.items() if k.__module__.startswith("portal.")}


def test_every_fact_is_heard(app: Flask) -> None:
    unheard = set(facts()) - {kind for kind, listeners in outbox.heard().items() if listeners}
    assert not unheard, f"nobody hears {sorted(unheard)}"


def test_every_fact_is_plain(app: Flask) -> None:
    for name, kind in facts().items():
        assert dataclasses.is_dataclass(kind), name
        hints = typing.get_type_hints(kind)
        for field in dataclasses.fields(kind):
            members = typing.get_args(hints[field.name]) or (hints[field.name],)
            names = {getattr(m, "__name__", str(m)).replace("NoneType", "None") for m in members}
            assert names <= PLAIN, f"{name}.{field.name}"
