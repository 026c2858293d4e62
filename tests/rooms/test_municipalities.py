"""Municipalities: founded with their units, changed by their administrator, found by address."""

from __future__ import annotations

import dataclasses

import pytest
from sqlalchemy import event

from portal.foundation import tenancy
from portal.foundation.database import db
from portal.foundation.errors import Forbidden, Invalid, Outdated
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Actor, Role
from portal.municipalities import queries, services
from portal.municipalities.kinds import FALLBACK_UNIT, Kind, unit_preset
from portal.municipalities.profiles import RESERVED_SLUGS
from tests import makers
from tests.fixtures.portal import MONDAY


@pytest.fixture
def statements(inside):
    """Every statement sent since the test began."""
    sent = []

    def hear(_connection, _cursor, statement, *_rest):
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", hear)
    yield sent
    event.remove(db.engine, "before_cursor_execute", hear)


def administrator(town):
    return Actor(Role.ADMINISTRATOR, town.id)


@pytest.mark.parametrize("kind", Kind)
def test_a_new_municipality_has_the_units_of_its_kind(inside, kind):
    new = services.create(makers.details("ban-phai", kind))
    with tenancy.acting_for(new):
        found = queries.units()
    assert [unit.code for unit in found] == [unit.code for unit in unit_preset(kind)]
    assert [unit.title for unit in found] == [unit.title for unit in unit_preset(kind)]
    assert [unit.code for unit in found if unit.is_fallback] == [FALLBACK_UNIT]


def test_units_are_those_of_the_municipality_at_work(inside):
    before = queries.units()
    new = services.create(makers.details("ban-phai", Kind.SAO))
    assert queries.units() == before
    with tenancy.acting_for(new):
        assert not {unit.id for unit in queries.units()} & {unit.id for unit in before}
        ids = queries.unit_ids()
        assert queries.fallback_unit_id() == ids[FALLBACK_UNIT]


def test_a_profile_is_found_by_host_then_by_slug(inside):
    new = services.create(makers.details("ban-phai", Kind.TOWN, host="banphai.example.go.th"))
    assert queries.profile_by("banphai.example.go.th", makers.SLUG).id == new
    assert queries.profile_by("other.example.go.th", "ban-phai").id == new
    assert queries.profile_by("", "ban-phai").words.office.th == "เทศบาล"
    assert queries.profile_by("other.example.go.th", "nowhere") is None
    assert queries.profile_by("", "") is None
    assert queries.profile_of(new).slug == "ban-phai"


def test_an_install_with_one_municipality_needs_no_address(inside):
    assert queries.only_profile().id == inside.id
    services.create(makers.details("ban-phai"))
    assert queries.only_profile() is None
    assert [profile.slug for profile in queries.all_profiles()] == ["ban-phai", makers.SLUG]


def test_a_known_profile_is_not_read_again(statements):
    queries.forget_profiles()
    profile = queries.profile_by("", makers.SLUG)
    read = len(statements)
    assert read > 0
    assert queries.profile_by("", makers.SLUG) is profile
    assert queries.profile_by("", "complaints") is None
    assert len(statements) == read


def test_an_unknown_address_is_remembered_too(statements):
    assert queries.profile_by("a.example.org", "nowhere") is None
    read = len(statements)
    assert queries.profile_by("a.example.org", "nowhere") is None
    assert len(statements) == read


def test_what_is_remembered_is_read_again_after_a_while(inside, monkeypatch):
    profile = queries.profile_by("", makers.SLUG)
    monkeypatch.setattr(queries, "KEPT_SECONDS", -1.0)
    queries.forget_profiles()
    assert queries.profile_by("", makers.SLUG) is not profile


def test_memory_is_bounded(inside, monkeypatch):
    monkeypatch.setattr(queries, "MOST_KEPT", 3)
    for number in range(9):
        queries.profile_by("", f"nowhere-{number}")
    assert len(queries._kept) <= 3


def test_the_administrator_changes_the_profile(inside):
    details = makers.details(title=Bilingual("เทศบาลใหม่", "New City"), colour="#00594c")
    seen = queries.profile_of(inside.id).version
    shown = queries.public_version()
    services.change(administrator(inside), details, seen=seen, at=MONDAY)
    changed = queries.profile_of(inside.id)
    assert (changed.title.en, changed.colour) == ("New City", "#00594c")
    assert changed.version == seen + 1
    assert queries.public_version() == shown + 1


def test_a_second_change_of_the_same_version_is_refused(inside):
    seen = queries.profile_of(inside.id).version
    services.change(administrator(inside), makers.details(), seen=seen, at=MONDAY)
    with pytest.raises(Outdated):
        services.change(administrator(inside), makers.details(), seen=seen, at=MONDAY)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_nobody_else_changes_the_profile(inside, role):
    with pytest.raises(Forbidden):
        services.change(Actor(role, inside.id), makers.details(), seen=1, at=MONDAY)


def test_the_administrator_of_another_municipality_may_not_either(inside):
    stranger = Actor(Role.ADMINISTRATOR, inside.id + 1)
    with pytest.raises(Forbidden):
        services.change(stranger, makers.details(), seen=1, at=MONDAY)


def test_slug_and_host_belong_to_one_municipality(inside):
    services.create(makers.details("ban-phai", host="banphai.example.go.th"))
    with pytest.raises(Invalid) as refusal:
        services.create(makers.details("ban-phai", host="banphai.example.go.th"))
    assert set(refusal.value.fields) == {"slug", "host"}
    with pytest.raises(Invalid):
        services.change(administrator(inside), makers.details("ban-phai"), seen=1, at=MONDAY)


def test_a_refused_change_leaves_everything_as_it_was(inside):
    before = queries.profile_of(inside.id)
    wrong = dataclasses.replace(makers.details(), colour="#ffee00")
    with pytest.raises(Invalid):
        services.change(administrator(inside), wrong, seen=before.version, at=MONDAY)
    queries.forget_profiles()
    assert queries.profile_of(inside.id) == before


def test_no_page_of_the_portal_can_be_taken_for_a_slug(app):
    firsts = {str(rule).split("/")[1] for rule in app.url_map.iter_rules()}
    assert {first for first in firsts if first and "<" not in first} <= RESERVED_SLUGS
