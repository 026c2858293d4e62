"""The administrator looks after staff: who there is, as what, limited to what, and no more."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.accounts import queries, reach, services
from portal.accounts.forms import NewMemberForm, PostForm
from portal.accounts.policy import MANAGERS
from portal.accounts.services.staffing import Post
from portal.accounts.views.door import blueprint
from portal.foundation import clock
from portal.foundation.errors import Invalid, NotFound, OutOfOrder
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy
from portal.foundation.policy import ROLE_WORDS, STAFF, Role, Scope
from portal.foundation.web import (
    actor,
    forms_refused,
    freshly_proved,
    open_to,
    personal,
    undo,
)

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.accounts.queries import StaffLine

DONE = {
    "changed": lazy("It is changed. They sign in again."),
    "closed": lazy("The account is closed. They are signed out everywhere."),
    "restored": lazy("The account is open again."),
}


@blueprint.get("/settings/staff")
@open_to(*MANAGERS)
def staff_list() -> ResponseReturnValue:
    """Everybody, those who may sign in first."""
    personal()
    return render_template(
        "accounts/staff_list.html",
        lines=queries.staff_lines(),
        role_words=ROLE_WORDS,
        units={number: title.here for number, title in reach.titles("unit").items()},
        scopes=_scope_words,
        notice=DONE.get(request.args.get("done", "")),
    )


@blueprint.get("/settings/staff/new")
@open_to(*MANAGERS)
@freshly_proved()
def new_member() -> ResponseReturnValue:
    """Somebody who is not here yet."""
    return _drawn(NewMemberForm(formdata=None, role=Role.OFFICER.value), None)


@blueprint.post("/settings/staff/new")
@open_to(*MANAGERS, checks_form=True)
@freshly_proved()
def add_member() -> ResponseReturnValue:
    """Add them; the first password stands on the answer and nowhere else."""
    form = NewMemberForm()
    _choosable(form)
    if form.validate():
        try:
            _id, password = services.staffing.enlist(
                actor(), form.email.data or "", form.name.data or "", _post(form), at=clock.now()
            )
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            personal()
            return render_template(
                "accounts/staff_password.html", name=form.name.data, password=password
            )
    undo()
    return _drawn(form, None), 422


@blueprint.get("/settings/staff/<int:person_id>")
@open_to(*MANAGERS)
@freshly_proved()
def member(person_id: int) -> ResponseReturnValue:
    """One of them, to be changed or closed."""
    line = _member(person_id)
    scope = line.scope
    form = PostForm(
        formdata=None,
        role=line.role.value,
        unit=str(line.unit_id or ""),
        units=[str(each) for each in scope.units],
        categories=[str(each) for each in scope.categories],
        areas=[str(each) for each in scope.areas],
    )
    return _drawn(form, line)


@blueprint.post("/settings/staff/<int:person_id>/change")
@open_to(*MANAGERS, checks_form=True)
@freshly_proved()
def change_member(person_id: int) -> ResponseReturnValue:
    """Give another role, unit or scope."""
    line, form = _member(person_id), PostForm()
    _choosable(form)
    if form.validate():
        try:
            services.staffing.change(actor(), person_id, _post(form), at=clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
        except OutOfOrder as refusal:
            form.role.errors = [refusal.message]
        else:
            return redirect(url_for(".staff_list", done="changed"), 303)
    undo()
    return _drawn(form, line), 422


@blueprint.post("/settings/staff/<int:person_id>/close")
@open_to(*MANAGERS)
@freshly_proved()
def close_member(person_id: int) -> ResponseReturnValue:
    """Let them sign in no more."""
    services.staffing.close(actor(), person_id, at=clock.now())
    return redirect(url_for(".staff_list", done="closed"), 303)


@blueprint.post("/settings/staff/<int:person_id>/restore")
@open_to(*MANAGERS)
@freshly_proved()
def restore_member(person_id: int) -> ResponseReturnValue:
    """Let them sign in again."""
    services.staffing.restore(actor(), person_id, at=clock.now())
    return redirect(url_for(".staff_list", done="restored"), 303)


def _member(person_id: int) -> StaffLine:
    line = queries.member(person_id)
    if line is None:
        raise NotFound(lazy("There is no such person."))
    return line


def _post(form: PostForm) -> Post:
    role = form.role.data if form.role.data in {role.value for role in STAFF} else Role.VISITOR
    scope = Scope(form.chosen("units"), form.chosen("categories"), form.chosen("areas"))
    return Post(Role(role), form.unit_id(), scope)


def _choosable(form: PostForm) -> None:
    def listed(kind: str) -> list[tuple[str, str]]:
        return [(str(number), title.here) for number, title in reach.titles(kind).items()]

    form.role.choices = offered((role.value, ROLE_WORDS[role]) for role in Role if role in STAFF)
    form.unit.choices = offered([("", lazy("No unit")), *listed("unit")])
    form.units.choices, form.areas.choices = listed("unit"), listed("area")
    form.categories.choices = listed("category")


def _scope_words(line: StaffLine) -> list[str]:
    """The titles of what somebody is limited to."""
    limits = {"unit": line.scope.units, "category": line.scope.categories, "area": line.scope.areas}
    return [
        title.here
        for kind, numbers in limits.items()
        for number, title in reach.titles(kind).items()
        if number in numbers
    ]


def _drawn(form: PostForm, line: StaffLine | None) -> str:
    personal()
    _choosable(form)
    at: datetime = clock.now()
    return render_template(
        "accounts/staff_member.html",
        form=form,
        line=line,
        at=at,
        is_self=line is not None and line.id == actor().person_id,
    )
