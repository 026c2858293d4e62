"""One's own account: where one is signed in, and how to end it elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.accounts import queries, services
from portal.accounts.forms import SignOut
from portal.accounts.views.door import blueprint, host, present_session
from portal.foundation import clock
from portal.foundation.i18n import lazy
from portal.foundation.policy import ANYONE, Role
from portal.foundation.web import actor, open_to

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

SIGNED_IN = ANYONE - {Role.VISITOR}
DONE = {
    "one": lazy("You are signed out there."),
    "others": lazy("You are signed out everywhere but here."),
    "email": lazy("Your e-mail is changed. You are signed out everywhere but here."),
    "password": lazy("The new password holds from now on. You are signed out everywhere but here."),
    "authenticator": lazy("The authenticator is set up."),
    "passkey": lazy("The passkey is ready. You can sign in with it."),
    "codes": lazy("The new recovery codes hold from now on, the old ones no longer."),
    "removed": lazy("It is removed."),
}


@blueprint.get("/account")
@open_to(*SIGNED_IN)
def account() -> ResponseReturnValue:
    """How one signs in, and where one is signed in."""
    person_id = actor().person_id or 0
    return render_template(
        "accounts/account.html",
        form=SignOut(),
        factors=queries.factors_of(person_id),
        host=host(),
        email=queries.email_of(person_id),
        sessions=queries.sessions_of(person_id, clock.now()),
        present=present_session().session_id,
        notice=DONE.get(request.args.get("done", "")),
    )


@blueprint.post("/account/sessions/<int:session_id>/end")
@open_to(*SIGNED_IN)
def end_session(session_id: int) -> ResponseReturnValue:
    """Sign out in one other browser."""
    services.sessions.end_mine(actor(), session_id, clock.now())
    return redirect(url_for(".account", done="one"), 303)


@blueprint.post("/account/sessions/end-others")
@open_to(*SIGNED_IN)
def end_others() -> ResponseReturnValue:
    """Sign out everywhere but here."""
    services.sessions.end_others(actor(), present_session().session_id, clock.now())
    return redirect(url_for(".account", done="others"), 303)
