"""Follow a complaint of somebody else's instead of filing the same again; end it by its code."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import delete, select, update

from portal.attachments import services as attachments
from portal.complaints.following import queries
from portal.complaints.following.models import CaseFollower
from portal.complaints.models import MATTER, Complaint
from portal.complaints.numbering import ALPHABET
from portal.complaints.services import moving
from portal.complaints.services.filing import LONGEST_TEXT
from portal.foundation import database, limits, thai
from portal.foundation.database import session
from portal.foundation.errors import Invalid, NotFound, OutOfOrder, TooMany
from portal.foundation.i18n import lazy
from portal.foundation.limits import Limit
from portal.foundation.personal import Gone
from portal.foundation.policy import Actor, Role

CODE_LENGTH: Final = 10
FROM_ONE: Final = Limit("follow-from", 30, 60)
TO_ONE: Final = Limit("follow-to", 10, 24 * 60)
TRIES: Final = Limit("follow-code", 20, 60)
COLUMNS: Final = ("email", "person_id", "words")


@dataclass(frozen=True, slots=True)
class Following:
    """What somebody asks for who has the same trouble."""

    form_id: UUID
    language: str
    email: str = ""
    words: str = ""
    """What they would have reported, where they want it added."""
    with_photos: bool = False


def follow(actor: Actor, complaint_id: int, asked: Following, *, who: str, at: datetime) -> int:
    """Follow an open public complaint; returns the id of the following. The same form adds one.

    `who` is the sender's keyed name.

    Raises:
        NotFound: there is no such complaint that anyone may read.
        OutOfOrder: it is closed by now.
        TooMany: too many were followed from here, or with this address.

    """
    database.lock(f"follow:{actor.municipality_id}:{asked.form_id}")
    known = session.scalar(
        select(CaseFollower.id).where(
            CaseFollower.complaint_id == complaint_id, CaseFollower.form_id == asked.form_id
        )
    )
    if known is not None:
        return known
    complaint = _open(complaint_id)
    words, email = thai.cleaned(asked.words), asked.email.strip().lower()
    if len(words) > LONGEST_TEXT:
        raise Invalid(fields={"text": lazy("The text is too long. Shorten it.")})
    counted = limits.count(FROM_ONE, who) and (not email or limits.count(TO_ONE, email))
    if not counted:
        raise TooMany(lazy("Too many complaints were followed from here. Try again tomorrow."))
    photos = _photos(complaint, asked.form_id) if asked.with_photos else 0
    row = CaseFollower(
        complaint_id=complaint.id,
        form_id=asked.form_id,
        code="".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)),
        email=email,
        language=asked.language,
        person_id=actor.person_id if actor.role is Role.RESIDENT else None,
        words=words,
        photos=photos,
        followed_at=at,
    )
    session.add(row)
    session.flush()
    return row.id


def _open(complaint_id: int) -> Complaint:
    complaint = moving.load(complaint_id)
    if complaint.first_id is not None or not complaint.is_public:
        raise NotFound(lazy("There is no such complaint, or it is not public."))
    if not queries.can_be_followed(complaint):
        raise OutOfOrder(lazy("This complaint is closed by now. File yours, and it is looked at."))
    return complaint


def _photos(complaint: Complaint, form_id: UUID) -> int:
    """The photos of the form, which wait for an officer's look like all others."""
    before = moving.on_map(complaint)
    photos = attachments.claim(form_id, MATTER, complaint.id, complaint.changed_at)
    if photos:
        complaint.photos_wait = True
        moving.settle_books(complaint, before)
    return len(photos)


def find(code: str, *, who: str) -> int:
    """The following of this code.

    Raises:
        Invalid: there is none.
        TooMany: too many wrong ones came from here.

    """
    if limits.is_reached(TRIES, who):
        raise TooMany(lazy("Too many wrong codes. Try again in an hour."))
    typed = re.sub(r"[^A-Z0-9]", "", thai.arabic_digits(code[:60]).upper())
    found = session.scalar(select(CaseFollower.id).where(CaseFollower.code == typed))
    if found is None:
        limits.count_apart((TRIES, who))
        raise Invalid(
            fields={"code": lazy("Nobody follows with this code, or it has been ended already.")}
        )
    return found


def end(follower_id: int) -> None:
    """Follow it no longer. What was added stays with the complaint, without an address."""
    row = session.get(CaseFollower, follower_id)
    if row is None:
        raise NotFound(lazy("There is no such following."))
    if not row.words and not row.photos:
        session.delete(row)
        return
    row.email, row.person_id = "", None
    row.code = f"-{row.id}"


def forget(person_id: int | None, addresses: Sequence[str]) -> list[Gone]:
    """Take away who follows, and what they added."""
    if person_id is None and not addresses:
        return []
    mine = queries.belonging_to(person_id, addresses)
    count = session.execute(delete(CaseFollower).where(mine)).rowcount  # type: ignore[attr-defined]
    return [Gone("case_follower", COLUMNS, (), count)] if count else []


def forget_words(complaint_ids: Sequence[int]) -> None:
    """Take away what was added to these complaints: their words are no longer kept."""
    session.execute(
        update(CaseFollower).where(CaseFollower.complaint_id.in_(complaint_ids)).values(words="")
    )


def forget_contacts(complaint_ids: Sequence[int]) -> None:
    """End all followings of these complaints: nothing is told of them any more."""
    session.execute(
        update(CaseFollower)
        .where(CaseFollower.complaint_id.in_(complaint_ids))
        .values(email="", person_id=None)
    )
