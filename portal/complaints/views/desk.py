"""The desk: what is to be done next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlencode

from flask import render_template, request, url_for
from wtforms.fields.choices import SelectChoice

from portal.complaints.forms.desk import EVERY, DeskFilters
from portal.complaints.lifecycle import STATE_WORDS, Channel, State
from portal.complaints.queries import desk as queries
from portal.complaints.queries import misuse
from portal.complaints.queries.desk import Choices, Counts, Filters, Lateness, Waiting
from portal.complaints.queries.filed import day
from portal.complaints.queries.said import said
from portal.complaints.views.door import blueprint
from portal.complaints.views.public_filters import DAYS, day_words
from portal.foundation import clock
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy
from portal.foundation.policy import DESK, Role
from portal.foundation.web import actor, open_to
from portal.response_times.versions import Priority

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

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
    "filed_from",
    "filed_to",
)
Named = TypeVar("Named", bound=StrEnum)


@blueprint.get("/desk")
@open_to(*DESK, Role.MAYOR)
def desk() -> ResponseReturnValue:
    """The queue, by the next promised moment, with its counts and filters."""
    officer, at = actor(), clock.now()
    known = queries.offered()
    form = DeskFilters(request.args)
    _offer(form, officer, known)
    filters = _filters(form, officer)
    address = _Address(url_for(".desk"), _chosen(form))
    counts = queries.counts(officer, filters.unit, at)
    page = queries.queue(officer, filters, known, cursor=request.args.get("from"), at=at)
    return render_template(
        "complaints/desk.html",
        at=at,
        form=form,
        page=page,
        prefix=f"{address.path}/",
        address=address,
        counts=_top_counts(counts, address, officer),
        misuse=misuse.waiting(officer),
        states=_state_counts(counts, address),
        tags=_tags(form, address),
        by_promise=filters.by_promise,
    )


@dataclass(frozen=True, slots=True)
class _Address:
    """The desk's address with the filters now chosen, for links that change one of them."""

    path: str
    chosen: dict[str, str]

    def __call__(self, **changes: str) -> str:
        wanted = {name: value for name, value in {**self.chosen, **changes}.items() if value}
        return f"{self.path}?{urlencode(wanted)}" if wanted else self.path

    def only(self, **chosen: str) -> str:
        """The address with these filters and the unit, without the others."""
        unit = self.chosen.get("unit", "")
        return _Address(self.path, {"unit": unit} if unit else {})(**chosen)


def _chosen(form: DeskFilters) -> dict[str, str]:
    return {name: form[name].data for name in FILTER_NAMES if form[name].data}


def _filters(form: DeskFilters, officer: Actor) -> Filters:
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


def _offer(form: DeskFilters, officer: Actor, known: Choices) -> None:
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


def _top_counts(
    counts: Counts, address: _Address, officer: Actor
) -> list[tuple[object, str, str, bool, str]]:
    """The five counts that are filters: words, number, address, whether chosen, tone."""
    asked = {name: value for name, value in address.chosen.items() if name != "unit"}
    mine = {"person": ME, "unit": EVERY_UNIT if queries.default_unit(officer) else ""}
    wanted: list[tuple[object, int, dict[str, str], str]] = [
        (lazy("Overdue"), counts.late, {"lateness": Lateness.LATE.value}, "late"),
        (lazy("Due today"), counts.today, {"lateness": Lateness.TODAY.value}, "today"),
        (lazy("New"), counts.new, {"state": State.RECEIVED.value}, ""),
        (lazy("For a look or the reporter"), counts.waiting, {"waiting": Waiting.ANY.value}, ""),
        (lazy("Mine"), counts.mine, mine, ""),
    ]
    lines = []
    for words, n, chosen, tone in wanted:
        current = asked == {name: value for name, value in chosen.items() if name != "unit"}
        to = address.only() if current else address.only(**chosen)
        lines.append((words, _number(n), to, current, tone))
    return lines


def _state_counts(counts: Counts, address: _Address) -> list[tuple[object, str, str, bool]]:
    """Every state as a filter: words, number where it is counted, address, whether chosen."""
    chosen = address.chosen.get("state", "")
    states = [
        (
            words,
            _number(counts.states[state]) if state in counts.states else "",
            address(state=state.value),
            chosen == state.value,
        )
        for state, words in STATE_WORDS.items()
    ]
    return [(lazy("All open"), "", address(state=""), not chosen), *states]


def _number(n: int) -> str:
    return f"{queries.MOST_COUNTED:,}+" if n > queries.MOST_COUNTED else f"{n:,}"


def _tags(form: DeskFilters, address: _Address) -> list[tuple[object, str]]:
    """Each filter now chosen in words, and the address without it."""
    found: list[tuple[object, str]] = []
    for name, value in address.chosen.items():
        if name == "text":
            words: object = f"“{value}”"
        elif name in DAYS:
            words = " ".join([str(DAYS[name]), *day_words(value)])
        else:
            chosen = (one.label for one in form[name].choices if one.value == value)
            words = next(chosen, value)
        found.append((said(str(words)), address(**{name: ""})))
    return found
