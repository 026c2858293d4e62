"""How a stage of ideas goes: the quota, looking first, the time to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.foundation.web import actor, forms_refused, open_to, undo
from portal.foundation.web.freshness import is_fresh
from portal.participation.ideas import services
from portal.participation.ideas.forms import RulesForm, whole
from portal.participation.ideas.policy import SETTERS
from portal.participation.ideas.queries.ruling import rules_of
from portal.participation.ideas.terms import Rules
from portal.participation.ideas.views.door import blueprint, here

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@blueprint.get("/desk/projects/<int:number>/ideas/rules")
@open_to(*SETTERS)
def idea_rules(number: int) -> ResponseReturnValue:
    """The rules as they stand."""
    place = here(number, clock.now())
    rules = rules_of(place.stage.id)
    form = RulesForm(
        formdata=None,
        quota=str(rules.quota),
        answer_days=str(rules.answer_days),
        checks_first=rules.checks_first,
    )
    return _page(number, form)


@blueprint.post("/desk/projects/<int:number>/ideas/rules")
@open_to(*SETTERS, checks_form=True)
def set_idea_rules(number: int) -> ResponseReturnValue:
    """Set them from now on."""
    place = here(number, clock.now())
    form = RulesForm()
    if is_fresh(form) and form.validate():
        rules = Rules(
            whole(form.quota.data), bool(form.checks_first.data), whole(form.answer_days.data)
        )
        try:
            services.set_rules(actor(), place.stage.id, rules, at=clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
            undo()
        else:
            return redirect(url_for(".idea_rules", number=number, done="set"), 303)
    return _page(number, form), 422


def _page(number: int, form: RulesForm) -> str:
    return render_template(
        "ideas/rules.html",
        where=here(number, clock.now()),
        form=form,
        notice=lazy("The rules hold from now on.") if request.args.get("done") else None,
    )
