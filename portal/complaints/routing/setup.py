"""The routing rules of a set-up file. People stay where they work: a rule arrives at its unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.complaints.queries import choices
from portal.complaints.routing import drafts, queries
from portal.complaints.routing.drafts import Draft
from portal.complaints.routing.matching import Hours
from portal.complaints.routing.models import RoutingRule
from portal.foundation.database import session
from portal.foundation.errors import Invalid
from portal.foundation.i18n import Lazy, lazy
from portal.municipalities import queries as municipalities
from portal.places import queries as places


def dump() -> list[dict[str, Any]]:
    """Every rule in the order in which it is asked; units, categories and areas by their codes."""
    units, categories, areas = (_turned(codes) for codes in _codes())
    return [
        {
            "title": rule.title,
            "is_active": rule.is_active,
            "unit": units.get(rule.unit_id, ""),
            "categories": [categories[one] for one in rule.category_ids if one in categories],
            "areas": [areas[one] for one in rule.area_ids if one in areas],
            "hours": rule.hours,
            "weekdays": list(rule.weekdays),
            "since": rule.since_minute,
            "until": rule.until_minute,
            "keywords": list(rule.keywords),
        }
        for rule in _rows()
    ]


def load(kept: list[dict[str, Any]], *, at: datetime) -> None:
    """Take over what `dump` gave: a rule of the same name is replaced, others come after ours.

    A person named by a rule that is here stays, where the rule still names that person's unit.
    Raises `Invalid` in words for a code that is not here, and for a rule that could never fire.
    """
    units, categories, areas = _codes()
    ground = queries.ground(at)
    rows = {row.title: row for row in _rows()}
    last = max((row.position for row in rows.values()), default=0)
    for number, line in enumerate(kept, 1):
        row = rows.get(line["title"]) or RoutingRule(position=last + number, version=0)
        (unit_id,) = _ids([line["unit"]], units, _NO_UNIT)
        draft = Draft(
            line["title"],
            unit_id,
            row.officer_id if ground.people.get(row.officer_id or 0) == unit_id else None,
            categories=_ids(line["categories"], categories, _NO_CATEGORY),
            areas=_ids(line["areas"], areas, _NO_AREA),
            hours=Hours(line["hours"]),
            weekdays=tuple(line["weekdays"]),
            since=int(line["since"]),
            until=int(line["until"]),
            keywords=tuple(line["keywords"]),
        )
        drafts.write(row, drafts.checked(draft, ground))
        row.is_active, row.changed_at = bool(line["is_active"]), at
        row.version += 1
        session.add(row)
    session.flush()


_NO_UNIT = lazy("There is no such unit: %(codes)s")
_NO_CATEGORY = lazy("There is no such category: %(codes)s")
_NO_AREA = lazy("There is no such area: %(codes)s")


def _ids(codes: Iterable[str], known: Mapping[str, int], refusal: Lazy) -> tuple[int, ...]:
    wanted = list(codes)
    strange = [code for code in wanted if code not in known]
    if strange:
        raise Invalid(Lazy(refusal.text, (("codes", ", ".join(strange)),)))
    return tuple(known[code] for code in wanted)


def _codes() -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    return (
        municipalities.unit_ids(),
        {line.code: line.id for line in choices.every_category()},
        {area.code: area.id for area in places.areas()},
    )


def _turned(codes: Mapping[str, int]) -> dict[int, str]:
    return {id_: code for code, id_ in codes.items()}


def _rows() -> list[RoutingRule]:
    return list(session.scalars(select(RoutingRule).order_by(RoutingRule.position, RoutingRule.id)))
