"""Questions that nobody answers: reminded once where that is the rule, then closed."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from portal.complaints.events import ReporterAsked
from portal.complaints.lifecycle import Closing, State, Verb
from portal.complaints.models import Complaint
from portal.complaints.queries.asking_back import rule_asked_by
from portal.complaints.replying.rules import Rule, Then
from portal.complaints.services import closing, moving
from portal.complaints.services.moving import Move
from portal.foundation import outbox, tenancy
from portal.foundation.database import session
from portal.foundation.policy import Actor, machine
from portal.response_times import queries as promised
from portal.response_times import services as promises
from portal.response_times.standards import PromiseKind, Standard, Unit

ASK_LEAST = timedelta(days=1)


def follow_up_unanswered(at: datetime, limit: int = 200) -> int:
    """Remind or close what waits for a reporter whose limit has passed; returns how many."""
    waiting = session.scalars(
        select(Complaint)
        .where(Complaint.state == State.WAITING.value, Complaint.changed_at < at - ASK_LEAST)
        .limit(limit)
        .with_for_update()
    ).all()
    here = machine(tenancy.municipality_id())
    late = [complaint for complaint in waiting if _is_late(complaint, at)]
    for complaint in late:
        rule, is_reminded = rule_asked_by(complaint.id)
        if rule.then is Then.REMIND and not is_reminded:
            _remind(here, complaint, rule, at)
        else:
            details: dict[str, object] = {"reason": Closing.NO_ANSWER.value}
            closing.end(here, complaint, Verb.CLOSE, "", details, at)
    return len(late)


def _is_late(complaint: Complaint, at: datetime) -> bool:
    return any(
        line.due_at < at
        for line in promised.limits_of(moving.matter(complaint))
        if line.promise_kind is PromiseKind.REPORTER_ANSWER
    )


def _remind(here: Actor, complaint: Complaint, rule: Rule, at: datetime) -> None:
    """Ask the same once more, with as many days again."""
    before = moving.on_map(complaint)
    matter = moving.matter(complaint)
    promises.cancel(matter, PromiseKind.REPORTER_ANSWER, at)
    limit = Standard(PromiseKind.REPORTER_ANSWER, rule.days, Unit.CALENDAR_DAYS)
    promises.promise(matter, (limit,), at, at)
    step = moving.make(complaint, Move(here, Verb.REMIND, at))
    outbox.record(ReporterAsked(complaint.id, step.id), at)
    moving.settle_books(complaint, before)
