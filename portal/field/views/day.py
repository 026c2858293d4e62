"""The list of the day: on the phone, on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask import render_template, request, url_for

from portal.field import queries
from portal.field.forms import DayFilters
from portal.field.queries import Span, Stop, Whose
from portal.field.views.door import blueprint
from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.foundation.policy import DESK
from portal.foundation.web import actor, forms_refused, open_to

if TYPE_CHECKING:
    from datetime import datetime

    from flask.typing import ResponseReturnValue


@dataclass(slots=True)
class Asked:
    """The list somebody asked for, with its form."""

    form: DayFilters
    stops: tuple[Stop, ...]
    has_more: bool
    whose: Whose
    way: str
    """The address of a map with the way over the first stops; empty where none is set."""
    status: int = 200

    @property
    def query(self) -> str:
        """The filters as they stand in an address, for the other view of the same list."""
        chosen = {name: self.form[name].data for name in ("near", "whose", "span")}
        return urlencode({name: value for name, value in chosen.items() if value})


def asked(at: datetime) -> Asked:
    """The list by the filters in the address; by distance where a place is named."""
    form = DayFilters(request.args)
    form.whose.data = form.whose.data if form.whose.data in set(Whose) else ""
    form.span.data = form.span.data if form.span.data in set(Span) else Span.TODAY.value
    span = Span(form.span.data)
    whose = Whose(form.whose.data or Whose.MINE)
    found = queries.day(actor(), whose, span, at)
    if not found.stops and not form.whose.data:
        whose = Whose.ALL
        found = queries.day(actor(), whose, span, at)
    stops, status = found.stops, 200
    if form.near.data:
        try:
            if form.validate():
                stops = queries.by_distance(stops, queries.where(form.near.data, stops))
        except Invalid as refusal:
            forms_refused(form, refusal)
        status = 422 if form.errors else 200
    way = queries.maps().over([stop.point for stop in stops if stop.point is not None])
    return Asked(form, stops, found.has_more, whose, way, status)


@blueprint.get("/field")
@open_to(*DESK)
def day() -> ResponseReturnValue:
    """Where to go today, nearest first where a place is known."""
    at = clock.now()
    found = asked(at)
    notice = lazy("Your report was taken.") if "sent" in request.args else None
    page = render_template("field/day.html", at=at, day=found, notice=notice)
    return page, found.status


@blueprint.get("/field/print")
@open_to(*DESK)
def paper() -> ResponseReturnValue:
    """The same list for a sheet of paper."""
    at = clock.now()
    found = asked(at)
    home = url_for(".day") + (f"?{found.query}" if found.query else "")
    return render_template("field/paper.html", at=at, day=found, back=home), found.status
