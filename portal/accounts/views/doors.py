"""Two doors: residents by e-mail and code, staff by password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, session, url_for
from flask_login import logout_user

from portal.accounts import services
from portal.accounts.forms import (
    CodeDoor,
    ResidentDoor,
    ResidentDoorWithPhones,
    SignOut,
    StaffDoor,
)
from portal.accounts.views.door import blueprint, demo_is_open, end_present, enter, settings
from portal.accounts.views.second import goes_on
from portal.foundation import clock, phones
from portal.foundation.errors import Invalid
from portal.foundation.i18n import language
from portal.foundation.policy import ANYONE
from portal.foundation.web import forms_refused, open_to, sender

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@blueprint.get("/sign-in")
@open_to(*ANYONE)
def resident_door() -> ResponseReturnValue:
    """Where a resident asks for a code."""
    return resident_page(_resident_form())


@blueprint.post("/sign-in")
@open_to(*ANYONE)
def ask_code() -> ResponseReturnValue:
    """Send the code, and ask for it."""
    form = _resident_form()
    if form.validate():
        try:
            to = services.tidy_address(form.email.data, phones_too=_reaches_phones())
            services.ask_code(
                to,
                language(),
                secret_key=settings().secret_key,
                who=sender(),
                at=clock.now(),
            )
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            session["signing_in"] = to.text
            return redirect(url_for(".code_door"), 303)
    return resident_page(form), 422


@blueprint.get("/sign-in/code")
@open_to(*ANYONE)
def code_door() -> ResponseReturnValue:
    """Where the code is typed in."""
    return _code_page(CodeDoor(email=session.get("signing_in", "")))


@blueprint.post("/sign-in/code")
@open_to(*ANYONE)
def check_code() -> ResponseReturnValue:
    """Sign in whoever has the right code."""
    form = CodeDoor()
    if form.validate():
        try:
            person_id = services.check_code(
                services.tidy_address(form.email.data, phones_too=_reaches_phones()),
                form.code.data,
                secret_key=settings().secret_key,
                who=sender(),
                at=clock.now(),
            )
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return enter(person_id)
    return _code_page(form), 422


@blueprint.get("/staff")
@open_to(*ANYONE)
def staff_door() -> ResponseReturnValue:
    """Where staff sign in."""
    form = StaffDoor(onward=request.args.get("onward", ""))
    return render_template("accounts/staff_door.html", form=form)


@blueprint.post("/staff")
@open_to(*ANYONE)
def check_password() -> ResponseReturnValue:
    """Sign in whoever has the right password, and go where they wanted to."""
    form = StaffDoor()
    if form.validate():
        try:
            person_id = services.check_password(
                form.email.data,
                form.password.data,
                who=sender(),
                demo_is_open=demo_is_open(),
                at=clock.now(),
            )
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return goes_on(person_id, form.onward.data)
    return render_template("accounts/staff_door.html", form=form), 422


@blueprint.get("/sign-out")
@open_to(*ANYONE)
def leaving() -> ResponseReturnValue:
    """Ask whether to sign out: a link must not do it by itself."""
    return render_template("accounts/sign_out.html", form=SignOut())


@blueprint.post("/sign-out")
@open_to(*ANYONE)
def sign_out() -> ResponseReturnValue:
    """End the session here and on the server: its cookie is worth nothing from now on."""
    end_present()
    logout_user()
    session.clear()
    return redirect(url_for("front.home"), 303)


def _reaches_phones() -> bool:
    """Whether short messages can be sent; a demonstration shows them in the terminal."""
    return bool(settings().sms_address)


def _resident_form() -> ResidentDoor | ResidentDoorWithPhones:
    return ResidentDoorWithPhones() if _reaches_phones() else ResidentDoor()


def resident_page(form: ResidentDoor | ResidentDoorWithPhones) -> str:
    """The residents' door, with the ways this portal has."""
    return render_template(
        "accounts/resident_door.html",
        form=form,
        reaches_phones=_reaches_phones(),
        providers=settings().providers,
    )


def _code_page(form: CodeDoor) -> str:
    """The page for the code; a telephone number is shown as people read it."""
    number = phones.mobile(form.email.data or "")
    return render_template(
        "accounts/code_door.html", form=form, phone=phones.shown(number) if number else ""
    )
