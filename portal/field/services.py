"""Take what somebody reports from the field, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select

from portal.attachments import services as attachments
from portal.complaints import services as complaints
from portal.field import acts, queries, routes
from portal.field.models import FieldReport
from portal.field.outcomes import Outcome
from portal.foundation import audit, database
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.municipalities import services as municipalities

KNOWN_FOR = timedelta(days=60)
"""Browsers keep a draft for 7 days; whoever sends one later than this finds a changed complaint."""


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody says of a visit."""

    form_id: UUID
    outcome: Outcome
    words: str = ""
    no_photo_because: str = ""


def report(officer: Actor, complaint_id: int, told: Report, *, seen: int, at: datetime) -> bool:
    """Take a report; false where this very form was taken before, and nothing is done again.

    Raises:
        Outdated: somebody else changed the complaint after the version that was seen.
        OutOfOrder: it is no longer in a state in which this can be done, or the form was sent
            for another complaint.
        Invalid: words or a photo are missing.

    """
    database.lock(f"field:{officer.municipality_id}:{told.form_id}")
    known = session.scalar(
        select(FieldReport.complaint_id).where(FieldReport.form_id == told.form_id)
    )
    if known is not None:
        if known != complaint_id:
            raise OutOfOrder(lazy("This form was sent for another complaint. Open it again."))
        return False
    _make(officer, complaint_id, told, seen, at)
    session.add(
        FieldReport(
            form_id=told.form_id,
            complaint_id=complaint_id,
            outcome=told.outcome.value,
            taken_at=at,
        )
    )
    session.flush()
    return True


def _make(officer: Actor, complaint_id: int, told: Report, seen: int, at: datetime) -> None:
    match told.outcome:
        case Outcome.DONE:
            complaints.resolve(
                officer,
                complaint_id,
                told.words,
                form_id=told.form_id,
                no_photo_because=told.no_photo_because,
                seen=seen,
                at=at,
            )
        case Outcome.BEGUN:
            complaints.start(officer, complaint_id, seen=seen, at=at)
            photos = attachments.claim(told.form_id, queries.COMPLAINT, complaint_id, at)
            attachments.release(officer, [photo.id for photo in photos], at=at)
            if told.words.strip():
                complaints.note(officer, complaint_id, told.words, seen=seen + 1, at=at)
        case Outcome.NOTED:
            complaints.note(officer, complaint_id, told.words, seen=seen, at=at)


def set_maps(actor: Actor, one: str, many: str, *, at: datetime) -> None:
    """Say which map the ways open in; `Invalid` in words for addresses that cannot work."""
    if actor.role not in acts.SETS_MAPS:
        raise Forbidden(lazy("You do not have permission to do this."))
    maps = routes.checked(one, many)
    municipalities.keep_setting(routes.SETTING, {"one": maps.one, "many": maps.many})
    audit.note(acts.MAPS_SET, by=actor, at=at)


def forget_old(at: datetime) -> None:
    """Remove what no browser can send again. For the nightly job."""
    session.execute(delete(FieldReport).where(FieldReport.taken_at < at - KNOWN_FOR))
