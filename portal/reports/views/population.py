"""The table of registered residents: what is there, and a new file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for
from wtforms.validators import ValidationError

from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.foundation.web import actor, open_to, personal
from portal.foundation.web.doing import is_done
from portal.participation.residents.terms import AGE_WORDS, SEX_WORDS
from portal.places import queries as places
from portal.reports import policy, services
from portal.reports.forms import PopulationForm, day_of
from portal.reports.queries import population as queries
from portal.reports.register import COLUMNS
from portal.reports.views.door import blueprint

if TYPE_CHECKING:
    from datetime import datetime

    from flask.typing import ResponseReturnValue


@blueprint.get("/settings/population")
@open_to(*policy.LOADERS)
def population() -> ResponseReturnValue:
    """The tables, and the form."""
    return _page(PopulationForm(formdata=None))


@blueprint.post("/settings/population")
@open_to(*policy.LOADERS, checks_form=True)
def load_population() -> ResponseReturnValue:
    """Take a file in."""
    form = PopulationForm()

    def act(at: datetime) -> None:
        try:
            words = form.words()
        except ValidationError as refusal:
            raise Invalid(fields={"file": refusal.args[0]}) from None
        services.load_population(actor(), day_of(form.as_of), form.source.data or "", words, at=at)

    if is_done(form, act):
        return redirect(url_for(".population", done=1), 303)
    return _page(form), 422


def _page(form: PopulationForm) -> str:
    personal()
    return render_template(
        "reports/population.html",
        form=form,
        tables=queries.tables(),
        areas=places.areas(),
        example=_example(),
        ages=AGE_WORDS,
        sexes=SEX_WORDS,
        notice=lazy("The table is taken. Reports use it from now on.")
        if "done" in request.args
        else None,
    )


def _example() -> str:
    """The first lines of a file as it is wanted."""
    codes = [one.code for one in places.areas()][:2]
    lines = [f"{code},18-29,{sex},{n}" for code in codes for sex, n in (("F", 120), ("M", 115))]
    return "\n".join([",".join(COLUMNS), *lines])
