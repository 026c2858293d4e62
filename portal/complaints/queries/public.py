"""What anyone may read: the list, the map's counts, one complaint. Never a name or a contact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select

from portal.complaints import policy
from portal.complaints.models import MATTER, Complaint, MapCount
from portal.complaints.numbering import parsed
from portal.complaints.queries import choices
from portal.complaints.queries.bars import bar_of
from portal.complaints.queries.filed import filed_between
from portal.complaints.queries.said import Said
from portal.foundation import fulltext, tenancy
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.foundation.paging import Page, Position, decoded, page
from portal.foundation.promise_bar import Bar
from portal.municipalities import queries as municipalities
from portal.places import hexagons
from portal.response_times import queries as promises
from portal.response_times.versions import Priority

PAGE_ROWS = 20
MAP_RESOLUTION = 8
MOST_CELLS = 300
COUNTED = 5000
"""How many of the newest complaints are counted when a map has filters beyond its roll-up."""

NONE = Complaint.id < 0
"""No complaint; unlike `false()` it leaves a statement that names its municipality."""

COLUMNS = (
    Complaint.id,
    Complaint.year,
    Complaint.running,
    Complaint.title,
    Complaint.language,
    Complaint.state,
    Complaint.category_id,
    Complaint.area_id,
    Complaint.filed_at,
    Complaint.closed_at,
    Complaint.next_due_at,
    Complaint.cover_id,
    Complaint.reviewed_at,
    Complaint.priority,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a visitor asked to see. None means all."""

    text: str = ""
    category_id: int | None = None
    area_id: int | None = None
    is_open: bool | None = None
    cell: int | None = None
    since: date | None = None
    until: date | None = None

    @property
    def needs_rows(self) -> bool:
        """Whether the map's roll-up cannot answer this and rows must be counted."""
        return bool(self.text or self.since or self.until) or self.area_id is not None


@dataclass(frozen=True, slots=True)
class PublicLine:
    """A complaint as the public list shows it."""

    year: int
    running: int
    title: Said
    state: str
    category: Bilingual | None
    area: Bilingual | None
    filed_at: datetime
    due_at: datetime | None
    """The next moment the municipality promised; None where nothing is owed."""
    photo: UUID | None
    """The first photo; None until an officer has looked at it."""
    bar: Bar
    is_urgent: bool


def newest(wanted: Wanted, cursor: str | None, at: datetime) -> Page[PublicLine]:
    """One page of public complaints, newest first; at most two questions to the database.

    Where nothing is left behind a cursor, or less than a page before it, it is the first page.
    """
    position = decoded(cursor, (int,))
    rows = session.execute(_rows(wanted, position)).all()
    if position is not None and len(rows) < (PAGE_ROWS if position.backwards else 1):
        return newest(wanted, None, at)
    chosen = page(rows, PAGE_ROWS, lambda row: (row.id,), position)
    lines = promises.promises_of_many(MATTER, [row.id for row in chosen.items])
    items = [
        PublicLine(
            year=row.year,
            running=row.running,
            title=Said(row.title, row.language),
            state=row.state,
            category=_title(row.category_id),
            area=choices.area_title(row.area_id),
            filed_at=row.filed_at,
            due_at=row.next_due_at,
            photo=row.cover_id if row.reviewed_at else None,
            bar=bar_of(row.filed_at, row.closed_at, lines[row.id], (), at),
            is_urgent=row.priority == Priority.URGENT,
        )
        for row in chosen.items
    ]
    return Page(items, chosen.newer, chosen.older)


def _rows(wanted: Wanted, position: Position | None) -> Select[*tuple[object, ...]]:
    asked = select(*COLUMNS).where(policy.public(), *conditions(wanted, position))
    backwards = position is not None and position.backwards
    if position is not None:
        edge = position.key[0]
        asked = asked.where(Complaint.id > edge if backwards else Complaint.id < edge)
    order = Complaint.id.asc() if backwards else Complaint.id.desc()
    return asked.order_by(order).limit(PAGE_ROWS + 1)


def conditions(wanted: Wanted, position: Position | None = None) -> list[ColumnElement[bool]]:
    """The same as conditions of a query."""
    found = [*_of_text(wanted, position), *filed_between(wanted.since, wanted.until)]
    if wanted.category_id is not None:
        found.append(Complaint.category_id == wanted.category_id)
    if wanted.area_id is not None:
        found.append(Complaint.area_id == wanted.area_id)
    if wanted.is_open is not None:
        found.append(Complaint.is_open.is_(wanted.is_open))
    if wanted.cell is not None:
        low, high = hexagons.span(wanted.cell)
        found += [Complaint.cell.between(low, high), Complaint.is_outside.is_(False)]
    return found


def _of_text(wanted: Wanted, position: Position | None) -> Iterable[ColumnElement[bool]]:
    """Text alone needs the newest few ids only; with other filters every hit is a candidate.

    A register number finds its complaint, in whatever digits and with either year.
    """
    if not wanted.text:
        return
    here = tenancy.municipality_id()
    profile = municipalities.profile_of(here)
    number = parsed(wanted.text, profile.letters.th, profile.letters.en) if profile else None
    if number is not None:
        yield Complaint.year == number.year_ce
        yield Complaint.running == number.running
        return
    forwards = position is None or not position.backwards
    if wanted == Wanted(text=wanted.text) and forwards:
        edge = position.key[0] if position else None
        before = edge if isinstance(edge, int) else None
        ids = fulltext.search(
            session(), here, wanted.text, public=True, before=before, limit=PAGE_ROWS + 1
        )
        yield Complaint.id.in_(ids) if ids else NONE
        return
    hits = fulltext.hits(session(), here, wanted.text, public=True)
    yield NONE if hits is None else Complaint.id.in_(hits)


def _title(category_id: int | None) -> Bilingual | None:
    line = choices.category(category_id)
    return line.title if line else None


def cells(wanted: Wanted) -> list[tuple[int, int]]:
    """(hexagon of resolution 8, how many) for the map; the roll-up answers where it can.

    The whole map is counted, whatever hexagon was chosen. Places outside are on no map.
    """
    if wanted.needs_rows:
        return _counted(wanted)
    asked = select(MapCount.cell, func.sum(MapCount.n)).where(MapCount.n > 0)
    if wanted.category_id is not None:
        asked = asked.where(MapCount.category_id == wanted.category_id)
    if wanted.is_open is not None:
        asked = asked.where(MapCount.is_open.is_(wanted.is_open))
    return fitting((cell, int(n)) for cell, n in session.execute(asked.group_by(MapCount.cell)))


def fitting(counts: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same counts in hexagons so large that a picture can show them: at most 300.

    A city's map stays as it is; a whole province is counted by larger hexagons.
    """
    found = Counter(dict(counts))
    while len(found) > MOST_CELLS:
        larger: Counter[int] = Counter()
        for cell, n in found.items():
            larger[hexagons.parent(cell, hexagons.resolution(cell) - 1)] += n
        found = larger
    return list(found.items())


def _counted(wanted: Wanted) -> list[tuple[int, int]]:
    rows = session.scalars(
        select(Complaint.cell)
        .where(
            policy.public(),
            Complaint.cell.is_not(None),
            Complaint.is_outside.is_(False),
            *conditions(replace(wanted, cell=None)),
        )
        .order_by(Complaint.id.desc())
        .limit(COUNTED)
    )
    found = Counter(hexagons.parent(cell, MAP_RESOLUTION) for cell in rows if cell is not None)
    return fitting(found.items())
