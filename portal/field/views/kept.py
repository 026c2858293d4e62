"""What a browser keeps for the time without a connection, and what it sends when one is back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template, request
from flask_wtf.csrf import generate_csrf

from portal.attachments import parcels
from portal.complaints.queries import case as cases
from portal.complaints.queries.case import Case
from portal.field import queries, services
from portal.field.forms import ReportForm
from portal.field.outcomes import Outcome
from portal.field.queries import Span, Whose
from portal.field.views.door import blueprint
from portal.field.views.stop import put_right, told
from portal.foundation import clock
from portal.foundation.dates import moment
from portal.foundation.errors import Invalid, Outdated, OutOfOrder
from portal.foundation.i18n import language
from portal.foundation.policy import ANYONE, DESK
from portal.foundation.web import actor, open_to, owner, undo

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.complaints.queries.history import HistoryLine


@blueprint.get("/field/day")
@open_to(*DESK)
def kept() -> ResponseReturnValue:
    """The day's list as a browser may keep it, and a token to send by."""
    at = clock.now()
    found = queries.day(actor(), Whose.MINE, Span.OPEN, at)
    if not found.stops:
        found = queries.day(actor(), Whose.ALL, Span.OPEN, at)
    known = queries.maps()
    stops = [one for stop in found.stops if (one := queries.to_keep(stop, known)) is not None]
    return {
        "owner": owner(),
        "token": generate_csrf(),
        "taken": moment(at, language()),
        "private": len(found.stops) - len(stops),
        "stops": stops,
    }


@blueprint.post("/field/reports")
@open_to(*DESK)
def take() -> ResponseReturnValue:
    """Take a report that a browser kept; its photos were sent before, by the form's id.

    Sent again it is taken once. What cannot be taken is answered in words, with what changed, so
    that the browser keeps it and its owner decides.
    """
    form = ReportForm()
    year, running = (request.form.get(name, type=int) or 0 for name in ("year", "running"))
    found = cases.find(actor(), year, running)
    complaint_id, possible = found.row.id, queries.outcomes(actor(), found)
    form.offer(tuple(Outcome))
    if not form.validate():
        return _refused(422, _words(form))
    parcels.keep(form.identifier(), parcels.NOTHING)
    at = clock.now()
    try:
        services.report(actor(), complaint_id, told(form), seen=form.version(), at=at)
    except Invalid as refusal:
        put_right(form, refusal)
        return _refused(422, _words(form) or str(refusal.message))
    except (Outdated, OutOfOrder) as refusal:
        undo()
        now = cases.case(actor(), cases.find(actor(), year, running), at)
        return _refused(409, str(refusal.message), **_changed(now, form.version(), possible))
    return {"taken": True}


def _words(form: ReportForm) -> str:
    return " ".join(str(words) for messages in form.errors.values() for words in messages)


def _changed(now: Case, seen: int, possible: tuple[Outcome, ...]) -> dict[str, object]:
    """What somebody else did meanwhile, without anybody's words: a browser keeps this."""
    return {
        "version": now.version,
        "state": str(now.state_words),
        "possible": [outcome.value for outcome in possible],
        "changes": [_line(line) for line in reversed(now.since(seen))],
    }


def _line(line: HistoryLine) -> str:
    by = line.by.text if line.by else str(line.role)
    return f"{line.words} · {moment(line.at, language())} · {by}"


def _refused(status: int, message: str, **more: object) -> ResponseReturnValue:
    undo()
    return {"message": message, **more}, status


@blueprint.get("/field/offline")
@open_to(*ANYONE)
def offline() -> ResponseReturnValue:
    """The page that stands in for the list and its stops without a connection. It knows nobody."""
    form = ReportForm(formdata=None, meta={"csrf": False})
    form.offer(tuple(Outcome))
    return render_template("field/offline.html", form=form, navigation=[], account=[])
