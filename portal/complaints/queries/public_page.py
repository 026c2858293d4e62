"""One complaint as anyone may read it: masked words, official answers, photos after the look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, case, select

from portal.attachments import queries as attachments
from portal.attachments.queries import AttachmentLine, Purpose
from portal.complaints.lifecycle import (
    CLOSING_WORDS,
    HOLD_WORDS,
    REFUSAL_WORDS,
    STEPS,
    Closing,
    Hold,
    Refusal,
    State,
    Verb,
    Visibility,
)
from portal.complaints.models import MATTER, Complaint, ComplaintContact, ComplaintStep
from portal.complaints.queries import choices
from portal.complaints.queries.bars import bar_of
from portal.complaints.queries.forecasts import forecast_words
from portal.complaints.queries.pictures import Picture, numbered
from portal.complaints.queries.said import Said, said
from portal.foundation import database, masking
from portal.foundation.i18n import Bilingual, Lazy
from portal.foundation.policy import STAFF
from portal.foundation.promise_bar import Bar
from portal.response_times import queries as promises
from portal.response_times.forecasting.wording import Words
from portal.response_times.promises import Matter
from portal.response_times.versions import Priority

LARGEST = 2**31
"""No column holds a year or a number so large; asking for it would be an error."""

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
    Complaint.is_outside,
    Complaint.filed_at,
    Complaint.closed_at,
    Complaint.visibility,
    Complaint.withheld,
    Complaint.is_public,
    Complaint.reviewed_at,
    Complaint.rating,
    Complaint.reopened,
    Complaint.version,
    Complaint.first_id,
    Complaint.priority,
    case((ComplaintContact.shows_name, ComplaintContact.name), else_="").label("reporter"),
)
"""The reporter's name is read only where the reporter asked for it to be shown."""

