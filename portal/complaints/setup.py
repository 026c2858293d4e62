"""What a new municipality gets, and what a set-up file takes from one to another."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from portal.complaints import preset as thirty
from portal.complaints import verdicts
from portal.complaints.asking import setup as asking
from portal.complaints.models import MATTER, Category
from portal.complaints.queries import second_looks
from portal.complaints.replying import setup as replying
from portal.foundation.database import session
from portal.foundation.errors import Invalid
from portal.foundation.i18n import Bilingual, lazy
from portal.municipalities import services as municipalities
from portal.municipalities.profiles import Profile
from portal.municipalities.queries import unit_ids
from portal.response_times import services as times
from portal.response_times.queries import standards as standing
from portal.response_times.standards import PromiseKind, Standard, Unit
from portal.response_times.versions import Scope, Version

NOBODY = Bilingual("", "")


def preset(profile: Profile, *, at: datetime) -> None:
    """Write the categories of this kind of municipality and standards; the units must be there."""
    units = unit_ids()
    for resolved in thirty.for_kind(profile.kind):
        category = resolved.category
        owner = category.outside_owner or NOBODY
        session.add(
            Category(
                code=category.code,
                title_th=category.title.th,
                title_en=category.title.en,
                unit_id=units[resolved.lead_unit],
                co_unit_ids=[units[code] for code in resolved.co_units],
                visibility=category.visibility,
                outside_owner_th=owner.th,
                outside_owner_en=owner.en,
                traffy_types=list(category.traffy_types),
                near_metres=category.near_metres,
                position=resolved.position,
            )
        )
    session.flush()
    times.begin_with(MATTER, thirty.standards(_ids()), at)


def dump() -> dict[str, Any]:
    """Questions, prepared texts, standards with every version, second looks: for a set-up file."""
    codes = {id_: code for code, id_ in _ids().items()}
    custom = second_looks.custom()
    return {
        "standards": [
            {
                "category": codes.get(version.scope.category_id or 0, ""),
                "priority": version.scope.priority,
                "promise": version.promise_kind.value,
                "amount": version.standard.amount if version.standard else None,
                "unit": version.standard.unit.value if version.standard else None,
                "in_force_from": version.in_force_from.isoformat(),
            }
            for version in standing.versions_of(MATTER).all
        ],
        "second_looks": {"size": custom.size, "day": custom.day},
        "asked": asking.dump(),
        "replies": replying.dump(),
    }


def load(kept: dict[str, Any], *, at: datetime) -> int:
    """Take over what `dump` gave; returns how many versions of standards are new.

    Versions that are here stay: what was promised by them was promised. Raises `Invalid` for a
    category that is not here, by its code.
    """
    if "asked" in kept:
        asking.load(kept["asked"])
    if "replies" in kept:
        replying.load(kept["replies"])
    ids = _ids()
    unknown = {line["category"] for line in kept["standards"]} - ids.keys() - {""}
    if unknown:
        raise Invalid(
            lazy("There is no such category: %(codes)s", codes=", ".join(sorted(unknown)))
        )
    municipalities.keep_setting(verdicts.SETTING, kept["second_looks"])
    return times.take_over(MATTER, (_version(line, ids) for line in kept["standards"]), at)


def _version(line: dict[str, Any], ids: dict[str, int]) -> Version:
    kind = PromiseKind(line["promise"])
    is_own = line["amount"] is not None
    return Version(
        Scope(ids[line["category"]] if line["category"] else None, line["priority"]),
        kind,
        Standard(kind, line["amount"], Unit(line["unit"])) if is_own else None,
        date.fromisoformat(line["in_force_from"]),
    )


def _ids() -> dict[str, int]:
    return {code: id_ for id_, code in session.execute(select(Category.id, Category.code))}
