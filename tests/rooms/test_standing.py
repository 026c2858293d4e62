"""What goes past the session stays within its municipality, too."""

from __future__ import annotations

import pytest
from sqlalchemy import bindparam, select

from portal.complaints.models import RegisterBook
from portal.foundation import database, tenancy
from portal.foundation.database import session
from tests.fixtures.portal import Town

LAST = select(RegisterBook.last).where(RegisterBook.year == bindparam("of"))


def test_a_row_written_alone_gets_its_number(inside: Town) -> None:
    row = RegisterBook(year=2001, last=7)
    database.write_now(row)
    assert session.get_one(RegisterBook, row.id).last == 7
    assert database.run(LAST, {"of": 2001}).scalar_one() == 7


def test_rows_of_one_kind_are_written_together(inside: Town) -> None:
    database.write_now(*(RegisterBook(year=year, last=year) for year in (2002, 2003)))
    assert [database.run(LAST, {"of": year}).scalar() for year in (2002, 2003)] == [2002, 2003]


def test_what_the_session_still_holds_is_written_first(inside: Town) -> None:
    session.add(RegisterBook(year=2004, last=1))
    assert database.run(LAST, {"of": 2004}).scalar_one() == 1


def test_a_row_of_another_municipality_is_refused(inside: Town) -> None:
    with pytest.raises(tenancy.NoMunicipality):
        database.write_now(RegisterBook(municipality_id=inside.id + 1, year=2005, last=1))


def test_another_municipality_reads_nothing_of_it(inside: Town) -> None:
    database.write_now(RegisterBook(year=2006, last=1))
    with tenancy.acting_for(inside.id + 1):
        assert database.run(LAST, {"of": 2006}).scalar_one_or_none() is None


def test_nobodys_work_is_refused(inside: Town) -> None:
    tenancy.enter(None)
    with pytest.raises(tenancy.NoMunicipality):
        database.run(LAST, {"of": 2007})


def test_plain_rows_are_written_past_conversions(inside: Town) -> None:
    database.write_plain(RegisterBook, ("year", "last"), [(2008, 3), (2009, 4)])
    assert [database.run(LAST, {"of": year}).scalar() for year in (2008, 2009)] == [3, 4]
    with tenancy.acting_for(inside.id + 1):
        assert database.run(LAST, {"of": 2008}).scalar_one_or_none() is None
