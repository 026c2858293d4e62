"""Which of several standards holds, tried on tables of versions."""

from __future__ import annotations

from datetime import date

import pytest

from portal.response_times.standards import PromiseKind, Standard, Unit
from portal.response_times.versions import EVER, Priority, Scope, Version, Versions

KIND = PromiseKind.RESOLVE
NEW_YEAR = date(2027, 1, 1)
LAMPS, ROADS = 3, 1


def days(amount: int) -> Standard:
    return Standard(KIND, amount, Unit.WORKING_DAYS)


def version(scope: Scope, amount: int | None, since: date = EVER) -> Version:
    return Version(scope, KIND, days(amount) if amount else None, since)


EVERYTHING = version(Scope(), 15)
URGENT = version(Scope(None, Priority.URGENT), 2)
LAMP = version(Scope(LAMPS), 3)
URGENT_LAMP = version(Scope(LAMPS, Priority.URGENT), 1)


@pytest.mark.parametrize(
    ("versions", "scope", "expected"),
    [
        ([EVERYTHING], Scope(LAMPS, Priority.NORMAL), 15),
        ([EVERYTHING, LAMP], Scope(LAMPS, Priority.NORMAL), 3),
        ([EVERYTHING, LAMP], Scope(ROADS, Priority.NORMAL), 15),
        ([EVERYTHING, LAMP], Scope(None, Priority.NORMAL), 15),
        ([EVERYTHING, LAMP], Scope(LAMPS, Priority.URGENT), 3),
        ([EVERYTHING, LAMP, URGENT], Scope(LAMPS, Priority.URGENT), 2),
        ([EVERYTHING, LAMP, URGENT], Scope(LAMPS, Priority.NORMAL), 3),
        ([EVERYTHING, LAMP, URGENT, URGENT_LAMP], Scope(LAMPS, Priority.URGENT), 1),
        ([EVERYTHING, LAMP, URGENT, URGENT_LAMP], Scope(ROADS, Priority.URGENT), 2),
        ([LAMP], Scope(ROADS, Priority.NORMAL), None),
    ],
)
def test_the_most_specific_standard_holds(versions, scope, expected):
    found = Versions(versions).in_force(scope, NEW_YEAR)
    assert [each.amount for each in found] == ([expected] if expected else [])


def test_the_day_of_arrival_decides():
    versions = Versions([EVERYTHING, version(Scope(), 10, NEW_YEAR)])
    scope = Scope(ROADS, Priority.NORMAL)
    assert versions.in_force(scope, date(2026, 12, 31)) == (days(15),)
    assert versions.in_force(scope, NEW_YEAR) == (days(10),)
    assert versions.in_force(scope, date(2030, 1, 1)) == (days(10),)


def test_of_two_versions_from_one_day_the_one_entered_later_holds():
    versions = Versions([version(Scope(), 9, NEW_YEAR), EVERYTHING]).plus(
        [version(Scope(), 8, NEW_YEAR)]
    )
    assert versions.in_force(Scope(), NEW_YEAR) == (days(8),)


def test_a_category_goes_back_to_what_holds_for_all():
    versions = Versions([EVERYTHING, LAMP, version(Scope(LAMPS), None, NEW_YEAR)])
    assert versions.in_force(Scope(LAMPS), date(2026, 12, 31)) == (days(3),)
    assert versions.in_force(Scope(LAMPS), NEW_YEAR) == (days(15),)


def test_what_is_announced_and_what_was_is_told():
    later = version(Scope(LAMPS), 2, NEW_YEAR)
    versions = Versions([EVERYTHING, LAMP, later])
    assert versions.announced(Scope(LAMPS), date(2026, 12, 31)) == [later]
    assert versions.announced(Scope(LAMPS), NEW_YEAR) == []
    assert versions.history(Scope(LAMPS)) == [later, LAMP]
    assert versions.scopes() == {Scope(), Scope(LAMPS)}
