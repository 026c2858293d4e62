"""The book of what staff did: who, when, which act, on what. Lines are added, never changed.

A verb writes its line in the act's own transaction, so that there is no act without its line and
no line of an act that did not happen. What was refused is written apart, after the refusal undid
everything. Lines hold numbers and codes: never what people typed, nobody's name, no contact.

A room names its acts once, in its `acts.py`, each with the words it is read by:

    ROLE_CHANGED = audit.Act("person.role", lazy("Role changed"))
    audit.note(ROLE_CHANGED, "person", person_id, by=actor, at=at, before="officer", after="head")
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation import database
from portal.foundation.database import Base, Identifier, Json, Owned, session
from portal.foundation.i18n import Lazy
from portal.foundation.policy import STAFF, Actor

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

CODE = re.compile(r"(?!.*\d{9})[A-Za-z0-9_.:/+\-]{0,60}")
"""What a detail may look like: codes, days and numbers, too short for a telephone's or a card's."""
UNTOUCHABLE = timedelta(days=90)
"""So long the database itself refuses to remove a line: the least that the law on computer crimes
asks of logs."""
MACHINE = "machine"
"""The portal itself, or an operator at the server: nobody of the municipality's own people."""

Plain = int | str | bool | None
Detail = Plain | UUID | datetime | Sequence[int] | Sequence[str]


@dataclass(frozen=True, slots=True)
class Act:
    """Something that staff do: its stable code, and the words it is read by.

    `confidential`: its lines are shown by the matter's own page to those it names, and stay out
    of the municipality's log. `note` may say so for a single line, too.
    """

    code: str
    words: Lazy
    confidential: bool = field(default=False, kw_only=True)

    known: ClassVar[dict[str, Act]] = {}

    def __post_init__(self) -> None:
        """Know every act by its code; two acts of one code are a mistake."""
        if Act.known.setdefault(self.code, self).words != self.words:
            message = f"There are two acts called {self.code}."
            raise ValueError(message)


class AuditLine(Owned, Base):
    """Who did what. The database refuses to change a line, and to remove a young one."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    role: Mapped[str] = mapped_column(String(14))
    unit_id: Mapped[int | None] = mapped_column(BigInteger)
    act: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(30), default="")
    what: Mapped[str] = mapped_column(String(60), default="")
    """The number, or another name without a person in it, of what it was done to."""
    details: Mapped[dict[str, Any]] = mapped_column(Json)
    is_confidential: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        Index("ix_audit_at", "municipality_id", "at", "id"),
        Index("ix_audit_person", "municipality_id", "person_id", "at", "id"),
        Index("ix_audit_act", "municipality_id", "act", "at", "id"),
        Index("ix_audit_what", "municipality_id", "kind", "what", "at", "id"),
    )


_acting: ContextVar[Actor | None] = ContextVar("acting", default=None)
_noted: ContextVar[int] = ContextVar("noted", default=0)


def enter(actor: Actor | None) -> None:
    """Say who acts from now on in this context, and that nothing is noted yet; for the glue."""
    _acting.set(actor)
    _noted.set(0)


def noted() -> int:
    """How many lines this context has written since `enter`."""
    return _noted.get()


def acts_for_staff() -> bool:
    """Whether one of the municipality's own people makes this request."""
    who = _acting.get()
    return who is not None and who.is_staff


def note(
    act: Act,
    kind: str = "",
    what: int | str | UUID = "",
    /,
    *,
    at: datetime,
    by: Actor | None = None,
    confidential: bool = False,
    **details: Detail,
) -> None:
    """Write down an act in the present transaction.

    Without `by` it is whoever makes the request; the portal itself outside of one. `details` are
    numbers and codes. Raises `ValueError` for anything that could be a person's words.
    """
    _noted.set(_noted.get() + 1)
    database.write_now(
        line(act, kind, what, at=at, by=by, confidential=confidential, **details),
    )


def note_refused(
    act: Act,
    kind: str = "",
    what: int | str | UUID = "",
    /,
    *,
    at: datetime,
    by: Actor | None = None,
    **details: Detail,
) -> None:
    """Write down what was refused, apart from the request that the refusal undoes.

    What the request had begun is undone here and now: on SQLite two writers wait for each other.
    """
    session.rollback()
    session.remove()
    with database.own_transaction() as own:
        note_in(own, line(act, kind, what, at=at, by=by, confidential=False, **details))


def note_in(own: Session, written: AuditLine) -> None:
    """Write a line in another transaction than the request's, for a verb that has one open."""
    _noted.set(_noted.get() + 1)
    own.add(written)


def line(
    act: Act,
    kind: str = "",
    what: int | str | UUID = "",
    /,
    *,
    at: datetime,
    by: Actor | None = None,
    confidential: bool = False,
    **details: Detail,
) -> AuditLine:
    """A line of the book, not yet written."""
    who = by or _acting.get()
    is_person = who is not None and (who.person_id is not None or who.role not in STAFF)
    return AuditLine(
        at=at,
        person_id=who.person_id if who else None,
        role=who.role.value if who is not None and is_person else MACHINE,
        unit_id=who.unit_id if who else None,
        act=act.code,
        kind=kind,
        what=_plain(what) if isinstance(what, str) else str(what),
        details={name: _detail(value) for name, value in details.items()},
        is_confidential=confidential or act.confidential,
    )


def _detail(value: Detail) -> object:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, str):
        return _plain(str(value))
    return [_detail(part) for part in value]


def _plain(text: str) -> str:
    if not CODE.fullmatch(text):
        message = "A line of the audit log holds numbers and codes only."
        raise ValueError(message)
    return text
