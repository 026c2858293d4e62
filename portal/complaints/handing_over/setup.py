"""The directory of outside bodies in a set-up file."""

from __future__ import annotations

from typing import Any

from portal.complaints.handing_over import directory
from portal.complaints.handing_over.directory import Entry
from portal.complaints.queries import choices
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy


def dump() -> list[dict[str, Any]]:
    """Every body, the categories it answers for by code."""
    codes = {line.id: line.code for line in choices.every_category()}
    return [
        {
            "title_th": body.title.th,
            "title_en": body.title.en,
            "email": body.email,
            "phone": body.phone,
            "categories": sorted(codes[one] for one in body.categories if one in codes),
            "is_active": body.is_active,
        }
        for body in directory.bodies()
    ]


def load(kept: list[dict[str, Any]]) -> None:
    """Take over what `dump` gave: a body of the same Thai name is replaced, none goes.

    Raises `Invalid` in words for a category that is not here, and for an entry that is not right.
    """
    ids = {line.code: line.id for line in choices.every_category()}
    here = {body.title.th: body.id for body in directory.bodies()}
    for line in kept:
        strange = [code for code in line["categories"] if code not in ids]
        if strange:
            raise Invalid(lazy("There is no such category: %(codes)s", codes=", ".join(strange)))
        entry = Entry(
            line["title_th"],
            line["title_en"],
            line["email"],
            line["phone"],
            tuple(ids[code] for code in line["categories"]),
            bool(line["is_active"]),
        )
        directory.write(here.get(line["title_th"]), entry)
