"""The desk: what is to be done next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask import render_template, request, url_for

from portal.complaints.bulk.acts import Act
from portal.complaints.forms.desk import DeskFilters
from portal.complaints.lifecycle import STATE_WORDS, State
from portal.complaints.marking import queries as marking
from portal.complaints.queries import desk as queries
from portal.complaints.queries import misuse
from portal.complaints.queries.desk import Counts, Lateness, Waiting
from portal.complaints.saved_filters import queries as saved_filters
from portal.complaints.saved_filters.forms import SaveForm
from portal.complaints.views import desk_filters
from portal.complaints.views.door import blueprint
from portal.foundation import clock
from portal.foundation.i18n import lazy
from portal.foundation.policy import DESK, Role
from portal.foundation.web import actor, open_to

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask.typing import ResponseReturnValue

    from portal.complaints.saved_filters.queries import Saved
    from portal.foundation.policy import Actor

SAVED = lazy("The filters are saved.")
FOR_ME = 3
"""Reminders that have come, notes in which one is named, complaints changed since one read them."""


@blueprint.get("/desk")
@open_to(*DESK, Role.MAYOR)
def desk() -> ResponseReturnValue:
    """The queue, by the next promised moment, with its counts and filters."""
    officer, at = actor(), clock.now()
    known = queries.offered()
    form = DeskFilters(request.args)
    desk_filters.offer(form, officer, known)
    filters = desk_filters.filters_of(form, officer)
    address = _Address(url_for(".desk"), desk_filters.chosen(form))
    saved = saved_filters.saved(officer)
    asked = [desk_filters.filters_of(desk_filters.read(one.chosen), officer) for one in saved]
    more = [
        *marking.for_me_counts(officer, at),
        *saved_filters.counts(officer, asked, at),
    ]
    counts = queries.counts(officer, filters.unit, at, more)
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
        tags=desk_filters.tags(form, address),
        by_promise=filters.by_promise,
        for_me=counts.more[:FOR_ME],
        saved=_saved(saved, counts.more[FOR_ME:], address),
        save=_save_form(address) if address.chosen else None,
        acts=list(Act) if officer.role in DESK else [],
        may_share=officer.unit_id is not None,
        notice=SAVED if request.args.get("done") == "saved" else None,
    )


def _saved(
    saved: Sequence[Saved], counted: Sequence[int], address: _Address
) -> list[tuple[Saved, str, str, bool]]:
    """Every saved set of filters: what it is called, its address, its count, whether chosen."""
    return [
        (
            one,
            _Address(address.path, dict(one.chosen))(),
            desk_filters.shown_number(count),
            dict(one.chosen) == address.chosen,
        )
        for one, count in zip(saved, counted, strict=True)
    ]


def _save_form(address: _Address) -> SaveForm:
    form = SaveForm(formdata=None)
    form.query.data = urlencode(address.chosen)
    return form


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


def _top_counts(
    counts: Counts, address: _Address, officer: Actor
) -> list[tuple[object, str, str, bool, str]]:
    """The five counts that are filters: words, number, address, whether chosen, tone."""
    asked = {name: value for name, value in address.chosen.items() if name != "unit"}
    mine = {
        "person": desk_filters.ME,
        "unit": desk_filters.EVERY_UNIT if queries.default_unit(officer) else "",
    }
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
        lines.append((words, desk_filters.shown_number(n), to, current, tone))
    return lines


def _state_counts(counts: Counts, address: _Address) -> list[tuple[object, str, str, bool]]:
    """Every state as a filter: words, number where it is counted, address, whether chosen."""
    chosen = address.chosen.get("state", "")
    states = [
        (
            words,
            desk_filters.shown_number(counts.states[state]) if state in counts.states else "",
            address(state=state.value),
            chosen == state.value,
        )
        for state, words in STATE_WORDS.items()
    ]
    return [(lazy("All open"), "", address(state=""), not chosen), *states]
