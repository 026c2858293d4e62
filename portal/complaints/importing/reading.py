"""A row of somebody else's file as a complaint of ours, or the reason why it cannot be one.

The form's limits do not bind an import: long texts are kept whole, a missing place is no error.
What cannot be understood at all (no number, no time, two rows of one number) is refused in words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from zlib import crc32

from portal.complaints.importing.maps import CONDUCT, ImportMap, Meaning, Unknown
from portal.complaints.lifecycle import Channel, Kind, State
from portal.foundation import dates, thai
from portal.response_times.versions import Priority

STARS = range(1, 6)
LONGEST_NUMBER = 60


class Unreadable(ValueError):
    """Why a row is refused, in English for the operator's list."""


@dataclass(frozen=True, slots=True)
class PastComplaint:
    """A complaint as another register tells it. Moments are None where nobody knows them."""

    number: str
    text: str
    kind: Kind
    category_code: str | None
    new_category: str
    """What a category is to be called that is not there yet; empty where there is one."""
    channel: Channel
    priority: Priority
    state: State
    reason: str | None
    lat: float | None
    lon: float | None
    landmark: str
    filed_at: datetime
    resolve_by: datetime | None
    """Until when the other register promised it, as it says: even if that was past already."""
    acknowledged_at: datetime | None
    resolved_at: datetime | None
    last_activity: datetime | None
    reply: str
    stars: int | None
    reopened: int
    phone: str
    name: str
    email: str
    merged_with: str = ""
    split_from: str = ""
    """The other complaint's number in the same file."""


