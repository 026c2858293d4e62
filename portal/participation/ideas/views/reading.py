"""The page of one idea."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from flask import redirect, render_template, request, url_for

from portal.foundation import clock
from portal.foundation.i18n import Lazy, lazy
from portal.foundation.policy import ANYONE
from portal.foundation.web import actor, open_to
from portal.participation.ideas.forms import CommentForm, whole
from portal.participation.ideas.policy import may_read_desk, speaks_for_self
from portal.participation.ideas.queries import owning, reading
from portal.participation.ideas.queries.ruling import rules_of
from portal.participation.ideas.terms import ANSWER_WORDS, CHANNEL_WORDS, LEANING_WORDS
from portal.participation.ideas.views.door import Here, blueprint, here, idea_at
from portal.places import hexmap
from portal.places import queries as places

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.participation.ideas.models import Idea

DONE: dict[str, Lazy] = {
    "supported": lazy("You support this idea."),
    "taken-back": lazy("Your support is taken back."),
    "commented": lazy("Your comment is on the page."),
    "waits": lazy("Your comment was received. Everyone reads it after somebody has looked at it."),
    "flagged": lazy("Thank you. Somebody will look at it."),
    "flagged-before": lazy("You asked us to look at it already."),
}


@blueprint.get("/projects/<int:number>/ideas/<int:running>")
@open_to(*ANYONE)
def idea(number: int, running: int) -> ResponseReturnValue:
    """One idea: support, official answer, what is said for and against."""
    place = here(number, clock.now())
    row = idea_at(place, running)
    if row.first_id is not None:
        first = reading.number_of(row.first_id)
        return redirect(url_for(".idea", number=number, running=first, merged=running), 302)
    return idea_page(place, row)


def idea_page(place: Here, row: Idea, form: CommentForm | None = None, refusal: object = "") -> str:
    """The page, with what was refused or is to be corrected."""
    who = actor()
    if form is None:
        form = CommentForm(formdata=None, form_id=str(uuid4()))
    shown = reading.read(row, who)
    ground = places.ground()
    merged = whole(request.args.get("merged"))
    return render_template(
        "ideas/idea.html",
        where=place,
        idea=shown,
        mine=owning.mine(row, who),
        rules=rules_of(row.stage_id),
        can_speak=speaks_for_self(who) and place.is_open and row.stage_id == place.stage.id,
        is_staff=may_read_desk(who),
        is_visitor=who.person_id is None,
        form=form,
        reply_to=whole(request.values.get("to")),
        refusal=refusal,
        merged=next((one for one in shown.merges if one.running == merged), None),
        map=hexmap.locate(ground, *shown.point) if shown.point and ground.box else None,
        notice=DONE.get(request.args.get("done", "")),
        answer_words=ANSWER_WORDS,
        channel_words=CHANNEL_WORDS,
        leaning_words=LEANING_WORDS,
        at=clock.now(),
    )
