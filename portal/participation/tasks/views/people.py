"""Who is on the list of a task: take people down, take the attendance, print their thanks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.foundation import clock
from portal.foundation.errors import NotFound
from portal.foundation.i18n import Lazy, lazy
from portal.foundation.web import actor, open_to, personal, profile
from portal.foundation.web.doing import is_done
from portal.participation.monitoring.policy import RECORDERS
from portal.participation.tasks import certificate, services
from portal.participation.tasks.forms import AttendanceForm, TakeDownForm, attendance_form
from portal.participation.tasks.queries import board
from portal.participation.tasks.queries import people as workers
from portal.participation.tasks.queries.board import TaskLine
from portal.participation.tasks.queries.people import PersonLine
from portal.participation.tasks.terms import CHECK_IN_BEFORE
from portal.participation.tasks.views.door import (
    RECORD,
    Here,
    blueprint,
    on_paper,
    recorded_here,
)

if TYPE_CHECKING:
    from datetime import datetime

    from flask.typing import ResponseReturnValue

DONE: dict[str, Lazy] = {
    "taken": lazy("The name is on the list."),
    "attended": lazy("The attendance is saved. Whoever came is thanked by e-mail."),
}
PEOPLE = f"{RECORD}/<int:task_id>/people"


@blueprint.get(PEOPLE)
@open_to(*RECORDERS)
def people(number: int, task_id: int) -> ResponseReturnValue:
    """The list, with who came and how long."""
    place, line = _here(number, task_id)
    lines = workers.people(line.id)
    return _page((place, line), lines, attendance_form(lines, line, is_empty=True), _new())


@blueprint.post(PEOPLE)
@open_to(*RECORDERS, checks_form=True)
def take_attendance(number: int, task_id: int) -> ResponseReturnValue:
    """Save who came and how long each worked."""
    place, line = _here(number, task_id)
    lines = workers.people(line.id)
    form = attendance_form(lines, line, is_empty=False)
    ids = [one.id for one in lines]

    def save(at: datetime) -> None:
        minutes = form.minutes(ids, is_over=line.ends_at <= at)
        services.attend(actor(), line.id, minutes, at=at)

    if is_done(form, save):
        return redirect(url_for(".people", number=number, task_id=task_id, done="attended"), 303)
    return _page((place, line), lines, form, _new()), 422


@blueprint.post(f"{PEOPLE}/new")
@open_to(*RECORDERS, checks_form=True)
def take_down(number: int, task_id: int) -> ResponseReturnValue:
    """Put somebody without an account on the list."""
    place, line = _here(number, task_id)
    form = TakeDownForm()
    name = form.name.data or ""
    if is_done(form, lambda at: services.take_down(actor(), line.id, name, form.came(), at=at)):
        return redirect(url_for(".people", number=number, task_id=task_id, done="taken"), 303)
    lines = workers.people(line.id)
    return _page((place, line), lines, attendance_form(lines, line, is_empty=True), form), 422


@blueprint.get(f"{PEOPLE}/<int:signup_id>/certificate.pdf")
@open_to(*RECORDERS)
def certificate_of(number: int, task_id: int, signup_id: int) -> ResponseReturnValue:
    """Thanks on paper for somebody on the list who came."""
    place, _line = _here(number, task_id)
    work = workers.worked_by_line(place.project.id, signup_id)
    if work is None:
        raise NotFound(lazy("There is a certificate once hours are recorded."))
    numerals = request.args.get("numerals", "") == "th"
    paper = certificate.document(
        work, place.project.title, profile(), clock.now(), thai_numerals=numerals
    )
    return on_paper(paper, f"certificate-{number}-{signup_id}")


def _new() -> TakeDownForm:
    return TakeDownForm(formdata=None)


def _here(number: int, task_id: int) -> tuple[Here, TaskLine]:
    personal()
    place = recorded_here(number)
    return place, board.task(place.project.id, task_id)


def _page(
    where: tuple[Here, TaskLine],
    lines: Sequence[PersonLine],
    form: AttendanceForm,
    newcomer: TakeDownForm,
) -> str:
    at, task = clock.now(), where[1]
    return render_template(
        "tasks/people.html",
        where=where[0],
        task=task,
        people=lines,
        form=form,
        newcomer=newcomer,
        may_attend=at >= task.starts_at - CHECK_IN_BEFORE and task.cancelled_at is None,
        notice=DONE.get(request.args.get("done", "")),
        at=at,
    )
