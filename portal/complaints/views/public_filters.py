"""What the address asks of the public list and map, and addresses that ask for something else."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask import request, url_for
from markupsafe import Markup

from portal.complaints.forms.public import PublicFilters
from portal.complaints.queries import choices
from portal.complaints.queries.filed import day
from portal.complaints.queries.public import Wanted
from portal.foundation.dates import date_short
from portal.foundation.fields import offered
from portal.foundation.i18n import Lazy, language, lazy
from portal.foundation.thai import language_of
from portal.places import hexagons

if TYPE_CHECKING:
    from wtforms import SelectField

FILTER_NAMES = ("text", "category", "area", "state", "cell", "filed_from", "filed_to")
DAYS: dict[str, Lazy] = {"filed_from": lazy("Filed from"), "filed_to": lazy("Filed up to")}
LONGEST_FILTER = 200


def asked() -> tuple[PublicFilters, Wanted]:
    """The filters of this address, as a form to be drawn again and as what is wanted."""
    form = PublicFilters(request.args)
    form.category.choices = offered(choices.category_choices(lazy("All")))
    form.area.choices = offered(choices.area_choices(lazy("All")))
    wanted = Wanted(
        text=(form.text.data or "").strip()[:LONGEST_FILTER],
        category_id=_chosen_from(form.category),
        area_id=_chosen_from(form.area),
        is_open={"open": True, "done": False}.get(form.state.data or ""),
        cell=_cell(),
        since=day(request.args.get("filed_from")),
        until=day(request.args.get("filed_to")),
    )
    return form, wanted


def _chosen_from(field: SelectField) -> int | None:
    """The number of the chosen line; what is not on offer counts as not asked."""
    on_offer = {choice.value for choice in field.choices}
    return int(field.data) if field.data and field.data in on_offer else None


def _cell() -> int | None:
    """The hexagon in the address, unless it is finer than places are kept."""
    cell = hexagons.named(request.args.get("cell", ""))
    return cell if cell and hexagons.resolution(cell) <= hexagons.FINEST else None


def chosen() -> dict[str, str]:
    """The filters of this address, as they stand in it."""
    asked_for = {name: request.args.get(name, "") for name in FILTER_NAMES}
    here = {name: value[:LONGEST_FILTER] for name, value in asked_for.items() if value}
    return here if _cell() else here | {"cell": ""}


def address_of(endpoint: str, here: dict[str, str], tail: str = "") -> str:
    """An address with these filters, `tail` as the last of them."""
    query = urlencode({name: value for name, value in here.items() if value})
    parts = "&".join(filter(None, (query, tail)))
    return f"{url_for(endpoint)}?{parts}" if parts else url_for(endpoint)


def views_of(here: dict[str, str], current: str) -> list[tuple[object, str, bool]]:
    """List and map with the same filters, as (words, address, whether one is there)."""
    return [
        (lazy("List"), address_of(".public_list", here), current == "list"),
        (lazy("Map"), address_of(".public_map", {**here, "cell": ""}), current == "map"),
    ]


def day_words(text: str) -> list[str]:
    """The day of an address as people say it, if it is one."""
    known = day(text)
    return [date_short(known, language())] if known else []


def _quoted(text: str) -> Markup:
    """Typed words in quotation marks, marked with their language."""
    return Markup('<span lang="{}">“{}”</span>').format(language_of(text), text)


def tags_of(form: PublicFilters, here: dict[str, str]) -> list[tuple[object, str]]:
    """Each chosen filter in words, with the address of the page without it."""
    found: list[tuple[object, str]] = []
    for name, value in here.items():
        if not value:
            continue
        without = address_of(request.endpoint or "", {**here, name: ""})
        if name == "cell":
            found.append((lazy("One hexagon of the map"), without))
        elif name in DAYS:
            found += [(f"{DAYS[name]} {words}", without) for words in day_words(value)]
        elif name == "text":
            found.append((_quoted(value), without))
        else:
            words = {choice.value: choice.label for choice in form[name].choices}.get(value)
            if words:
                found.append((words, without))
    return found
