"""The office calendar in the database, from the preset to a local holiday."""

from __future__ import annotations

from datetime import date, time

import pytest

from portal.foundation.database import session
from portal.foundation.errors import NotFound
from portal.response_times import queries, services, setup
from portal.response_times.models import Holiday
from portal.response_times.timetable import NeverOpen
from tests.rooms.response_times.filed import (
    OTHER,
    RESOLVE,
    at,
    dues,
    file,
)


def test_the_preset_knows_the_holidays_of_government_offices(office):
    days = {line.day: line for line in queries.holidays_of(office.id)}
    assert queries.covered_years(office.id) == set(range(2023, 2029))
    assert days[date(2027, 4, 13)].title_th == "วันสงกรานต์"
    assert days[date(2027, 4, 13)].title_en == "Songkran Festival"
    assert days[date(2028, 4, 17)].title_en == "Songkran Festival (in lieu)"
    assert date(2025, 5, 9) in days  # the Royal Ploughing Ceremony, a day of offices only
    for work in (date(2026, 5, 1), date(2027, 5, 3), date(2027, 1, 9)):
        assert work not in days  # Labour Day, its day in lieu, Children's Day


def test_setting_up_twice_changes_nothing(office):
    services.work_on(date(2027, 4, 13))
    before = setup.dump(office.id)
    setup.preset(office.id)
    assert setup.dump(office.id) == before


def test_a_calendar_moves_with_its_set_up_file(office):
    services.stay_shut_on(date(2027, 4, 16), "วันหยุดท้องถิ่น", "Local holiday")
    services.work_on(date(2027, 4, 14))
    services.set_week((((time(9), time(12)), (time(13), time(15))), *[()] * 6))
    kept = setup.dump(office.id)
    session.execute(Holiday.__table__.delete().where(Holiday.municipality_id == office.id))
    setup.preset(office.id)
    setup.load(office.id, kept)
    assert setup.dump(office.id) == kept
    calendar = queries.calendar_of(office.id)
    assert calendar.is_open_on(date(2027, 4, 12))
    assert date(2027, 4, 16) in calendar.holidays
    assert date(2027, 4, 14) not in calendar.holidays


def test_a_changed_calendar_holds_for_the_next_promise(office):
    file()
    services.stay_shut_on(date(2026, 11, 25), "วันหยุดท้องถิ่น", "Local holiday")
    file(OTHER)
    assert dues()[RESOLVE] == at("2026-11-26 16:30")
    assert dues(OTHER)[RESOLVE] == at("2026-11-27 16:30")
    services.work_on(date(2026, 11, 25))
    assert date(2026, 11, 25) not in queries.calendar_of(office.id).holidays


def test_working_on_a_government_holiday_can_be_taken_back(office):
    services.work_on(date(2027, 4, 13))
    assert date(2027, 4, 13) not in queries.calendar_of(office.id).holidays
    services.stay_shut_on(date(2027, 4, 13), "", "")
    assert date(2027, 4, 13) in queries.calendar_of(office.id).holidays


def test_only_holidays_can_be_struck(office):
    with pytest.raises(NotFound, match="not in the list"):
        services.work_on(date(2027, 4, 12))


def test_an_office_without_hours_is_refused(office):
    with pytest.raises(NeverOpen, match="never opens"):
        services.set_week(((),) * 7)
