"""What staff do with residents' reports: let photos through, hide with a reason."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from portal.attachments import services as attachments
from portal.foundation import audit, outbox, thai
from portal.foundation.database import session
from portal.foundation.errors import Invalid, NotFound, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.participation.ledger import services as ledger
from portal.participation.ledger.terms import ActKind
from portal.participation.monitoring import acts
from portal.participation.monitoring.events import ReportHidden
from portal.participation.monitoring.models import Inspection
from portal.participation.monitoring.services.loading import refuse_strangers
from portal.participation.monitoring.terms import LONGEST_REASON, MATTER


def hide(officer: Actor, inspection_id: int, why: str, *, at: datetime) -> None:
    """Hide a report from everyone, with a reason that its author reads. Raises `Invalid`."""
    row = _for_staff(officer, inspection_id)
    words = thai.cleaned(why)
    if not words or len(words) > LONGEST_REASON:
        raise Invalid(fields={"why": lazy("Tell the author why, in a sentence or two")})
    if row.hidden_at is not None:
        raise OutOfOrder(lazy("It is hidden already."))
    row.hidden_at, row.hidden_why, row.photos_wait = at, words, False
    attachments.hide(officer, MATTER, row.id)
    ledger.hide(ActKind.INSPECTION, row.id)
    audit.note(acts.REPORT_HIDDEN, MATTER, row.id, by=officer, at=at)
    outbox.record(ReportHidden(row.id), at)


def show_photos(officer: Actor, inspection_id: int, *, at: datetime) -> None:
    """Let everyone see the photos of a report, after a look at them."""
    row = _for_staff(officer, inspection_id)
    attachments.review(officer, MATTER, row.id, at=at)
    row.photos_wait = False
    audit.note(acts.PHOTOS_SHOWN, MATTER, row.id, by=officer, at=at)


def _for_staff(officer: Actor, inspection_id: int) -> Inspection:
    row = session.scalar(select(Inspection).where(Inspection.id == inspection_id).with_for_update())
    if row is None:
        raise NotFound(lazy("There is no such report."))
    refuse_strangers(officer, row.project_id)
    return row
