"""The moves that need a second look before they are made: merging two, splitting one."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask import request

from portal.complaints import services
from portal.complaints.forms.joining import SplitForm
from portal.complaints.lifecycle import Verb
from portal.complaints.queries import choices, relations
from portal.complaints.services import Part
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy
from portal.foundation.web import actor

if TYPE_CHECKING:
    from portal.complaints.queries.case import Case, Found
    from portal.complaints.queries.relations import Side
    from portal.foundation.policy import Actor

Typed = Any


def make_urgent(officer: Actor, complaint_id: int, form: Typed, at: datetime) -> None:
    """Say that it cannot wait."""
    services.make_urgent(officer, complaint_id, form.why.data or "", seen=form.version(), at=at)


def make_normal(officer: Actor, complaint_id: int, form: Typed, at: datetime) -> None:
    """Say that it can."""
    services.make_normal(officer, complaint_id, form.why.data or "", seen=form.version(), at=at)


def merge(officer: Actor, complaint_id: int, form: Typed, at: datetime) -> None:
    """Merge it with the complaint of the typed number."""
    other = relations.named(officer, form.other.data or "")
    first_id = other.id if other else 0
    services.merge(officer, complaint_id, first_id, seen=form.version(), at=at)


def unmerge(officer: Actor, complaint_id: int, form: Typed, at: datetime) -> None:
    """Undo the merging."""
    services.unmerge(officer, complaint_id, seen=form.version(), at=at)


def split(officer: Actor, complaint_id: int, form: Typed, at: datetime) -> None:
    """Make complaints of its further parts."""
    services.split(officer, complaint_id, _parts(form), seen=form.version(), at=at)


def offer(form: SplitForm) -> None:
    """Put into every row what can be chosen."""
    categories = offered(choices.category_choices(lazy("Choose")))
    units = offered(
        [
            ("", lazy("The unit of the category")),
            *((str(unit.id), unit.title) for unit in choices.units()),
        ]
    )
    for _words, category, unit in form.rows():
        category.choices, unit.choices = categories, units


def is_ready(verb: Verb, form: Typed, found: Found) -> bool:
    """Whether a press means the move itself, and not another look before it.

    Merging shows both complaints first; splitting may be asked for one more row.
    """
    if verb is Verb.SPLIT:
        if "more" in request.form:
            form.add_rows(everything=request.form["more"] == "all")
            offer(form)
            return False
        form.close_gaps()
        return True
    if verb is not Verb.MERGE or not (form.other.data or "").strip():
        return True
    other = relations.named(actor(), form.other.data)
    if other is None or other.id == found.row.id or form.is_sure_of(other.id):
        return True
    form.sure.data = str(other.id)
    return False


def sides(form: Typed, shown: Case, found: Found) -> tuple[Side, Side] | None:
    """Both complaints beside each other, once a number was typed that may be read."""
    other = relations.named(actor(), form.other.data or "")
    if other is None or other.id == shown.id:
        return None
    return relations.side(found.row), relations.side(other)


def asked_for(form: Typed) -> None:
    """Take the other's number from the address, where a link named it."""
    form.other.data = request.args.get("other", "")[:40]


def _parts(form: SplitForm) -> list[Part]:
    count = form.close_gaps()
    return [
        Part(words.data or "", _number(category.data), _number(unit.data) or None)
        for words, category, unit in list(form.rows())[:count]
    ]


def _number(typed: str | None) -> int:
    return int(typed) if typed and typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0  # noqa: PLR2004 - digits
