"""Erase what can go when somebody asks, and let an officer look at the rest."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from portal.attachments import services as attachments
from portal.complaints import services as complaints
from portal.complaints.services.correcting import must_be_theirs
from portal.complaints.services.forgetting import Redaction, redact
from portal.foundation import audit
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, NotFound, OutOfOrder
from portal.foundation.i18n import language, lazy
from portal.foundation.personal import Gone, Subject
from portal.foundation.policy import Actor, Role
from portal.rights import acts, policy
from portal.rights.models import RightsRequest
from portal.rights.queries import requests
from portal.rights.rooms import AT_ONCE
from portal.rights.services import writing_down
from portal.rights.terms import ANSWER_IN, Asked, Cause, Standing

GROUND = "Asked for by the person (PDPA, section 33)"
LETTERS = "34679CDFGHJKMNPQRTVWXY"
"""Without signs that look alike."""


def erase_mine(resident: Actor, at: datetime) -> str:
    """Erase a resident's account and contacts; returns the reference of the request."""
    if resident.role is not Role.RESIDENT or resident.person_id is None:
        raise Forbidden(lazy("Accounts of staff are ended by the administrator."))
    return _erase(requests.subject_of(resident.person_id), at)


def erase_by_key(key: complaints.Key, at: datetime) -> str:
    """Erase the contact of one complaint for whoever holds its number and code."""
    must_be_theirs(key)
    return _erase(Subject(complaint_ids=(key.complaint_id,)), at)


def finish_look(
    officer: Actor,
    request_id: int,
    complaint_id: int,
    redaction: Redaction,
    *,
    drop: Collection[UUID] = (),
    at: datetime,
) -> None:
    """An officer looked at the words and photos of one complaint and took out what was personal.

    The request is done with the last of its complaints.
    """
    if not policy.may_look(officer):
        raise Forbidden(lazy("You do not have permission to take personal data out of this case."))
    row = session.scalars(
        select(RightsRequest).where(RightsRequest.id == request_id).with_for_update()
    ).one_or_none()
    if row is None or str(complaint_id) not in row.complaint_ids:
        raise NotFound(lazy("There is no such request."))
    if str(complaint_id) in row.looked_at:
        raise OutOfOrder(lazy("Somebody has looked at this complaint already."))
    redaction = replace(redaction, ground=f"{GROUND}, {row.reference}")
    gone = redact(officer, complaint_id, redaction, at)
    for photo in drop:
        attachments.remove(officer, photo, at=at)
    if drop:
        gone.append(Gone("attachment", ("file",), (complaint_id,), len(drop)))
    writing_down.write(gone, Cause.LOOK, redaction.ground, at, by=officer, reference=row.reference)
    audit.note(acts.LOOKED, "request", row.reference, by=officer, at=at)
    row.looked_at = [*row.looked_at, str(complaint_id)]
    if set(row.looked_at) >= set(row.complaint_ids):
        row.state = Standing.DONE.value
        row.done_at, row.done_by = at, officer.person_id
    session.flush()


def _erase(subject: Subject, at: datetime) -> str:
    plan = requests.plan_of(subject)
    if not plan.free and (plan.held or not plan.has_account):
        raise OutOfOrder(
            lazy(
                "This complaint has to be kept whole for now, because a court or an inquiry needs"
                " it. Ask the data protection officer."
            )
        )
    free = tuple(one.id for one in plan.free)
    # The account stays with what must be kept.
    whole = replace(subject, complaint_ids=free)
    goes = Subject(complaint_ids=free) if plan.held else whole
    reference = "".join(secrets.choice(LETTERS) for _ in range(8))
    take_away(goes, reference, language(), asked_at=at, at=at)
    return reference


def take_away(
    goes: Subject, reference: str, spoken: str, *, asked_at: datetime, at: datetime
) -> None:
    """Take away what can go at once, and let an officer look at the rest."""
    gone = [line for room in AT_ONCE for line in room.erase(goes, GROUND, at)]
    writing_down.write(gone, Cause.REQUEST, GROUND, at, reference=reference)
    waits = bool(goes.complaint_ids)
    session.add(
        RightsRequest(
            reference=reference,
            kind=Asked.ERASE.value,
            complaint_ids=[str(one) for one in goes.complaint_ids],
            looked_at=[],
            account=goes.person_id,
            state=(Standing.LOOKING if waits else Standing.DONE).value,
            language=spoken,
            asked_at=asked_at,
            due_at=at + ANSWER_IN,
            done_at=None if waits else at,
        )
    )
    session.flush()
