"""Questions about the chain: what led here, what came of it, who took part before."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select

from portal.foundation.database import session
from portal.foundation.i18n import Lazy
from portal.foundation.policy import Actor
from portal.participation.chain import kinds
from portal.participation.chain.kinds import Reader, Shown
from portal.participation.chain.models import ChainLink
from portal.participation.chain.terms import KIND_WORDS, ORDER, Kind, Record

MOST_SHOWN = 5
"""Records of one kind on the line; the others are counted."""


@dataclass(frozen=True, slots=True)
class Place:
    """All records of one kind on the line."""

    kind: Kind
    words: Lazy
    records: tuple[Shown, ...]
    more: int
    is_here: bool


def earlier(record: Record) -> list[Record]:
    """Every record that led to this one, over any number of links, in the order of kinds."""
    return _walked(record, back=True)


def later(record: Record) -> list[Record]:
    """Every record that came of this one, over any number of links, in the order of kinds."""
    return _walked(record, back=False)


def line_of(record: Record, actor: Actor | None) -> list[Place]:
    """The line on which a record stands; empty where nothing led to it and nothing came of it.

    What the actor may not see is neither shown nor counted.
    """
    around = [*earlier(record), *later(record)]
    if not around:
        return []
    places = []
    for kind in ORDER:
        ids = [id_ for one, id_ in [*around, record] if one is kind]
        found = kinds.shown(kind, ids, actor)
        records = [found[id_] for id_ in ids if id_ in found]
        if records:
            cut = tuple(records[:MOST_SHOWN])
            more = len(records) - len(cut)
            places.append(Place(kind, KIND_WORDS[kind], cut, more, is_here=kind is record[0]))
    return places if len(places) > 1 else []


@dataclass(frozen=True, slots=True)
class Interested:
    """Somebody who took part in an earlier record of the chain."""

    reader: Reader
    record: Record


def interested(record: Record) -> list[Interested]:
    """Who acted on any earlier record, each once, by the earliest; not who acted on this one.

    Those are told by the tool itself.
    """
    known = {one.email for some in kinds.acted(record[0], [record[1]]).values() for one in some}
    found: dict[str, Interested] = {}
    before = earlier(record)
    for kind in ORDER:
        ids = [id_ for one, id_ in before if one is kind]
        for id_, readers in sorted(kinds.acted(kind, ids).items()):
            for reader in readers:
                if reader.email not in known:
                    found.setdefault(reader.email, Interested(reader, (kind, id_)))
    return list(found.values())


def _walked(record: Record, *, back: bool) -> list[Record]:
    """One question for each step; every link leads forward, so there are fewer steps than kinds."""
    found: dict[Record, None] = {}
    edge: Collection[Record] = [record]
    while edge:
        edge = {one: None for one in _next(edge, back=back) if one not in found}
        found |= dict.fromkeys(edge)
    return sorted(found, key=lambda one: (ORDER.index(one[0]), one[1]))


def _next(edge: Iterable[Record], *, back: bool) -> list[Record]:
    here = (ChainLink.to_kind, ChainLink.to_id)
    there = (ChainLink.from_kind, ChainLink.from_id)
    if not back:
        here, there = there, here
    by_kind: dict[Kind, list[int]] = {}
    for kind, id_ in edge:
        by_kind.setdefault(kind, []).append(id_)
    one_of: list[ColumnElement[bool]] = [
        and_(here[0] == kind.value, here[1].in_(ids)) for kind, ids in by_kind.items()
    ]
    rows = session.execute(select(*there).where(or_(*one_of)))
    return [(Kind(kind), id_) for kind, id_ in rows]
