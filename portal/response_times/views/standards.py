"""Set what is promised: the table of what holds, a new version, and what it would have meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.foundation import clock
from portal.foundation.errors import Invalid, NotFound
from portal.foundation.i18n import Bilingual, _, lazy
from portal.foundation.web import actor, forms_refused, freshly_proved, open_to, undo
from portal.response_times import queries
from portal.response_times.calendar import due
from portal.response_times.figures import rooms
from portal.response_times.figures.rooms import Name
from portal.response_times.figures.sheets import By
from portal.response_times.forms.standards import StandardsForm
from portal.response_times.policy import SETTERS
from portal.response_times.queries import hindsight, settings
from portal.response_times.services import standards as services
from portal.response_times.services.standards import Change
from portal.response_times.standards import LABELS
from portal.response_times.versions import SETTABLE, Priority, Scope, Version
from portal.response_times.views.door import blueprint
from portal.response_times.wording import until

if TYPE_CHECKING:
    from datetime import datetime

    from flask.typing import ResponseReturnValue


@blueprint.get("/settings/standards")
@open_to(*SETTERS)
def standards() -> ResponseReturnValue:
    """What holds now, and from when."""
    today = clock.local(clock.now()).date()
    lines = settings.standards_now(_kind(), map(int, _categories()), today)
    return render_template(
        "response_times/standards.html",
        lines=[(words(line.scope), line) for line in lines],
        labels=[LABELS[kind] for kind in SETTABLE],
        form_address=url_for(".standard_form"),
        notice=lazy("The new standard has been entered.") if "entered" in request.args else None,
    )


@blueprint.get("/settings/standards/change")
@open_to(*SETTERS)
@freshly_proved()
def standard_form() -> ResponseReturnValue:
    """The form for a new version, filled in with what holds today."""
    scope = _scope(request.args.get("category", ""), request.args.get("priority", ""))
    today = clock.local(clock.now()).date()
    form = StandardsForm(formdata=None)
    form.fill(scope, settings.own_standards(_kind(), scope, today), today)
    return _form_page(form, scope)


@blueprint.post("/settings/standards/change")
@open_to(*SETTERS)
@freshly_proved()
def change_again() -> ResponseReturnValue:
    """Back from the check to the form, with everything that was typed."""
    form, scope = _typed()
    return _form_page(form, scope)


@blueprint.post("/settings/standards/check")
@open_to(*SETTERS)
@freshly_proved()
def check_standard() -> ResponseReturnValue:
    """What the new version would have meant for the last twelve months, before it is entered."""
    form, scope = _typed()
    at = clock.now()
    change = _change(form, scope)
    if change is not None:
        try:
            versions = services.check(actor(), change, at)
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return _check_page(form, change, versions, at)
    return _form_page(form, scope), 422


@blueprint.post("/settings/standards")
@open_to(*SETTERS)
@freshly_proved()
def enter_standard() -> ResponseReturnValue:
    """Enter the new version."""
    form, scope = _typed()
    change = _change(form, scope)
    if change is not None:
        try:
            services.enter(actor(), change, clock.now())
        except Invalid as refusal:
            undo()
            forms_refused(form, refusal)
        else:
            return redirect(url_for(".standards", entered="1"), 303)
    return _form_page(form, scope), 422


def words(scope: Scope) -> str:
    """Which matters a scope is, in words."""
    name = _categories().get(str(scope.category_id), "") or _("All complaints")
    return _("%(name)s: urgent", name=name) if scope.priority else name


def _scope(category: str, priority: str) -> Scope:
    """The scope an address or a form names; raises `NotFound`."""
    if category and category not in _categories():
        raise NotFound(lazy("There is no such category."))
    if priority not in {"", Priority.URGENT}:
        raise NotFound(lazy("There is no such priority."))
    return Scope(int(category) if category else None, priority)


def _kind() -> str:
    """The kind of matter whose standards are set here."""
    return rooms.room().kind


def _categories() -> dict[str, str]:
    """Every category by its number as text, with its name in the language of the page."""
    names = rooms.room().names(By.CATEGORY)
    return {key: here(name) for key, name in names.items() if key}


def here(name: Name) -> str:
    """A name in the language of the page."""
    return name.here if isinstance(name, Bilingual) else str(name)


def _typed() -> tuple[StandardsForm, Scope]:
    form = StandardsForm()
    scope = _scope(form.category.data or "", form.priority.data or "")
    form.offer(scope)
    return form, scope


def _change(form: StandardsForm, scope: Scope) -> Change | None:
    """What was typed as a change; None where it cannot be read, which the form then says."""
    is_valid = form.validate()
    day = form.day()
    try:
        wanted = form.wanted()
    except Invalid as refusal:
        forms_refused(form, refusal)
        return None
    return Change(_kind(), scope, wanted, day) if is_valid and day else None


def _form_page(form: StandardsForm, scope: Scope) -> str:
    form.offer(scope)
    today = clock.local(clock.now()).date()
    return render_template(
        "response_times/standards_form.html",
        form=form,
        scope=scope,
        name=words(scope),
        line=settings.standards_of(_kind(), scope, today),
        history=settings.history_of(_kind(), scope),
        labels=LABELS,
    )


def _check_page(form: StandardsForm, change: Change, versions: list[Version], at: datetime) -> str:
    calendar = queries.calendar_of(actor().municipality_id)
    return render_template(
        "response_times/standards_check.html",
        form=form,
        name=words(change.scope),
        day=change.in_force_from,
        versions=[
            (each, until(due(each.standard, at, calendar)) if each.standard else "")
            for each in versions
        ],
        comparisons=hindsight.compare(_kind(), versions, at),
        labels=LABELS,
        at=at,
    )
