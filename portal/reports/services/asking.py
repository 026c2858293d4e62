"""A member of the council asks about a figure; the administration answers, with a promise."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from portal.foundation import audit, masking, thai
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.reports import acts, policy
from portal.reports.models import ReportQuestion
from portal.reports.queries import issued
from portal.reports.terms import (
    ANSWER_DAYS,
    LONGEST_ANSWER,
    LONGEST_QUESTION,
    QUESTION,
    SHORTEST_QUESTION,
)
from portal.response_times import queries as promised
from portal.response_times import services as promises
from portal.response_times.promises import Matter
from portal.response_times.standards import PromiseKind, Standard, Unit


def ask(member: Actor, report_id: int, about: str, text: str, *, at: datetime) -> ReportQuestion:
    """Keep a question, published beside the report; an answer is promised.

    `about` is the key of a figure, or empty for the whole report. Raises `Forbidden` for whoever
    is not of the council, `NotFound`, `Invalid`.
    """
    if member.role not in policy.ASKERS or member.person_id is None:
        raise Forbidden(lazy("Members of the council ask here."))
    line = issued.report(report_id)
    words = masking.masked(thai.cleaned(text))
    if len(words) < SHORTEST_QUESTION:
        raise Invalid(fields={"text": lazy("Write what you want to know")})
    if len(words) > LONGEST_QUESTION:
        raise Invalid(
            fields={"text": lazy("Shorten it to %(most)s characters", most=LONGEST_QUESTION)}
        )
    if about and issued.content_of(line.id).figure(about) is None:
        raise Invalid(fields={"about": lazy("Choose a figure of this report")})
    row = ReportQuestion(
        report_id=line.id,
        about=about,
        text=words,
        language=thai.language_of(words),
        asked_at=at,
        person_id=member.person_id,
    )
    session.add(row)
    session.flush()
    matter = Matter(QUESTION, row.id)
    standard = Standard(PromiseKind.ANSWER, ANSWER_DAYS, Unit.CALENDAR_DAYS)
    promises.promise(matter, (standard,), at, at)
    row.due_at = promised.next_due(matter)
    session.flush()
    audit.note(acts.ASKED, QUESTION, row.id, by=member, at=at)
    return row


def answer(officer: Actor, question_id: int, text: str, *, at: datetime) -> int:
    """Answer a question, once; returns the report.

    Raises `Forbidden`, `NotFound`, `Invalid`, `OutOfOrder` where it was answered already.
    """
    if officer.role not in policy.ANSWERERS:
        raise Forbidden(lazy("The clerk or the mayor answers for the administration."))
    row = session.scalar(
        select(ReportQuestion).where(ReportQuestion.id == question_id).with_for_update()
    )
    if row is None:
        raise NotFound(lazy("There is no such question."))
    if row.answered_at is not None:
        raise OutOfOrder(lazy("This question was answered already."))
    words = masking.masked(thai.cleaned(text))
    if not words:
        raise Invalid(fields={"text": lazy("Write the answer")})
    if len(words) > LONGEST_ANSWER:
        raise Invalid(
            fields={"text": lazy("Shorten it to %(most)s characters", most=LONGEST_ANSWER)}
        )
    row.answer, row.answer_language = words, thai.language_of(words)
    row.answered_at, row.answered_by, row.due_at = at, officer.person_id, None
    promises.meet(Matter(QUESTION, row.id), PromiseKind.ANSWER, at)
    session.flush()
    audit.note(acts.ANSWERED, QUESTION, row.id, by=officer, at=at)
    return row.report_id
