"""The weekly second look: who is drawn, who may look, what is kept and what is published."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from portal.complaints import commands, jobs, policy, services, verdicts
from portal.complaints.lifecycle import State
from portal.complaints.models import Complaint, ComplaintStep, SecondLook, SecondLookDraw
from portal.complaints.queries import second_looks as queries
from portal.complaints.services import second_looks
from portal.complaints.verdicts import Custom, Verdict
from portal.foundation.clock import BANGKOK
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, OutOfOrder
from portal.foundation.i18n import speaking
from portal.foundation.policy import Actor, Role
from portal.municipalities import queries as municipalities
from portal.response_times.figures import periods
from portal.response_times.figures.looks import Looks
from tests import makers
from tests.fixtures.portal import Town
from tests.life import Making
from tests.makers import MONDAY, UNIT

NEXT = MONDAY + timedelta(days=7)
WEEK = date(2026, 11, 23)
NOVEMBER = periods.month_of(WEEK)


def finished(town: Town, by: Role = Role.OFFICER, at: datetime = MONDAY, **how: object) -> int:
    """A complaint of the works unit that this person called finished."""
    receipt = makers.complaint(at=at, **how)
    made = Making(town.actor(Role.CLERK), receipt, at)
    made.does(services.assign, municipalities.unit_ids()[UNIT], None)
    made.officer = town.actor(by)
    made.does(services.start)
    made.does(services.resolve, "เสร็จแล้ว", no_photo_because="กลางคืน")
    return receipt.complaint_id


def drawn() -> dict[int, SecondLook]:
    return {look.complaint_id: look for look in session.scalars(select(SecondLook))}


def draw(at: datetime = NEXT, size: int = 20) -> dict[int, SecondLook]:
    second_looks.draw_due(Custom(size, 1), at)
    return drawn()


def test_only_what_was_finished_in_the_week_and_still_is(inside: Town) -> None:
    done = finished(inside)
    finished(inside, at=MONDAY - timedelta(days=3))
    finished(inside, at=NEXT)
    again = finished(inside)
    made = Making(inside.actor(Role.CLERK), makers.complaint(at=MONDAY), MONDAY)
    made.receipt = type(made.receipt)(**{**_fields(made.receipt), "complaint_id": again})
    made.at = MONDAY + timedelta(hours=3)
    made.does(services.reopen, "ยังดับอยู่")
    assert set(draw()) == {done}
    look = drawn()[done]
    assert look.finisher_id == inside.actor(Role.OFFICER).person_id
    assert look.due_at == datetime(2026, 12, 8, tzinfo=BANGKOK)
    assert second_looks.draw_due(Custom(20, 1), NEXT + timedelta(days=1)) == 0
    draw_made = session.scalars(select(SecondLookDraw)).one()
    assert (draw_made.first_day, draw_made.finished, draw_made.size) == (WEEK, 1, 20)


def _fields(receipt: object) -> dict[str, object]:
    names = getattr(receipt, "__dataclass_fields__", {})
    return {name: getattr(receipt, name) for name in names}


def test_the_lots_can_be_drawn_again_after_what_came_later(inside: Town) -> None:
    numbers = [finished(inside, at=MONDAY + timedelta(minutes=n)) for n in range(9)]
    lots = draw(size=4)
    made = session.scalars(select(SecondLookDraw)).one()
    assert len(lots) == 4
    assert set(queries.finished_in(WEEK)) == set(numbers)
    clerk = inside.actor(Role.CLERK)
    row = session.get_one(Complaint, min(lots))
    services.reopen(clerk, row.id, "ยังดับอยู่", seen=row.version, at=NEXT + timedelta(hours=1))
    assert set(queries.finished_in(WEEK)) != set(numbers)
    then = queries.finished_as_of(WEEK, made.drawn_at)
    assert len(then) == made.finished
    assert sorted(verdicts.drawn(made.seed, then, made.size)) == sorted(lots)


def test_nobody_looks_at_their_own_work(inside: Town) -> None:
    head, clerk = inside.actor(Role.HEAD), inside.actor(Role.CLERK)
    by_head, by_clerk, by_officer = (
        finished(inside, role) for role in (Role.HEAD, Role.CLERK, Role.OFFICER)
    )
    lots = draw()
    for actor, own in ((head, by_head), (clerk, by_clerk)):
        waiting = {line.id for line in queries.to_look_at(actor, None).items}
        assert waiting == {look.id for number, look in lots.items() if number != own}
        with pytest.raises(Forbidden):
            second_looks.say(actor, lots[own].id, Verdict.DONE, "", at=NEXT)
    with pytest.raises(NotFound):
        second_looks.say(inside.actor(Role.OFFICER), lots[by_officer].id, Verdict.DONE, "", at=NEXT)
    with pytest.raises(Forbidden):
        second_looks.say(inside.actor(Role.MAYOR), lots[by_officer].id, Verdict.DONE, "", at=NEXT)


def test_the_two_rules_agree_for_everybody(inside: Town) -> None:
    for role in (Role.HEAD, Role.CLERK, Role.OFFICER):
        finished(inside, role)
    looks = list(draw().values())
    looks[0].unit_id = municipalities.unit_ids()["health"]
    looks[1].finisher_id = None
    session.flush()
    people = [None, *(inside.actor(role).person_id for role in (Role.HEAD, Role.CLERK))]
    units = [None, *municipalities.unit_ids().values()]
    for actor in (Actor(r, inside.id, p, u) for r in Role for p in people for u in units):
        for listed, single in (
            (policy.looks_seen_by(actor), policy.may_see_looks),
            (policy.to_look_at_by(actor), policy.may_look_again),
        ):
            found = set(session.scalars(select(SecondLook.id).where(listed)))
            assert found == {look.id for look in looks if single(actor, look)}, actor


def test_what_was_found_stands_in_the_history_and_in_the_figure(inside: Town) -> None:
    head = inside.actor(Role.HEAD)
    numbers = [finished(inside, at=MONDAY + timedelta(minutes=n)) for n in range(3)]
    lots = draw()
    with pytest.raises(Invalid):
        second_looks.say(head, lots[numbers[0]].id, Verdict.NOT_DONE, "  ", at=NEXT)
    second_looks.say(head, lots[numbers[0]].id, Verdict.NOT_DONE, "ยังเป็นหลุม", at=NEXT)
    second_looks.say(head, lots[numbers[1]].id, Verdict.DONE, "", at=NEXT)
    with pytest.raises(OutOfOrder):
        second_looks.say(head, lots[numbers[1]].id, Verdict.NOT_DONE, "ช้าไป", at=NEXT)
    step = session.scalars(
        select(ComplaintStep)
        .where(ComplaintStep.complaint_id == numbers[0])
        .order_by(ComplaintStep.id.desc())
        .limit(1)
    ).one()
    assert (step.note, step.details, step.is_public) == (
        "ยังเป็นหลุม",
        {"second_look": "not_done"},
        False,
    )
    late = NEXT + timedelta(days=9)
    assert queries.figure(NOVEMBER, 0, late) == Looks(3, 1, 1, 0, overdue=1)
    assert queries.figure(NOVEMBER, 0, NEXT).overdue == 0
    assert queries.figure(NOVEMBER.before, 0, late) == Looks()
    assert queries.figure(NOVEMBER, municipalities.unit_ids()["health"], late) == Looks()
    assert queries.still_waiting(head, late) == (1, 1)
    found = queries.looked_at(head, None).items
    assert {(line.verdict, line.note.text) for line in found} == {
        (Verdict.DONE, ""),
        (Verdict.NOT_DONE, "ยังเป็นหลุม"),
    }


def test_a_long_list_comes_in_pages(inside: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PER_PAGE", 2)
    for number in range(5):
        finished(inside, at=MONDAY + timedelta(minutes=number))
    ids = sorted(look.id for look in draw().values())
    head, cursor, seen = inside.actor(Role.HEAD), None, []
    for _page in range(3):
        page = queries.to_look_at(head, cursor)
        seen += [line.id for line in page.items]
        cursor = page.older
    assert (seen, cursor) == (ids, None)
    back = queries.to_look_at(head, page.newer)
    assert [line.id for line in back.items] == ids[2:4]


@pytest.mark.parametrize(("size", "day", "wrong"), [(-1, 1, {"size"}), (501, 8, {"size", "day"})])
def test_a_setting_that_makes_no_sense_is_refused(inside, size, day, wrong) -> None:
    with pytest.raises(Invalid) as refusal:
        second_looks.change_custom(inside.actor(Role.CLERK), Custom(size, day))
    assert set(refusal.value.fields) == wrong


def test_the_setting_decides_how_many_and_when(town: Town) -> None:
    with town.work():
        for number in range(4):
            finished(town, at=MONDAY + timedelta(minutes=number))
        with pytest.raises(Forbidden):
            second_looks.change_custom(town.actor(Role.HEAD), Custom(3, 1))
        second_looks.change_custom(town.actor(Role.CLERK), Custom(3, 2))
    for at, n in ((NEXT, 0), (NEXT + timedelta(days=1), 3), (NEXT + timedelta(days=2), 3)):
        with town.work():
            jobs.draw_second_looks(at)
        with town.look():
            assert session.scalar(select(func.count()).select_from(SecondLook)) == n


def test_the_command_draws_once_more(town: Town) -> None:
    with town.work():
        for number in range(6):
            finished(town, at=MONDAY + timedelta(minutes=number))
        draw(size=2)
    run = CliRunner().invoke
    asked = ["--municipality", makers.SLUG, "--week"]
    with town.app.app_context():
        again = run(commands.second_looks, [*asked, "2026-11-23"])
        assert (again.exit_code, "2 of 6, now 6" in again.output) == (0, True), again.output
        assert run(commands.second_looks, [*asked, "2026-11-16"]).exit_code == 1
    with town.work():
        chosen = set(drawn())
        step = session.scalars(
            select(ComplaintStep).where(
                ComplaintStep.complaint_id.in_(chosen), ComplaintStep.verb == "resolve"
            )
        ).first()
        step.at -= timedelta(days=30)
    with town.app.app_context(), speaking("en"):
        changed = run(commands.second_looks, [*asked, "2026-11-23"])
        assert (changed.exit_code, "not the same" in changed.output) == (1, True)


def test_an_imported_finish_is_not_drawn(inside: Town) -> None:
    number = finished(inside)
    step = session.scalars(
        select(ComplaintStep).where(
            ComplaintStep.complaint_id == number, ComplaintStep.state == State.RESOLVED.value
        )
    ).one()
    step.details = {**step.details, "imported": "traffy"}
    session.flush()
    assert draw() == {}
    assert queries.finished_as_of(WEEK, NEXT) == {}
