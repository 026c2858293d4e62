"""The stages of a project: one page for each, checked together with all others."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from flask import redirect, render_template, url_for

from portal.foundation import clock
from portal.foundation.errors import Forbidden, Invalid, NotFound
from portal.foundation.i18n import lazy
from portal.foundation.web import actor, open_to, undo
from portal.foundation.web.freshness import is_fresh
from portal.participation.projects import policy, queries, services
from portal.participation.projects.forms import StageForm
from portal.participation.projects.policy import SETS_UP
from portal.participation.projects.services import StagePlan
from portal.participation.projects.terms import Who
from portal.participation.projects.views.door import blueprint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask.typing import ResponseReturnValue

    from portal.participation.projects.queries import ProjectLine, StageLine

USUAL_WAIT = timedelta(days=7)
USUAL_LENGTH = timedelta(days=30)
A_DAY = timedelta(days=1)


@blueprint.get("/desk/projects/<int:number>/stages/new")
@open_to(*SETS_UP)
def new_stage(number: int) -> ResponseReturnValue:
    """A form for one more stage, proposed after the last one."""
    found = _changeable(number)
    at = clock.local(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    begins = max(found.ends_at or at, at + A_DAY)
    form = StageForm(formdata=None, version=str(found.version), who=Who.SIGNED_IN.value)
    form.show(begins, begins + USUAL_LENGTH)
    return _page(form, found)


@blueprint.post("/desk/projects/<int:number>/stages/new")
@open_to(*SETS_UP, checks_form=True)
def add_stage(number: int) -> ResponseReturnValue:
    """Add it."""
    found = _changeable(number)
    return _set(found, None)


@blueprint.get("/desk/projects/<int:number>/stages/<int:stage_id>")
@open_to(*SETS_UP)
def stage(number: int, stage_id: int) -> ResponseReturnValue:
    """One stage."""
    found = _changeable(number)
    line = _own(found, stage_id)
    form = StageForm(
        formdata=None,
        tool=line.tool.value,
        title_th=line.title.th,
        title_en=line.title.en,
        who=line.who.value,
        version=str(found.version),
    )
    form.show(line.starts_at, line.ends_at)
    return _page(form, found, line)


@blueprint.post("/desk/projects/<int:number>/stages/<int:stage_id>")
@open_to(*SETS_UP, checks_form=True)
def change_stage(number: int, stage_id: int) -> ResponseReturnValue:
    """Change it."""
    found = _changeable(number)
    return _set(found, _own(found, stage_id))


@blueprint.post("/desk/projects/<int:number>/stages/<int:stage_id>/remove")
@open_to(*SETS_UP)
def remove_stage(number: int, stage_id: int) -> ResponseReturnValue:
    """Take it away."""
    found = _changeable(number)
    line = _own(found, stage_id)
    plans = [plan for plan in services.plans_of(found.id) if plan.id != stage_id]
    try:
        services.set_stages(actor(), found.id, plans, seen=found.version, at=clock.now())
    except Invalid as refusal:
        undo()
        form = StageForm(formdata=None)
        _name_others(form, refusal, plans, len(plans))
        return _refused(form, found, line), 422
    return redirect(url_for(".set_up", number=number, done="removed"), 303)


def _set(found: ProjectLine, line: StageLine | None) -> ResponseReturnValue:
    form = StageForm()
    if is_fresh(form) and form.validate():
        plans = services.plans_of(found.id)
        place = next((n for n, plan in enumerate(plans) if line and plan.id == line.id), len(plans))
        plans[place:] = [_plan(form, line), *plans[place + 1 :]]
        try:
            services.set_stages(actor(), found.id, plans, seen=form.seen(), at=clock.now())
        except Invalid as refusal:
            _name_others(form, refusal, plans, place)
        else:
            return redirect(url_for(".set_up", number=found.number, done="stage"), 303)
    undo()
    return _page(form, found, line), 422


def _plan(form: StageForm, line: StageLine | None) -> StagePlan:
    tool, who = form.chosen()
    plan = StagePlan(tool, form.title(), *form.moments(), who)
    return replace(plan, id=line.id) if line else plan


def _name_others(form: StageForm, refusal: Invalid, plans: Sequence[StagePlan], place: int) -> None:
    """Say which stage is meant where a refusal is about another than the one on the page."""
    for name, why in refusal.fields.items():
        number = name.removeprefix("stage-")
        if number.isdecimal() and int(number) != place:
            title = plans[int(number)].title
            why = lazy("“%(stage)s”: %(why)s", stage=title, why=why)  # noqa: PLW2901 - the same refusal, named
        form.form_errors.append(why)


def _refused(form: StageForm, found: ProjectLine, line: StageLine) -> str:
    form.tool.data, form.who.data = line.tool.value, line.who.value
    form.title_th.data, form.title_en.data = line.title.th, line.title.en
    form.version.data = str(found.version)
    form.show(line.starts_at, line.ends_at)
    return _page(form, found, line)


def _changeable(number: int) -> ProjectLine:
    found = queries.project(number)
    if not policy.may_change(actor(), found.unit_id):
        raise Forbidden(lazy("You do not have permission to change this project."))
    return found


def _own(found: ProjectLine, stage_id: int) -> StageLine:
    for line in found.stages:
        if line.id == stage_id:
            return line
    raise NotFound(lazy("There is no such stage."))


def _page(form: StageForm, found: ProjectLine, line: StageLine | None = None) -> str:
    return render_template(
        "projects/stage.html", form=form, project=found, stage=line, at=clock.now()
    )
