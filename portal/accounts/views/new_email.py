"""Another e-mail for one's own account, in two steps: the address, then the code sent there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, session, url_for

from portal.accounts import queries, services
from portal.accounts.forms import CodeDoor, NewEmail
from portal.accounts.views.account import SIGNED_IN
from portal.accounts.views.door import blueprint, passkey_door, present_session, settings
from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.i18n import language
from portal.foundation.web import (
    actor,
    forms_refused,
    freshly_proved,
    open_to,
    personal,
    sender,
    undo,
)

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

MOVING = "new_email"
"""In the cookie: where the code was sent."""


@blueprint.get("/account/email")
@open_to(*SIGNED_IN)
@freshly_proved()
def new_email() -> ResponseReturnValue:
    """Where the new address is typed."""
    return _page(NewEmail())


@blueprint.post("/account/email")
@open_to(*SIGNED_IN)
@freshly_proved()
def ask_new_email() -> ResponseReturnValue:
    """Send a code to it."""
    form = NewEmail()
    if form.validate():
        try:
            session[MOVING] = services.new_email.ask(
                actor(),
                form.email.data or "",
                language(),
                secret_key=settings().secret_key,
                who=sender(),
                at=clock.now(),
            )
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return redirect(url_for(".new_email_code"), 303)
    undo()
    return _page(form), 422


@blueprint.get("/account/email/code")
@open_to(*SIGNED_IN)
@freshly_proved()
def new_email_code() -> ResponseReturnValue:
    """Where the code is typed."""
    if not session.get(MOVING):
        return redirect(url_for(".new_email"))
    return _code_page(CodeDoor())


@blueprint.post("/account/email/code")
@open_to(*SIGNED_IN)
@freshly_proved()
def take_new_email() -> ResponseReturnValue:
    """Take the code: from now on the account has the new address."""
    form, to = CodeDoor(), session.get(MOVING, "")
    if not to:
        return redirect(url_for(".new_email"), 303)
    if form.validate():
        try:
            services.new_email.move(
                actor(),
                to,
                form.code.data or "",
                present_session().session_id,
                door=passkey_door(),
                at=clock.now(),
            )
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            session.pop(MOVING)
            return redirect(url_for(".account", done="email"), 303)
    undo()
    return _code_page(form), 422


def _page(form: NewEmail) -> str:
    personal()
    present = queries.email_of(actor().person_id or 0)
    return render_template("accounts/new_email.html", form=form, present=present)


def _code_page(form: CodeDoor) -> str:
    personal()
    return render_template("accounts/new_email_code.html", form=form, email=session.get(MOVING, ""))
