"""One's own verification: whether there is one, and the code from the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.foundation.policy import STAFF, Role
from portal.foundation.web import actor, forms_refused, open_to, sender, undo
from portal.foundation.web.freshness import is_fresh
from portal.participation.residents import queries, services
from portal.participation.residents.forms import CodeForm
from portal.participation.residents.terms import PROOF_WORDS
from portal.participation.residents.views.door import area_titles, blueprint, secret

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@blueprint.get("/account/residence")
@open_to(Role.RESIDENT, *STAFF)
def residence() -> ResponseReturnValue:
    """Whether one is a verified resident, and how to become one."""
    return _page(CodeForm(formdata=None))


@blueprint.post("/account/residence")
@open_to(Role.RESIDENT, *STAFF, checks_form=True)
def redeem() -> ResponseReturnValue:
    """Take a code from a sheet."""
    form = CodeForm()
    if is_fresh(form) and form.validate():
        try:
            services.redeem(
                actor(), form.code.data or "", secret_key=secret(), who=sender(), at=clock.now()
            )
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return redirect(url_for(".residence", done=1), 303)
    undo()
    return _page(form), 422


def _page(form: CodeForm) -> str:
    mine = queries.verification_of(actor().person_id, clock.now())
    return render_template(
        "residents/residence.html",
        form=form,
        mine=mine,
        grounds=PROOF_WORDS,
        areas=area_titles(),
        notice=lazy("You are a verified resident now.") if "done" in request.args else None,
    )
