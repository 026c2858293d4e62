"""The register of incidents with personal data, and the clock of 72 hours."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import TYPE_CHECKING

from flask import make_response, redirect, render_template, request, url_for

from portal.foundation import clock
from portal.foundation.errors import Invalid, Outdated, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.web import actor, forms_refused, open_to, undo
from portal.rights.forms.keeping import NOT_A_NUMBER, IncidentForm, number_of
from portal.rights.policy import KEEPERS
from portal.rights.queries import incidents as queries
from portal.rights.queries.incidents import IncidentLine
from portal.rights.services import incidents as services
from portal.rights.views.door import blueprint

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

DONE = {
    "opened": lazy("The incident is written down. Its clock runs."),
    "changed": lazy("What you wrote is in the book of the incident."),
    "closed": lazy("The incident is closed."),
}
TEXTS = ("title", "happened", "found_by", "measures", "not_told_because")
COLUMNS = (
    *("number", "title", "happened", "found_by", "people", "risk", "known_at", "tell_by"),
    *("told_regulator_at", "told_people_at", "measures", "not_told_because", "closed_at"),
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@blueprint.get("/settings/incidents")
@open_to(*KEEPERS)
def incident_list() -> ResponseReturnValue:
    """Every incident, with the time that is left."""
    notice = DONE.get(request.args.get("done", ""))
    lines = queries.register()
    return render_template("rights/incidents.html", lines=lines, at=clock.now(), notice=notice)


@blueprint.get("/settings/incidents.csv")
@open_to(*KEEPERS)
def incident_file() -> ResponseReturnValue:
    """The register as a file."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(COLUMNS)
    for line in queries.register():
        table.writerow([_cell(getattr(line, name)) for name in COLUMNS])
    answer = make_response("\ufeff" + written.getvalue())
    answer.mimetype = "text/csv"
    answer.headers["Content-Disposition"] = 'attachment; filename="incidents.csv"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@blueprint.get("/settings/incidents/new")
@open_to(*KEEPERS)
def new_incident() -> ResponseReturnValue:
    """The form for a new one; known since now, if nothing else is said."""
    form = IncidentForm(formdata=None)
    form.put("known", clock.now())
    return render_template("rights/incident_new.html", form=form)


@blueprint.post("/settings/incidents/new")
@open_to(*KEEPERS)
def open_incident() -> ResponseReturnValue:
    """Write it down."""
    form = IncidentForm()
    form.validate()
    try:
        services.open_incident(actor(), _told(form), at=clock.now())
    except Invalid as refusal:
        undo()
        _refuse(form, refusal)
        return render_template("rights/incident_new.html", form=form), 422
    return redirect(url_for(".incident_list", done="opened"), 303)


@blueprint.get("/settings/incidents/<int:number>")
@open_to(*KEEPERS)
def incident(number: int) -> ResponseReturnValue:
    """One incident, its clock and its book."""
    line = queries.incident(number)
    form = IncidentForm(formdata=None)
    form.seen.data, form.risk.data = str(line.version), line.risk.value
    form.people.data = "" if line.people is None else str(line.people)
    for name in TEXTS:
        form[name].data = getattr(line, name).text
    for name in ("known", "told_regulator", "told_people"):
        form.put(name, getattr(line, f"{name}_at"))
    return _page(line, form)


@blueprint.post("/settings/incidents/<int:number>")
@open_to(*KEEPERS)
def change_incident(number: int) -> ResponseReturnValue:
    """Write down what is known now; with the press «close», close it as well."""
    form, at, status = IncidentForm(), clock.now(), 422
    form.validate()
    refusal: object = ""
    ends = "close" in request.form
    try:
        note, seen = form.note.data or "", form.version()
        services.change(actor(), number, _told(form), note, seen=seen, at=at)
        if ends:
            services.close(actor(), number, "", seen=seen + 1, at=at)
    except Invalid as wrong:
        undo()
        _refuse(form, wrong)
    except (Outdated, OutOfOrder) as late:
        undo()
        refusal, status = late.message, late.status
    else:
        done = "closed" if ends else "changed"
        return redirect(url_for(".incident_list", done=done), 303)
    return _page(queries.incident(number), form, refusal), status


def _told(form: IncidentForm) -> services.Told:
    """What was typed; raises `Invalid`, naming the field that cannot be read."""
    people = number_of(form.people.data)
    if people is None and (form.people.data or "").strip():
        raise Invalid(fields={"people": NOT_A_NUMBER})
    known = form.moment("known", needed=True)
    return services.Told(
        **{name: form[name].data or "" for name in TEXTS},
        risk=form.chosen_risk(),
        known_at=known or clock.now(),
        people=people,
        told_regulator_at=form.moment("told_regulator"),
        told_people_at=form.moment("told_people"),
    )


def _refuse(form: IncidentForm, refusal: Invalid) -> None:
    """Put what the verb refused beside the fields that were typed."""
    fields = {
        (f"{name.removesuffix('_at')}_on" if name.endswith("_at") else name): words
        for name, words in refusal.fields.items()
    }
    forms_refused(form, Invalid(refusal.message, fields=fields))


def _page(line: IncidentLine, form: IncidentForm, refusal: object = "") -> str:
    return render_template(
        "rights/incident.html", line=line, form=form, refusal=refusal, at=clock.now()
    )


def _cell(value: object) -> str:
    """A value for a spreadsheet: times of Thailand, and no text that would run as a formula."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return clock.local(value).strftime("%Y-%m-%d %H:%M")
    text = str(getattr(value, "text", value))
    return f"'{text}" if text.startswith(FORMULA) else text
