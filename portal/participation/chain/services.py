"""Link records, keep the links through merges and splits, tell that a record went on.

The tools call these from their own verbs, which have asked who may; staff alone link.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, or_, select

from portal.foundation import outbox
from portal.foundation.database import session
from portal.foundation.errors import Forbidden
from portal.foundation.i18n import LANGUAGES, Bilingual, Lazy, lazy, speaking
from portal.foundation.policy import STAFF, Actor
from portal.participation.chain import queries
from portal.participation.chain.events import ChainMoved
from portal.participation.chain.models import ChainLink
from portal.participation.chain.terms import Kind, Record, check


def link(actor: Actor, first: Record, second: Record, at: datetime) -> bool:
    """Say that one record led to another; false where that was known.

    Raises:
        Forbidden: only staff link records.
        OutOfOrder: in words, where the second does not come after the first in the chain.

    """
    if actor.role not in STAFF:
        raise Forbidden(lazy("Only staff link records with each other."))
    check(first, second)
    return _add(first, second, at)


def lead_here(actor: Actor, kind: Kind, first_id: int | None, second: Record, at: datetime) -> None:
    """Let one record of this kind lead here, instead of any other; None: none of them."""
    kept = [] if first_id is None else [ChainLink.from_id != first_id]
    session.execute(delete(ChainLink).where(ChainLink.from_kind == kind.value, _to(second), *kept))
    if first_id is not None:
        link(actor, (kind, first_id), second, at)


def unlink(first: Record, second: Record) -> None:
    """Take a link away; nothing happens where there is none."""
    session.execute(delete(ChainLink).where(_from(first), _to(second)))


def forget(record: Record) -> None:
    """Take away every link of a record that is removed."""
    session.execute(delete(ChainLink).where(or_(_from(record), _to(record))))


def merged(kind: Kind, gone_id: int, kept_id: int, at: datetime) -> None:
    """Let all links of a record go on at the one it was merged with; doubles fall together."""
    gone, kept = (kind, gone_id), (kind, kept_id)
    _copy(gone, [kept], at)
    forget(gone)


def split(kind: Kind, whole_id: int, part_ids: Iterable[int], at: datetime) -> None:
    """Give each part of a record the links that the whole has; the whole keeps them."""
    _copy((kind, whole_id), [(kind, part) for part in part_ids], at)


def moved(record: Record, what: Lazy | Bilingual, at: datetime) -> None:
    """Tell everyone who took part in an earlier record that this one went on: `what` says how.

    Nothing is written where nothing led here.
    """
    if queries.earlier(record):
        kind, id_ = record
        said = {language: _said(what, language) for language in LANGUAGES}
        outbox.record(ChainMoved(kind.value, id_, said["th"], said["en"], at.isoformat()), at)


def _said(what: Lazy | Bilingual, language: str) -> str:
    with speaking(language):
        return str(what)


def _copy(of: Record, to: Iterable[Record], at: datetime) -> None:
    rows = session.scalars(select(ChainLink).where(or_(_from(of), _to(of)))).all()
    for record in to:
        for row in rows:
            if (Kind(row.from_kind), row.from_id) == of:
                _add(record, (Kind(row.to_kind), row.to_id), at)
            else:
                _add((Kind(row.from_kind), row.from_id), record, at)


def _add(first: Record, second: Record, at: datetime) -> bool:
    if session.scalar(select(ChainLink.id).where(_from(first), _to(second))) is not None:
        return False
    session.add(
        ChainLink(
            from_kind=first[0].value,
            from_id=first[1],
            to_kind=second[0].value,
            to_id=second[1],
            made_at=at,
        )
    )
    session.flush()
    return True


def _from(record: Record) -> ColumnElement[bool]:
    return and_(ChainLink.from_kind == record[0].value, ChainLink.from_id == record[1])


def _to(record: Record) -> ColumnElement[bool]:
    return and_(ChainLink.to_kind == record[0].value, ChainLink.to_id == record[1])
