"""Begin and end sessions. A session lives here; the browser holds only a token that names it."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import delete, update

from portal.accounts import acts
from portal.accounts.keys import token_hash
from portal.accounts.models import SignInSession
from portal.accounts.queries import RESIDENT_LONGEST
from portal.foundation import audit
from portal.foundation.database import session
from portal.foundation.policy import Actor


def begin(person_id: int, device: str, at: datetime) -> str:
    """Begin a session and return its token, which is kept nowhere else."""
    token = secrets.token_urlsafe(32)
    session.add(
        SignInSession(
            token_hash=token_hash(token),
            person_id=person_id,
            device=device[:60],
            began_at=at,
            proved_at=at,
        )
    )
    session.flush()
    return token


def renew(session_id: int, at: datetime) -> str:
    """Somebody has shown once more who they are: the same session under a new token."""
    token = secrets.token_urlsafe(32)
    session.execute(
        update(SignInSession)
        .where(SignInSession.id == session_id)
        .values(token_hash=token_hash(token), proved_at=at)
    )
    return token


def entered(actor: Actor, at: datetime) -> None:
    """Write down that a member of staff came in."""
    if actor.is_staff:
        audit.note(acts.SIGNED_IN, "person", actor.person_id or "", by=actor, at=at)


def end(session_id: int, at: datetime) -> None:
    """End the session of the browser that asks."""
    _end(at, SignInSession.id == session_id)
    if audit.acts_for_staff():
        audit.note(acts.SIGNED_OUT, at=at)


def end_mine(actor: Actor, session_id: int, at: datetime) -> None:
    """End one of one's own sessions; anybody else's is not found and stays."""
    _end(at, SignInSession.person_id == actor.person_id, SignInSession.id == session_id)
    if actor.is_staff:
        audit.note(acts.SESSION_ENDED, by=actor, at=at)


def end_others(actor: Actor, present: int, at: datetime) -> None:
    """End all of one's own sessions but the present one."""
    _end(at, SignInSession.person_id == actor.person_id, SignInSession.id != present)
    if actor.is_staff:
        audit.note(acts.SESSIONS_ENDED, by=actor, at=at)


def end_all(person_id: int, at: datetime) -> None:
    """End every session of somebody: their password or second factor was taken away."""
    _end(at, SignInSession.person_id == person_id)


def forget_old(at: datetime) -> None:
    """Remove what is worth nothing any more. For the nightly job."""
    session.execute(delete(SignInSession).where(SignInSession.began_at < at - RESIDENT_LONGEST))


def _end(at: datetime, *which: object) -> None:
    session.execute(
        update(SignInSession).where(*which, SignInSession.ended_at.is_(None)).values(ended_at=at)  # type: ignore[arg-type]
    )
