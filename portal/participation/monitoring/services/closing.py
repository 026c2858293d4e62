"""A unit closes what was found: with what was done, or as a complaint that goes on."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import select

from portal.complaints.services import Contact, Filing, Place, Receipt
from portal.complaints.services import file as file_complaint
from portal.foundation import audit, outbox, thai
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, Outdated, OutOfOrder
from portal.foundation.i18n import Bilingual, lazy
from portal.foundation.policy import Actor
from portal.participation.monitoring import acts
from portal.participation.monitoring.events import FindingClosed
from portal.participation.monitoring.models import Finding, Inspection
from portal.participation.monitoring.policy import may_record
from portal.participation.monitoring.services.loading import CHANGED, NOT_YOURS
from portal.participation.monitoring.terms import FINDING, LONGEST_REASON
from portal.participation.projects import queries as projects
from portal.response_times import services as promises
from portal.response_times.promises import Matter
from portal.response_times.standards import PromiseKind


def close(officer: Actor, finding_id: int, said: Bilingual, *, seen: int, at: datetime) -> Finding:
    """Close a finding with what was done about it; followers are told.

    Raises `Forbidden`, `NotFound`, `Outdated`, `OutOfOrder` where it is closed already, and
    `Invalid` without words in Thai.
    """
    row = _open(officer, finding_id, seen)
    words = Bilingual(thai.cleaned(said.th), thai.cleaned(said.en))
    wrong: dict[str, object] = {}
    if not words.th:
        wrong["closing_th"] = lazy("Say in Thai what was done about it")
    for name, text in (("closing_th", words.th), ("closing_en", words.en)):
        if len(text) > LONGEST_REASON:
            wrong[name] = lazy("Shorten the text to %(most)s characters", most=LONGEST_REASON)
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    promises.meet(Matter(FINDING, row.id), PromiseKind.RESOLVE, at)
    _settle(row, officer, words, at)
    audit.note(acts.FINDING_CLOSED, FINDING, row.id, by=officer, at=at, project=row.project_id)
    return row


def pass_on(officer: Actor, finding_id: int, *, seen: int, at: datetime) -> Receipt:
    """Make a complaint of a finding: it goes on there, on the complaint's own clock.

    Whoever reported it can follow it as their own. Raises as `close`.
    """
    row = _open(officer, finding_id, seen)
    report = session.get_one(Inspection, row.inspection_id)
    project = projects.project_by_id(row.project_id)
    filing = Filing(
        uuid5(UUID(int=row.id), f"{FINDING}:{report.form_id}"),
        f"{project.title.th}: {row.text}",
        place=Place(report.lat, report.lon, project.area_id, report.landmark or project.title.th),
        contact=Contact(person_id=report.person_id),
    )
    receipt = file_complaint(officer, filing, at)
    row.complaint_id = receipt.complaint_id
    promises.end(Matter(FINDING, row.id), at)
    _settle(row, officer, Bilingual("", ""), at)
    audit.note(
        acts.FINDING_PASSED_ON,
        FINDING,
        row.id,
        by=officer,
        at=at,
        complaint=receipt.complaint_id,
    )
    return receipt


def _open(officer: Actor, finding_id: int, seen: int) -> Finding:
    row = session.scalar(select(Finding).where(Finding.id == finding_id).with_for_update())
    if row is None:
        raise NotFound(lazy("There is no such finding."))
    unit_id = row.unit_id or projects.project_by_id(row.project_id).unit_id
    if not may_record(officer, unit_id):
        raise Forbidden(NOT_YOURS)
    if row.closed_at is not None:
        raise OutOfOrder(lazy("This finding is closed already."))
    if row.version != seen:
        raise Outdated(CHANGED)
    return row


def _settle(row: Finding, officer: Actor, words: Bilingual, at: datetime) -> None:
    row.closing_th, row.closing_en, row.closed_at = words.th, words.en, at
    row.person_id, row.next_due_at = officer.person_id, None
    row.version += 1
    session.flush()
    outbox.record(FindingClosed(row.id), at)
