"""What whoever told it does afterwards, by number and code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from portal.accounts.services import books
from portal.attachments import services as attachments
from portal.attachments.queries import Purpose
from portal.complaints import numbering
from portal.conduct.events import RecipientsTold
from portal.conduct.lifecycle import Verb
from portal.conduct.models import MATTER, ConductMatter
from portal.conduct.services import moving
from portal.conduct.services.moving import Move
from portal.foundation import outbox
from portal.foundation.database import session
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.foundation.limits import Limit

TRIES = Limit("code of a conduct matter", 10, minutes=15)
TRIES_OF_ONE = Limit("codes of conduct matters of one address", 100, minutes=15)


@dataclass(frozen=True, slots=True)
class Key:
    """A matter whose number and code this browser showed."""

    matter_id: int


def find_by_code(number: numbering.Number | None, code: str, *, who: str) -> Key:
    """The matter of this number and code.

    A wrong pair is refused in the same words whether or not the number exists. Ten wrong tries in
    15 minutes on one number close it for a while, a hundred close a sender's address. `who` is
    a keyed hash of it.
    """
    tried = [(TRIES_OF_ONE, who)]
    if number is not None:
        tried.append((TRIES, f"{number.year_ce}-{number.running}"))
    books.refuse_too_many(tried)
    found = None
    if number is not None:
        found = session.execute(
            select(ConductMatter.id, ConductMatter.tracking_code).where(
                ConductMatter.year == number.year_ce, ConductMatter.running == number.running
            )
        ).one_or_none()
    expected = found.tracking_code if found is not None else "------"
    if not numbering.same_code(code, expected) or found is None:
        books.write_down(tried)
        raise Invalid(
            lazy("There is something to correct"),
            fields={"code": lazy("The number and the code do not belong together. Check both.")},
        )
    return Key(int(found.id))


def add(key: Key, text: str, *, form_id: UUID | None, at: datetime) -> None:
    """Tell more, with photos if there are any, also after the decision."""
    _say(key, Move(None, Verb.ADD, at, moving.words("words", text)), form_id)


def answer(key: Key, text: str, *, form_id: UUID | None, at: datetime) -> None:
    """Answer what was asked."""
    _say(key, Move(None, Verb.ANSWER, at, moving.words("words", text)), form_id)


def _say(key: Key, move: Move, form_id: UUID | None) -> None:
    matter = moving.load(key.matter_id)
    step = moving.make(matter, move)
    if form_id is not None:
        attachments.claim(form_id, MATTER, matter.id, move.at, purpose=Purpose.DOCUMENT)
    outbox.record(RecipientsTold(matter.id, step.id), move.at)
