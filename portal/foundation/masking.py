"""Phones, e-mails, national ids and number plates inside free text, hidden in public copies.

What looks like one is judged by its groups of digits, so that dates, times, money, house numbers
and register numbers stay. Names are beyond rules; officers look at texts where they may appear.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from portal.foundation.plates import plates
from portal.foundation.thai import arabic_digits

MARK: Final = "[•••]"
"""Stands for what was hidden; says the same in every language."""
MOST_DIGITS: Final = 10
"""A Thai number dialled at home has no more."""


class Kind(StrEnum):
    """What was found."""

    PHONE = "phone"
    EMAIL = "email"
    NATIONAL_ID = "national_id"
    PLATE = "plate"


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of the text, `text[start:end]`, and what it is."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Group:
    """A run of digits; `gap` is what stands between the one before and this."""

    digits: str
    start: int
    end: int
    gap: str


_EMAIL: Final = re.compile(
    r"[a-z0-9](?:[a-z0-9._%+-]{0,63})@(?:[a-z0-9](?:[a-z0-9-]{0,62})\.){1,8}[a-z]{2,24}",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"\d+", re.ASCII)
# Between the groups of one number: a dash, dot or bracket, spaces beside it, invisible dirt.
_WITHIN: Final = re.compile(
    "[ \u00a0\u200b-\u200d\u2060\ufeff]{0,2}[-.()\u2010-\u2015]{0,2}[ \u00a0\u200b]{0,2}"
)
_DASHED: Final = re.compile("[-\u2010-\u2015]")
_DECIMAL: Final = re.compile(r"\d{2,3}\.$", re.ASCII)

_MOBILE: Final = re.compile(r"0[689]\d{8}")
_LANDLINE: Final = re.compile(r"0(?:2\d|3[24-9]|4[2-5]|5[3-6]|7[3-7])\d{6}")
_ABROAD: Final = re.compile(r"(?:00)?660?(?=[2-9])")
_ID_GROUPS: Final = (1, 4, 5, 2, 1)
_ID_LENGTH: Final = 13
_MOST_DIGITS: Final = 14  # 0066 and a mobile number without its zero
_MOST_GROUPS: Final = 7
_PAIR: Final = 2
_CENTURIES: Final = ("19", "20", "24", "25", "26")


def masked(text: str, kinds: Collection[Kind] = frozenset(Kind)) -> str:
    """The text with each find of these kinds replaced by `MARK`. Twice is the same as once."""
    pieces: list[str] = []
    at = 0
    for found in (one for one in finds(text) if one.kind in kinds):
        pieces += (text[at : found.start], MARK)
        at = found.end
    return "".join((*pieces, text[at:]))


def finds(text: str) -> list[Found]:
    """Everything to be hidden, in order and without overlap. Thai digits count as digits."""
    plain = arabic_digits(text)
    emails = [Found(Kind.EMAIL, *match.span()) for match in _EMAIL.finditer(plain)]
    numbers = [found for found in _numbers(plain) if not _overlaps(found, emails)]
    sure = [*emails, *numbers]
    cars = [Found(Kind.PLATE, *span) for span in plates(plain)]
    sure += [found for found in cars if not _overlaps(found, sure)]
    return sorted(sure, key=lambda found: found.start)


def _overlaps(found: Found, others: Sequence[Found]) -> bool:
    return any(found.start < other.end and other.start < found.end for other in others)


def _numbers(plain: str) -> Iterator[Found]:
    groups = _groups(plain)
    at = 0
    while at < len(groups):
        kind, count = _number_at(groups, at, plain)
        if kind is not None:
            first = groups[at]
            signed = first.start - (plain[first.start - 1 : first.start] == "+")
            yield Found(kind, signed, groups[at + count - 1].end)
        at += count


def _groups(plain: str) -> list[_Group]:
    groups: list[_Group] = []
    end = 0
    for match in _DIGITS.finditer(plain):
        groups.append(_Group(match[0], match.start(), match.end(), plain[end : match.start()]))
        end = match.end()
    return groups


def _number_at(groups: Sequence[_Group], at: int, plain: str) -> tuple[Kind | None, int]:
    """What begins with this group, and how many groups it takes (one when it is nothing)."""
    taken = [groups[at]]
    length = len(groups[at].digits)
    best: tuple[Kind | None, int] = (None, 1)
    while length <= _MOST_DIGITS:
        if length == _ID_LENGTH and _is_national_id(taken):
            return Kind.NATIONAL_ID, len(taken)
        if best[0] is None and _is_phone(taken, plain):
            best = (Kind.PHONE, len(taken))
        following = at + len(taken)
        if following == len(groups) or len(taken) == _MOST_GROUPS:
            break
        if not _WITHIN.fullmatch(groups[following].gap):
            break
        taken.append(groups[following])
        length += len(groups[following].digits)
    return best


def _is_national_id(groups: Sequence[_Group]) -> bool:
    """Thirteen digits, grouped as on the card or not at all or by dashes, and the last one right.

    Check digit: the first twelve times 13 to 2, summed; (11 - sum mod 11) mod 10.
    """
    as_on_the_card = tuple(len(group.digits) for group in groups) == _ID_GROUPS
    if not as_on_the_card and not all(_DASHED.search(group.gap) for group in groups[1:]):
        return False
    digits = [int(digit) for group in groups for digit in group.digits]
    total = sum(digit * weight for digit, weight in zip(digits, range(13, 1, -1), strict=False))
    return (11 - total % 11) % 10 == digits[-1]


def _is_phone(groups: Sequence[_Group], plain: str) -> bool:
    digits = "".join(group.digits for group in groups)
    before = plain[max(groups[0].start - 4, 0) : groups[0].start]
    if abroad := _ABROAD.match(digits):
        long_enough = before.endswith("+") or digits.startswith("00") or len(digits) > MOST_DIGITS
        digits = "0" + digits[abroad.end() :] if long_enough else ""
    if not (_MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits)):
        return False
    if len(groups) == 1:
        return not _DECIMAL.search(before)  # the fraction of a coordinate
    return not _is_date_or_time(groups)


def _is_date_or_time(groups: Sequence[_Group]) -> bool:
    """`08.30-16.30 12`, `02-11-2569 9`: pairs with mixed gaps, or day, month and year in front."""
    sizes = [len(group.digits) for group in groups]
    if max(sizes) <= _PAIR:
        return len({group.gap for group in groups[1:]}) > 1 or "." in groups[1].gap
    return sizes[:3] == [_PAIR, _PAIR, 4] and groups[2].digits.startswith(_CENTURIES)
