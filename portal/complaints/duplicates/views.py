"""The desk's likely duplicates: on a case, in a list, confirmed or told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.complaints.duplicates import queries, services
from portal.complaints.duplicates.queries import Pair
from portal.complaints.queries import case as cases
from portal.complaints.views.door import blueprint
from portal.foundation import clock
from portal.foundation.errors import Invalid, PortalError
from portal.foundation.i18n import lazy
from portal.foundation.policy import DESK, Role
from portal.foundation.web import actor, open_to, undo

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

DONE = {
    "merged": lazy("The two are merged. On the page of the later one this is undone in one step."),
    "apart": lazy("They are two matters. Nobody is asked about this pair again."),
}
LONGEST = 19
"""Digits that fit a column."""


@blueprint.app_template_global("likely_duplicates")
def likely_duplicates(complaint_id: int) -> list[Pair]:
    """The likely duplicates of a case that this person may read."""
    return queries.of_case(actor(), complaint_id)


@blueprint.app_template_global("count_of_duplicates")
def count_of_duplicates() -> int:
    """How many pairs wait for this person's decision."""
    return queries.count(actor())


@blueprint.get("/desk/duplicates")
@open_to(*DESK, Role.MAYOR)
def duplicates() -> ResponseReturnValue:
    """Pairs of open complaints that seem to be one matter, the newest first."""
    return _list(notice=DONE.get(request.args.get("done", "")))


@blueprint.post("/desk/<int:year>/<int:running>/duplicates/confirm")
@open_to(*DESK)
def confirm_duplicate(year: int, running: int) -> ResponseReturnValue:
    """They are one matter: the later goes on in the earlier."""
    found = cases.find(actor(), year, running).row
    try:
        services.confirm(actor(), found.id, _typed("other"), seen=_typed("seen"), at=clock.now())
    except PortalError as refusal:
        return _refused(refusal)
    return _back(year, running, "merged")


@blueprint.post("/desk/<int:year>/<int:running>/duplicates/apart")
@open_to(*DESK)
def tell_apart(year: int, running: int) -> ResponseReturnValue:
    """They are two matters."""
    found = cases.find(actor(), year, running).row
    try:
        services.tell_apart(actor(), found.id, _typed("other"), at=clock.now())
    except PortalError as refusal:
        return _refused(refusal)
    return _back(year, running, "apart")


def _typed(name: str) -> int:
    """A number of the form; 0, which nothing has, for nonsense."""
    typed = request.form.get(name, "")
    fits = typed.isascii() and typed.isdecimal() and len(typed) < LONGEST
    return int(typed) if fits else 0


def _back(year: int, running: int, done: str) -> ResponseReturnValue:
    if request.form.get("back") == "list":
        return redirect(url_for(".duplicates", done=done), 303)
    if done == "merged":
        return redirect(url_for(".case", year=year, running=running, done="merge"), 303)
    return redirect(url_for(".case", year=year, running=running, told=done) + "#likely", 303)


def _refused(refusal: PortalError) -> ResponseReturnValue:
    """The list, with the reason; nothing was changed."""
    undo()
    words = refusal.message
    if isinstance(refusal, Invalid) and refusal.fields:
        words = next(iter(refusal.fields.values()))
    return _list(refusal=words), refusal.status


def _list(*, notice: object = None, refusal: object = "") -> str:
    return render_template(
        "duplicates/list.html",
        page=queries.waiting(actor(), request.args.get("from")),
        notice=notice,
        refusal=refusal,
    )
