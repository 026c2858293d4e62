"""The settings pages of routing rules: the list with a box to try them, one rule, who is away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for
from wtforms.fields.choices import SelectChoice

from portal.accounts import queries as accounts
from portal.complaints import policy
from portal.complaints.queries import choices
from portal.complaints.queries.said import said
from portal.complaints.routing import matching, queries, services, wording
from portal.complaints.routing.acts import SETS_RULES
from portal.complaints.routing.forms import AwayForm, RuleForm, TryForm
from portal.complaints.views.door import blueprint
from portal.complaints.views.freshness import is_fresh
from portal.complaints.views.moves import units_and_people
from portal.foundation import clock
from portal.foundation.errors import Invalid, Outdated
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy
from portal.foundation.web import actor, forms_refused, open_to, undo

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

DONE = {
    "added": lazy("The rule is added. It is asked last; move it up if it should be asked before."),
    "changed": lazy("The rule is changed. It holds from now on."),
    "removed": lazy("The rule is removed."),
    "moved": lazy("The order is changed."),
    "switched": lazy("The rule is switched."),
    "away": lazy("The absence is noted."),
    "back": lazy("The absence is taken back."),
}


@blueprint.get("/settings/routing")
@open_to(*SETS_RULES)
def routing() -> ResponseReturnValue:
    """Every rule in its order, what is wrong with it, and how often it fired."""
    return _page()


@blueprint.post("/settings/routing/try")
@open_to(*SETS_RULES, checks_form=True)
def try_routing() -> ResponseReturnValue:
    """Which rule would take this, and why the earlier ones would not. Nothing is kept."""
    form = TryForm()
    _offer_trial(form)
    if not (is_fresh(form) and form.validate()):
        return _page(trial=form), 422
    at = form.moment(clock.now())
    asked = matching.Asked(
        form.text.data or "",
        int(form.category.data) if (form.category.data or "").isdecimal() else None,
        int(form.area.data) if (form.area.data or "").isdecimal() else None,
        at,
        queries.office_is_open(at),
    )
    outcome = matching.fire(queries.rules(), asked, queries.ground(at))
    return _page(trial=form, tried=(asked, outcome))


@blueprint.get("/settings/routing/new")
@open_to(*SETS_RULES)
def new_rule() -> ResponseReturnValue:
    """A rule that is not here yet."""
    return _rule_page(RuleForm(formdata=None), None)


@blueprint.post("/settings/routing/new")
@open_to(*SETS_RULES, checks_form=True)
def add_rule() -> ResponseReturnValue:
    """Add it at the end of the order."""
    form = RuleForm()
    _offer(form)
    if is_fresh(form) and form.validate():
        try:
            services.add(actor(), form.draft(), at=clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return redirect(url_for(".routing", done="added"), 303)
    undo()
    return _rule_page(form, None), 422


@blueprint.get("/settings/routing/<int:rule_id>")
@open_to(*SETS_RULES)
def rule(rule_id: int) -> ResponseReturnValue:
    """One rule, to be changed or removed."""
    found, form = queries.rule(rule_id), RuleForm(formdata=None)
    form.begin(found)
    return _rule_page(form, found)


@blueprint.post("/settings/routing/<int:rule_id>/change")
@open_to(*SETS_RULES, checks_form=True)
def change_rule(rule_id: int) -> ResponseReturnValue:
    """Change it."""
    found, form, late = queries.rule(rule_id), RuleForm(), None
    _offer(form)
    if is_fresh(form) and form.validate():
        try:
            services.change(actor(), rule_id, form.draft(), seen=form.version(), at=clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
        except Outdated as refusal:
            late = refusal.message
        else:
            return redirect(url_for(".routing", done="changed"), 303)
    undo()
    return _rule_page(form, found, late), 409 if late else 422


@blueprint.post("/settings/routing/<int:rule_id>/<any(up,down):way>")
@open_to(*SETS_RULES)
def move_rule(rule_id: int, way: str) -> ResponseReturnValue:
    """Let it be asked one place earlier or later."""
    services.move(actor(), rule_id, up=way == "up", at=clock.now())
    return redirect(url_for(".routing", done="moved", _anchor=f"rule-{rule_id}"), 303)


@blueprint.post("/settings/routing/<int:rule_id>/<any(on,off):state>")
@open_to(*SETS_RULES)
def switch_rule(rule_id: int, state: str) -> ResponseReturnValue:
    """Switch it on or off."""
    try:
        services.switch(actor(), rule_id, on=state == "on", at=clock.now())
    except Invalid as refusal:
        undo()
        return _page(refusal=refusal.message), 422
    return redirect(url_for(".routing", done="switched"), 303)


@blueprint.post("/settings/routing/<int:rule_id>/remove")
@open_to(*SETS_RULES)
def remove_rule(rule_id: int) -> ResponseReturnValue:
    """Take it away."""
    services.remove(actor(), rule_id, at=clock.now())
    return redirect(url_for(".routing", done="removed"), 303)


@blueprint.post("/settings/routing/away")
@open_to(*SETS_RULES, checks_form=True)
def send_away() -> ResponseReturnValue:
    """Note that somebody is away."""
    form = AwayForm()
    if is_fresh(form) and form.validate():
        first, last = form.days()
        try:
            services.send_away(actor(), form.person_id(), first, last, at=clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return redirect(url_for(".routing", done="away", _anchor="away"), 303)
    undo()
    return _page(absence=form), 422


@blueprint.post("/settings/routing/away/<int:away_id>/remove")
@open_to(*SETS_RULES)
def call_back(away_id: int) -> ResponseReturnValue:
    """Take back that somebody is away."""
    services.call_back(actor(), away_id, at=clock.now())
    return redirect(url_for(".routing", done="back", _anchor="away"), 303)


def _page(
    *,
    trial: TryForm | None = None,
    tried: tuple[matching.Asked, matching.Outcome] | None = None,
    absence: AwayForm | None = None,
    refusal: object = None,
) -> str:
    at = clock.now()
    rules, names = queries.rules(), _names()
    found = matching.warnings(rules, queries.ground(at))
    shown = wording.lines(rules, queries.firings(at), found, names)
    trial_form, absence_form = trial or TryForm(formdata=None), absence or AwayForm(formdata=None)
    _offer_trial(trial_form)
    absence_form.person.choices = [("", str(lazy("Choose"))), *_people(names)]
    return render_template(
        "routing/rules.html",
        lines=shown,
        by_id={line.rule.id: line for line in shown},
        trial=trial_form,
        tried=tried,
        target=_target(tried) if tried else None,
        absence=absence_form,
        away=[(line, said(line.name)) for line in queries.away(clock.local(at).date())],
        refusal=refusal,
        failed=next((form for form in (trial, absence) if form and form.errors), None),
        notice=DONE.get(request.args.get("done", "")),
    )


def _target(tried: tuple[matching.Asked, matching.Outcome]) -> tuple[object, object]:
    """Where it would go: the unit, and the person or nothing."""
    asked, outcome = tried
    if outcome.rule is not None:
        unit = choices.unit(outcome.unit_id)
        person = _names().get(outcome.officer_id or 0)
        return (unit.title if unit else ""), (said(person) if person else None)
    category = choices.category(asked.category_id)
    if category is not None:
        unit = choices.unit(category.unit_id)
    else:
        unit = next((each for each in choices.units() if each.is_fallback), None)
    return (unit.title if unit else ""), None


def _rule_page(form: RuleForm, found: matching.Rule | None, refusal: object = None) -> str:
    _offer(form)
    at = clock.now()
    every = queries.rules()
    warnings = matching.warnings(every, queries.ground(at)).get(found.id, []) if found else []
    return render_template(
        "routing/rule.html",
        form=form,
        rule=found,
        title=said(found.title) if found else None,
        warnings=warnings,
        refusal=refusal,
    )


def _offer(form: RuleForm) -> None:
    ticked = {*(form.categories.data or [])}
    form.categories.choices = [
        (str(line.id), line.title.here)
        for line in choices.every_category()
        if line.is_active or str(line.id) in ticked
    ]
    form.areas.choices = offered(choices.area_choices(""))[1:]
    form.to.choices = units_and_people()


def _offer_trial(form: TryForm) -> None:
    form.category.choices = offered(choices.category_choices(lazy("Not known")))
    form.area.choices = offered(choices.area_choices(lazy("Not known")))


def _names() -> dict[int, str]:
    return {one.id: one.name for one in accounts.staff() if one.role in policy.WORKING}


def _people(names: dict[int, str]) -> list[SelectChoice]:
    return [
        SelectChoice(str(number), name, {"lang": said(name).language})
        for number, name in names.items()
    ]
