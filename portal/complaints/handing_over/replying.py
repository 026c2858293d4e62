"""An outside body without an account answers on a form that one code opens.

The code is printed or read out; only a keyed hash of it is kept. What the body answers waits for
an officer, who decides what the reporter gets.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from portal.attachments import handing as photographs
from portal.attachments import services as attachments
from portal.complaints import numbering
from portal.complaints.handing_over import acts
from portal.complaints.handing_over.models import OutsideReply, ReplyCode
from portal.complaints.handing_over.terms import Decision, Heard, Kind
from portal.complaints.lifecycle import Verb
from portal.complaints.models import MATTER, Complaint
from portal.complaints.services import moving, working
from portal.complaints.services.moving import Move
from portal.complaints.services.writing import words as words_of
from portal.foundation import audit, limits, tenancy
from portal.foundation.database import session
from portal.foundation.errors import Invalid, NotFound, OutOfOrder, TooMany
from portal.foundation.i18n import lazy
from portal.foundation.limits import Limit
from portal.foundation.policy import machine
from portal.foundation.thai import normalise

if TYPE_CHECKING:
    from uuid import UUID

    from portal.foundation.policy import Actor

REPLY = "outside_reply"
"""What a reply is called as the owner of photos."""
CODE_LENGTH = 12
DAYS = range(1, 91)
USUAL_DAYS = 30
MOST_REPLIES = 20
LONGEST_NUMBER = 200
TRIES = Limit("reply code", 10, minutes=15)
WRONG = lazy("There is no such code. Check it; it has twelve letters and digits.")
OVER = lazy("This code is no longer in use. Ask the municipality for a new one.")


@dataclass(frozen=True, slots=True)
class Request:
    """What a body is asked: until when, with what, and how long its code holds."""

    body: str
    asked_by: datetime | None = None
    shows_photos: bool = False
    days: int = USUAL_DAYS


@dataclass(frozen=True, slots=True)
class Answer:
    """What a body answers."""

    kind: Kind
    words: str
    their_number: str = ""
    their_day: date | None = None


def ask_body(
    officer: Actor, complaint_id: int, request: Request, *, seen: int, at: datetime
) -> str:
    """Refer a complaint to an outside body and make its code, which is told only now.

    Earlier codes of this complaint end. Raises `Invalid`, naming the fields.
    """
    if request.days not in DAYS:
        raise Invalid(
            fields={"days": lazy("Enter a number of days from 1 to %(most)s", most=DAYS[-1])}
        )
    body = words_of("body", request.body)
    if len(body) > LONGEST_NUMBER:
        raise Invalid(
            fields={"body": lazy("Use at most %(longest)s characters.", longest=LONGEST_NUMBER)}
        )
    working.refer(officer, complaint_id, body, asked_by=request.asked_by, seen=seen, at=at)
    complaint = moving.load(complaint_id)
    _end_codes(complaint_id, at)
    code = "".join(secrets.choice(numbering.ALPHABET) for _ in range(CODE_LENGTH))
    row = ReplyCode(
        complaint_id=complaint_id,
        body=body,
        code_hash=_hashed(code),
        shows_photos=request.shows_photos,
        made_at=at,
        expires_at=at + timedelta(days=request.days),
        person_id=officer.person_id,
    )
    session.add(row)
    session.flush()
    _tell(complaint, Move(officer, Verb.HEAR, at), Heard.CODE, row)
    audit.note(acts.CODE_MADE, MATTER, complaint_id, by=officer, at=at)
    return "-".join(code[start : start + 4] for start in range(0, CODE_LENGTH, 4))


def end_codes(officer: Actor, complaint_id: int, *, at: datetime) -> None:
    """Let the codes of this complaint open nothing any more."""
    complaint = moving.staff_loads(officer, complaint_id, Verb.REFER, None)
    for row in _end_codes(complaint_id, at):
        _tell(complaint, Move(officer, Verb.HEAR, at), Heard.ENDED, row)
    audit.note(acts.CODE_ENDED, MATTER, complaint_id, by=officer, at=at)


def open_form(typed: str, *, who: str, at: datetime) -> int:
    """The code of this text, which is then in use; each opening stands in the history.

    Ten wrong tries in 15 minutes close an address. `who` is a keyed hash of it.
    """
    if limits.is_reached(TRIES, who):
        raise TooMany(lazy("There were too many wrong tries. Try again in 15 minutes."))
    row = session.scalar(select(ReplyCode).where(ReplyCode.code_hash == _hashed(typed)))
    if row is None:
        limits.count_apart((TRIES, who))
        raise Invalid(lazy("There is something to correct"), fields={"code": WRONG})
    if not is_in_use(row, at):
        raise Invalid(lazy("There is something to correct"), fields={"code": OVER})
    _tell(moving.load(row.complaint_id), _by_body(at), Heard.OPENED, row)
    return row.id


def is_in_use(row: ReplyCode, at: datetime) -> bool:
    """Whether a code opens its complaint at this moment."""
    return row.ended_at is None and at < row.expires_at


def answer(code_id: int, given: Answer, *, form_id: UUID, at: datetime) -> int:
    """Keep what the body answers; the same form sent twice is one answer.

    Raises:
        Invalid: words are missing or too long.
        OutOfOrder: the code has ended, or was used too often.

    """
    row = session.scalar(select(ReplyCode).where(ReplyCode.id == code_id).with_for_update())
    known = session.scalar(select(OutsideReply).where(OutsideReply.form_id == form_id))
    if known is not None and known.code_id == code_id:
        return known.id
    if row is None or known is not None or not is_in_use(row, at):
        raise OutOfOrder(OVER)
    _refuse_flood(row)
    words = words_of("words", given.words)
    if len(given.their_number) > LONGEST_NUMBER:
        raise Invalid(
            fields={
                "their_number": lazy("Use at most %(longest)s characters.", longest=LONGEST_NUMBER)
            }
        )
    complaint = moving.load(row.complaint_id)
    reply = OutsideReply(
        complaint_id=row.complaint_id,
        code_id=row.id,
        form_id=form_id,
        kind=given.kind.value,
        words=words,
        their_number=given.their_number.strip(),
        their_day=given.their_day,
        at=at,
    )
    session.add(reply)
    session.flush()
    attachments.claim(form_id, REPLY, reply.id, at)
    what = Heard.NOT_OURS if given.kind is Kind.NOT_OURS else Heard.ANSWERED
    _tell(complaint, _by_body(at, words), what, row, their_number=reply.their_number)
    if given.kind is Kind.NOT_OURS:
        row.ended_at = at
    return reply.id


def decide(
    officer: Actor, reply_id: int, text: str, *, passes_on: bool, seen: int, at: datetime
) -> None:
    """Give the reporter what a body answered, in these words, or keep it inside."""
    reply = session.scalar(
        select(OutsideReply).where(OutsideReply.id == reply_id).with_for_update()
    )
    if reply is None:
        raise NotFound(lazy("There is no such answer."))
    complaint = moving.staff_loads(officer, reply.complaint_id, Verb.REPLY, seen)
    if reply.decided_at is not None:
        raise OutOfOrder(lazy("Somebody has decided on this answer already."))
    decision = Decision.PASSED if passes_on else Decision.KEPT
    if passes_on:
        working.reply(officer, complaint.id, text, seen=seen, at=at)
        photos = photographs.adopt(REPLY, reply.id, MATTER, complaint.id)
        if photos:
            attachments.release(officer, photos, at=at)
    reply.decided_at, reply.decision = at, decision.value
    reply.person_id = officer.person_id
    audit.note(acts.REPLY_DECIDED, MATTER, complaint.id, by=officer, at=at, after=decision.value)


def _hashed(typed: str) -> str:
    code = re.sub(r"[^a-z0-9]", "", normalise(typed[:60]))
    return limits.keyed("reply code", str(tenancy.municipality_id()), code)


def _refuse_flood(row: ReplyCode) -> None:
    replies = select(func.count()).where(OutsideReply.code_id == row.id)
    if (session.scalar(replies) or 0) >= MOST_REPLIES:
        raise OutOfOrder(OVER)


def _by_body(at: datetime, words: str = "") -> Move:
    return Move(machine(tenancy.municipality_id()), Verb.HEAR, at, words)


def _tell(
    complaint: Complaint, move: Move, what: Heard, row: ReplyCode, their_number: str = ""
) -> None:
    """Into the history, without another version: nobody's open page grows old by it."""
    details = {"what": what.value, "body": row.body, "their_number": their_number}
    moving.first_step(complaint, replace(move, details=details))


def _end_codes(complaint_id: int, at: datetime) -> list[ReplyCode]:
    rows = list(
        session.scalars(
            select(ReplyCode).where(
                ReplyCode.complaint_id == complaint_id,
                ReplyCode.ended_at.is_(None),
                ReplyCode.expires_at > at,
            )
        )
    )
    for row in rows:
        row.ended_at = at
    return rows
