"""One complaint as anyone may read it: masked words, official answers, photos after the look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from portal.attachments import queries as attachments
from portal.attachments.queries import AttachmentLine, Purpose
from portal.attachments.storage import Size
from portal.complaints.lifecycle import (
    CLOSING_WORDS,
    HOLD_WORDS,
    REFUSAL_WORDS,
    STEPS,
    Closing,
    Hold,
    Kind,
    Refusal,
    State,
    Verb,
    Visibility,
)
from portal.complaints.models import MATTER, Complaint, ComplaintStep
from portal.complaints.queries import choices
from portal.complaints.queries.bars import bar_of
from portal.complaints.queries.said import Said, said
from portal.foundation import masking
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual, Lazy
from portal.foundation.policy import STAFF
from portal.foundation.promise_bar import Bar
from portal.response_times import queries as promises
from portal.response_times.promises import Matter

COLUMNS = (
    Complaint.id,
    Complaint.year,
    Complaint.running,
    Complaint.kind,
    Complaint.title,
    Complaint.public_text,
    Complaint.language,
    Complaint.state,
    Complaint.reason,
    Complaint.category_id,
    Complaint.unit_id,
    Complaint.area_id,
    Complaint.landmark,
    Complaint.lat,
    Complaint.lon,
    Complaint.filed_at,
    Complaint.closed_at,
    Complaint.visibility,
    Complaint.is_public,
    Complaint.reviewed_at,
    Complaint.rating,
    Complaint.version,
)


@dataclass(frozen=True, slots=True)
class PublicStep:
    """One line of the public history. Reporters' words are not repeated in it."""

    verb: Verb
    words: Lazy
    at: datetime
    note: Said | None
    unit: Bilingual | None
    details: dict[str, Any]

    @property
    def reason_words(self) -> Lazy | None:
        """Why it waits, was closed, or was not accepted, in words."""
        refusal, reason = self.details.get("refusal"), self.details.get("reason")
        if refusal:
            return REFUSAL_WORDS[Refusal(refusal)]
        if self.verb is Verb.HOLD and reason:
            return HOLD_WORDS[Hold(reason)]
        return CLOSING_WORDS[Closing(reason)] if self.verb is Verb.CLOSE and reason else None

    @property
    def news_by(self) -> datetime | None:
        """Until when the next news are promised."""
        said_by = self.details.get("next_news")
        return datetime.fromisoformat(said_by) if said_by else None


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo as a page draws it: its small and its large picture."""

    src: str
    large: str
    n: int
    of: int
    purpose: Purpose


def pictures(photos: Sequence[AttachmentLine], at: datetime) -> list[Picture]:
    """Photos with the addresses they are seen at, numbered."""
    return [
        Picture(
            attachments.address(photo.id, Size.SMALL, at),
            attachments.address(photo.id, Size.LARGE, at),
            n,
            len(photos),
            photo.purpose,
        )
        for n, photo in enumerate(photos, 1)
    ]


@dataclass(frozen=True, slots=True)
class PublicHead:
    """What is known of a complaint after one question: enough to say whether a page changed."""

    row: Row[*tuple[Any, ...]]

    @property
    def is_shown(self) -> bool:
        """Whether its text may be read by anyone."""
        return bool(self.row.is_public)

    @property
    def version(self) -> int:
        """Grows with each change."""
        return int(self.row.version)


@dataclass(frozen=True, slots=True)
class PublicPage:
    """A complaint as its public page shows it."""

    year: int
    running: int
    title: Said
    text: Said
    state: State
    reason: str | None
    category: Bilingual | None
    unit: Bilingual | None
    area: Bilingual | None
    landmark: Said
    lat: float | None
    lon: float | None
    filed_at: datetime
    rating: int | None
    bar: Bar
    steps: Sequence[PublicStep]
    before: Sequence[Picture]
    after: Sequence[Picture]
    photos_wait: bool


def head(year: int, running: int) -> PublicHead | None:
    """The complaint of this number, unless it is private: then there is none for the public."""
    row = session.execute(
        select(*COLUMNS).where(Complaint.year == year, Complaint.running == running)
    ).one_or_none()
    if row is None or row.kind == Kind.CONDUCT or row.visibility == Visibility.PRIVATE:
        return None
    return PublicHead(row)


def read(known: PublicHead, at: datetime) -> PublicPage:
    """Everything its page shows; four questions more at most."""
    row = known.row
    matter = Matter(MATTER, row.id)
    photos = attachments.of(MATTER, row.id)
    shown = [photo for photo in photos if photo.reviewed_at is not None]
    category, unit = choices.category(row.category_id), choices.unit(row.unit_id)
    lines, pauses = promises.promises_of(matter), promises.pauses_of(matter)
    return PublicPage(
        year=row.year,
        running=row.running,
        title=Said(row.title, row.language),
        text=Said(row.public_text, row.language),
        state=State(row.state),
        reason=row.reason,
        category=category.title if category else None,
        unit=unit.title if unit else None,
        area=choices.area_title(row.area_id),
        landmark=said(masking.masked(row.landmark)),
        lat=row.lat,
        lon=row.lon,
        filed_at=row.filed_at,
        rating=row.rating,
        bar=bar_of(row.filed_at, row.closed_at, lines, pauses, at),
        steps=_steps(row.id),
        before=pictures([photo for photo in shown if photo.purpose != Purpose.AFTER], at),
        after=pictures([photo for photo in shown if photo.purpose == Purpose.AFTER], at),
        photos_wait=len(shown) < len(photos),
    )


def _steps(complaint_id: int) -> list[PublicStep]:
    rows = session.execute(
        select(
            ComplaintStep.verb,
            ComplaintStep.at,
            ComplaintStep.note,
            ComplaintStep.actor_role,
            ComplaintStep.details,
        )
        .where(ComplaintStep.complaint_id == complaint_id, ComplaintStep.is_public.is_(True))
        .order_by(ComplaintStep.id.desc())
    )
    return [
        PublicStep(
            verb=Verb(verb),
            words=STEPS[Verb(verb)].done,
            at=at,
            note=said(masking.masked(note)) if note and role in STAFF else None,
            unit=_unit(details.get("unit_id")),
            details=details,
        )
        for verb, at, note, role, details in rows
    ]


def _unit(unit_id: int | None) -> Bilingual | None:
    line = choices.unit(unit_id)
    return line.title if line else None
