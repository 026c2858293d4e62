"""The boundary and the areas: from a file, after a look; renamed, closed, removed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from portal.complaints.queries import choices, holdings
from portal.foundation import audit
from portal.foundation.errors import Invalid, OutOfOrder, TooLarge
from portal.foundation.i18n import Bilingual, lazy
from portal.foundation.policy import Actor
from portal.places import geojson, looking, queries, services
from portal.places.ground import AreaLine, Ground
from portal.places.looking import Finding
from portal.places.services import BOUNDARY
from portal.set_up import acts
from portal.set_up.services import must_set

MOST_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be if the file were taken: the ground, what changes, and what is odd."""

    ground: Ground
    added: tuple[AreaLine, ...]
    changed: tuple[AreaLine, ...]
    left_alone: tuple[AreaLine, ...]
    findings: Sequence[Finding]


def send(actor: Actor, kind: str, content: bytes, *, at: datetime) -> None:
    """Keep a file for a look. Raises `Invalid` in words for what could not be taken."""
    must_set(actor)
    services.keep_draft(kind, _document(content), at=at)


def preview(kind: str) -> Preview | None:
    """What the file that was sent would make of the ground; None where none waits."""
    document = queries.draft(kind)
    if document is None:
        return None
    here = queries.ground()
    if kind == BOUNDARY:
        ground = Ground(geojson.read_shape(document), here.areas)
        return Preview(ground, (), (), (), looking.look(ground))
    known = {area.code: area for area in queries.every_area()}
    lines = tuple(
        AreaLine(
            known[area.code].id if area.code in known else -number,
            area.code,
            area.kind,
            Bilingual(area.title_th, area.title_en),
            number,
            area.shape,
        )
        for number, area in enumerate(geojson.read_areas(document), 1)
    )
    named = {line.code for line in lines}
    left = tuple(area for area in here.areas if area.code not in named)
    ground = Ground(here.outline, lines + left)
    added = tuple(line for line in lines if line.code not in known)
    changed = tuple(line for line in lines if line.code in known and _differs(line, known))
    return Preview(ground, added, changed, left, looking.look(ground))


def take(actor: Actor, kind: str, *, at: datetime) -> None:
    """Take the file that was looked at."""
    must_set(actor)
    document = queries.draft(kind)
    if document is None:
        raise OutOfOrder(lazy("There is no file to take. Send it again."))
    if kind == BOUNDARY:
        services.set_boundary(document, at=at)
    else:
        services.set_areas(document)
    services.drop_draft(kind)
    audit.note(acts.GROUND_CHANGED, "ground", by=actor, at=at, after=kind)
    choices.forget_choices()


def drop(actor: Actor, kind: str) -> None:
    """Forget the file that was sent."""
    must_set(actor)
    services.drop_draft(kind)


def remove_boundary(actor: Actor, *, at: datetime) -> None:
    """Let every place be inside."""
    must_set(actor)
    services.remove_boundary()
    audit.note(acts.BOUNDARY_REMOVED, "ground", by=actor, at=at)


def rename(actor: Actor, area_id: int, title: Bilingual, *, at: datetime) -> None:
    """Call an area something else."""
    must_set(actor)
    services.rename_area(area_id, title)
    audit.note(acts.AREA_RENAMED, "area", area_id, by=actor, at=at)


def close(actor: Actor, area_id: int, *, at: datetime) -> None:
    """Put nothing new into an area; what lies in it stays."""
    must_set(actor)
    services.close_area(area_id, at=at)
    audit.note(acts.AREA_CLOSED, "area", area_id, by=actor, at=at)


def reopen(actor: Actor, area_id: int, *, at: datetime) -> None:
    """Let new complaints lie in it again."""
    must_set(actor)
    services.reopen_area(area_id)
    audit.note(acts.AREA_REOPENED, "area", area_id, by=actor, at=at)


def remove(actor: Actor, area_id: int, *, at: datetime) -> None:
    """Take an area away for good. Raises `OutOfOrder` while a complaint lies in it."""
    must_set(actor)
    if holdings.lies_in(area_id):
        raise OutOfOrder(
            lazy(
                "Complaints lie in this area, so it cannot be removed. Close it instead: nothing"
                " new is put into it, and they keep its name."
            )
        )
    services.remove_area(area_id)
    audit.note(acts.AREA_REMOVED, "area", area_id, by=actor, at=at)


def _differs(line: AreaLine, known: dict[str, AreaLine]) -> bool:
    former = known[line.code]
    return (line.title, line.shape) != (former.title, former.shape)


def _document(content: bytes) -> dict[str, object]:
    if len(content) > MOST_BYTES:
        raise TooLarge(lazy("This file is larger than 10 MB. Simplify it first."))
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        raise Invalid(lazy("The file is not GeoJSON."))
    return document
