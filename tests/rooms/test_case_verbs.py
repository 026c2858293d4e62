"""Every move of the desk through its verb: who may, in which state, and never on an old page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from portal.complaints import lifecycle, policy, services
from portal.complaints.lifecycle import STEPS, Closing, Hold, Refusal, State, Verb, Visibility
from portal.complaints.models import (
    MATTER,
    Category,
    Complaint,
    ComplaintStep,
    ContactView,
)
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, Outdated, OutOfOrder
from portal.foundation.policy import Actor, Role
from portal.municipalities import queries as municipalities
from portal.response_times import queries as promised
from portal.response_times.promises import Matter
from portal.response_times.standards import PromiseKind
from tests import makers
from tests.fixtures.portal import Town
from tests.life import Making, another, bring
from tests.makers import MONDAY

LATER = MONDAY + timedelta(days=20)
Move = Callable[..., object]


def unit(code: str = "works") -> int:
    return municipalities.unit_ids()[code]


def category(code: str) -> int:
    return session.scalars(select(Category.id).where(Category.code == code)).one()


def moves() -> dict[Verb, tuple[Move, tuple[Any, ...], dict[str, Any]]]:
    """Each verb of the desk with words that it takes."""
    return {
        Verb.ACKNOWLEDGE: (services.acknowledge, (), {}),
        Verb.ASSIGN: (services.assign, (unit(), None), {}),
        Verb.RECATEGORISE: (services.recategorise, (category("streetlight"),), {}),
        Verb.MOVE_PIN: (services.move_pin, (services.Place(landmark="ข้างวัด"),), {}),
        Verb.START: (services.start, (), {}),
        Verb.ASK: (services.ask, ("ขอทราบเลขเสาไฟ",), {}),
        Verb.REPLY: (services.reply, ("จะเข้าตรวจสอบ",), {}),
        Verb.NOTE: (services.note, ("โทรหาช่างแล้ว",), {}),
        Verb.REFER: (services.refer, ("การไฟฟ้า",), {}),
        Verb.HOLD: (services.hold, (Hold.BUDGET,), {"next_news": LATER + timedelta(days=3)}),
        Verb.RESOLVE: (services.resolve, ("ซ่อมแล้ว",), {"no_photo_because": "มืด"}),
        Verb.CLOSE: (services.close, (Closing.NOT_OURS, "อยู่ในอำนาจของตำรวจ"), {}),
        Verb.REOPEN: (services.reopen, ("ยังไม่เรียบร้อย",), {}),
        Verb.REVIEW: (services.review, (), {"show": True}),
        Verb.MAKE_URGENT: (services.make_urgent, ("ไฟรั่ว",), {}),
        Verb.MERGE: (services.merge, (another(MONDAY),), {}),
        Verb.UNMERGE: (services.unmerge, (), {}),
        Verb.SPLIT: (
            services.split,
            ([services.Part("ขยะไม่เก็บ", category("waste"), unit())],),
            {},
        ),
    }


ELSEWHERE = frozenset({Verb.ACCEPT, Verb.MAKE_NORMAL, Verb.HIDE, Verb.RELEASE, Verb.COVER_PHOTO})
"""Done by reporters; to what is urgent, hidden or held: tried with those."""
DESK_VERBS = sorted(set(Verb) - policy.REPORTER_VERBS - policy.NOBODYS_VERBS - ELSEWHERE)
BEGINS = {Verb.REOPEN: State.RESOLVED, Verb.UNMERGE: State.MERGED}
"""Where a verb can be tried; else on a fresh complaint."""


def brought_to(state: State, clerk: Actor) -> Complaint:
    receipt = makers.complaint(at=MONDAY)
    bring(Making(clerk, receipt, MONDAY), state)
    if state is State.SETTLED:
        services.settle_due(MONDAY + timedelta(days=60))
    return load(receipt.complaint_id)


def load(complaint_id: int) -> Complaint:
    session.expire_all()
    return session.scalars(select(Complaint).where(Complaint.id == complaint_id)).one()


def make(
    verb: Verb, actor: Actor, complaint: Complaint, at: datetime = LATER, seen: int = 0
) -> None:
    service, words, more = moves()[verb]
    service(actor, complaint.id, *words, seen=seen or complaint.version, at=at, **more)


def steps(complaint_id: int) -> int:
    return (
        session.scalar(
            select(func.count())
            .select_from(ComplaintStep)
            .where(ComplaintStep.complaint_id == complaint_id)
        )
        or 0
    )


def test_every_verb_of_the_desk_is_tried_here(inside: Town) -> None:
    assert set(moves()) == set(DESK_VERBS)


@contextmanager
def tried() -> Iterator[None]:
    """Do something and take it back."""
    attempt = session.begin_nested()
    yield
    attempt.rollback()
    session.expire_all()


@pytest.mark.parametrize("state", list(State))
def test_each_move_takes_its_arrow_or_is_refused_in_words(inside: Town, state: State) -> None:
    clerk = inside.actor(Role.CLERK)
    complaint = brought_to(state, clerk)
    version, known = complaint.version, steps(complaint.id)
    for verb in DESK_VERBS:
        with tried():
            if state not in STEPS[verb].sources:
                with pytest.raises(OutOfOrder):
                    make(verb, clerk, complaint)
                continue
            make(verb, clerk, complaint)
            after = load(complaint.id)
            assert after.state == lifecycle.after(verb, state), verb
            assert (after.version, steps(after.id)) == (version + 1, known + 1), verb
            assert after.is_open is (State(after.state) in lifecycle.OPEN), verb
        assert load(complaint.id).state == state


@pytest.mark.parametrize("role", list(Role))
def test_each_move_asks_its_policy(inside: Town, role: Role) -> None:
    clerk = inside.actor(Role.CLERK)
    is_staff = role not in {Role.VISITOR, Role.RESIDENT}
    actor = inside.actor(role) if is_staff else Actor(role, inside.id)
    cases = {state: brought_to(state, clerk) for state in (State.RECEIVED, *BEGINS.values())}
    for complaint in cases.values():
        complaint.unit_id = unit()
    session.flush()
    for verb in DESK_VERBS:
        complaint = cases[BEGINS.get(verb, State.RECEIVED)]
        with tried():
            if policy.may_work(actor, complaint, verb):
                make(verb, actor, complaint)
                continue
            expected = Forbidden if policy.may_read(actor, complaint) else NotFound
            with pytest.raises(expected):
                make(verb, actor, complaint)


@pytest.mark.parametrize("verb", DESK_VERBS)
def test_an_old_page_changes_nothing(inside: Town, verb: Verb) -> None:
    clerk = inside.actor(Role.CLERK)
    complaint = brought_to(BEGINS.get(verb, State.RECEIVED), clerk)
    seen = complaint.version
    make(Verb.NOTE, clerk, complaint)
    before = steps(complaint.id)
    with pytest.raises(Outdated) as refusal:
        make(verb, clerk, complaint, seen=seen)
    assert refusal.value.context["seen"] == seen
    assert steps(complaint.id) == before


# ── what each verb does beside its arrow ─────────────────────────────────────────────────────────


def standing(complaint_id: int, kind: PromiseKind) -> tuple[bool, bool]:
    """Whether the newest promise of a kind is open, and whether it was kept."""
    lines = promised.promises_of(Matter(MATTER, complaint_id))
    line = [one for one in lines if one.promise_kind is kind][-1]
    return line.is_open, line.met_at is not None


@pytest.mark.parametrize("verb", [Verb.ACKNOWLEDGE, Verb.ASSIGN, Verb.START, Verb.REPLY, Verb.ASK])
def test_whoever_does_something_has_accepted_it(inside: Town, verb: Verb) -> None:
    complaint = brought_to(State.RECEIVED, inside.actor(Role.CLERK))
    make(verb, inside.actor(Role.CLERK), complaint)
    assert standing(complaint.id, PromiseKind.ACKNOWLEDGE) == (False, True)


def test_a_question_stops_the_clock_and_an_end_closes_every_promise(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    complaint = brought_to(State.ACKNOWLEDGED, clerk)
    make(Verb.ASK, clerk, complaint)
    assert load(complaint.id).next_due_at is None
    assert standing(complaint.id, PromiseKind.REPORTER_ANSWER) == (True, False)
    make(Verb.CLOSE, clerk, load(complaint.id))
    duties = [
        one
        for one in promised.promises_of(Matter(MATTER, complaint.id))
        if one.is_duty and one.is_open
    ]
    assert not duties
    assert load(complaint.id).next_due_at is None


def test_a_hold_is_watched_by_its_day_of_news(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    complaint = brought_to(State.IN_PROGRESS, clerk)
    with pytest.raises(Invalid) as refusal:
        services.hold(
            clerk, complaint.id, Hold.LEGAL, next_news=None, seen=complaint.version, at=LATER
        )
    assert set(refusal.value.fields) == {"next_news"}
    make(Verb.HOLD, clerk, load(complaint.id))
    assert standing(complaint.id, PromiseKind.NEWS) == (True, False)


def test_a_result_needs_a_photo_or_a_reason(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    complaint = brought_to(State.IN_PROGRESS, clerk)
    with pytest.raises(Invalid) as refusal:
        services.resolve(clerk, complaint.id, "ซ่อมแล้ว", seen=complaint.version, at=LATER)
    assert set(refusal.value.fields) == {"photos"}


def test_a_complaint_that_is_not_accepted_says_why(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    complaint = brought_to(State.RECEIVED, clerk)
    with pytest.raises(Invalid) as refusal:
        services.close(
            clerk, complaint.id, Closing.NOT_ACCEPTED, "…", seen=complaint.version, at=LATER
        )
    assert set(refusal.value.fields) == {"refusal"}
    services.close(
        clerk,
        complaint.id,
        Closing.NOT_ACCEPTED,
        "ศาลรับคดีไว้แล้ว",
        refusal=Refusal.BEFORE_A_COURT,
        seen=complaint.version,
        at=LATER,
    )
    assert load(complaint.id).reason == Closing.NOT_ACCEPTED


def test_only_the_reporter_withdraws(inside: Town) -> None:
    complaint = brought_to(State.RECEIVED, inside.actor(Role.CLERK))
    with pytest.raises(Invalid):
        services.close(
            inside.actor(Role.CLERK), complaint.id, Closing.WITHDRAWN, "…", seen=1, at=LATER
        )


def test_work_goes_to_people_of_the_unit_only(inside: Town) -> None:
    clerk, officer = inside.actor(Role.CLERK), inside.actor(Role.OFFICER)
    complaint = brought_to(State.RECEIVED, clerk)
    with pytest.raises(Invalid) as refusal:
        services.assign(
            clerk, complaint.id, unit("health"), officer.person_id, seen=complaint.version, at=LATER
        )
    assert set(refusal.value.fields) == {"unit"}
    services.assign(
        clerk, complaint.id, unit(), officer.person_id, seen=load(complaint.id).version, at=LATER
    )
    assert load(complaint.id).officer_id == officer.person_id


def test_another_category_moves_the_promise_and_its_readers(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    complaint = brought_to(State.RECEIVED, clerk)
    assert complaint.visibility == Visibility.REVIEW
    make(Verb.RECATEGORISE, clerk, complaint)
    after = load(complaint.id)
    assert after.category_id == category("streetlight")
    assert after.unit_id == session.get_one(Category, after.category_id).unit_id
    lines = promised.promises_of(Matter(MATTER, complaint.id))
    assert all(one.started_at == MONDAY for one in lines if one.is_duty)


def test_one_look_shows_and_takes_back(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    complaint = brought_to(State.RECEIVED, clerk)
    services.review(
        clerk,
        complaint.id,
        show=True,
        public_text="ไฟดับหน้าโรงเรียน โทร 081-234-5678",
        seen=complaint.version,
        at=LATER,
    )
    shown = load(complaint.id)
    assert shown.is_public
    assert "081" not in shown.public_text
    assert shown.text != shown.public_text
    services.review(clerk, complaint.id, show=False, seen=shown.version, at=LATER)
    assert not load(complaint.id).is_public


def test_the_pin_moves_and_the_former_place_is_kept(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    complaint = brought_to(State.RECEIVED, clerk)
    place = services.Place(lat=16.43, lon=102.83, landmark="ข้างวัด")
    services.move_pin(clerk, complaint.id, place, seen=complaint.version, at=LATER)
    after = load(complaint.id)
    assert (after.lat, after.lon, after.cell is not None) == (16.43, 102.83, True)
    details = session.scalars(
        select(ComplaintStep.details).where(ComplaintStep.verb == Verb.MOVE_PIN.value)
    ).one()
    assert details["landmark"] == "หน้าตลาดบางลำภู"


def test_opening_the_contact_is_written_down(inside: Town) -> None:
    clerk, mayor = inside.actor(Role.CLERK), inside.actor(Role.MAYOR)
    receipt = makers.complaint(contact=services.Contact("สมศรี", "081 234 5678"))
    assert services.open_contact(clerk, receipt.complaint_id, at=LATER).name == "สมศรี"
    with pytest.raises(Forbidden):
        services.open_contact(mayor, receipt.complaint_id, at=LATER)
    looks = session.scalars(select(ContactView.person_id)).all()
    assert looks == [clerk.person_id]
