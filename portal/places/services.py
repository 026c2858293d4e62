"""Set a municipality's outline and its areas, for operators and for the set-up pages.

Who may, and whether something lies in an area, the verbs above ask.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select

from portal.foundation.database import session
from portal.foundation.errors import Invalid, NotFound, OutOfOrder
from portal.foundation.i18n import Bilingual, lazy
from portal.municipalities import services as municipalities
from portal.places import geojson
from portal.places.geojson import NamedShape
from portal.places.geometry import Shape
from portal.places.models import Area, Boundary, GroundDraft
from portal.places.queries import forget

BOUNDARY, AREAS = "boundary", "areas"
"""What a file becomes."""


def set_boundary(document: object, *, at: datetime) -> Shape:
    """Take the polygons of a GeoJSON document as the outline, in place of a former one.

    Complaints already filed keep what was known of their place. Raises `Invalid` in words.
    """
    shape = geojson.read_shape(document)
    row = session.scalars(select(Boundary)).one_or_none()
    if row is None:
        row = Boundary()
        session.add(row)
    row.geojson = geojson.write(shape)
    row.set_at = at
    _settle()
    return shape


def remove_boundary() -> None:
    """Take the outline away: from now on every place is inside."""
    session.execute(delete(Boundary))
    _settle()


def add_area(area: NamedShape) -> int:
    """Add one area after the others; return its id. Raises `Invalid` when the code is taken."""
    if session.scalars(select(Area.id).where(Area.code == area.code)).first() is not None:
        raise Invalid(lazy("There is already an area with the code “%(code)s”.", code=area.code))
    last = session.scalars(select(func.max(Area.position))).one() or 0
    row = Area(code=area.code, position=last + 1)
    _write(row, area)
    session.add(row)
    _settle()
    return row.id


def set_areas(document: object) -> tuple[int, int]:
    """Take a FeatureCollection as the list of areas; return how many are new and how many changed.

    An area is known by its code. One that the file no longer names stays, because complaints may
    lie in it. The order is the file's. Raises `Invalid` naming the feature, and then takes none.
    """
    areas = geojson.read_areas(document)
    known = {row.code: row for row in session.scalars(select(Area))}
    for position, area in enumerate(areas, 1):
        row = known.get(area.code)
        if row is None:
            row = Area(code=area.code)
            session.add(row)
        row.position, row.closed_at = position, None
        _write(row, area)
    _put_last(
        [row for code, row in known.items() if code not in {area.code for area in areas}], areas
    )
    _settle()
    changed = sum(area.code in known for area in areas)
    return len(areas) - changed, changed


def keep_draft(kind: str, document: dict[str, Any], *, at: datetime) -> None:
    """Keep a file for a look before it is taken, in place of a former one of its kind.

    Raises `Invalid` for what could not be taken.
    """
    if kind == BOUNDARY:
        geojson.read_shape(document)
    else:
        geojson.read_areas(document)
    row = session.scalars(select(GroundDraft).where(GroundDraft.kind == kind)).one_or_none()
    if row is None:
        row = GroundDraft(kind=kind)
        session.add(row)
    row.geojson, row.sent_at = document, at
    session.flush()


def drop_draft(kind: str) -> None:
    """Forget the file."""
    session.execute(delete(GroundDraft).where(GroundDraft.kind == kind))


def rename_area(area_id: int, title: Bilingual) -> None:
    """Call it something else. Raises `Invalid` by field."""
    row = _load(area_id)
    wrong: dict[str, object] = {}
    if not title.th.strip():
        wrong["title_th"] = lazy("Write the name.")
    for name, words in (("title_th", title.th), ("title_en", title.en)):
        if len(words) > geojson.LONGEST_TITLE:
            longest = geojson.LONGEST_TITLE
            wrong[name] = lazy("Use at most %(longest)s characters.", longest=longest)
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    row.title_th, row.title_en = title.th.strip(), title.en.strip()
    _settle()


def close_area(area_id: int, *, at: datetime) -> None:
    """Put nothing new into it; what lies in it stays there under its name."""
    row = _load(area_id)
    if row.closed_at is not None:
        raise OutOfOrder(lazy("This area is closed already."))
    row.closed_at = at
    _settle()


def reopen_area(area_id: int) -> None:
    """Let new complaints lie in it again."""
    row = _load(area_id)
    if row.closed_at is None:
        raise OutOfOrder(lazy("This area is open already."))
    row.closed_at = None
    _settle()


def remove_area(area_id: int) -> None:
    """Take it away for good. Whoever calls has asked whether something lies in it."""
    session.delete(_load(area_id))
    _settle()


def _load(area_id: int) -> Area:
    row = session.scalar(select(Area).where(Area.id == area_id).with_for_update())
    if row is None:
        raise NotFound(lazy("There is no such area."))
    return row


def _put_last(unnamed: Sequence[Area], areas: Sequence[NamedShape]) -> None:
    for position, row in enumerate(sorted(unnamed, key=lambda row: row.position), len(areas) + 1):
        row.position = position


def _write(row: Area, area: NamedShape) -> None:
    row.kind, row.title_th, row.title_en = area.kind, area.title_th, area.title_en
    row.boundary = geojson.write(area.shape) if area.shape else None


def _settle() -> None:
    session.flush()
    forget()
    municipalities.show_public_change()
