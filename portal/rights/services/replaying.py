"""After an old backup was restored: what was erased since is erased again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from portal.complaints.queries import personal as complaints
from portal.foundation.database import session
from portal.foundation.personal import Subject
from portal.rights.models import RightsRequest
from portal.rights.queries import holds, requests
from portal.rights.queries.erasures import Erasure
from portal.rights.services.erasing import take_away


def replay(erasures: Iterable[Erasure], at: datetime) -> list[str]:
    """Do again what this database does not know of; returns the references.

    Words and photos that an officer had taken out are there again, too: each request waits for
    an officer once more, until the day on which it was due.
    """
    known = set(session.scalars(select(RightsRequest.reference)))
    done = []
    for erasure in erasures:
        if erasure.reference in known:
            continue
        take_away(
            _found(erasure),
            erasure.reference,
            erasure.language,
            asked_at=erasure.asked_at,
            at=at,
        )
        done.append(erasure.reference)
    return done


def _found(erasure: Erasure) -> Subject:
    """Whose data it was, as far as the restored rows know them; what is held by a court stays."""
    held = set(holds.held_now(list(erasure.complaint_ids)))
    there = complaints.known(erasure.complaint_ids)
    ids = tuple(one for one in there if one not in held)
    if erasure.account is None:
        return Subject(complaint_ids=ids)
    return replace(requests.subject_of(erasure.account), complaint_ids=ids)
