"""The settings page of how near counts as the same place, by category."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for
from flask_wtf import FlaskForm

from portal.complaints.duplicates import acts, queries, services, similarity
from portal.complaints.views.door import blueprint
from portal.complaints.views.freshness import is_fresh
from portal.foundation import clock, thai
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.foundation.web import actor, open_to, undo

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

LONGEST = 5
DONE = lazy("It is set. It holds for the next look.")


@blueprint.get("/settings/duplicates")
@open_to(*acts.SETS_RADII)
def duplicate_radii() -> ResponseReturnValue:
    """How near is the same place, for each category."""
    return _page({}, {})


@blueprint.post("/settings/duplicates")
@open_to(*acts.SETS_RADII, checks_form=True)
def set_duplicate_radii() -> ResponseReturnValue:
    """Set it."""
    typed = {name: request.form.get(name, "") for name in _names()}
    wrong: dict[str, object] = {}
    if is_fresh(FlaskForm()):
        metres = {int(name.removeprefix("near_")): _metres(typed[name]) for name in typed}
        try:
            services.set_radii(actor(), metres, at=clock.now())
        except Invalid as refusal:
            wrong = dict(refusal.fields)
        else:
            return redirect(url_for(".duplicate_radii", done=1), 303)
    undo()
    return _page(typed, wrong), 422


def _names() -> list[str]:
    return [f"near_{category_id}" for category_id, _title, _metres in queries.radii()]


def _metres(typed: str) -> int | None:
    digits = thai.arabic_digits(typed).strip()
    fits = digits.isascii() and digits.isdecimal() and len(digits) < LONGEST
    return int(digits) if fits else None


def _page(typed: dict[str, str], wrong: dict[str, object]) -> str:
    return render_template(
        "duplicates/settings.html",
        form=FlaskForm(formdata=None),
        lines=queries.radii(),
        typed=typed,
        wrong=wrong,
        notice=DONE if "done" in request.args and not wrong else None,
        least=similarity.LEAST_METRES,
        most=similarity.MOST_METRES,
    )
