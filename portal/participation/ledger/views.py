"""Say something of oneself for the figures, or take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.foundation.i18n import lazy
from portal.foundation.policy import Role
from portal.foundation.web import actor, open_to, room
from portal.foundation.web.doing import is_done
from portal.participation.ledger import queries, services
from portal.participation.ledger.forms import AboutForm
from portal.participation.ledger.services import Stated
from portal.participation.residents.views.door import area_choices

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = room("ledger", "portal.participation.ledger")


@blueprint.get("/account/about-me")
@open_to(Role.RESIDENT)
def about_me() -> ResponseReturnValue:
    """What one has said so far."""
    age, sex, area_id = queries.stated_by(actor().person_id)
    return _page(AboutForm(formdata=None, age=age, sex=sex, area=str(area_id or "")))


@blueprint.post("/account/about-me")
@open_to(Role.RESIDENT, checks_form=True)
def say_about_me() -> ResponseReturnValue:
    """Keep it, for what one does from now on."""
    form = AboutForm()
    form.area.choices = area_choices()
    said = Stated(form.stated_age(), form.stated_sex(), form.area_id())
    if is_done(form, lambda _at: services.state(actor(), said)):
        return redirect(url_for(".about_me", done=1), 303)
    return _page(form), 422


def _page(form: AboutForm) -> str:
    form.area.choices = area_choices()
    notice = lazy("Saved. It counts for what you do from now on.")
    return render_template(
        "ledger/about.html", form=form, notice=notice if "done" in request.args else None
    )
