"""What staff keep about complaints for themselves, and whom a note can name."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from portal.complaints import services
from portal.complaints.marking import forgetting, queries
from portal.complaints.marking import services as marking
from portal.complaints.marking.models import CaseMark, CaseMention
from portal.complaints.marking.terms import MOST_LISTED, Watch
from portal.complaints.queries import desk
from portal.complaints.queries.filters import Filters, Marked
from portal.foundation import clock
from portal.foundation.database import session
from portal.foundation.errors import Invalid, NotFound
from portal.foundation.policy import Role
from portal.municipalities import queries as municipalities
from tests.cases import DAY, HOUR, does, filed, row, steps
from tests.makers import MONDAY

LATER = MONDAY + HOUR
TODAY = clock.local(MONDAY).date()


def lines(actor: Any, marked: Marked | None, at: Any = LATER) -> list[Any]:
    """The rows of somebody's queue with this mark."""
    filters = Filters(marked=marked, viewer=actor.person_id)
    return list(desk.queue(actor, filters, desk.offered(), cursor=None, at=at).items)


def test_what_changed_since_one_read_it(inside: Any) -> None:
    clerk, dispatcher = inside.actor(Role.CLERK), inside.actor(Role.DISPATCHER)
    one, other = filed(), filed()
    marking.mark_read(clerk, one, seen=1, at=LATER)
    assert lines(clerk, Marked.CHANGED) == []
    does(dispatcher, services.acknowledge, one, at=LATER)
    does(dispatcher, services.acknowledge, other, at=LATER)
    assert [line.id for line in lines(clerk, Marked.CHANGED)] == [one]
    assert [line.has_changed for line in lines(clerk, None) if line.id == one] == [True]
    assert lines(dispatcher, Marked.CHANGED) == [], "another's marks are their own"
    assert queries.mine(clerk, one).seen_version == 1
    marking.mark_read(clerk, one, seen=99, at=LATER)
    assert queries.mine(clerk, one).seen_version == row(one).version, "not what is not there yet"
    marking.mark_read(clerk, one, seen=1, at=LATER)
    assert queries.mine(clerk, one).seen_version == row(one).version, "an old page takes nothing"


def test_who_moves_it_has_seen_it_unless_it_is_out_of_their_hands(inside: Any) -> None:
    officer, one = inside.actor(Role.OFFICER), filed()
    row(one).unit_id = officer.unit_id
    session.flush()
    marking.see(officer, one, LATER)
    assert queries.mine(officer, one).seen_version == 1
    session.get_one(type(row(one)), one).unit_id = municipalities.unit_ids()["health"]
    session.flush()
    marking.see(officer, one, LATER + HOUR)
    assert queries.mine(officer, one).seen_at == LATER


def test_nothing_is_kept_about_what_one_may_not_read(inside: Any) -> None:
    officer, one = inside.actor(Role.OFFICER), filed()
    row(one).unit_id = municipalities.unit_ids()["health"]
    session.flush()
    for act in (
        lambda: marking.mark_read(officer, one, seen=1, at=LATER),
        lambda: marking.watch(officer, one, Watch.AT_ONCE, at=LATER),
        lambda: marking.keep_on_list(officer, one, on=True, at=LATER),
        lambda: marking.remind(officer, one, TODAY + timedelta(days=1), "", at=LATER),
        lambda: marking.mark_read(inside.actor(Role.ADMINISTRATOR), one, seen=1, at=LATER),
    ):
        with pytest.raises(NotFound):
            act()
    assert session.scalars(select(CaseMark)).all() == []


def test_ones_own_list_keeps_ones_own_order(inside: Any) -> None:
    clerk, ids = inside.actor(Role.CLERK), [filed() for _ in range(3)]
    for each in ids:
        marking.keep_on_list(clerk, each, on=True, at=LATER)

    def listed() -> list[int]:
        return [line.id for line in desk.on_list(clerk, desk.offered(), LATER)]

    assert listed() == ids
    marking.move_on_list(clerk, ids[2], up=True, at=LATER)
    assert listed() == [ids[0], ids[2], ids[1]]
    marking.move_on_list(clerk, ids[0], up=True, at=LATER)
    assert listed()[0] == ids[0], "the first stays the first"
    marking.order_list(clerk, [ids[1], 77, ids[1], ids[2]], LATER)
    assert listed() == [ids[1], ids[2], ids[0]]
    marking.keep_on_list(clerk, ids[2], on=False, at=LATER)
    assert listed() == [ids[1], ids[0]]
    with pytest.raises(NotFound):
        marking.move_on_list(clerk, ids[2], up=True, at=LATER)
    assert desk.on_list(inside.actor(Role.MAYOR), desk.offered(), LATER) == []


