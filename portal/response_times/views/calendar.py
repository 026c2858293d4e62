"""When the office is open: its hours, the days of each year, a new year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.foundation import clock
from portal.foundation.errors import Invalid, NotFound
from portal.foundation.fields import plain
from portal.foundation.i18n import Lazy, lazy
from portal.foundation.web import actor, forms_refused, freshly_proved, open_to, profile, undo
from portal.response_times import government_holidays, queries
from portal.response_times.forms.calendar import WEEKDAYS, DayForm, HoursForm, written
from portal.response_times.lifecycle import Origin
from portal.response_times.policy import SETTERS
from portal.response_times.services import office
from portal.response_times.views.door import blueprint

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

DONE: dict[str, Lazy] = {
    "hours": lazy("The office hours have been changed."),
    "works": lazy("The office works on this day."),
    "shut": lazy("The office stays shut on this day."),
    "year": lazy("The year has been confirmed."),
}


@blueprint.get("/settings/calendar")
@open_to(*SETTERS)
def calendar() -> ResponseReturnValue:
    """Hours and the days of one year."""
    return _page(DayForm(formdata=None))


@blueprint.get("/settings/calendar/hours")
@open_to(*SETTERS)
@freshly_proved()
def hours() -> ResponseReturnValue:
    """The form for the office's hours."""
    form = HoursForm(formdata=None)
    form.fill(queries.week_of(profile().id))
    return _hours_page(form)


@blueprint.post("/settings/calendar/hours")
@open_to(*SETTERS)
@freshly_proved()
def set_hours() -> ResponseReturnValue:
    """Change the office's hours."""
    form = HoursForm()
    if form.validate():
        try:
            office.change_hours(actor(), form.week())
        except Invalid as refusal:
            undo()
            forms_refused(form, refusal)
        else:
            return redirect(url_for(".calendar", done="hours"), 303)
    return _hours_page(form), 422


@blueprint.post("/settings/calendar/add")
@open_to(*SETTERS)
@freshly_proved()
def add_day() -> ResponseReturnValue:
    """Add a day on which only this office stays shut."""
    form = DayForm()
    if form.validate() and (day := form.date()) is not None:
        titles = (form.title_th.data or "", form.title_en.data or "")
        try:
            office.add_day(actor(), day, *titles)
        except Invalid as refusal:
            undo()
            forms_refused(form, refusal)
        else:
            return redirect(url_for(".calendar", year=day.year, done="shut"), 303)
    return _page(form), 422


@blueprint.post("/settings/calendar/work")
@open_to(*SETTERS)
@freshly_proved()
def work_on_day() -> ResponseReturnValue:
    """Strike a holiday: the office works."""
    day = _day()
    office.strike(actor(), day)
    return redirect(url_for(".calendar", year=day.year, done="works"), 303)


@blueprint.post("/settings/calendar/shut")
@open_to(*SETTERS)
@freshly_proved()
def shut_on_day() -> ResponseReturnValue:
    """Take back that the office works on a holiday of the government."""
    day = _day()
    office.shut_again(actor(), day)
    return redirect(url_for(".calendar", year=day.year, done="shut"), 303)


@blueprint.get("/settings/calendar/years/<int:year>")
@open_to(*SETTERS)
def new_year(year: int) -> ResponseReturnValue:
    """The government's holidays of a year that is not in the calendar, to be looked at."""
    return _year_page(year, [day for day, _th, _en in _listed(year)])


@blueprint.post("/settings/calendar/years/<int:year>")
@open_to(*SETTERS)
@freshly_proved()
def confirm_year(year: int) -> ResponseReturnValue:
    """Confirm them; on those not ticked this office works."""
    chosen = set(request.form.getlist("days"))
    shut_on = [day for day, _th, _en in _listed(year) if day.isoformat() in chosen]
    try:
        office.confirm(actor(), year, shut_on)
    except Invalid as refusal:
        undo()
        return _year_page(year, shut_on, refusal), 422
    return redirect(url_for(".calendar", year=year, done="year"), 303)


def _day() -> date:
    """The day a button stands for; raises `NotFound`."""
    try:
        return date.fromisoformat(request.form.get("day", ""))
    except ValueError:
        raise NotFound(lazy("This day is not in the list of holidays.")) from None


def _listed(year: int) -> tuple[tuple[date, str, str], ...]:
    """The government's list of a year that can be confirmed; raises `NotFound`."""
    if year not in office.confirmable():
        raise NotFound(lazy("Only the next years can be confirmed, one after the other."))
    return government_holidays.of_year(year)


def _page(form: DayForm) -> str:
    here = profile()
    years = sorted(queries.covered_years(here.id))
    today = clock.local(clock.now()).date()
    asked = request.args.get("year", "")
    year = int(asked) if asked in map(str, years) else today.year
    lines = [line for line in queries.holidays_of(here.id) if line.day.year == year]
    return render_template(
        "response_times/calendar.html",
        form=form,
        week=list(zip(WEEKDAYS, map(written, queries.week_of(here.id)), strict=True)),
        years=years,
        year=year,
        is_known=year in years,
        lines=lines,
        local=Origin.LOCAL,
        weekdays=WEEKDAYS,
        confirmable=office.confirmable(),
        slug=here.slug,
        own=url_for(".calendar"),
        notice=DONE.get(request.args.get("done", "")),
    )


def _hours_page(form: HoursForm) -> str:
    return render_template("response_times/calendar_hours.html", form=form)


def _year_page(year: int, shut_on: list[date], refusal: Invalid | None = None) -> str:
    listed = _listed(year)
    return render_template(
        "response_times/calendar_year.html",
        year=year,
        days=plain(
            "days",
            lazy("Days on which the office stays shut"),
            [day.isoformat() for day in shut_on],
            refusal.fields.values() if refusal else (),
            [(day.isoformat(), (day, title_th, title_en)) for day, title_th, title_en in listed],
        ),
        listed=listed,
        errors=[(words, "days") for words in refusal.fields.values()] if refusal else [],
        weekdays=WEEKDAYS,
    )
