"""Passkeys at the staff doors: alone, or after the password.

A script asks for a question (JSON), lets the device answer, and sends the answer as an ordinary
form. Without the script nothing of this is shown, and the password leads in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, render_template, session

from portal.accounts import services
from portal.accounts.forms import PasskeyDoor, SecondDoor, StaffDoor
from portal.accounts.services.passkey_questions import Purpose, Question
from portal.accounts.views.door import blueprint, enter, passkey_door
from portal.accounts.views.second import proving, second_page
from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.policy import ANYONE
from portal.foundation.web import forms_refused, open_to

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

ASKED = "asked"
"""In the cookie: the number of the question that this browser was given last."""


def put(question: Question) -> Response:
    """Hand a question to the browser's script; the browser remembers its number."""
    session[ASKED] = question.id
    answer = Response(question.options, mimetype="application/json")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def asked() -> int:
    """The number of the question that is being answered; 0 where none was put."""
    return int(session.pop(ASKED, 0))


@blueprint.post("/staff/passkey/ask")
@open_to(*ANYONE)
def ask_passkey() -> ResponseReturnValue:
    """A question to any passkey of this portal that the device knows."""
    return put(services.passkeys.ask(Purpose.SIGN_IN, None, passkey_door(), clock.now()))


@blueprint.post("/staff/passkey")
@open_to(*ANYONE)
def check_passkey() -> ResponseReturnValue:
    """Sign in whoever has a passkey: it stands for password and second step together."""
    form = PasskeyDoor()
    if form.validate():
        try:
            person_id = services.passkeys.answer(
                Purpose.SIGN_IN, asked(), form.answer.data, None, passkey_door(), clock.now()
            )
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return enter(person_id, form.onward.data)
    page = StaffDoor(formdata=None, onward=form.onward.data)
    page.answer.errors = form.answer.errors
    return render_template("accounts/staff_door.html", form=page), 422


@blueprint.post("/staff/code/passkey/ask")
@open_to(*ANYONE)
def ask_second_passkey() -> ResponseReturnValue:
    """A question to a passkey of whoever gave the right password."""
    person_id, _onward = proving()
    return put(services.passkeys.ask(Purpose.SECOND, person_id, passkey_door(), clock.now()))


@blueprint.post("/staff/code/passkey")
@open_to(*ANYONE)
def check_second_passkey() -> ResponseReturnValue:
    """Sign in whoever has a passkey besides the right password."""
    person_id, onward = proving()
    form = PasskeyDoor()
    if form.validate():
        try:
            services.passkeys.answer(
                Purpose.SECOND, asked(), form.answer.data, person_id, passkey_door(), clock.now()
            )
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return enter(person_id, onward)
    page = SecondDoor(formdata=None)
    page.answer.errors = form.answer.errors
    return second_page(person_id, page), 422