class Reader:
    """Reads rows by one map. `codes` gives category codes by the types of the thirty categories."""

    def __init__(self, using: ImportMap, codes: dict[str, str]) -> None:
        """Know the map; its own words for categories come before the thirty's."""
        self.map = using
        self.codes = {**codes, **using.categories}
        self.known = frozenset(self.codes.values())

    def complaint(self, cells: dict[str, str]) -> PastComplaint:
        """The row as a complaint; raises `Unreadable`."""
        number = self._cell(cells, "number")
        if not number or len(number) > LONGEST_NUMBER:
            raise Unreadable("no number, or a number longer than 60 characters")
        filed_at = self._moment(cells, "filed")
        if filed_at is None:
            raise Unreadable(f"no time of filing: {self._cell(cells, 'filed')[:40]!r}")
        types = [part.strip() for part in self._cell(cells, "types").split(",") if part.strip()]
        meaning = self._state(cells)
        lat, lon = self._place(cells)
        code, new_category = self._category(types)
        return PastComplaint(
            number=number,
            text=thai.cleaned(self._cell(cells, "text")),
            kind=self._kind(cells, types),
            category_code=code,
            new_category=new_category,
            channel=self._channel(cells),
            priority=self._priority(cells),
            state=meaning.state,
            reason=meaning.reason,
            lat=lat,
            lon=lon,
            landmark=thai.cleaned(self._cell(cells, "landmark")),
            filed_at=filed_at,
            resolve_by=self._moment(cells, "resolve_by"),
            acknowledged_at=self._later(cells, "acknowledged", filed_at),
            resolved_at=self._resolved(cells, filed_at),
            last_activity=self._later(cells, "last_activity", filed_at),
            reply=thai.cleaned(self._cell(cells, "reply")),
            stars=self._stars(cells),
            reopened=self._count(cells, "reopened"),
            phone=self._cell(cells, "phone")[:40],
            name=self._cell(cells, "name"),
            email=self._cell(cells, "email").lower()[:254],
            merged_with=self._cell(cells, "merged_with")[:LONGEST_NUMBER],
            split_from=self._cell(cells, "split_from")[:LONGEST_NUMBER],
        )

    def filed_at(self, cells: dict[str, str]) -> datetime | None:
        """When the row was filed; None where it does not say so."""
        return self._moment(cells, "filed")

    def _cell(self, cells: dict[str, str], field: str) -> str:
        column = self.map.columns.get(field)
        return cells.get(column, "").strip() if column else ""

    def _moment(self, cells: dict[str, str], field: str) -> datetime | None:
        text = thai.arabic_digits(self._cell(cells, field))
        if not text:
            return None
        moment = _iso(text) or _typed(text, day_first=self.map.day_first)
        if moment is None:
            return None
        aware = moment if moment.tzinfo else moment.replace(tzinfo=self.map.zone)
        return aware if aware.year >= EARLIEST else None

    def _later(self, cells: dict[str, str], field: str, filed_at: datetime) -> datetime | None:
        moment = self._moment(cells, field)
        return moment if moment is not None and moment >= filed_at else None

    def _resolved(self, cells: dict[str, str], filed_at: datetime) -> datetime | None:
        basis = self._cell(cells, "resolved_basis")
        if self.map.trusted_basis and basis not in self.map.trusted_basis:
            return None
        return self._later(cells, "resolved", filed_at)

    def _state(self, cells: dict[str, str]) -> Meaning:
        word = self._cell(cells, "state")
        meaning = self.map.states.get(word)
        if meaning is None:
            raise Unreadable(f"a state the map does not know: {word[:40]!r}")
        return meaning

    def _kind(self, cells: dict[str, str], types: list[str]) -> Kind:
        said = self._cell(cells, "kind")
        if said in set(Kind):
            return Kind(said)
        found = [self.map.kinds[one] for one in types if one in self.map.kinds]
        if said == CONDUCT or None in found:
            raise Unreadable(
                "it accuses somebody: tell it on the form for conduct and corruption, which only"
                " the named recipients read"
            )
        return next((kind for kind in found if kind is not None), Kind.RELIEF)

    def _category(self, types: list[str]) -> tuple[str | None, str]:
        """The code of the category, and its name where it is to be made."""
        for one in types:
            if one in self.codes:
                return self.codes[one], ""
            if one in self.known:
                return one, ""
        if not types or self.map.unknown_types is Unknown.NONE:
            return None, ""
        if self.map.unknown_types is Unknown.OTHER:
            return "other", ""
        return f"{self.map.source}-{crc32(types[0].encode()):08x}", types[0]

    def _channel(self, cells: dict[str, str]) -> Channel:
        said = self._cell(cells, "channel")
        return Channel(said) if said in set(Channel) else Channel.IMPORTED

    def _priority(self, cells: dict[str, str]) -> Priority:
        said = self._cell(cells, "priority")
        return Priority(said) if said in set(Priority) else Priority.NORMAL

    def _place(self, cells: dict[str, str]) -> tuple[float | None, float | None]:
        lat, lon = (_number(self._cell(cells, field)) for field in ("lat", "lon"))
        if lat is None or lon is None or not (abs(lat) <= 90 and abs(lon) <= 180):  # noqa: PLR2004 - degrees
            return None, None
        return (None, None) if lat == lon == 0 else (lat, lon)

    def _stars(self, cells: dict[str, str]) -> int | None:
        stars = self._count(cells, "stars")
        return stars if stars in STARS else None

    def _count(self, cells: dict[str, str], field: str) -> int:
        number = _number(self._cell(cells, field))
        return int(number) if number is not None and 0 <= number < MOST else 0


EARLIEST = 1900
BUDDHIST = 543
FIRST_BUDDHIST = 2400
MOST = 1000
_TIME = re.compile(r"(.*?)[,\s]+(?:เวลา\s*)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\s*น\.?)?")


def _number(text: str) -> float | None:
    try:
        number = float(text.replace(",", ""))
    except ValueError:
        return None
    return number if number == number and abs(number) != float("inf") else None  # noqa: PLR0124 - NaN


def _iso(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.replace(year=moment.year - BUDDHIST) if moment.year >= FIRST_BUDDHIST else moment


def _typed(text: str, *, day_first: bool) -> datetime | None:
    """A date as people write it (22/11/2569), with a time of day behind it or not."""
    match = _TIME.fullmatch(text)
    words = match[1] if match else text
    hour, minute, second = (int(match[n] or 0) for n in (2, 3, 4)) if match else (0, 0, 0)
    if not day_first:
        words = re.sub(r"^(\d{1,2})/(\d{1,2})/", r"\2/\1/", words)
    day = dates.parse_date(words)
    if day is None or hour > 23 or minute > 59 or second > 59:  # noqa: PLR2004 - of a clock
        return None
    return datetime.combine(day, time(hour, minute, second))


def refused(line: int, why: str, cells: dict[str, str]) -> dict[str, Any]:
    """A refused row for the operator's list: its line, the reason, and what stood in it."""
    return {"line": line, "reason": why, **cells}
