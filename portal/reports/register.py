"""A file of registered residents, read: CSV with the columns area, age, sex, people. Pure."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping
from typing import Final, NamedTuple

from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.foundation.thai import arabic_digits
from portal.participation.residents.terms import Age, Sex

COLUMNS: Final = ("area", "age", "sex", "people")
MOST_LINES: Final = 5000
MOST_PEOPLE: Final = 20_000_000
MOST_WRONG: Final = 5
"""Lines that are named before it is said that there are more."""


class Group(NamedTuple):
    """Residents of one kind."""

    area_id: int | None
    age: str
    sex: str


def read(text: str, areas: Mapping[str, int]) -> Counter[Group]:
    """Residents by group. `areas` are the ids by code; an empty area means "not told".

    Lines of the same group are added up. Raises `Invalid`, naming the lines that cannot be read.
    """
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""))
    missing = [one for one in COLUMNS if one not in (reader.fieldnames or ())]
    if missing:
        names = ", ".join(missing)
        raise _wrong(lazy("The first line lacks these columns: %(names)s", names=names))
    found: Counter[Group] = Counter()
    refused: list[str] = []
    for number, line in enumerate(reader, start=2):
        if number > MOST_LINES + 1:
            raise _wrong(lazy("The file has more than %(most)s lines.", most=f"{MOST_LINES:,}"))
        group, people = _group(line, areas), _people(line.get("people") or "")
        if group is None or people is None:
            refused.append(str(number))
        else:
            found[group] += people
    if refused:
        lines = ", ".join(refused[:MOST_WRONG]) + (" …" if len(refused) > MOST_WRONG else "")
        raise _wrong(
            lazy(
                "These lines cannot be read: %(lines)s. Area is the code of an area or empty, age"
                " one of %(ages)s, sex F, M or O, people a whole number.",
                lines=lines,
                ages=", ".join(Age),
            )
        )
    if not found.total():
        raise _wrong(lazy("The file tells of nobody."))
    if found.total() > MOST_PEOPLE:
        raise _wrong(lazy("The file tells of more people than live in any municipality."))
    return found


def _group(line: Mapping[str, str | None], areas: Mapping[str, int]) -> Group | None:
    code, age, sex = ((line.get(name) or "").strip() for name in COLUMNS[:3])
    age = arabic_digits(age).replace("–", "-")
    if (code and code not in areas) or age not in set(Age) or sex.upper() not in set(Sex):
        return None
    return Group(areas.get(code) if code else None, age, sex.upper())


def _people(text: str) -> int | None:
    digits = arabic_digits(text).replace(",", "").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 9 else None  # noqa: PLR2004 - more people than any country has


def _wrong(words: object) -> Invalid:
    return Invalid(fields={"file": words})
