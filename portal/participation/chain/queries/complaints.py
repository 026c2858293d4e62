"""Complaints as the first link: those that anyone may read, and who reported or follows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import has_request_context, url_for
from sqlalchemy import select

from portal.complaints import policy
from portal.complaints.following import queries as following
from portal.complaints.lifecycle import STATE_WORDS, State
from portal.complaints.models import Complaint, ComplaintContact
from portal.foundation.database import session
from portal.foundation.policy import Actor
from portal.participation.chain.kinds import Reader, Shown


def shown(ids: Sequence[int], _actor: Actor | None) -> Mapping[int, Shown]:
    """What the public reads of these, for staff too: the case itself is a page of the desk."""
    rows = session.execute(
        select(
            Complaint.id,
            Complaint.year,
            Complaint.running,
            Complaint.title,
            Complaint.language,
            Complaint.state,
            Complaint.filed_at,
        ).where(Complaint.id.in_(ids), policy.public())
    )
    return {
        row.id: Shown(
            row.title,
            row.language,
            _address(row.year, row.running),
            STATE_WORDS[State(row.state)],
            row.filed_at,
        )
        for row in rows
    }


def acted(ids: Sequence[int]) -> Mapping[int, Sequence[Reader]]:
    """Who reported, and who follows where followers may be told."""
    contacts = session.execute(
        select(ComplaintContact.complaint_id, ComplaintContact.email, ComplaintContact.language)
        .join(Complaint, Complaint.id == ComplaintContact.complaint_id)
        .where(
            ComplaintContact.complaint_id.in_(ids),
            ComplaintContact.email != "",
            Complaint.withheld.is_(None),
        )
    )
    found: dict[int, list[Reader]] = {}
    for row in contacts:
        found.setdefault(row.complaint_id, []).append(Reader(row.email, row.language))
    for complaint_id in ids:
        if following.may_be_told(complaint_id):
            found.setdefault(complaint_id, []).extend(
                Reader(one.email, one.language) for one in following.followers_of(complaint_id)
            )
    return found


def _address(year: int, running: int) -> str | None:
    if not has_request_context():
        return None
    return url_for("complaints.public_case", year=year, running=running)
