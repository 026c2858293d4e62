"""What people type or paste for a place, read as latitude and longitude.

Read are decimal degrees ('16.43, 102.83'), degrees with minutes and seconds ('16°25′48″N
102°50′E'), Thai digits, Thai and English words for the directions, `geo:` addresses and the long
addresses that map services put in the address bar. Latitude and longitude in the wrong order are
noticed, because in Thailand the two never overlap.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from urllib.parse import unquote_plus

from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.places.geometry import Box

THAILAND = Box(west=97.3, south=5.6, east=105.7, north=20.5)
"""Everything between Betong, Mae Sai, Mae Sariang and Khong Chiam, rounded outwards."""

LONGEST = 2000
"""Characters of a pasted text that are looked at; an address of a map service has a few hundred."""

_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_SIGNS = str.maketrans(
    {"º": "°", "˚": "°", "’": "'", "′": "'", "`": "'", "“": '"', "”": '"', "″": '"', "−": "-"}
    | {"–": "-", "，": ",", "+": " ", "\u00a0": " "}
    | dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
)
# Longest first, for 'lat' is also the beginning of 'latitude'. A and O are labels (latitude,
# longitude), N S E W directions; an empty sign is a word that says nothing.
_WORDS = {
    "ละติจูด": "A",
    "ละติจุด": "A",
    "ลองจิจูด": "O",
    "ลองติจูด": "O",
    "ลองจิจุด": "O",
    "เส้นรุ้ง": "A",
    "เส้นแวง": "O",
    "ตะวันออก": "E",
    "ตะวันตก": "W",
    "พิกัด": "",
    "เหนือ": "N",
    "ใต้": "S",
    "องศา": "°",
    "ฟิลิปดา": '"',
    "พิลิปดา": '"',
    "ลิปดา": "'",
    "coordinates": "",
    "longitude": "O",
    "latitude": "A",
    "location": "",
    "degrees": "°",
    "minutes": "'",
    "seconds": '"',
    "north": "N",
    "south": "S",
    "east": "E",
    "west": "W",
    "long": "O",
    "deg": "°",
    "gps": "",
    "lat": "A",
    "lng": "O",
    "lon": "O",
    "n": "N",
    "s": "S",
    "e": "E",
    "w": "W",
}
_WORD = re.compile("|".join(f"{word}(?![a-z])" for word in _WORDS))
_COMMAS = re.compile(r"^\D*\d+,\d{3,}\D+\d+,\d{3,}\D*$")
_ZOOM = re.compile(r",\s*\d+(?:\.\d+)?[zm]$")
_SHORT_LINK = re.compile(r"(?:maps\.app\.goo\.gl|goo\.gl/maps)/")
_TOKEN = re.compile(r"(-?\d+(?:\.\d+)?)|([AONSEW])|([°'\"])|[\s,;:=/|()\[\]{}]+|(.)")

_PAIR = r"(-?\d{1,3}(?:\.\d+)?)"
# What map services write, the pin before the middle of the view: the pin is what the person chose.
_ADDRESSES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"!3d{_PAIR}!4d{_PAIR}",
        rf"[?&](?:q|query|ll|sll|daddr|destination|center|cp|mlat)=(?:loc:)?{_PAIR}(?:,|~|&mlon=)\s*{_PAIR}",
        rf"/(?:search|place|dir)/{_PAIR},[\s+]*{_PAIR}",
        rf"@{_PAIR},{_PAIR}",
        rf"#map=[\d.]+/{_PAIR}/{_PAIR}",
        rf"\bgeo:{_PAIR},{_PAIR}",
    )
)

_MARKS = "°'\""
_DIRECTIONS = "NSEW"
_LABELS = {"A": "N", "O": "E"}
_AXES = {"N": "N", "S": "N", "E": "E", "W": "E"}


@dataclass(frozen=True, slots=True)
class Coordinates:
    """A point in Thailand, in degrees (WGS84)."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Swapped:
    """What was typed has longitude first; here it is turned round, to be offered and confirmed."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class _Angle:
    degrees: float
    direction: str


def parse_coordinates(text: str) -> Coordinates | Swapped:
    """Read a typed or pasted text as a point in Thailand.

    Raises `Invalid` in words: when no two numbers can be read, when a number is no angle, when the
    point lies outside Thailand. Directions (N, E, เหนือ …) settle which is which; a pair that
    makes sense only the other way round is answered with `Swapped`.
    """
    plain = _plain(text)
    first, second = _from_address(plain) or _from_words(plain)
    if first.direction in {"E", "W"}:
        first, second = second, first
    lat, lon = _rounded(first.degrees), _rounded(second.degrees)
    if THAILAND.holds(lat, lon):
        return Coordinates(lat, lon)
    if THAILAND.holds(lat=lon, lon=lat):
        return Swapped(lat=lon, lon=lat)
    raise Invalid(
        lazy(
            "This place is outside Thailand. Here latitudes are between 5.6 and 20.5,"
            " longitudes between 97.3 and 105.7."
        )
    )


def _plain(text: str) -> str:
    plain = text[:LONGEST].translate(_DIGITS).translate(_SIGNS).strip()
    if not plain:
        raise Invalid(lazy("Enter the coordinates, for example 16.4300, 102.8300."))
    if re.search(r"(?:maps\.app\.goo\.gl|goo\.gl/maps)/", plain) and not re.search(
        r"[@=]\d", plain
    ):
        raise Invalid(
            lazy(
                "A short map link holds no coordinates. Open it, copy the two numbers"
                " and enter them here."
            )
        )
    return plain


def _from_address(plain: str) -> tuple[_Angle, _Angle] | None:
    """Read an address of a map service: those always have latitude first."""
    if "/" not in plain and "geo:" not in plain:
        return None
    address = unquote_plus(plain)
    for pattern in _ADDRESSES:
        if found := pattern.search(address):
            return _Angle(float(found[1]), "N"), _Angle(float(found[2]), "E")
    return None


def _from_words(plain: str) -> tuple[_Angle, _Angle]:
    written = _WORD.sub(
        lambda word: _WORDS[word[0]], _ZOOM.sub("", plain.lower()).replace("''", '"')
    )
    if _COMMAS.match(written):
        written = re.sub(r"(?<=\d),(?=\d)", ".", written)
    groups = _groups(written)
    if len(groups) != 2:  # noqa: PLR2004 - a pair
        raise _unreadable()
    first, second = (_angle(group) for group in groups)
    axes = [angle.direction in "EW" for angle in (first, second) if angle.direction]
    if len(axes) == 1 or (axes and axes[0] == axes[1]):
        raise _unreadable()
    return first, second


@dataclass(slots=True)
class _Group:
    """The signs of one angle, as they were typed."""

    numbers: list[str] = field(default_factory=list)
    marks: str = ""
    label: str = ""
    direction: str = ""


def _groups(written: str) -> list[_Group]:
    """Share the signs among angles.

    A new angle begins at a label, at a number followed by a degree sign, after a direction, or at a
    direction where directions stand first.
    """
    groups: list[_Group] = []
    signs = [found for found in _TOKEN.finditer(written) if found.lastindex]
    leading = bool(signs) and signs[0].group(0) in _DIRECTIONS
    for index, sign in enumerate(signs):
        number, letter, mark, _stranger = sign.groups()
        follows = signs[index + 1].group(0) if index + 1 < len(signs) else ""
        if number:
            if not groups or _is_full(groups[-1], leading=leading, degrees=follows == "°"):
                groups.append(_Group())
            groups[-1].numbers.append(number)
        elif letter and (letter in _LABELS or leading):
            groups.append(_Group(label=letter) if letter in _LABELS else _Group(direction=letter))
        elif letter and groups and groups[-1].numbers and not groups[-1].direction:
            groups[-1].direction = letter
        elif mark and groups and groups[-1].numbers:
            groups[-1].marks += mark
        else:
            raise _unreadable()
    return _halved(groups[0]) if len(groups) == 1 else groups


def _is_full(group: _Group, *, leading: bool, degrees: bool) -> bool:
    """Say whether the next number begins another angle."""
    return bool(group.numbers) and (degrees or (bool(group.direction) and not leading))


def _halved(group: _Group) -> list[_Group]:
    """Share bare numbers, two, four or six, between two angles."""
    half, odd = divmod(len(group.numbers), 2)
    if odd or group.marks or group.label or group.direction:
        raise _unreadable()
    return [_Group(group.numbers[:half]), _Group(group.numbers[half:])]


def _angle(group: _Group) -> _Angle:
    """Add degrees, minutes and seconds up; a group without marks has them in this order."""
    if not 1 <= len(group.numbers) <= len(_MARKS) or not _MARKS.startswith(group.marks):
        raise _unreadable()
    if any("-" in number or "." in before for before, number in pairwise(group.numbers)):
        raise _unreadable()
    degrees, minutes, seconds = (*map(float, group.numbers), 0.0, 0.0)[: len(_MARKS)]
    if minutes >= 60 or seconds >= 60:  # noqa: PLR2004 - of an hour and of an angle
        raise Invalid(lazy("Minutes and seconds of coordinates are below 60."))
    size = abs(degrees) + minutes / 60 + seconds / 3600
    direction = group.direction or _LABELS.get(group.label, "")
    if group.label and group.direction and _LABELS[group.label] not in _AXES[group.direction]:
        raise _unreadable()
    backwards = (degrees < 0) != (direction in {"S", "W"})
    return _Angle(-size if backwards else size, direction)


def _rounded(degrees: float) -> float:
    """Seven places: a centimetre, more than any telephone knows."""
    return round(degrees, 7)


def _unreadable() -> Invalid:
    return Invalid(
        lazy("These coordinates cannot be read. Enter two numbers, for example 16.4300, 102.8300.")
    )
