"""The queue's filters: from the address or a saved text to what the queries understand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import parse_qsl, urlencode

from werkzeug.datastructures import MultiDict
from wtforms.fields.choices import SelectChoice

from portal.complaints.forms.desk import EVERY, DeskFilters
from portal.complaints.lifecycle import Channel, State
from portal.complaints.queries import desk as queries
from portal.complaints.queries.desk import Choices, Filters, Lateness, Waiting
from portal.complaints.queries.filed import day
from portal.complaints.queries.filters import Marked
from portal.complaints.queries.said import said
from portal.complaints.views.public_filters import DAYS, day_words
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy
from portal.response_times.versions import Priority

if TYPE_CHECKING:
    from portal.foundation.policy import Actor

EVERY_UNIT = "all"
NOBODY = str(queries.NONE)
ME = "me"
FILTER_NAMES = (
    "text",
    "state",
    "lateness",
    "waiting",
    "unit",
    "person",
    "category",
    "area",
    "channel",
    "priority",
    "marked",
    "filed_from",
    "filed_to",
)
Named = TypeVar("Named", bound=StrEnum)


def read(query: Mapping[str, str] | str) -> DeskFilters:
    """The form of a saved set of filters, or of the query part of an address."""
    pairs = dict(parse_qsl(query)) if isinstance(query, str) else query
    known = {name: value for name, value in pairs.items() if name in FILTER_NAMES}
    return DeskFilters(MultiDict(known))


def query_of(form: DeskFilters) -> str:
    """The filters as the query part of an address."""
    return urlencode(chosen(form))


def chosen(form: DeskFilters) -> dict[str, str]:
    """The filters that are set, as they stand in an address."""
    return {name: form[name].data for name in FILTER_NAMES if form[name].data}


def filters_of(form: DeskFilters, officer: Actor) -> Filters:
    """What they ask of the queue; who sees one unit first begins with it."""
    unit = queries.default_unit(officer) if not form.unit.data else form.number("unit")
    person = officer.person_id if form.person.data == ME else form.number("person")
    return Filters(
        unit=unit,
        person=person,
        state=_named(State, form.state.data),
        category=form.number("category"),
        area=form.number("area"),
        channel=_named(Channel, form.channel.data),
        priority=_named(Priority, form.priority.data),
        lateness=_named(Lateness, form.lateness.data),
        waiting=_named(Waiting, form.waiting.data),
        marked=_named(Marked, form.marked.data),
        viewer=officer.person_id,
        text=form.words(),
        since=day(form.filed_from.data),
        until=day(form.filed_to.data),
        with_ended=form.state.data == "any",
        only_ended=form.state.data == "ended",
    )


def _named(kind: Callable[[str], Named], value: str | None) -> Named | None:
    try:
        return kind(value) if value else None
    except ValueError:
        return None


def offer(form: DeskFilters, officer: Actor, known: Choices) -> None:
    """Put into the fields what can be chosen; who sees one unit first begins with it."""
    own = queries.default_unit(officer)
    units: list[tuple[str, object]] = [(str(unit.id), unit.title) for unit in known.units]
    if own is None:
        units.insert(0, ("", lazy("All units")))
    else:
        titles = [(EVERY, title) for value, title in units if value == str(own)]
        units = [*titles, (EVERY_UNIT, lazy("All that I may read"))]
    areas = [(str(area.id), area.title) for area in known.areas]
    categories = [(str(category.id), category.title) for category in known.categories]
    anyone = [(EVERY, lazy("Anyone")), (ME, lazy("Me")), (NOBODY, lazy("Nobody yet"))]
    people = [
        SelectChoice(str(person.id), person.name, {"lang": said(person.name).language})
        for person in known.people
    ]
    form.offer(
        {
            "unit": offered(units),
            "person": [*offered(anyone), *people],
            "category": offered(
                [(EVERY, lazy("All categories")), (NOBODY, lazy("Not known yet")), *categories]
            ),
            "area": offered([(EVERY, lazy("All areas")), *areas]),
        }
    )


def shown_number(n: int) -> str:
    """A count in words; counting stops at a thousand."""
    return f"{queries.MOST_COUNTED:,}+" if n > queries.MOST_COUNTED else f"{n:,}"


def tags(form: DeskFilters, address: Callable[..., str]) -> list[tuple[object, str]]:
    """Each filter now chosen in words, and the address without it."""
    found: list[tuple[object, str]] = []
    for name, value in chosen(form).items():
        if name == "text":
            words: object = f"“{value}”"
        elif name in DAYS:
            words = " ".join([str(DAYS[name]), *day_words(value)])
        else:
            labels = (one.label for one in form[name].choices if one.value == value)
            words = next(labels, value)
        found.append((said(str(words)), address(**{name: ""})))
    return found
