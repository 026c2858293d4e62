"""Calls to reporters who left only a telephone number, or whom no message reaches."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from portal.channels import policy, queries, rendering
from portal.channels.lifecycle import (
    NO_ANSWER_WAIT,
    CallState,
    Occasion,
    Outcome,
    State,
    after,
)
from portal.channels.models import CallAttempt, CallTask
from portal.channels.queries import Told
from portal.channels.services.sending import drop, empty, load
from portal.channels.services.writing import NewCall, ask_for_call
from portal.complaints import services as complaints
from portal.complaints.lifecycle import Called
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor

LONGEST_AHEAD = timedelta(days=30)
CALLED = {
    Outcome.DONE: Called.REACHED,
    Outcome.NO_ANSWER: Called.NO_ANSWER,
    Outcome.AGAIN_AT: Called.LATER,
}
"""How the complaint's history calls it."""


def call_about(told: Told, occasion: Occasion) -> NewCall:
    """The call that tells what a notice of this occasion would tell."""
    text = rendering.spoken(occasion, rendering.here(), told.facts, told.reader.language)
    return NewCall(told.complaint_id, told.step_id, occasion, told.reader.language, text)


def replace_by_call(notice_id: int, call: NewCall, at: datetime) -> bool:
    """Call instead of trying on; false when the notice has left meanwhile."""
    row = load(notice_id)
    if row is None or row.state not in {State.WAITING, State.FAILED}:
        return False
    row.state = after("call_instead", State(row.state)).value
    row.next_at = None
    empty(row)
    drop(notice_id)
    return ask_for_call(call, at)


def show_phone(officer: Actor, call_id: int, at: datetime) -> str:
    """The number to call; that this person looked is written down with the complaint."""
    task = _open_task(call_id)
    return complaints.open_contact(officer, task.complaint_id, at=at).phone


def note_call(
    officer: Actor,
    call_id: int,
    outcome: Outcome,
    *,
    again_at: datetime | None = None,
    at: datetime,
) -> None:
    """Write down how a call ended, in the complaint's history too; only `done` ends the task."""
    task = _open_task(call_id)
    matter = queries.matter_of(task.complaint_id)
    if matter is None or not policy.may_call(officer, *matter):
        raise Forbidden(lazy("You do not have permission to make this call."))
    if outcome is Outcome.AGAIN_AT and (
        again_at is None or not at < again_at <= at + LONGEST_AHEAD
    ):
        raise Invalid(
            fields={"again_at": lazy("Enter a day and a time from now on, within 30 days")}
        )
    if outcome is Outcome.NO_ANSWER:
        again_at = at + NO_ANSWER_WAIT
    session.add(
        CallAttempt(
            call_task_id=call_id,
            person_id=officer.person_id or 0,
            at=at,
            outcome=outcome.value,
            again_at=again_at,
        )
    )
    complaints.note_call(officer, task.complaint_id, CALLED[outcome], at=at)
    if outcome is Outcome.DONE:
        task.state, task.done_at, task.text = CallState.DONE.value, at, ""
    elif again_at is not None:
        task.due_at = again_at
    session.flush()


def _open_task(call_id: int) -> CallTask:
    task = session.scalar(select(CallTask).where(CallTask.id == call_id).with_for_update())
    if task is None:
        raise NotFound(lazy("There is no such call."))
    if task.state != CallState.OPEN:
        raise OutOfOrder(lazy("Somebody has made this call already."))
    return task
