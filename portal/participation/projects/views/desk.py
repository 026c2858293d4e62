"""Where staff set projects up: the list, a new one, its details, publication and closing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for
from wtforms.fields.choices import SelectChoice

from portal.accounts import queries as accounts
from portal.complaints.queries.said import Said, said
from portal.foundation import clock
from portal.foundation.errors import Forbidden, Invalid
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy
from portal.foundation.policy import DESK, Role
from portal.foundation.web import actor, forms_refused, open_to, undo
from portal.foundation.web.freshness import is_fresh
from portal.municipalities import queries as municipalities
from portal.participation.projects import patterns, policy, queries, services, waiting
from portal.participation.projects.forms import ClosingForm, DetailsForm, NewProjectForm
from portal.participation.projects.policy import CLOSES, SETS_UP
from portal.participation.projects.services import Details
from portal.participation.projects.terms import INFLUENCE_PROMISES, INFLUENCE_WORDS
from portal.participation.projects.views.door import blueprint
from portal.participation.projects.views.public import drawn
from portal.places import queries as places

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.participation.projects.queries import ProjectLine

USUAL_WAIT = timedelta(days=14)
DONE = {
    "made": lazy("The project is made. Nobody else sees it until you publish it."),
    "details": lazy("The project is changed."),
    "stage": lazy("The stages are changed."),
    "removed": lazy("The stage is taken away."),
    "published": lazy("The project is published. The clock opens and closes its stages."),
    "closed": lazy("The project is closed, and the statement stands on its page."),
}


@blueprint.get("/desk/projects")
@open_to(*CLOSES, Role.MAYOR)
def desk_projects() -> ResponseReturnValue:
    """Every project, with what is owed."""
    at, me = clock.now(), actor()
    every = queries.every()
    return render_template(
        "projects/desk_projects.html",
        projects=every,
        owed=[one for one in every if one.owes_closing(at)],
        people=_people(),
        may_make=policy.may_set_up(me),
        may_verify=me.role in DESK,
        at=at,
    )


@blueprint.get("/desk/projects/new")
@open_to(*SETS_UP)
def new_project() -> ResponseReturnValue:
    """A form for a new one."""
    form = NewProjectForm(formdata=None)
    form.propose(clock.local(clock.now() + USUAL_WAIT).date())
    me = actor()
    if me.role is Role.HEAD and me.unit_id:
        form.unit.data = str(me.unit_id)
    return _new_page(form)


@blueprint.post("/desk/projects/new")
@open_to(*SETS_UP, checks_form=True)
def make_project() -> ResponseReturnValue:
    """Make it."""
    form = NewProjectForm()
    _offer(form)
    if is_fresh(form) and form.validate():
        try:
            made = services.create_from_template(
                actor(), form.pattern(), _details(form), form.first_day(), clock.now()
            )
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return redirect(url_for(".set_up", number=made.number, done="made"), 303)
    undo()
    return _new_page(form), 422


@blueprint.get("/desk/projects/<int:number>")
@open_to(*CLOSES, Role.MAYOR)
def set_up(number: int) -> ResponseReturnValue:
    """One project as those see it who set it up: what is missing, and what can be done."""
    return _set_up_page(queries.project(number))


@blueprint.get("/desk/projects/<int:number>/details")
@open_to(*SETS_UP)
def details(number: int) -> ResponseReturnValue:
    """What is said about it."""
    found = _changeable(number)
    form = DetailsForm(
        formdata=None,
        title_th=found.title.th,
        title_en=found.title.en,
        summary_th=found.summary.th,
        summary_en=found.summary.en,
        influence=found.influence.value,
        area=str(found.area_id or ""),
        unit=str(found.unit_id or ""),
        officer=str(found.officer_id or ""),
        version=str(found.version),
    )
    return _details_page(form, found)


@blueprint.post("/desk/projects/<int:number>/details")
@open_to(*SETS_UP, checks_form=True)
def change_details(number: int) -> ResponseReturnValue:
    """Change it."""
    found, form = _changeable(number), DetailsForm()
    _offer(form)
    if is_fresh(form) and form.validate():
        try:
            services.change(actor(), found.id, _details(form), seen=form.seen(), at=clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return redirect(url_for(".set_up", number=number, done="details"), 303)
    undo()
    return _details_page(form, found), 422


@blueprint.post("/desk/projects/<int:number>/publish")
@open_to(*SETS_UP)
def publish(number: int) -> ResponseReturnValue:
    """Show it to everyone."""
    found = _changeable(number)
    seen = int(request.form["version"]) if request.form.get("version", "").isdecimal() else 0
    try:
        services.publish(actor(), found.id, seen=seen, at=clock.now())
    except Invalid as refusal:
        undo()
        return _set_up_page(found, list(refusal.fields.values())), 422
    return redirect(url_for(".set_up", number=number, done="published"), 303)


@blueprint.get("/desk/projects/<int:number>/closing")
@open_to(*CLOSES)
def closing(number: int) -> ResponseReturnValue:
    """The closing statement, to be written once the last stage is over."""
    found = _closable(number)
    return _closing_page(ClosingForm(formdata=None, version=str(found.version)), found)


@blueprint.post("/desk/projects/<int:number>/closing")
@open_to(*CLOSES, checks_form=True)
def close(number: int) -> ResponseReturnValue:
    """Close it with the statement."""
    found, form = _closable(number), ClosingForm()
    if is_fresh(form) and form.validate():
        try:
            services.close(actor(), found.id, form.statement(), seen=form.seen(), at=clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return redirect(url_for(".set_up", number=number, done="closed"), 303)
    undo()
    return _closing_page(form, found), 422


def _changeable(number: int) -> ProjectLine:
    found = queries.project(number)
    if not policy.may_change(actor(), found.unit_id):
        raise Forbidden(lazy("You do not have permission to change this project."))
    return found


def _closable(number: int) -> ProjectLine:
    found = queries.project(number)
    if not policy.may_close(actor(), found.unit_id, found.officer_id):
        raise Forbidden(lazy("You do not have permission to close this project."))
    return found


def _details(form: DetailsForm) -> Details:
    return Details(form.title(), form.summary(), form.promised(), *form.belongs_to())


def _offer(form: DetailsForm) -> None:
    staff = [one for one in accounts.staff() if one.role in DESK]
    areas = [(str(area.id), area.title.here) for area in places.areas()]
    units = [(str(unit.id), unit.title.here) for unit in municipalities.units()]
    form.area.choices = offered([("", lazy("The whole municipality")), *areas])
    form.unit.choices = offered([("", lazy("No unit yet")), *units])
    form.officer.choices = [*offered([("", lazy("Nobody yet"))]), *map(_choice, staff)]


def _choice(colleague: accounts.PersonLine) -> SelectChoice:
    name = said(colleague.name or colleague.email)
    return SelectChoice(str(colleague.id), name.text, {"lang": name.language})


def _people() -> dict[int, Said]:
    return {person.id: said(person.name) for person in accounts.staff()}


def _new_page(form: NewProjectForm) -> str:
    _offer(form)
    return render_template(
        "projects/new.html",
        form=form,
        promised={
            form_.value: lazy(
                "%(stages)s stages. The usual promise: %(promise)s.",
                stages=len(pattern.stages),
                promise=INFLUENCE_WORDS[pattern.influence],
            )
            for form_, pattern in patterns.PATTERNS.items()
        },
    )


def _details_page(form: DetailsForm, found: ProjectLine) -> str:
    _offer(form)
    promises = {one.value: words for one, words in INFLUENCE_PROMISES.items()}
    return render_template("projects/details.html", form=form, project=found, promises=promises)


def _closing_page(form: ClosingForm, found: ProjectLine) -> str:
    return render_template(
        "projects/closing.html", form=form, owing=waiting.owed(found), **drawn(found)
    )


def _set_up_page(found: ProjectLine, refused: list[object] | None = None) -> str:
    me = actor()
    return render_template(
        "projects/set_up.html",
        **drawn(found),
        refused_lines=[(why, "") for why in refused or []],
        officer=_people().get(found.officer_id or 0),
        doubles=waiting.doubles(found, me, clock.now()),
        owing=waiting.owed(found),
        may_change=policy.may_change(me, found.unit_id) and found.closed_at is None,
        may_close=policy.may_close(me, found.unit_id, found.officer_id),
        notice=DONE.get(request.args.get("done", "")),
    )
