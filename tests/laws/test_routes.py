"""Laws of the addresses: who may enter, what they look like, one function for each method."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from portal.foundation.policy import Role

SEGMENT = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+)?")
TYPED = re.compile(r"<(?P<type>\w+)(?:\([^)]*\))?:\w+>")
PART = re.compile(r"<[^>]*>")


def routes(app: Flask) -> Iterator[tuple[Rule, Callable[..., Any]]]:
    """Every route with the function behind it."""
    for rule in app.url_map.iter_rules():
        yield rule, app.view_functions[rule.endpoint]


def methods(rule: Rule) -> set[str]:
    return set(rule.methods or ()) - {"HEAD", "OPTIONS"}


def oddities(address: str) -> Iterator[str]:
    """What is wrong with an address."""
    for part in PART.findall(address):
        if not TYPED.fullmatch(part):
            yield f"{address}: {part} has no type"
    for segment in PART.sub("x", address).strip("/").split("/"):
        if segment and not SEGMENT.fullmatch(segment):
            yield f"{address}: {segment!r} is not kebab-case"
    if address != "/" and address.endswith("/"):
        yield f"{address}: ends with a slash"


def test_every_route_names_who_may_enter(app: Flask) -> None:
    nobody = [rule.rule for rule, view in routes(app) if not getattr(view, "open_to", None)]
    assert not nobody, nobody
    for rule, view in routes(app):
        assert set(view.open_to) <= set(Role), rule.rule


def test_every_address_is_kebab_case_and_typed(app: Flask) -> None:
    found = [oddity for rule, _view in routes(app) for oddity in oddities(rule.rule)]
    assert not found, "\n".join(found)


def test_reading_and_writing_are_separate_functions(app: Flask) -> None:
    both = [
        f"{rule.rule} {sorted(methods(rule))}" for rule, _ in routes(app) if len(methods(rule)) > 1
    ]
    assert not both, both
    other = [rule.rule for rule, _ in routes(app) if not methods(rule) <= {"GET", "POST"}]
    assert not other, f"forms know GET and POST alone: {other}"


def test_every_view_says_what_it_does(app: Flask) -> None:
    silent = [rule.rule for rule, view in routes(app) if not view.__doc__]
    assert not silent, silent


@pytest.mark.no_database
@pytest.mark.parametrize(
    "address", ["/my_page", "/<name>", "/Complaints", "/a/", "/complaints/<int:id>/myFile"]
)
def test_the_law_of_addresses_finds_it(address: str) -> None:
    assert list(oddities(address))


@pytest.mark.no_database
@pytest.mark.parametrize(
    "address", ["/", "/sign-in", "/complaints/<int:complaint_id>", "/f/<path:name>", "/list.csv"]
)
def test_the_law_of_addresses_leaves_the_rest(address: str) -> None:
    assert not list(oddities(address))


def test_no_two_views_share_an_address(app: Flask) -> None:
    """The one that was registered first would hide the other."""
    owners: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for rule in app.url_map.iter_rules():
        for method in methods(rule):
            owners[method, rule.rule].add(rule.endpoint)
    assert {line: found for line, found in owners.items() if len(found) > 1} == {}
