"""What is done together, for everyone: tasks, places, the certificate of who came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.foundation import clock
from portal.foundation.errors import NotFound, SignInNeeded
from portal.foundation.i18n import Lazy, lazy
from portal.foundation.policy import ANYONE, STAFF
from portal.foundation.web import actor, open_to, personal, profile
from portal.foundation.web.doing import is_done
from portal.participation.monitoring.policy import may_record
from portal.participation.tasks import certificate, services
from portal.participation.tasks.forms import JoinForm
from portal.participation.tasks.queries import board, given
from portal.participation.tasks.queries import people as workers
from portal.participation.tasks.services.writing import may_write
from portal.participation.tasks.views.door import ROOT, blueprint, here, on_paper

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

DONE: dict[str, Lazy] = {
    "joined": lazy("Thank you. You are on the list. We write to you before it begins."),
    "left": lazy("You are not on the list any more."),
    "offered": lazy("Thank you. We write to you when your gift can be received."),
    "withdrawn": lazy("Your offer is taken back."),
    "written": lazy("Thank you. Your entry is in the diary. Photos appear once we looked at them."),
}


@blueprint.get(ROOT)
@open_to(*ANYONE)
def together(number: int) -> ResponseReturnValue:
    """Tasks, gifts, and the diary with its photos."""
    at = clock.now()
    place, who = here(number, at), actor()
    project_id = place.project.id
    lines = board.tasks(project_id, who.person_id)
    return render_template(
        "tasks/together.html",
        where=place,
        ahead=[one for one in lines if not one.is_over(at)],
        past=[one for one in reversed(lines) if one.is_over(at)],
        totals=given.totals(project_id),
        gifts=given.gifts(project_id, who.person_id),
        entries=given.entries(project_id),
        may_write=may_write(who, project_id) and place.project.closed_at is None,
        may_record=may_record(who, place.project.unit_id),
        is_staff=who.role in STAFF,
        worked=workers.worked(project_id, who.person_id),
        notice=DONE.get(request.args.get("done", "")),
        at=at,
    )


@blueprint.get(f"{ROOT}/<int:task_id>")
@open_to(*ANYONE)
def task(number: int, task_id: int) -> ResponseReturnValue:
    """One task: what, when, where, what it needs, and the way onto its list."""
    if "join" in request.args and actor().person_id is None:
        raise SignInNeeded(lazy("Sign in, so that we can tell you when something changes."))
    name = actor().name or workers.last_name(actor().person_id)
    return _page(number, task_id, JoinForm(formdata=None, name=name))


@blueprint.post(f"{ROOT}/<int:task_id>/join")
@open_to(*ANYONE, checks_form=True)
def join_task(number: int, task_id: int) -> ResponseReturnValue:
    """Take a place, or give it back."""
    line = board.task(here(number, clock.now()).project.id, task_id)
    form, is_leaving = JoinForm(), bool(request.form.get("stop"))
    if is_leaving:
        is_ready = is_done(form, lambda at: services.give_back(actor(), line.id, at=at))
    else:
        name, words = form.name.data or "", form.words.data or ""
        is_ready = is_done(form, lambda at: services.sign_up(actor(), line.id, name, words, at=at))
    if is_ready:
        done = "left" if is_leaving else "joined"
        return redirect(url_for(".task", number=number, task_id=task_id, done=done), 303)
    return _page(number, task_id, form), 422


def _page(number: int, task_id: int, form: JoinForm) -> str:
    at = clock.now()
    place, who = here(number, at), actor()
    return render_template(
        "tasks/task.html",
        where=place,
        task=board.task(place.project.id, task_id, who.person_id),
        form=form,
        is_staff=who.role in STAFF,
        is_known=who.person_id is not None,
        may_record=may_record(who, place.project.unit_id),
        notice=DONE.get(request.args.get("done", "")),
        at=at,
    )


@blueprint.get(f"{ROOT}/certificate.pdf")
@open_to(*ANYONE)
def own_certificate(number: int) -> ResponseReturnValue:
    """Thanks on paper, for whoever came."""
    personal()
    at = clock.now()
    project = here(number, at).project
    work = workers.worked(project.id, actor().person_id)
    if work is None:
        raise NotFound(lazy("There is a certificate once your hours are recorded."))
    numerals = request.args.get("numerals", "") == "th"
    paper = certificate.document(work, project.title, profile(), at, thai_numerals=numerals)
    return on_paper(paper, f"certificate-{number}")
