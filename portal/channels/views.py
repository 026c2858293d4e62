"""Calls to make, and notices that do not arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.channels import queries, services
from portal.channels.forms import AgainForm
from portal.channels.lifecycle import OCCASION_WORDS, OUTCOME_WORDS, STATE_WORDS, Outcome
from portal.channels.policy import POSTMASTERS
from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.foundation.policy import DESK
from portal.foundation.web import actor, forms_refused, open_to, room, undo

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = room("channels", __name__)

DONE_WORDS = {
    "done": lazy("The call is written down as made."),
    "no-answer": lazy("Nobody answered. The call comes up again in three hours."),
    "again": lazy("The call comes up again at the time you entered."),
}


@blueprint.get("/calls")
@open_to(*DESK)
def calls() -> ResponseReturnValue:
    """The calls to make, with what is to be read out."""
    notice = DONE_WORDS.get(request.args.get("noted", ""))
    return _drawn(notice=notice)


@blueprint.post("/calls/<int:call_id>/phone")
@open_to(*DESK)
def show_phone(call_id: int) -> ResponseReturnValue:
    """The number to call, on this answer only; that it was looked at is written down."""
    phone = services.show_phone(actor(), call_id, clock.now())
    return _drawn(opened=call_id, phone=phone)


@blueprint.post("/calls/<int:call_id>/done")
@open_to(*DESK)
def call_done(call_id: int) -> ResponseReturnValue:
    """The reporter was told."""
    services.note_call(actor(), call_id, Outcome.DONE, at=clock.now())
    return redirect(url_for(".calls", noted="done"), 303)


@blueprint.post("/calls/<int:call_id>/no-answer")
@open_to(*DESK)
def call_unanswered(call_id: int) -> ResponseReturnValue:
    """Nobody answered."""
    services.note_call(actor(), call_id, Outcome.NO_ANSWER, at=clock.now())
    return redirect(url_for(".calls", noted="no-answer"), 303)


@blueprint.post("/calls/<int:call_id>/again")
@open_to(*DESK)
def call_again(call_id: int) -> ResponseReturnValue:
    """The reporter wants to be called at another time."""
    form = AgainForm()
    if form.validate():
        try:
            services.note_call(
                actor(), call_id, Outcome.AGAIN_AT, again_at=form.moment(), at=clock.now()
            )
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return redirect(url_for(".calls", noted="again"), 303)
    undo()
    return _drawn(form=form, opened=call_id), 422


def _drawn(
    form: AgainForm | None = None, opened: int | None = None, phone: str = "", notice: object = None
) -> str:
    at = clock.now()
    return render_template(
        "channels/calls.html",
        at=at,
        page=queries.calls(actor(), request.args.get("from")),
        form=form or AgainForm(formdata=None),
        opened=opened,
        phone=phone,
        notice=notice,
        occasions=OCCASION_WORDS,
        outcomes=OUTCOME_WORDS,
        desk=url_for("complaints.desk"),
        own=url_for(".calls"),
    )


@blueprint.get("/undelivered")
@open_to(*POSTMASTERS)
def undelivered() -> ResponseReturnValue:
    """Notices that did not arrive yet: no words of them, addresses masked."""
    at = clock.now()
    queued = lazy("The notice will be sent again in a moment.")
    return render_template(
        "channels/undelivered.html",
        at=at,
        page=queries.undelivered(request.args.get("from"), at),
        count=queries.count_undelivered(at),
        occasions=OCCASION_WORDS,
        states=STATE_WORDS,
        notice=queued if "queued" in request.args else None,
        own=url_for(".undelivered"),
    )


@blueprint.post("/undelivered/<int:notice_id>/try-again")
@open_to(*POSTMASTERS)
def try_again(notice_id: int) -> ResponseReturnValue:
    """Send a notice once more, now."""
    services.try_again(actor(), notice_id, clock.now())
    return redirect(url_for(".undelivered", queued=1), 303)
