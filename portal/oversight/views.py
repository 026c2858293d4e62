"""The log's page and its file."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask import current_app, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException
from wtforms.fields.choices import SelectChoice

from portal.complaints.numbering import parsed
from portal.complaints.queries.said import said
from portal.foundation import clock
from portal.foundation.i18n import _, lazy
from portal.foundation.policy import ANYONE
from portal.foundation.web import actor, open_to, profile, room, sender
from portal.oversight import broken_policies, queries, services
from portal.oversight.forms import NAMES, LogFilters
from portal.oversight.policy import OVERSEERS
from portal.oversight.queries import Asked, LogLine
from portal.response_times.figures.exporting import safe_cell

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = room("oversight", __name__)
MARK = "\ufeff"
"""Tells spreadsheets that the file is UTF-8."""
HEAD = (
    lazy("Moment"),
    lazy("Who did it"),
    lazy("Role"),
    lazy("Unit"),
    lazy("What was done"),
    lazy("To what"),
    lazy("Details"),
    lazy("Code"),
)


@blueprint.get("/settings/log")
@open_to(*OVERSEERS)
def log() -> ResponseReturnValue:
    """Who did what, newest first, with its filters."""
    form, asked = _asked(request.args)
    page = queries.page(actor(), asked, request.args.get("from")) if asked else None
    chosen = {name: form[name].data for name in NAMES if form[name].data}
    own = url_for(".log")
    query = urlencode(chosen)
    answer = render_template(
        "oversight/log.html",
        form=form,
        page=page,
        chosen=chosen,
        own=own,
        here=f"{own}?{query}&" if query else f"{own}?",
        tags=_tags(form, chosen, own),
        said=said,
        most=queries.MOST_EXPORTED,
    )
    return answer, 200 if asked else 422


@blueprint.post("/settings/log/export.csv")
@open_to(*OVERSEERS)
def export() -> ResponseReturnValue:
    """The lines of the filters as a file; taking them out is a line of the log."""
    form, asked = _asked(request.form)
    if asked is None:
        return redirect(url_for(".log", **{name: form[name].data for name in NAMES}), 303)
    lines = services.export(actor(), asked, clock.now())
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([str(words) for words in HEAD])
    writer.writerows([safe_cell(value) for value in _row(line)] for line in lines)
    file = make_response(MARK + text.getvalue())
    file.mimetype = "text/csv"
    file.headers["Content-Disposition"] = f"attachment; filename=log_{clock.now():%Y-%m-%d}.csv"
    return file


def _asked(typed: object) -> tuple[LogFilters, Asked | None]:
    """The form, and what it asks for; None where something in it cannot be meant."""
    form = LogFilters(typed)
    form.offer(
        [SelectChoice(str(n), name, {"lang": said(name).language}) for n, name in queries.people()],
        [(act.code, act.words) for act in queries.acts()],
    )
    fits = form.validate()
    matter = None
    if (form.matter.data or "").strip():
        matter = _matter(form.matter.data)
        if matter is None:
            form.matter.errors = [_("No complaint that you may know of has this number")]
    if not fits or form.matter.errors:
        return form, None
    known = {act.code for act in queries.acts()}
    act = form.act.data if form.act.data in known else ""
    return form, Asked(form.person_id(), act, form.day("since"), form.day("until"), matter)


def _matter(typed: str) -> tuple[str, str] | None:
    here = profile()
    number = parsed(typed, here.letters.th, here.letters.en)
    found = queries.complaint_by(actor(), number.year_ce, number.running) if number else None
    return ("complaint", found) if found else None


def _tags(form: LogFilters, chosen: dict[str, str], own: str) -> list[tuple[object, str]]:
    """Each filter in words, and the address without it."""
    tags: list[tuple[object, str]] = []
    for name, value in chosen.items():
        without = urlencode({other: text for other, text in chosen.items() if other != name})
        choices = getattr(form[name], "choices", None) or ()
        words = next((one.label for one in choices if one.value == value), value)
        shown = f"{form[name].label.text}: {words}"
        tags.append((shown, f"{own}?{without}" if without else own))
    return tags


def _row(line: LogLine) -> list[object]:
    return [
        clock.local(line.at).isoformat(timespec="seconds"),
        line.name,
        line.role,
        line.unit,
        line.words,
        line.what,
        "; ".join(f"{name}: {value}" for name, value in line.details),
        line.act,
    ]


@blueprint.post("/policy-reports")
@open_to(*ANYONE, checks_form=True)
def note_broken_policy() -> ResponseReturnValue:
    """Count what a browser kept a page from. Browsers send it by themselves, without a token.

    No page elsewhere can send this kind of content here, and nothing but counters is changed.
    """
    is_long = (request.content_length or 0) > broken_policies.LARGEST
    if request.mimetype != broken_policies.KIND or is_long:
        return "", 415
    broken = broken_policies.read(request.get_data(cache=False))
    if broken is None:
        return "", 400
    services.note_broken(broken, _route_of(broken.path), who=sender(), at=clock.now())
    return "", 204


def _route_of(path: str) -> str:
    """The name of a page of ours; nothing of its address is kept."""
    adapter = current_app.create_url_adapter(request)
    inside = path.removeprefix(request.script_root.removesuffix("/en")).removeprefix("/en")
    try:
        endpoint, _values = adapter.match(inside or "/", method="GET") if adapter else ("", {})
    except HTTPException:
        return "unknown"
    return str(endpoint)[:80]
