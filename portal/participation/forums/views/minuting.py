"""Minutes, decisions and ideas of a forum."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import redirect, render_template, url_for

from portal.foundation import clock
from portal.foundation.errors import NotFound
from portal.foundation.web import actor, open_to
from portal.foundation.web.doing import is_done
from portal.participation.forums import services
from portal.participation.forums.forms import DecisionForm, IdeaForm, MinutesForm
from portal.participation.forums.queries import room
from portal.participation.forums.services.loading import NOTHING
from portal.participation.forums.views.desk import record_page
from portal.participation.forums.views.door import ONE, Here, blueprint, forum_here
from portal.participation.monitoring.forms import whole
from portal.participation.monitoring.policy import RECORDERS

if TYPE_CHECKING:
    from datetime import datetime

    from flask.typing import ResponseReturnValue

    from portal.participation.forums.queries.board import ForumLine
    from portal.participation.forums.queries.room import DecisionLine


@blueprint.get(f"{ONE}/minutes")
@open_to(*RECORDERS)
def minutes(number: int, forum_id: int) -> ResponseReturnValue:
    """The minutes."""
    place, line = forum_here(number, forum_id)
    values = {"minutes_th": line.minutes.th, "minutes_en": line.minutes.en}
    form = MinutesForm(formdata=None, seen=str(line.version), **values)
    return render_template("forums/minutes.html", where=place, forum=line, form=form)


@blueprint.post(f"{ONE}/minutes")
@open_to(*RECORDERS, checks_form=True)
def save_minutes(number: int, forum_id: int) -> ResponseReturnValue:
    """Publish them."""
    place, line = forum_here(number, forum_id)
    form = MinutesForm()

    def save(at: datetime) -> object:
        words, seen = form.words("minutes"), form.version()
        return services.save_minutes(actor(), line.id, words, seen=seen, at=at)

    if is_done(form, save):
        return _back(number, forum_id, "minutes")
    return render_template("forums/minutes.html", where=place, forum=line, form=form), 422


@blueprint.get(f"{ONE}/decisions/<int:decision_id>")
@open_to(*RECORDERS)
def decision(number: int, forum_id: int, decision_id: int) -> ResponseReturnValue:
    """One decision; zero for a new one."""
    place, line = forum_here(number, forum_id)
    values: dict[str, Any] = {"seen": "0"}
    if decision_id:
        known = _decision(line, decision_id)
        values = {
            "text_th": known.text.th,
            "text_en": known.text.en,
            "how": known.how.value,
            "votes_for": str(known.votes_for),
            "votes_against": str(known.votes_against),
            "abstained": str(known.abstained),
            "seen": str(known.version),
        }
    return _decision_page(place, line, decision_id, DecisionForm(formdata=None, **values))


@blueprint.post(f"{ONE}/decisions/<int:decision_id>")
@open_to(*RECORDERS, checks_form=True)
def save_decision(number: int, forum_id: int, decision_id: int) -> ResponseReturnValue:
    """Keep it."""
    place, line = forum_here(number, forum_id)
    form = DecisionForm()

    def save(at: datetime) -> object:
        known = (decision_id, form.version()) if decision_id else None
        return services.save_decision(actor(), line.id, form.plan(), at=at, known=known)

    if is_done(form, save):
        return _back(number, forum_id, "decision")
    return _decision_page(place, line, decision_id, form), 422


@blueprint.post(f"{ONE}/decisions/<int:decision_id>/remove")
@open_to(*RECORDERS)
def remove_decision(number: int, forum_id: int, decision_id: int) -> ResponseReturnValue:
    """Take it out."""
    line = forum_here(number, forum_id)[1]
    services.remove_decision(actor(), line.id, decision_id, at=clock.now())
    return _back(number, forum_id, "removed")


@blueprint.post(f"{ONE}/ideas")
@open_to(*RECORDERS, checks_form=True)
def link_idea(number: int, forum_id: int) -> ResponseReturnValue:
    """Note that an idea was talked about."""
    line, form = forum_here(number, forum_id)[1], IdeaForm()
    running = whole(form.idea.data)
    if is_done(form, lambda at: services.link_idea(actor(), line.id, running, at=at)):
        return _back(number, forum_id, "linked")
    return record_page(number, forum_id, form), 422


@blueprint.post(f"{ONE}/ideas/<int:idea_id>/remove")
@open_to(*RECORDERS)
def unlink_idea(number: int, forum_id: int, idea_id: int) -> ResponseReturnValue:
    """Take the note back."""
    line = forum_here(number, forum_id)[1]
    services.unlink_idea(actor(), line.id, idea_id, at=clock.now())
    return _back(number, forum_id, "removed")


def _back(number: int, forum_id: int, done: str) -> ResponseReturnValue:
    address = url_for(".record_forum", number=number, forum_id=forum_id, done=done)
    return redirect(address, 303)


def _decision(line: ForumLine, decision_id: int) -> DecisionLine:
    for one in room.decisions(line.id):
        if one.id == decision_id:
            return one
    raise NotFound(NOTHING)


def _decision_page(place: Here, line: ForumLine, decision_id: int, form: DecisionForm) -> str:
    return render_template(
        "forums/decision.html", where=place, forum=line, decision_id=decision_id, form=form
    )
