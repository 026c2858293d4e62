"""Every route with every role: nothing breaks, nothing is told to whom it must not be told.

First every page is opened as it should be, then every form is sent as it stands on its page. Then
Hypothesis puts nasty values into addresses and forms, leaves out or forges what a form hides, and
sends what it has to the municipality next door. `make fuzz` walks much longer, by chance.
"""

from __future__ import annotations

import os

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from portal.complaints.lifecycle import State
from portal.foundation.policy import Role
from tests.fixtures.databases import Stage
from tests.fixtures.portal import Town
from tests.life import Case
from tests.walker import nasty
from tests.walker.town import CONDUCT, CONTACT, NEXT_DOOR, PRIVATE, Ground, prepare
from tests.walker.walk import BESIDE, HERE, Fields, Seen, Walker

LONG = int(os.environ.get("FUZZ", "0"))
"""How many steps `make fuzz` takes with each role."""
BY_CHANCE = settings(
    max_examples=LONG or 40,
    derandomize=not LONG,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
TOKENLESS = frozenset({Role.VISITOR, Role.CLERK})
"""Who sends every form without its token, too."""
QUERY = (
    "text",
    "from",
    "unit",
    "person",
    "category",
    "state",
    "cell",
    "number",
    "since",
    "act",
    "by",
)


@pytest.fixture
def ground(town: Town, life: dict[State, Case]) -> Ground:
    return prepare(town, life)


def _opens_everything(walker: Walker) -> None:
    """Every page with good values in its address, ours and the neighbour's; learn its forms."""
    for rule in walker.rules:
        if "GET" not in (rule.methods or ()):
            continue
        names = sorted(rule.arguments)
        for turn in range(2 if names else 1):
            good = {name: walker.choices(rule, name) for name in names}
            address = walker.address(rule, {n: v[turn % len(v)] for n, v in good.items()})
            walker.learns(walker.opens(address), address)


def _sends_everything(walker: Walker) -> None:
    """Every form as it stands on its page, and the others bare; those that end a session last."""
    posts = [rule for rule in walker.rules if "POST" in (rule.methods or ())]
    for rule in sorted(posts, key=lambda rule: ("sign-out" in rule.rule, "account" in rule.rule)):
        good = {name: walker.choices(rule, name)[0] for name in rule.arguments}
        bare = walker.address(rule, good)
        for form in walker.forms.get(rule.endpoint, [])[:2]:
            walker.posts(form.address, [*form.fields, ("csrf_token", walker.csrf())])
        if rule.endpoint not in walker.forms:
            walker.posts(bare, [("csrf_token", walker.csrf())])
        if walker.role in TOKENLESS:
            walker.posts(bare, [])


def _goes_by_chance(walker: Walker) -> None:
    gets = [rule for rule in walker.rules if "GET" in (rule.methods or ())]
    posts = [rule for rule in walker.rules if "POST" in (rule.methods or ())]
    bases = st.sampled_from((HERE, HERE, HERE, f"{HERE}/en", BESIDE))

    @BY_CHANCE
    @given(st.data())
    def walk(data: st.DataObject) -> None:
        base = data.draw(bases)
        if data.draw(st.booleans()):
            rule = data.draw(st.sampled_from(gets))
            query = st.lists(st.tuples(st.sampled_from(QUERY), nasty.texts), max_size=3)
            walker.opens(_address(walker, rule, data), data.draw(query), base=base)
            return
        rule = data.draw(st.sampled_from(posts))
        known = walker.forms.get(rule.endpoint)
        seen = data.draw(st.sampled_from(known)) if known else None
        fields = _spoilt(list(seen.fields) if seen else [("text", "")], data)
        if data.draw(st.integers(0, 9)):
            fields.append(("csrf_token", walker.csrf()))
        as_it_is = seen is not None and data.draw(st.booleans())
        address = seen.address if seen and as_it_is else _address(walker, rule, data)
        walker.posts(address, fields, seen.files if seen else (), base=base)
        if rule.endpoint.startswith("accounts.") and not walker.is_in():
            walker.enter()

    walk()


def _address(walker: Walker, rule: object, data: st.DataObject) -> str:
    values = {}
    for name in sorted(rule.arguments):  # type: ignore[attr-defined]
        good = st.sampled_from(walker.choices(rule, name))  # type: ignore[arg-type]
        values[name] = data.draw(st.one_of(good, nasty.numbers, nasty.texts))[:300]
    return walker.address(rule, values)  # type: ignore[arg-type]


def _spoilt(fields: Fields, data: st.DataObject) -> Fields:
    """A form with a few values made nasty, one doubled, and perhaps one left out."""
    for _change in range(data.draw(st.integers(1, 3))):
        fields = fields or [("text", "")]
        place = data.draw(st.integers(0, max(len(fields) - 1, 0)))
        value = data.draw(nasty.texts)
        way = data.draw(st.sampled_from(("change", "double", "leave")))
        if way == "leave" and len(fields) > 1:
            del fields[place]
        elif way == "double":
            fields.append((fields[place][0], value))
        else:
            fields[place] = (fields[place][0], value)
    return fields


STRANGERS_FIRST = (
    Role.VISITOR,
    Role.RESIDENT,
    Role.COUNCIL,
    Role.ADMINISTRATOR,
    Role.DISPATCHER,
    Role.OFFICER,
    Role.HEAD,
    Role.MAYOR,
    Role.CLERK,
)
"""Who may open most comes last: what they do by chance may open something to others."""


THOROUGH = frozenset({Role.VISITOR, Role.ADMINISTRATOR, Role.CLERK})
"""Who between them see every form. On PostgreSQL the others go by chance only, with those forms."""


@pytest.mark.both_databases
def test_every_route_with_every_role(app: Flask, ground: Ground, database: Stage) -> None:
    assert set(STRANGERS_FIRST) == set(Role)
    forms: dict[str, list[Seen]] = {}
    found: set[str] = set()
    steps = 0
    for role in sorted(THOROUGH):  # learn what there is to send, before anything changes
        learner = Walker(app, ground, role, forms)
        _opens_everything(learner)
        found.update(learner.findings)
    for role in STRANGERS_FIRST:
        walker = Walker(app, ground, role, forms)
        if database.kind == "sqlite" or role in THOROUGH:
            if role not in THOROUGH:
                _opens_everything(walker)
            _sends_everything(walker)
            walker.enter()
        _goes_by_chance(walker)
        found.update(walker.findings)
        steps += walker.asked
    assert not found, "\n".join([f"{len(found)} findings in {steps} steps:", *sorted(found)])
    assert steps > (1000 if database.kind == "sqlite" else 400)


def test_the_walker_finds_what_it_looks_for(app: Flask, ground: Ground) -> None:
    walker = Walker(app, ground, Role.COUNCIL)
    for word in (NEXT_DOOR, PRIVATE, CONDUCT, CONTACT, "Traceback (most recent call last)"):
        before = len(walker.findings)
        walker._look("GET", f"{HERE}/complaints", 200, f"<p>{word}</p>")
        assert len(walker.findings) > before, word
    walker._look("GET", f"{HERE}/complaints", 500, "")
    assert "status 500" in walker.findings[-1]
    clerk = Walker(app, ground, Role.CLERK)
    assert PRIVATE in clerk.opens("/desk?unit=all"), "what was planted is there to be found"
    assert not clerk.findings
    clerk.opens("/desk", base=BESIDE)
    assert not clerk.findings
