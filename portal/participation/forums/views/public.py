"""Forums for everyone: when, about what, who came, what was decided; and the way in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.foundation import clock
from portal.foundation.errors import SignInNeeded
from portal.foundation.i18n import Lazy, lazy
from portal.foundation.policy import ANYONE, STAFF
from portal.foundation.web import actor, open_to
from portal.foundation.web.doing import is_done
from portal.participation.forums import services
from portal.participation.forums.forms import GuestForm
from portal.participation.forums.queries import board, room
from portal.participation.forums.queries.board import ForumLine
from portal.participation.forums.views.door import ROOT, Here, blueprint, here
from portal.participation.ledger import queries as ledger
from portal.participation.monitoring.policy import may_record

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

DONE: dict[str, Lazy] = {
    "registered": lazy("Thank you. We write to you before it begins."),
    "withdrawn": lazy("You are not on the list any more."),
}


@blueprint.get(ROOT)
@open_to(*ANYONE)
def forums(number: int) -> ResponseReturnValue:
    """Those to come, and those that were held with what came of them."""
    at = clock.now()
    place = here(number, at)
    lines = board.forums(place.project.id)
    return render_template(
        "forums/forums.html",
        where=place,
        ahead=[one for one in lines if not one.is_over(at)],
        past=[one for one in reversed(lines) if one.is_over(at)],
        may_record=may_record(actor(), place.project.unit_id),
        at=at,
    )


@blueprint.get(f"{ROOT}/<int:forum_id>")
@open_to(*ANYONE)
def forum(number: int, forum_id: int) -> ResponseReturnValue:
    """One forum: composition, agenda, who came, minutes, decisions, ideas."""
    if "register" in request.args and actor().person_id is None:
        raise SignInNeeded(lazy("Sign in, so that we can tell you when something changes."))
    place = here(number, clock.now())
    line = board.forum(place.project.id, forum_id)
    return _page(place, line, _filled(line))


@blueprint.post(f"{ROOT}/<int:forum_id>/register")
@open_to(*ANYONE, checks_form=True)
def register_for(number: int, forum_id: int) -> ResponseReturnValue:
    """Say that one comes, or does not."""
    place = here(number, clock.now())
    line = board.forum(place.project.id, forum_id)
    form, is_leaving = _offer(GuestForm(), line), bool(request.form.get("stop"))
    if is_leaving:
        is_ready = is_done(form, lambda at: services.withdraw(actor(), line.id, at=at))
    else:
        is_ready = is_done(
            form, lambda at: services.register(actor(), line.id, form.guest(), at=at)
        )
    if is_ready:
        done = "withdrawn" if is_leaving else "registered"
        return redirect(url_for(".forum", number=number, forum_id=forum_id, done=done), 303)
    return _page(place, line, form), 422


def _filled(line: ForumLine) -> GuestForm:
    """The form with what was said before: for this forum, else for the figures."""
    me = actor().person_id
    own = room.own(line.id, me)
    if own is not None:
        group = str(own.group_id or "")
        values = {"name": own.name, "group": group, "age": own.age, "sex": own.sex}
    else:
        age, sex, _area = ledger.stated_by(me)
        values = {"name": actor().name, "age": age, "sex": sex}
    return _offer(GuestForm(formdata=None, **values), line)


def _offer(form: GuestForm, line: ForumLine) -> GuestForm:
    return form.offer((one.id, one.title) for one in room.groups(line.id))


def _page(place: Here, line: ForumLine, form: GuestForm) -> str:
    who = actor()
    return render_template(
        "forums/forum.html",
        where=place,
        forum=line,
        groups=room.groups(line.id),
        by_sex=room.by_sex(line.id),
        by_age=room.by_age(line.id),
        decisions=room.decisions(line.id),
        ideas=room.ideas(line.id),
        own=room.own(line.id, who.person_id),
        form=form,
        is_staff=who.role in STAFF,
        is_known=who.person_id is not None,
        may_record=may_record(who, place.project.unit_id),
        notice=DONE.get(request.args.get("done", "")),
        at=clock.now(),
    )
