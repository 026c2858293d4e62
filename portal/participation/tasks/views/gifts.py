"""Offer a gift, take an offer back; staff receive it with a value, or say why not."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from flask import redirect, render_template, request, url_for

from portal.foundation import clock
from portal.foundation.errors import NotFound
from portal.foundation.i18n import lazy
from portal.foundation.policy import ANYONE
from portal.foundation.web import actor, open_to
from portal.foundation.web.doing import is_done
from portal.participation.monitoring.forms import whole
from portal.participation.monitoring.policy import RECORDERS
from portal.participation.projects import services as projects
from portal.participation.projects.terms import Tool
from portal.participation.results.forms import hundredths
from portal.participation.tasks import services
from portal.participation.tasks.forms import GiftForm, ReceiveForm
from portal.participation.tasks.queries import board, given
from portal.participation.tasks.queries.given import GiftLine
from portal.participation.tasks.services import NewGift
from portal.participation.tasks.services.joining import refuse_officers
from portal.participation.tasks.views.door import (
    RECORD,
    ROOT,
    Here,
    blueprint,
    here,
    recorded_here,
)

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@blueprint.get(f"{ROOT}/gifts/new")
@open_to(*ANYONE)
def gift(number: int) -> ResponseReturnValue:
    """The form of an offer."""
    place = _admitted(number)
    chosen = request.args.get("need", "")
    return _offer_page(place, GiftForm(formdata=None, form_id=str(uuid4()), need=chosen))


@blueprint.post(f"{ROOT}/gifts/new")
@open_to(*ANYONE, checks_form=True)
def offer_gift(number: int) -> ResponseReturnValue:
    """Keep it, once, however often the form is sent."""
    place, form = _admitted(number), GiftForm()
    _offer(place, form)
    if is_done(form, lambda at: services.offer(actor(), place.stage.id, _told(form), at=at)):
        return redirect(url_for(".together", number=number, done="offered"), 303)
    return _offer_page(place, form), 422


@blueprint.post(f"{ROOT}/gifts/<int:gift_id>/withdraw")
@open_to(*ANYONE)
def withdraw_gift(number: int, gift_id: int) -> ResponseReturnValue:
    """Take an offer back that nobody has received."""
    here(number, clock.now())
    services.withdraw(actor(), gift_id)
    return redirect(url_for(".together", number=number, done="withdrawn"), 303)


def _admitted(number: int) -> Here:
    at = clock.now()
    place = here(number, at)
    projects.admit(actor(), place.stage.id, Tool.TASKS, at)
    refuse_officers(actor())
    return place


def _offer(place: Here, form: GiftForm) -> GiftForm:
    lines = board.tasks(place.project.id)
    now = clock.now()
    return form.offer_needs(
        (need.id, f"{need.what.here} ({line.title.here})")
        for line in lines
        if not line.is_over(now)
        for need in line.needs
    )


def _told(form: GiftForm) -> NewGift:
    giver = (form.giver.data or "") if form.is_named.data else ""
    quantity = whole(form.quantity.data)
    return NewGift(form.identifier(), form.what.data or "", quantity, form.need_id(), giver)


def _offer_page(place: Here, form: GiftForm) -> str:
    return render_template("tasks/gift.html", where=place, form=_offer(place, form))


@blueprint.get(f"{RECORD}/gifts/new")
@open_to(*RECORDERS)
def new_gift(number: int) -> ResponseReturnValue:
    """The form for a gift of somebody without an account."""
    return _record_page(recorded_here(number), GiftForm(formdata=None, form_id=str(uuid4())))


@blueprint.post(f"{RECORD}/gifts/new")
@open_to(*RECORDERS, checks_form=True)
def record_gift(number: int) -> ResponseReturnValue:
    """Take it down with its value."""
    place, form = recorded_here(number), GiftForm()
    _offer(place, form)
    if is_done(
        form,
        lambda at: services.record_gift(
            actor(), place.project.id, _told_down(form), value=hundredths(form.value.data), at=at
        ),
    ):
        return redirect(url_for(".record_tasks", number=number, done="gift"), 303)
    return _record_page(place, form), 422


def _told_down(form: GiftForm) -> NewGift:
    told = _told(form)
    return NewGift(told.form_id, told.what, told.quantity, told.need_id, form.giver.data or "")


def _record_page(place: Here, form: GiftForm) -> str:
    return render_template("tasks/record_gift.html", where=place, form=_offer(place, form))


@blueprint.get(f"{RECORD}/gifts/<int:gift_id>")
@open_to(*RECORDERS)
def offered_gift(number: int, gift_id: int) -> ResponseReturnValue:
    """An offer that waits for an answer."""
    place = recorded_here(number)
    line = _line(place, gift_id)
    return _answer_page(place, line, ReceiveForm(formdata=None, seen=str(line.version)))


@blueprint.post(f"{RECORD}/gifts/<int:gift_id>")
@open_to(*RECORDERS, checks_form=True)
def settle_gift(number: int, gift_id: int) -> ResponseReturnValue:
    """Receive it with its value, or say why it is not taken."""
    place, form = recorded_here(number), ReceiveForm()
    line = _line(place, gift_id)
    seen, is_declined = form.version(), request.form.get("act") == "decline"
    if is_declined:
        why = form.why.data or ""
        is_ready = is_done(
            form, lambda at: services.decline(actor(), line.id, why, seen=seen, at=at)
        )
    else:
        value = hundredths(form.value.data)
        is_ready = is_done(
            form, lambda at: services.receive(actor(), line.id, value, seen=seen, at=at)
        )
    if is_ready:
        return redirect(url_for(".record_tasks", number=number, done="settled"), 303)
    return _answer_page(place, line, form), 422


def _line(place: Here, gift_id: int) -> GiftLine:
    for line in given.gifts(place.project.id, staff=True):
        if line.id == gift_id:
            return line
    raise NotFound(lazy("There is no such gift."))


def _answer_page(place: Here, line: GiftLine, form: ReceiveForm) -> str:
    return render_template("tasks/answer_gift.html", where=place, gift=line, form=form)
