"""Enter a task and what it needs; call it off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import redirect, render_template, url_for

from portal.foundation import clock
from portal.foundation.dates import date_typed
from portal.foundation.errors import NotFound
from portal.foundation.i18n import language, lazy
from portal.foundation.web import actor, open_to
from portal.foundation.web.doing import is_done
from portal.participation.monitoring.forms import whole
from portal.participation.monitoring.policy import RECORDERS
from portal.participation.results.forms import WhyForm
from portal.participation.tasks import services
from portal.participation.tasks.forms import NeedForm, TaskForm
from portal.participation.tasks.queries import board
from portal.participation.tasks.queries.board import NeedLine
from portal.participation.tasks.services import NeedPlan, TaskPlan
from portal.participation.tasks.views.door import RECORD, Here, blueprint, recorded_here

if TYPE_CHECKING:
    from datetime import datetime

    from flask.typing import ResponseReturnValue

    from portal.foundation.i18n import Bilingual
    from portal.participation.tasks.queries.board import TaskLine


def _both(name: str, words: Bilingual) -> dict[str, str]:
    return {f"{name}_th": words.th, f"{name}_en": words.en}


def _shown(line: TaskLine) -> dict[str, Any]:
    first, end = clock.local(line.starts_at), clock.local(line.ends_at)
    is_midnight = end.date() != first.date()
    values: dict[str, Any] = {
        "starts_on": date_typed(first.date(), language()),
        "starts_time": f"{first:%H:%M}",
        "ends_time": "24:00" if is_midnight else f"{end:%H:%M}",
        "people": str(line.people),
        "seen": str(line.version),
    }
    for name in ("title", "details", "place", "skills"):
        values |= _both(name, getattr(line, name))
    return values


@blueprint.get(f"{RECORD}/<int:task_id>")
@open_to(*RECORDERS)
def edit_task(number: int, task_id: int) -> ResponseReturnValue:
    """One task; zero for a new one."""
    place = recorded_here(number)
    values = _shown(board.task(place.project.id, task_id)) if task_id else {"seen": "0"}
    return _page(place, task_id, TaskForm(formdata=None, **values))


@blueprint.post(f"{RECORD}/<int:task_id>")
@open_to(*RECORDERS, checks_form=True)
def save_task(number: int, task_id: int) -> ResponseReturnValue:
    """Keep it."""
    place, form = recorded_here(number), TaskForm()

    def save(at: datetime) -> object:
        plan = TaskPlan(
            form.words("title"),
            form.words("details"),
            form.words("place"),
            form.words("skills"),
            *form.moments(),
            whole(form.people.data),
        )
        known = (task_id, form.version()) if task_id else None
        return services.save_task(actor(), place.project.id, plan, at=at, known=known)

    if is_done(form, save):
        return redirect(url_for(".record_tasks", number=number, done="saved"), 303)
    return _page(place, task_id, form), 422


def _page(place: Here, task_id: int, form: TaskForm) -> str:
    line = board.task(place.project.id, task_id) if task_id else None
    return render_template("tasks/edit.html", where=place, task=line, form=form)


@blueprint.get(f"{RECORD}/<int:task_id>/cancel")
@open_to(*RECORDERS)
def cancelling(number: int, task_id: int) -> ResponseReturnValue:
    """Why a task is to be called off."""
    return _cancel_page(number, task_id, WhyForm(formdata=None))


@blueprint.post(f"{RECORD}/<int:task_id>/cancel")
@open_to(*RECORDERS, checks_form=True)
def cancel_task(number: int, task_id: int) -> ResponseReturnValue:
    """Call it off."""
    line, form = board.task(recorded_here(number).project.id, task_id), WhyForm()
    why = form.why.data or ""
    if is_done(form, lambda at: services.cancel_task(actor(), line.id, why, at=at)):
        return redirect(url_for(".record_tasks", number=number, done="cancelled"), 303)
    return _cancel_page(number, task_id, form), 422


def _cancel_page(number: int, task_id: int, form: WhyForm) -> str:
    place = recorded_here(number)
    line = board.task(place.project.id, task_id)
    return render_template("tasks/cancel.html", where=place, task=line, form=form)


@blueprint.get(f"{RECORD}/<int:task_id>/needs/<int:need_id>")
@open_to(*RECORDERS)
def need(number: int, task_id: int, need_id: int) -> ResponseReturnValue:
    """One thing that is needed; zero for a new one."""
    place = recorded_here(number)
    line = board.task(place.project.id, task_id)
    values: dict[str, Any] = {"seen": "0"}
    if need_id:
        known = _need(line, need_id)
        values = {"wanted": str(known.wanted), "seen": str(known.version)}
        values |= _both("what", known.what) | _both("unit", known.unit)
    return _need_page(place, line, need_id, NeedForm(formdata=None, **values))


@blueprint.post(f"{RECORD}/<int:task_id>/needs/<int:need_id>")
@open_to(*RECORDERS, checks_form=True)
def save_need(number: int, task_id: int, need_id: int) -> ResponseReturnValue:
    """Keep it."""
    place, form = recorded_here(number), NeedForm()
    line = board.task(place.project.id, task_id)

    def save(at: datetime) -> object:
        plan = NeedPlan(form.words("what"), form.words("unit"), whole(form.wanted.data))
        known = (need_id, form.version()) if need_id else None
        return services.save_need(actor(), line.id, plan, at=at, known=known)

    if is_done(form, save):
        return redirect(url_for(".record_tasks", number=number, done="saved"), 303)
    return _need_page(place, line, need_id, form), 422


@blueprint.post(f"{RECORD}/<int:task_id>/needs/<int:need_id>/remove")
@open_to(*RECORDERS)
def remove_need(number: int, task_id: int, need_id: int) -> ResponseReturnValue:
    """Take it out."""
    line = board.task(recorded_here(number).project.id, task_id)
    services.remove_need(actor(), line.id, need_id, at=clock.now())
    return redirect(url_for(".record_tasks", number=number, done="saved"), 303)


def _need(line: TaskLine, need_id: int) -> NeedLine:
    for one in line.needs:
        if one.id == need_id:
            return one
    raise NotFound(lazy("There is nothing recorded under this number."))


def _need_page(place: Here, line: TaskLine, need_id: int, form: NeedForm) -> str:
    return render_template("tasks/need.html", where=place, task=line, need_id=need_id, form=form)
