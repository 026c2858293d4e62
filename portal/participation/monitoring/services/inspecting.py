"""Residents look at the site: a verdict, a checklist, photos, and what they found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import func, select

from portal.attachments import services as attachments
from portal.complaints.services import Place
from portal.foundation import database, limits, masking, thai
from portal.foundation.database import session
from portal.foundation.errors import Invalid, TooMany
from portal.foundation.i18n import lazy
from portal.foundation.limits import Limit
from portal.foundation.policy import STAFF, Actor, Role
from portal.participation.ledger import services as ledger
from portal.participation.monitoring.models import Finding, Inspection
from portal.participation.monitoring.services import following
from portal.participation.monitoring.services.loading import unit_of
from portal.participation.monitoring.terms import (
    CLOSE_WITHIN_DAYS,
    FINDING,
    LONGEST_FINDING,
    LONGEST_TEXT,
    MATTER,
    MOST_FINDINGS,
    Check,
    Mark,
    Verdict,
    written_checks,
)
from portal.participation.projects import services as projects
from portal.participation.projects.terms import Tool
from portal.places import queries as places
from portal.response_times import queries as promises
from portal.response_times import services as promising
from portal.response_times.promises import Matter
from portal.response_times.standards import PromiseKind, Standard, Unit

FROM_ONE: Final = Limit("inspection reports of one sender", 10, 60)
FROM_ADDRESS: Final = Limit("inspection reports of one address", 40, 60)


@dataclass(frozen=True, slots=True)
class NewInspection:
    """What somebody saw."""

    form_id: UUID
    verdict: Verdict | None
    text: str = ""
    findings: str = ""
    """What a unit should close, one on each line."""
    marks: Mapping[Check, Mark] = field(default_factory=dict)
    place: Place = field(default_factory=Place)


def inspect(
    actor: Actor, stage_id: int, new: NewInspection, *, who: str, at: datetime
) -> Inspection:
    """Keep a report; each finding is promised to be closed. The same form again is the same report.

    Raises what the stage says of this person now; `Invalid`, naming the fields; `TooMany`.
    """
    stage = projects.admit(actor, stage_id, Tool.MONITORING, at)
    database.lock(f"inspection:{new.form_id}")
    known = session.scalar(select(Inspection).where(Inspection.form_id == new.form_id))
    if known is not None:
        return known
    found = _lines(new.findings)
    verdict = _checked(new, found)
    one = f"account {actor.person_id}" if actor.person_id else who
    if not limits.count(FROM_ONE, one) or not limits.count(FROM_ADDRESS, who):
        raise TooMany(lazy("Many reports came from here within the hour. Try again later."))
    own = actor.person_id if actor.role is Role.RESIDENT else None
    row = _write(stage.project_id, stage_id, new, verdict, (own, at))
    unit_id = unit_of(stage.project_id)
    for words in found:
        _open(row, words, unit_id, at)
    if actor.role not in STAFF:
        ledger.count(ledger.ActKind.INSPECTION, row.id, stage.project_id, own, at)
    if own is not None:
        following.add(stage.project_id, own, at)
    return row


def _lines(typed: str) -> list[str]:
    lines = (thai.cleaned(line).lstrip("-•– ") for line in typed.splitlines())
    return [line for line in lines if line]


def _checked(new: NewInspection, found: list[str]) -> Verdict:
    wrong: dict[str, object] = {}
    if new.verdict is None:
        wrong["verdict"] = lazy("Say how the work looks to you")
    if new.verdict in {Verdict.DOUBTFUL, Verdict.BAD} and not found:
        wrong["findings"] = lazy("Say what should be put right or looked at")
    if len(found) > MOST_FINDINGS:
        wrong["findings"] = lazy("Write %(most)s lines at most", most=MOST_FINDINGS)
    elif any(len(line) > LONGEST_FINDING for line in found):
        wrong["findings"] = lazy("Shorten each line to %(most)s characters", most=LONGEST_FINDING)
    if len(new.text) > LONGEST_TEXT:
        wrong["text"] = lazy("Shorten the text to %(most)s characters", most=LONGEST_TEXT)
    lat, lon = new.place.lat, new.place.lon
    if lat is not None and lon is not None and not places.where_is(lat, lon).inside:
        wrong["way"] = lazy("The place is outside this municipality. Move it.")
    if wrong or new.verdict is None:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    return new.verdict


def _write(
    project_id: int,
    stage_id: int,
    new: NewInspection,
    verdict: Verdict,
    by: tuple[int | None, datetime],
) -> Inspection:
    database.lock(f"inspections:{project_id}")
    last = session.scalar(
        select(func.max(Inspection.running)).where(Inspection.project_id == project_id)
    )
    text = thai.cleaned(new.text)
    row = Inspection(
        form_id=new.form_id,
        project_id=project_id,
        stage_id=stage_id,
        running=(last or 0) + 1,
        verdict=verdict.value,
        checks=written_checks(dict(new.marks)),
        text=text,
        public_text=masking.masked(text),
        language=thai.language_of(text or new.findings),
        lat=new.place.lat,
        lon=new.place.lon,
        landmark=masking.masked(thai.cleaned(new.place.landmark)),
        person_id=by[0],
        filed_at=by[1],
    )
    session.add(row)
    session.flush()
    row.photos_wait = bool(attachments.claim(new.form_id, MATTER, row.id, by[1]))
    session.flush()
    return row


def _open(report: Inspection, words: str, unit_id: int | None, at: datetime) -> None:
    row = Finding(
        inspection_id=report.id,
        project_id=report.project_id,
        text=masking.masked(words),
        language=thai.language_of(words),
        unit_id=unit_id,
    )
    session.add(row)
    session.flush()
    matter = Matter(FINDING, row.id)
    days = CLOSE_WITHIN_DAYS[Verdict(report.verdict)]
    standard = Standard(PromiseKind.RESOLVE, days, Unit.CALENDAR_DAYS)
    promising.promise(matter, (standard,), at, at)
    row.next_due_at = promises.next_due(matter)
    session.flush()
