"""Enter a forum and the groups it consists of; call it off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import redirect, render_template, url_for

from portal.foundation import clock
from portal.foundation.dates import date_typed
from portal.foundation.errors import NotFound
from portal.foundation.i18n import language
from portal.foundation.web import actor, open_to
from portal.foundation.web.doing import is_done
from portal.participation.forums import services
from portal.participation.forums.forms import ForumForm, GroupForm
from portal.participation.forums.queries import board, room
from portal.participation.forums.services import ForumPlan, GroupPlan
from portal.participation.forums.services.loading import NOTHING
from portal.participation.forums.views.door import (
    ONE,
    RECORD,
    Here,
    blueprint,
    forum_here,
    recorded_here,
)
from portal.participation.monitoring.forms import whole
from portal.participation.monitoring.policy import RECORDERS
from portal.participation.results.forms import WhyForm

if TYPE_CHECKING:
    from datetime import datetime

    from flask.typing import ResponseReturnValue

    from portal.foundation.i18n import Bilingual
    from portal.participation.forums.queries.board import ForumLine
    from portal.participation.forums.queries.room import GroupLine


def _both(name: str, words: Bilingual) -> dict[str, str]:
    return {f"{name}_th": words.th, f"{name}_en": words.en}


def _shown(line: ForumLine) -> dict[str, Any]:
    first, end = clock.local(line.starts_at), clock.local(line.ends_at)
    agenda = {
        f"agenda_{code}": "\n".join(getattr(item, code) for item in line.agenda)
        for code in ("th", "en")
    }
    return {
        **_both("title", line.title),
        **_both("place", line.place),
        **{name: text.strip() for name, text in agenda.items()},
        "starts_on": date_typed(first.date(), language()),
        "starts_time": f"{first:%H:%M}",
        "ends_time": "24:00" if end.date() != first.date() else f"{end:%H:%M}",
        "area": str(line.area_id or ""),
        "announced_on": date_typed(line.announced_on, language()),
        "seen": str(line.version),
    }


@blueprint.get(f"{RECORD}/new")
@open_to(*RECORDERS)
def new_forum(number: int) -> ResponseReturnValue:
    """The form for a new forum."""
    return _page(recorded_here(number), None, ForumForm(formdata=None, seen="0"))


@blueprint.post(f"{RECORD}/new")
@open_to(*RECORDERS, checks_form=True)
def add_forum(number: int) -> ResponseReturnValue:
    """Keep a new one."""
    return _save(recorded_here(number), None)


@blueprint.get(f"{ONE}/change")
@open_to(*RECORDERS)
def edit_forum(number: int, forum_id: int) -> ResponseReturnValue:
    """The form for one that is entered."""
    place, line = forum_here(number, forum_id)
    return _page(place, line, ForumForm(formdata=None, **_shown(line)))


@blueprint.post(f"{ONE}/change")
@open_to(*RECORDERS, checks_form=True)
def save_forum(number: int, forum_id: int) -> ResponseReturnValue:
    """Keep what was changed."""
    return _save(*forum_here(number, forum_id))


def _save(place: Here, line: ForumLine | None) -> ResponseReturnValue:
    form = ForumForm().offer()

    def save(at: datetime) -> object:
        plan = ForumPlan(
            form.words("title"),
            form.words("place"),
            form.words("agenda"),
            *form.moments(),
            form.area_id(),
            form.day("announced_on"),
        )
        known = (line.id, form.version()) if line else None
        return services.save_forum(actor(), place.project.id, plan, at=at, known=known)

    if is_done(form, save):
        number = place.project.number
        return redirect(url_for(".record_forums", number=number, done="saved"), 303)
    return _page(place, line, form), 422


def _page(place: Here, line: ForumLine | None, form: ForumForm) -> str:
    return render_template("forums/edit.html", where=place, forum=line, form=form.offer())


@blueprint.get(f"{ONE}/cancel")
@open_to(*RECORDERS)
def cancelling(number: int, forum_id: int) -> ResponseReturnValue:
    """Why a forum is to be called off."""
    return _cancel_page(number, forum_id, WhyForm(formdata=None))


@blueprint.post(f"{ONE}/cancel")
@open_to(*RECORDERS, checks_form=True)
def cancel_forum(number: int, forum_id: int) -> ResponseReturnValue:
    """Call it off."""
    line, form = forum_here(number, forum_id)[1], WhyForm()
    why = form.why.data or ""
    if is_done(form, lambda at: services.cancel_forum(actor(), line.id, why, at=at)):
        return redirect(url_for(".record_forums", number=number, done="cancelled"), 303)
    return _cancel_page(number, forum_id, form), 422


def _cancel_page(number: int, forum_id: int, form: WhyForm) -> str:
    place, line = forum_here(number, forum_id)
    return render_template("forums/cancel.html", where=place, forum=line, form=form)


@blueprint.get(f"{ONE}/groups/<int:group_id>")
@open_to(*RECORDERS)
def group(number: int, forum_id: int, group_id: int) -> ResponseReturnValue:
    """One group; zero for a new one."""
    place, line = forum_here(number, forum_id)
    values: dict[str, Any] = {"seen": "0"}
    if group_id:
        known = _group(line, group_id)
        values = {"seats": str(known.seats), "seen": str(known.version)}
        values |= _both("title", known.title)
    return _group_page(place, line, group_id, GroupForm(formdata=None, **values))


@blueprint.post(f"{ONE}/groups/<int:group_id>")
@open_to(*RECORDERS, checks_form=True)
def save_group(number: int, forum_id: int, group_id: int) -> ResponseReturnValue:
    """Keep it."""
    place, line = forum_here(number, forum_id)
    form = GroupForm()

    def save(at: datetime) -> object:
        plan = GroupPlan(form.words("title"), whole(form.seats.data))
        known = (group_id, form.version()) if group_id else None
        return services.save_group(actor(), line.id, plan, at=at, known=known)

    if is_done(form, save):
        return redirect(url_for(".record_forum", number=number, forum_id=forum_id), 303)
    return _group_page(place, line, group_id, form), 422


@blueprint.post(f"{ONE}/groups/<int:group_id>/remove")
@open_to(*RECORDERS)
def remove_group(number: int, forum_id: int, group_id: int) -> ResponseReturnValue:
    """Take it out."""
    line = board.forum(recorded_here(number).project.id, forum_id)
    services.remove_group(actor(), line.id, group_id, at=clock.now())
    address = url_for(".record_forum", number=number, forum_id=forum_id, done="removed")
    return redirect(address, 303)


def _group(line: ForumLine, group_id: int) -> GroupLine:
    for one in room.groups(line.id):
        if one.id == group_id:
            return one
    raise NotFound(NOTHING)


def _group_page(place: Here, line: ForumLine, group_id: int, form: GroupForm) -> str:
    return render_template(
        "forums/group.html", where=place, forum=line, group_id=group_id, form=form
    )
