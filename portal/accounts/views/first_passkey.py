"""A passkey as the first second factor: made at the door, where a role needs one and has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template, request, url_for

from portal.accounts import devices, queries, services
from portal.accounts.forms import NewPasskey
from portal.accounts.queries import Second
from portal.accounts.views.door import blueprint, enter, passkey_door, settings
from portal.accounts.views.keys import asked, put
from portal.accounts.views.second import proving
from portal.foundation import clock
from portal.foundation.errors import Invalid, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import ANYONE
from portal.foundation.web import forms_refused, open_to, profile, undo

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@blueprint.get("/staff/new-passkey")
@open_to(*ANYONE)
def first_passkey() -> ResponseReturnValue:
    """Where it is made, after the right password."""
    _new_here()
    return _page(NewPasskey(name=devices.named(request.user_agent.string)))


@blueprint.post("/staff/new-passkey/ask")
@open_to(*ANYONE)
def ask_first_passkey() -> ResponseReturnValue:
    """A question to the device that is to make it."""
    person_id, _onward = _new_here()
    question = services.passkeys.ask_new(
        person_id, profile().title.here, passkey_door(), clock.now()
    )
    return put(question)


@blueprint.post("/staff/new-passkey")
@open_to(*ANYONE)
def add_first_passkey() -> ResponseReturnValue:
    """Keep what the device made, sign in, and show the recovery codes: on this answer only."""
    person_id, onward = _new_here()
    form = NewPasskey()
    if not form.validate():
        return _page(form), 422
    try:
        codes = services.passkeys.add(
            person_id,
            form.name.data,
            asked(),
            form.answer.data or "",
            door=passkey_door(),
            at=clock.now(),
        )
    except Invalid as refusal:
        forms_refused(form, refusal)
        undo()
        return _page(form), 422
    answer = enter(person_id, onward)
    address = getattr(answer, "location", url_for("front.home"))
    if not codes:
        return answer
    return render_template("accounts/recovery_codes.html", codes=codes, onward=address)


def _new_here() -> tuple[int, str]:
    """Who gave the right password and has no second factor yet.

    Whoever has one must show that one: a stolen password alone must not add another beside it.
    """
    person_id, onward = proving()
    wanted = queries.needs_second_factor(person_id, settings().second_factor_roles)
    if wanted is not Second.SET_UP:
        raise OutOfOrder(lazy("There is nothing to set up. Sign in again."))
    return person_id, onward


def _page(form: NewPasskey) -> str:
    return render_template("accounts/new_passkey.html", form=form, is_inside=False)
