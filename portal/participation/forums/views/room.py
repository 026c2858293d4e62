"""The list at the door: who registered, who came, heads counted from the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.foundation import clock
from portal.foundation.i18n import Lazy, lazy
from portal.foundation.web import actor, open_to
from portal.foundation.web.doing import is_done
from portal.participation.forums import services
from portal.participation.forums.forms import AttendanceForm, HeadsForm
from portal.participation.forums.queries import room
from portal.participation.forums.queries.board import ForumLine
from portal.participation.forums.terms import ATTEND_BEFORE
from portal.participation.forums.views.door import ONE, Here, blueprint, forum_here
from portal.participation.monitoring.forms import whole
from portal.participation.monitoring.policy import RECORDERS

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

DONE: dict[str, Lazy] = {
    "attended": lazy("The attendance is saved."),
    "counted": lazy("They are counted."),
    "removed": lazy("It is taken out."),
}


@blueprint.get(f"{ONE}/people")
@open_to(*RECORDERS)
def people(number: int, forum_id: int) -> ResponseReturnValue:
    """The list."""
    place, line = forum_here(number, forum_id)
    return _page(place, line, HeadsForm(formdata=None))


@blueprint.post(f"{ONE}/people")
@open_to(*RECORDERS, checks_form=True)
def take_attendance(number: int, forum_id: int) -> ResponseReturnValue:
    """Save who of those registered came."""
    place, line = forum_here(number, forum_id)
    form = AttendanceForm().offer(room.guests(line.id))
    if is_done(form, lambda at: services.attend(actor(), line.id, form.ids(), at=at)):
        return _back(number, forum_id, "attended")
    return _page(place, line, HeadsForm(formdata=None)), 422


@blueprint.post(f"{ONE}/people/new")
@open_to(*RECORDERS, checks_form=True)
def count_heads(number: int, forum_id: int) -> ResponseReturnValue:
    """Count people at the door, or from the sheet."""
    place, line = forum_here(number, forum_id)
    form = _offer(HeadsForm(), line)
    n = whole(form.n.data)
    if is_done(form, lambda at: services.add_heads(actor(), line.id, form.guest(), n, at=at)):
        return _back(number, forum_id, "counted")
    return _page(place, line, form), 422


@blueprint.post(f"{ONE}/people/<int:line_id>/remove")
@open_to(*RECORDERS)
def remove_heads(number: int, forum_id: int, line_id: int) -> ResponseReturnValue:
    """Take out what was counted by mistake."""
    line = forum_here(number, forum_id)[1]
    services.remove_heads(actor(), line.id, line_id, at=clock.now())
    return _back(number, forum_id, "removed")


def _back(number: int, forum_id: int, done: str) -> ResponseReturnValue:
    return redirect(url_for(".people", number=number, forum_id=forum_id, done=done), 303)


def _offer(form: HeadsForm, line: ForumLine) -> HeadsForm:
    form.offer((one.id, one.title) for one in room.groups(line.id))
    return form


def _page(place: Here, line: ForumLine, form: HeadsForm) -> str:
    at, guests = clock.now(), room.guests(line.id)
    return render_template(
        "forums/people.html",
        where=place,
        forum=line,
        guests=guests,
        form=_offer(form, line),
        may_attend=at >= line.starts_at - ATTEND_BEFORE and line.cancelled_at is None,
        notice=DONE.get(request.args.get("done", "")),
        at=at,
    )