def test_a_list_has_an_end(inside: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk = inside.actor(Role.CLERK)
    monkeypatch.setattr(marking, "MOST_LISTED", 1)
    assert MOST_LISTED > 1
    marking.keep_on_list(clerk, filed(), on=True, at=LATER)
    with pytest.raises(Invalid, match="Take one off first"):
        marking.keep_on_list(clerk, filed(), on=True, at=LATER)


def test_a_reminder_comes_on_its_day_and_goes_when_heeded(inside: Any) -> None:
    clerk, one = inside.actor(Role.CLERK), filed()
    day = TODAY + timedelta(days=3)
    marking.remind(clerk, one, day, "ถามผู้รับเหมา", at=LATER)
    assert lines(clerk, Marked.REMINDED) == []
    found = queries.for_me(clerk, LATER)
    assert ([line.id for line in found.later], found.due) == ([one], ())
    on_the_day = MONDAY + 3 * DAY
    assert [line.is_reminded for line in lines(clerk, Marked.REMINDED, on_the_day)] == [True]
    assert [str(line.note) for line in queries.for_me(clerk, on_the_day).due] == ["ถามผู้รับเหมา"]
    assert queries.for_me(inside.actor(Role.MAYOR), on_the_day).due == ()
    marking.forget_reminder(clerk, one, at=on_the_day)
    assert lines(clerk, Marked.REMINDED, on_the_day) == []


@pytest.mark.parametrize("days", [0, -1, 400])
def test_a_reminder_lies_ahead_within_a_year(inside: Any, days: int) -> None:
    clerk, one = inside.actor(Role.CLERK), filed()
    with pytest.raises(Invalid) as refused:
        marking.remind(clerk, one, TODAY + timedelta(days=days), "ก" * 501, at=LATER)
    assert set(refused.value.fields) == {"day", "note"}


def test_only_who_may_read_a_complaint_can_be_named_in_its_notes(inside: Any) -> None:
    clerk, officer = inside.actor(Role.CLERK), inside.actor(Role.OFFICER)
    one = filed()
    row(one).unit_id = municipalities.unit_ids()["health"]
    session.flush()
    names = {reader.id for reader in queries.readers(row(one))}
    assert officer.person_id not in names
    assert inside.actor(Role.ADMINISTRATOR).person_id not in names
    assert inside.actor(Role.COUNCIL).person_id not in names
    with pytest.raises(Invalid) as refused:
        marking.note(clerk, one, "โปรดดู", [officer.person_id], seen=1, at=LATER)
    assert "mentions" in refused.value.fields
    assert len(steps(one)) == 1
    mayor = inside.actor(Role.MAYOR)
    marking.note(clerk, one, "โปรดดู", [mayor.person_id, clerk.person_id], seen=1, at=LATER)
    (told,) = queries.mentions(mayor)
    assert (str(told.note), str(told.by)) == ("โปรดดู", clerk.name)
    assert queries.mentions(clerk) == (), "nobody tells themselves"
    assert [line.id for line in lines(mayor, Marked.MENTIONED)] == [one]
    marking.mark_read(mayor, one, seen=1, at=LATER)
    assert len(queries.mentions(mayor)) == 1, "the page they saw was older than the note"
    marking.mark_read(mayor, one, seen=2, at=LATER)
    assert queries.mentions(mayor) == ()


def test_who_may_not_read_it_any_more_is_not_told(inside: Any) -> None:
    clerk, officer, one = inside.actor(Role.CLERK), inside.actor(Role.OFFICER), filed()
    row(one).unit_id = officer.unit_id
    session.flush()
    marking.note(clerk, one, "โปรดดู", [officer.person_id], seen=1, at=LATER)
    marking.watch(officer, one, Watch.MORNING, at=LATER)
    does(clerk, services.acknowledge, one, at=LATER)
    assert len(queries.mentions(officer)) == len(queries.changes(officer, Watch.MORNING)) == 1
    row(one).unit_id = municipalities.unit_ids()["health"]
    session.flush()
    assert queries.mentions(officer) == queries.changes(officer, Watch.MORNING) == ()


def test_who_watches_learns_what_others_do_once(inside: Any) -> None:
    clerk, dispatcher, one = inside.actor(Role.CLERK), inside.actor(Role.DISPATCHER), filed()
    does(dispatcher, services.acknowledge, one, at=LATER)
    marking.watch(clerk, one, Watch.AT_ONCE, at=LATER)
    assert queries.changes(clerk, Watch.AT_ONCE) == (), "nothing from before"
    does(clerk, services.start, one, at=LATER)
    assert queries.changes(clerk, Watch.AT_ONCE) == (), "not what they did themselves"
    does(dispatcher, services.reply, one, "ตอบ", at=LATER)
    (found,) = queries.changes(clerk, Watch.AT_ONCE)
    assert [str(words) for words in found.changes] == ["Answer"]
    assert queries.changes(clerk, Watch.MORNING) == ()
    marking.told(clerk.person_id, {one: found.version})
    assert queries.changes(clerk, Watch.AT_ONCE) == ()
    does(dispatcher, services.reply, one, "ตอบอีก", at=LATER)
    marking.mark_read(clerk, one, seen=row(one).version, at=LATER)
    assert queries.changes(clerk, Watch.AT_ONCE) == (), "they have read it meanwhile"
    assert queries.mine(dispatcher, one).watchers == 1
    marking.watch(clerk, one, Watch.NO, at=LATER)
    assert queries.mine(dispatcher, one).watchers == 0


def test_marks_go_with_the_person_and_notes_with_the_words(inside: Any) -> None:
    clerk, mayor, one = inside.actor(Role.CLERK), inside.actor(Role.MAYOR), filed()
    marking.remind(clerk, one, TODAY + timedelta(days=1), "โทรหาคุณสมศรี", at=LATER)
    marking.note(clerk, one, "โปรดดู", [mayor.person_id], seen=1, at=LATER)
    forgetting.forget_words([one])
    session.expire_all()
    assert session.scalars(select(CaseMark.remind_note)).all() == [""]
    forgetting.forget_person(clerk.person_id)
    assert session.scalars(select(CaseMark)).all() == []
    assert session.scalars(select(CaseMention)).all() == []
