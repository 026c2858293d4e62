"""One's own page, one's own list, and the marks on a complaint."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.complaints.forms.case import MoveForm
from portal.complaints.marking import queries, services
from portal.complaints.marking.forms import ReminderForm, WatchForm
from portal.complaints.queries import case as cases
from portal.complaints.queries import desk
from portal.complaints.queries.said import Said
from portal.complaints.views.door import blueprint
from portal.complaints.views.freshness import is_fresh
from portal.foundation import clock, dates
from portal.foundation.errors import Invalid
from portal.foundation.i18n import language, lazy
from portal.foundation.policy import DESK, Role
from portal.foundation.web import actor, forms_refused, open_to, undo

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

READERS = (*DESK, Role.MAYOR)
DONE = {
    "read": lazy("It is marked as read."),
    "forgotten": lazy("The reminder is taken away."),
    "off": lazy("It is off your list."),
    "ordered": lazy("The order is changed."),
}
QUICK = (1, 7, 30)
"""Days from today that one press fills in."""
LONGEST_ORDER = 4000


@blueprint.get("/desk/for-me")
@open_to(*READERS)
def for_me() -> ResponseReturnValue:
    """Reminders, notes in which one is named, what changed, what one watches."""
    at = clock.now()
    return render_template(
        "marking/for_me.html",
        found=queries.for_me(actor(), at),
        most=queries.MOST,
        notice=DONE.get(request.args.get("done", "")),
    )


@blueprint.get("/desk/my-list")
@open_to(*READERS)
def my_list() -> ResponseReturnValue:
    """What one has put on one's own list, in one's own order."""
    at = clock.now()
    return render_template(
        "marking/my_list.html",
        at=at,
        lines=desk.on_list(actor(), desk.offered(), at),
        notice=DONE.get(request.args.get("done", "")),
    )


@blueprint.get("/desk/keys")
@open_to(*READERS)
def keys() -> ResponseReturnValue:
    """Which keys there are, and how they are switched off."""
    return render_template("marking/keys.html")


@blueprint.post("/desk/my-list/order")
@open_to(*READERS)
def order_list() -> ResponseReturnValue:
    """Put one's own list into the order to which its rows were dragged."""
    typed = request.form.get("order", "")[:LONGEST_ORDER].split(",")
    wanted = [int(each) for each in typed if each.isascii() and each.isdecimal()]
    services.order_list(actor(), wanted, clock.now())
    return redirect(url_for(".my_list", done="ordered"), 303)


@blueprint.post("/desk/my-list/<int:year>/<int:running>/<any(up,down):way>")
@open_to(*READERS)
def move_on_list(year: int, running: int, way: str) -> ResponseReturnValue:
    """Let a complaint change places with its neighbour."""
    found = cases.find(actor(), year, running)
    services.move_on_list(actor(), found.row.id, up=way == "up", at=clock.now())
    return redirect(url_for(".my_list", done="ordered", _anchor=f"case-{found.row.id}"), 303)


@blueprint.post("/desk/<int:year>/<int:running>/my-list/<any(on,off):way>")
@open_to(*READERS)
def keep_on_list(year: int, running: int, way: str) -> ResponseReturnValue:
    """Put it on one's own list, or take it off."""
    found = cases.find(actor(), year, running)
    try:
        services.keep_on_list(actor(), found.row.id, on=way == "on", at=clock.now())
    except Invalid as refusal:
        undo()
        page = render_template("marking/refused.html", why=refusal.message, **_of(found))
        return page, 422
    if request.form.get("onward") == "list":
        return redirect(url_for(".my_list", done=way), 303)
    return _back(year, running)


@blueprint.post("/desk/<int:year>/<int:running>/read")
@open_to(*READERS)
def mark_read(year: int, running: int) -> ResponseReturnValue:
    """Keep that one has read it, as the page showed it."""
    found = cases.find(actor(), year, running)
    services.mark_read(actor(), found.row.id, seen=MoveForm().version(), at=clock.now())
    if request.form.get("onward") == "for-me":
        return redirect(url_for(".for_me", done="read"), 303)
    return _back(year, running)


@blueprint.post("/desk/<int:year>/<int:running>/watch")
@open_to(*READERS)
def watch(year: int, running: int) -> ResponseReturnValue:
    """Be told of changes, or not any more."""
    found = cases.find(actor(), year, running)
    services.watch(actor(), found.row.id, WatchForm().wanted(), at=clock.now())
    return _back(year, running)


@blueprint.get("/desk/<int:year>/<int:running>/remind")
@open_to(*READERS)
def reminder(year: int, running: int) -> ResponseReturnValue:
    """When one is to be reminded, and what about."""
    found = cases.find(actor(), year, running)
    mine, form = queries.mine(actor(), found.row.id), ReminderForm(formdata=None)
    if mine.remind_on is not None:
        form.day.data = dates.date_short(mine.remind_on, language())
        form.note.data = str(mine.remind_note or "")
    return _reminder(form, found)


@blueprint.post("/desk/<int:year>/<int:running>/remind")
@open_to(*READERS, checks_form=True)
def remind(year: int, running: int) -> ResponseReturnValue:
    """Keep the day and the note."""
    found, form, at = cases.find(actor(), year, running), ReminderForm(), clock.now()
    if "in_days" in request.form:
        form.day.data = _in_days(request.form["in_days"])
    if is_fresh(form) and form.validate():
        try:
            services.remind(actor(), found.row.id, form.typed_day(), form.note.data or "", at=at)
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return _back(year, running)
    undo()
    return _reminder(form, cases.find(actor(), year, running)), 422


@blueprint.post("/desk/<int:year>/<int:running>/remind/forget")
@open_to(*READERS)
def forget_reminder(year: int, running: int) -> ResponseReturnValue:
    """Take the reminder away."""
    found = cases.find(actor(), year, running)
    services.forget_reminder(actor(), found.row.id, at=clock.now())
    if request.form.get("onward") == "for-me":
        return redirect(url_for(".for_me", done="forgotten"), 303)
    return _back(year, running)


def _in_days(typed: str) -> str:
    days = int(typed) if typed in {str(each) for each in QUICK} else 0
    day = clock.local(clock.now()).date() + timedelta(days=days)
    return dates.date_short(day, language())


def _reminder(form: ReminderForm, found: cases.Found) -> str:
    return render_template("marking/reminder.html", form=form, quick=QUICK, **_of(found))


def _of(found: cases.Found) -> dict[str, object]:
    row = found.row
    title = Said(row.title, row.language)
    return {"title": title, "year": row.year, "running": row.running}


def _back(year: int, running: int) -> ResponseReturnValue:
    return redirect(url_for(".case", year=year, running=running, _anchor="mine"), 303)
