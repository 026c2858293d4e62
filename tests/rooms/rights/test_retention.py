"""What has been kept long enough goes by night: by kind, by the municipality's own periods."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from portal.accounts import services as accounts
from portal.accounts.models import Person
from portal.complaints import services
from portal.complaints.lifecycle import Closing
from portal.complaints.models import Complaint, ComplaintContact, ComplaintStep, ContactView
from portal.foundation import masking
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, Outdated
from portal.foundation.i18n import Bilingual
from portal.foundation.personal import Kept
from portal.foundation.policy import Role
from portal.rights.models import DeletionEntry
from portal.rights.periods import months_before
from portal.rights.queries import requests
from portal.rights.queries import settings as holding_now
from portal.rights.services import holding, retention, settings
from portal.rights.terms import DEFAULT_MONTHS
from tests import makers
from tests.fixtures.portal import Town
from tests.makers import MONDAY
from tests.proofs import tampered

HERS = services.Contact("สมศรี", "0812345678", "somsri@example.com")


def closed(town: Town, words: str = "ไฟดับ โทร 0812345678", **changes: object) -> int:
    """A complaint with a contact that ended at once."""
    made = makers.complaint(words, contact=HERS, **changes)
    clerk = town.actor(Role.CLERK)
    services.open_contact(clerk, made.complaint_id, at=MONDAY)
    words = "ไม่มีคำตอบจากคุณสมศรี"
    services.close(clerk, made.complaint_id, Closing.CANNOT_BE_DONE, words, seen=1, at=MONDAY)
    return made.complaint_id


def after(months: int) -> datetime:
    """A night so many months later."""
    return MONDAY + timedelta(days=31 * months + 1)


def count(at: datetime, kind: Kept) -> int:
    return next(due.count for due in retention.dry_run(at) if due.kind is kind)


def email(complaint_id: int) -> str:
    session.expire_all()
    row = session.get(ComplaintContact, complaint_id)
    assert row is not None
    return row.email


def wanted(**months: int) -> settings.Wanted:
    periods = DEFAULT_MONTHS | {Kept(kind): n for kind, n in months.items()}
    nothing = Bilingual("", "")
    return settings.Wanted(periods, "", "", "", nothing, nothing, names_openers=False)


@pytest.mark.parametrize(
    ("at", "months", "expected"),
    [
        (datetime(2026, 11, 23, 3, tzinfo=UTC), 24, datetime(2024, 11, 23, 3, tzinfo=UTC)),
        (datetime(2027, 3, 31, 3, tzinfo=UTC), 1, datetime(2027, 2, 28, 3, tzinfo=UTC)),
        (datetime(2028, 3, 31, 3, tzinfo=UTC), 1, datetime(2028, 2, 29, 3, tzinfo=UTC)),
        (datetime(2026, 12, 31, 20, tzinfo=UTC), 1, datetime(2026, 11, 30, 20, tzinfo=UTC)),
    ],
)
def test_months_are_those_of_the_calendar(at: datetime, months: int, expected: datetime) -> None:
    assert months_before(at, months) == expected


def test_contacts_go_after_two_years_and_words_after_ten(inside: Town) -> None:
    ended, running = closed(inside), makers.complaint(contact=HERS).complaint_id
    assert count(after(23), Kept.CONTACT) == 0
    assert count(after(24), Kept.CONTACT) == 1
    assert email(ended) == HERS.email, "a dry run changes nothing"
    assert retention.run_once(after(24)) >= 1
    assert email(ended) == ""
    assert email(running) == HERS.email, "what is worked on keeps its contact"
    assert count(after(24), Kept.CONTACT) == 0
    row = session.get(Complaint, ended)
    assert row is not None
    assert "ไฟดับ" in row.text
    retention.run_once(after(121))
    session.expire_all()
    assert (row.text, row.public_text, row.title) == (masking.MARK,) * 3
    notes = session.scalars(
        select(ComplaintStep.note).where(ComplaintStep.complaint_id == ended)
    ).all()
    assert set(notes) == {""}
    assert row.filed_at == MONDAY, "when and what it was stays for the figures"
    assert count(after(121), Kept.WORDS) == 0
    assert tampered() == []
    lines = requests.deletions()
    assert {line.cause for line in lines} == {"retention"}
    assert "Retention: contact, 24 months" in {line.ground for line in lines}


def test_looks_and_reviews_go_by_their_own_time(inside: Town) -> None:
    closed(inside)
    assert count(after(35), Kept.LOOKS) == 0
    assert count(after(36), Kept.LOOKS) == 1
    retention.run_once(after(36))
    assert session.scalars(select(ContactView)).all() == []


def test_what_is_held_stays_however_old(inside: Town) -> None:
    held = closed(inside)
    row = session.get(Complaint, held)
    assert row is not None
    clerk = inside.actor(Role.CLERK)
    holding.place(clerk, row.year, row.running, "ศาลปกครอง", at=MONDAY)
    for kind in (Kept.CONTACT, Kept.WORDS, Kept.LOOKS):
        assert count(after(200), kind) == 0
    retention.run_once(after(200))
    assert email(held) == HERS.email
    (hold,) = retention.holds.all_holds()
    with pytest.raises(Invalid):
        holding.lift(clerk, hold.id, " ", at=MONDAY)
    holding.lift(clerk, hold.id, "คดีถึงที่สุด", at=MONDAY)
    assert count(after(200), Kept.CONTACT) == 1


def test_accounts_go_when_nothing_hangs_on_them(inside: Town) -> None:
    def resident(address: str) -> int:
        return accounts.add(accounts.NewPerson(address, "", Role.RESIDENT), MONDAY)

    idle, busy = resident("idle@example.com"), resident(HERS.email)
    makers.complaint(contact=HERS)
    assert count(after(24), Kept.ACCOUNTS) == 1
    retention.run_once(after(24))
    assert session.get(Person, idle) is None
    assert session.get(Person, busy) is not None
    staff = session.scalars(select(Person.role)).all()
    assert Role.CLERK.value in staff, "staff never go by themselves"


def test_a_municipality_sets_its_own_periods(inside: Town) -> None:
    ended = closed(inside)
    clerk = inside.actor(Role.CLERK)
    with pytest.raises(Forbidden):
        settings.change(inside.actor(Role.HEAD), wanted(contact=6), seen=0, at=MONDAY)
    for months in (0, 601):
        with pytest.raises(Invalid) as refused:
            settings.change(clerk, wanted(contact=months), seen=0, at=MONDAY)
        assert list(refused.value.fields) == ["contact"]
    settings.change(clerk, wanted(contact=6), seen=0, at=MONDAY)
    with pytest.raises(Outdated):
        settings.change(clerk, wanted(contact=7), seen=0, at=MONDAY)
    assert holding_now.now().months[Kept.CONTACT] == 6
    assert count(after(6), Kept.CONTACT) == 1
    retention.run_once(after(6))
    assert email(ended) == ""


def test_the_book_of_what_went_goes_at_last(inside: Town) -> None:
    closed(inside)
    retention.run_once(after(24))
    assert session.scalars(select(DeletionEntry)).all() != []
    retention.run_once(after(400))
    retention.run_once(after(800))
    left = session.scalars(select(DeletionEntry.at)).all()
    assert all(at >= months_before(after(800), 120) for at in left)
