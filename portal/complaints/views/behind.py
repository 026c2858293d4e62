"""The lists behind the figures: where the cases of a line are shown, to anyone and to staff."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import url_for

from portal.complaints.models import MATTER
from portal.complaints.queries import labels, second_looks
from portal.response_times.figures.rooms import Room, Wanted, Which
from portal.response_times.figures.sheets import BY_TIME, By

PUBLIC = frozenset({By.ALL, By.CATEGORY, By.AREA, *BY_TIME})
"""The public list has no filters for the rest."""
DESK_NAMES = {
    By.CATEGORY: "category",
    By.UNIT: "unit",
    By.AREA: "area",
    By.CHANNEL: "channel",
    By.OFFICER: "person",
    By.PRIORITY: "priority",
}
NOBODY = "0"


def public_list(wanted: Wanted) -> str | None:
    """The public cases behind a figure: fewer than counted where some are not public."""
    if wanted.by not in PUBLIC or wanted.unit_id or (not wanted.key and wanted.by is not By.ALL):
        return None
    if wanted.which is Which.OVERDUE:
        return None
    found = _days(wanted)
    if wanted.by in {By.CATEGORY, By.AREA}:
        found[wanted.by.value] = wanted.key
    if wanted.which is not Which.RECEIVED:
        found["state"] = {Which.OPEN: "open", Which.ENDED: "done"}[wanted.which]
    return _address("complaints.public_list", found)


def staff_list(wanted: Wanted) -> str | None:
    """The cases behind a figure on the desk, as far as the person may read them."""
    found = _days(wanted)
    found["unit"] = str(wanted.unit_id) if wanted.unit_id else "all"
    if wanted.by in DESK_NAMES:
        if not wanted.key and wanted.by in {By.UNIT, By.CHANNEL}:
            return None
        found[DESK_NAMES[wanted.by]] = wanted.key or NOBODY
    match wanted.which:
        case Which.RECEIVED:
            found["state"] = "any"
        case Which.ENDED:
            found["state"] = "ended"
        case Which.OVERDUE:
            found["lateness"] = "late"
        case Which.OPEN:
            pass
    return _address("complaints.desk", found)


def _days(wanted: Wanted) -> dict[str, str]:
    if wanted.period is None:
        return {}
    return {
        "filed_from": wanted.period.first.isoformat(),
        "filed_to": wanted.period.last.isoformat(),
    }


def _address(endpoint: str, found: dict[str, str]) -> str:
    return f"{url_for(endpoint)}?{urlencode(found)}" if found else url_for(endpoint)


def looks_list() -> str:
    """What second looks found, one by one."""
    return f"{url_for('complaints.second_looks')}?show=found"


ROOM = Room(MATTER, labels.names, public_list, staff_list, second_looks.figure, looks_list)