OF_NUMBER = (
    select(*COLUMNS)
    .outerjoin(ComplaintContact, ComplaintContact.complaint_id == Complaint.id)
    .where(Complaint.year == bindparam("year"), Complaint.running == bindparam("running"))
)
VERSION_OF_NUMBER = select(Complaint.version).where(
    Complaint.year == bindparam("year"),
    Complaint.running == bindparam("running"),
    Complaint.visibility != Visibility.PRIVATE,
    Complaint.withheld.is_(None),
)
STEPS_SHOWN = (
    select(
        ComplaintStep.verb,
        ComplaintStep.at,
        ComplaintStep.note,
        ComplaintStep.actor_role,
        ComplaintStep.details,
    )
    .where(
        ComplaintStep.complaint_id == bindparam("complaint_id"), ComplaintStep.is_public.is_(True)
    )
    .order_by(ComplaintStep.id.desc())
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
    def body(self) -> Said | None:
        """Which other agency has it now, with their number if there is one."""
        named = (self.details.get("body"), self.details.get("their_number"))
        words = " · ".join(filter(None, named))
        return said(masking.masked(words)) if words else None

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


def pictures(photos: Sequence[AttachmentLine], purpose: Purpose) -> list[Picture]:
    """The photos of one purpose that an officer has looked at, numbered."""
    shown = [one for one in photos if one.purpose == purpose and one.reviewed_at is not None]
    return numbered(shown)


@dataclass(frozen=True, slots=True)
class PublicHead:
    """What is known of a complaint after one question: enough to say whether a page changed."""

    row: Row[*tuple[Any, ...]]

    @property
    def is_shown(self) -> bool:
        """Whether its text may be read by anyone."""
        return bool(self.row.is_public)

    @property
    def first_id(self) -> int | None:
        """The complaint it was merged with, where it goes on."""
        first_id: int | None = self.row.first_id
        return first_id

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
    """What follows the title; all of the text where the title is cut short."""
    reporter: Said | None
    """The reporter's name, where the reporter wants it shown."""
    state: State
    category: Bilingual | None
    unit: Bilingual | None
    area: Bilingual | None
    landmark: Said
    point: tuple[float, float] | None
    """Latitude and longitude in degrees."""
    is_outside: bool
    is_urgent: bool
    filed_at: datetime
    rating: int | None
    bar: Bar
    forecast: Words | None
    steps: Sequence[PublicStep]
    before: Sequence[Picture]
    after: Sequence[Picture]
    photos_wait: bool


def version_of(year: int, running: int) -> int | None:
    """The version of what `head` finds: all that somebody who has the page needs to be told."""
    if not (0 < year < LARGEST and 0 < running < LARGEST):
        return None
    asked = {"year": year, "running": running}
    version: int | None = database.run(VERSION_OF_NUMBER, asked).scalar_one_or_none()
    return version


def number_of(complaint_id: int) -> tuple[int, int] | None:
    """Year and number under which anyone may find it; None where it is kept from the public."""
    row = database.session.execute(
        select(Complaint.year, Complaint.running).where(
            Complaint.id == complaint_id, Complaint.visibility != Visibility.PRIVATE
        )
    ).one_or_none()
    return (row.year, row.running) if row else None


def head(year: int, running: int) -> PublicHead | None:
    """The complaint of this number, unless it is private: then there is none for the public."""
    if not (0 < year < LARGEST and 0 < running < LARGEST):
        return None
    row = database.run(OF_NUMBER, {"year": year, "running": running}).one_or_none()
    if row is None or row.withheld is not None:
        return None
    if row.visibility == Visibility.PRIVATE:
        return None
    return PublicHead(row)


def read(known: PublicHead, at: datetime) -> PublicPage:
    """Everything its page shows; five questions more at most."""
    row = known.row
    matter = Matter(MATTER, row.id)
    photos = attachments.of(MATTER, row.id)
    category, unit = choices.category(row.category_id), choices.unit(row.unit_id)
    lines, pauses = promises.promises_of(matter), promises.pauses_of(matter)
    return PublicPage(
        year=row.year,
        running=row.running,
        title=Said(row.title, row.language),
        text=Said(after_title(row.public_text, row.title), row.language),
        reporter=said(masking.masked(row.reporter)) if row.reporter else None,
        state=State(row.state),
        category=category.title if category else None,
        unit=unit.title if unit else None,
        area=choices.area_title(row.area_id),
        landmark=said(masking.masked(row.landmark)),
        point=None if row.lat is None or row.lon is None else (row.lat, row.lon),
        is_outside=row.is_outside,
        is_urgent=row.priority == Priority.URGENT,
        filed_at=row.filed_at,
        rating=row.rating,
        bar=bar_of(row.filed_at, row.closed_at, lines, pauses, at),
        forecast=forecast_words(row, at),
        steps=steps_shown(row.id),
        before=pictures(photos, Purpose.BEFORE),
        after=pictures(photos, Purpose.AFTER),
        photos_wait=any(photo.reviewed_at is None for photo in photos),
    )


def after_title(text: str, title: str) -> str:
    """The text without the first line that stands above it as the title."""
    rest = text.removeprefix(title)
    return rest.strip() if rest != text and rest[:1] in {"", "\n"} else text


def steps_shown(complaint_id: int, *, with_words: bool = True) -> list[PublicStep]:
    """Its public steps, newest first; the municipality’s words masked, or left out."""
    rows = database.run(STEPS_SHOWN, {"complaint_id": complaint_id})
    return [
        PublicStep(
            verb=Verb(verb),
            words=STEPS[Verb(verb)].done,
            at=at,
            note=said(masking.masked(note)) if with_words and note and role in STAFF else None,
            unit=_unit(details.get("unit_id")),
            details=details if with_words else {},
        )
        for verb, at, note, role, details in rows
    ]


def _unit(unit_id: int | None) -> Bilingual | None:
    line = choices.unit(unit_id)
    return line.title if line else None
