"""All complaints of a municipality, one after another, as flat records for files.

Complaints against conduct are left out: no file may carry them away.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from sqlalchemy import select

from portal.complaints.asking import queries as asking
from portal.complaints.lifecycle import Verb
from portal.complaints.models import Category, Complaint, ComplaintContact, ComplaintStep
from portal.foundation.database import session
from portal.foundation.policy import STAFF

CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Exported:
    """One complaint, flat. `ended` is when it was done or closed; None where it is not known."""

    year: int
    running: int
    source: str | None
    source_number: str | None
    kind: str
    channel: str
    priority: str
    state: str
    reason: str | None
    category: str
    traffy_type: str
    text: str
    public_text: str
    is_public: bool
    language: str
    lat: float | None
    lon: float | None
    landmark: str
    filed: datetime
    acknowledged: datetime | None
    ended: datetime | None
    last_activity: datetime | None
    reply: str
    stars: int | None
    reopened: int
    merged_with: str
    split_from: str
    """The other complaint’s year and number; empty where there is none."""
    name: str
    phone: str
    email: str
    answers: str
    """Questions of the category and their answers, as JSON; empty where none was answered."""


class Numbered(Protocol):
    """What a complaint's number in a file hangs on."""

    @property
    def year(self) -> int:
        """Of the Common Era."""

    @property
    def running(self) -> int:
        """In the register of the year."""

    @property
    def source(self) -> str | None:
        """Where it was imported from."""

    @property
    def source_number(self) -> str | None:
        """Its number there."""


@dataclass(slots=True)
class _Said:
    acknowledged: datetime | None = None
    last: datetime | None = None
    reply: str = ""


def all_in_order(*, public_only: bool = False) -> Iterator[Exported]:
    """Every complaint in the order of filing, a thousand at a time."""
    after = 0
    while True:
        asked = (
            select(Complaint, Category.code, Category.traffy_types, ComplaintContact)
            .join(Category, Category.id == Complaint.category_id, isouter=True)
            .join(ComplaintContact, ComplaintContact.complaint_id == Complaint.id, isouter=True)
            .where(Complaint.id > after)
            .order_by(Complaint.id)
            .limit(CHUNK)
        )
        if public_only:
            asked = asked.where(Complaint.is_public.is_(True))
        rows = session.execute(asked).all()
        if not rows:
            return
        said = _said([row[0].id for row in rows])
        others = _numbers([row[0] for row in rows])
        answers = asking.answers_of_many([row[0].id for row in rows], public_only=public_only)
        for complaint, code, types, contact in rows:
            category = (code or "", types or [])
            flat = _flat(complaint, category, contact, said[complaint.id], others)
            yield replace(flat, answers=_json(answers.get(complaint.id)))
        after = rows[-1][0].id
        session.expunge_all()


def _said(ids: list[int]) -> dict[int, _Said]:
    found = {complaint_id: _Said() for complaint_id in ids}
    steps = session.execute(
        select(
            ComplaintStep.complaint_id,
            ComplaintStep.verb,
            ComplaintStep.at,
            ComplaintStep.note,
            ComplaintStep.actor_role,
            ComplaintStep.is_public,
            ComplaintStep.details,
        )
        .where(ComplaintStep.complaint_id.in_(ids))
        .order_by(ComplaintStep.id)
    )
    for complaint_id, verb, at, note, role, is_public, details in steps:
        entry = found[complaint_id]
        guessed = details.get("moment") == "unknown"
        if verb == Verb.ACKNOWLEDGE and not guessed:
            entry.acknowledged = entry.acknowledged or at
        if verb != Verb.FILE and not guessed:
            entry.last = at
        if is_public and note and role in STAFF:
            entry.reply = note
    return found


def _json(answers: list[dict[str, str]] | None) -> str:
    return json.dumps(answers, ensure_ascii=False) if answers else ""


def _numbers(complaints: Sequence[Complaint]) -> dict[int, str]:
    """The numbers, as in this file, of what these were merged with or split from."""
    wanted = {each.first_id for each in complaints} | {each.split_from_id for each in complaints}
    if wanted == {None}:
        return {}
    rows = session.execute(
        select(
            Complaint.id,
            Complaint.year,
            Complaint.running,
            Complaint.source,
            Complaint.source_number,
        ).where(Complaint.id.in_(sorted(filter(None, wanted))))
    )
    return {row.id: number_in_files(row) for row in rows}


def number_in_files(line: Numbered) -> str:
    """Its number in a file of ours: the one it came with in such a file, else its own."""
    if line.source == "portal":
        return line.source_number or ""
    return f"{line.year}/{line.running:06d}"


def _flat(
    complaint: Complaint,
    category: tuple[str, list[str]],
    contact: ComplaintContact | None,
    told: _Said,
    others: Mapping[int, str],
) -> Exported:
    code, types = category
    return Exported(
        year=complaint.year,
        running=complaint.running,
        source=complaint.source,
        source_number=complaint.source_number,
        kind=complaint.kind,
        channel=complaint.channel,
        priority=complaint.priority,
        state=complaint.state,
        reason=complaint.reason,
        category=code,
        traffy_type=types[0] if types else "",
        text=complaint.text,
        public_text=complaint.public_text,
        is_public=complaint.is_public,
        language=complaint.language,
        lat=complaint.lat,
        lon=complaint.lon,
        landmark=complaint.landmark,
        filed=complaint.filed_at,
        acknowledged=told.acknowledged,
        ended=complaint.resolved_at or complaint.closed_at,
        last_activity=told.last,
        reply=told.reply,
        stars=complaint.rating,
        reopened=complaint.reopened,
        merged_with=others.get(complaint.first_id or 0, ""),
        split_from=others.get(complaint.split_from_id or 0, ""),
        name=contact.name if contact else "",
        phone=contact.phone if contact else "",
        email=contact.email if contact else "",
        answers="",
    )
