"""The second door for staff: a code of the authenticator after the password."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from flask import redirect, render_template, session, url_for

from portal.accounts import queries, services
from portal.accounts.forms import SecondDoor
from portal.accounts.queries import Second
from portal.accounts.views.door import blueprint, enter, host, settings
from portal.foundation import clock, qr
from portal.foundation.errors import Invalid, OutOfOrder, SignInNeeded
from portal.foundation.i18n import _, lazy
from portal.foundation.policy import ANYONE
from portal.foundation.web import forms_refused, open_to, profile

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

PROVING = "proving"
"""In the cookie: who gave the right password, when, and where they wanted to go."""
TIME_FOR_IT = timedelta(minutes=10)


def goes_on(person_id: int, onward: str | None) -> ResponseReturnValue:
    """After a right password: in, or to the second door."""
    wanted = queries.needs_second_factor(person_id, settings().second_factor_roles)
    if wanted is Second.NONE:
        return enter(person_id, onward)
    at = clock.now()
    session.clear()
    session[PROVING] = [profile().id, person_id, at.isoformat(), onward or ""]
    if wanted is Second.ASK:
        return redirect(url_for("accounts.second_door"), 303)
    services.second_factors.begin(person_id, settings().secret_key, at)
    return redirect(url_for("accounts.new_second_factor"), 303)


@blueprint.get("/staff/code")
@open_to(*ANYONE)
def second_door() -> ResponseReturnValue:
    """Where the authenticator's code is typed in, or a passkey is used."""
    person_id, _onward = proving()
    return second_page(person_id, SecondDoor())


@blueprint.post("/staff/code")
@open_to(*ANYONE)
def check_second() -> ResponseReturnValue:
    """Sign in whoever has the right code, too."""
    person_id, onward = proving()
    form = SecondDoor()
    if form.validate():
        try:
            services.second_factors.check(
                person_id, form.code.data, secret_key=settings().secret_key, at=clock.now()
            )
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return enter(person_id, onward)
    return second_page(person_id, form), 422


def second_page(person_id: int, form: SecondDoor) -> str:
    """The second door, with the ways this person has."""
    factors = queries.factors_of(person_id)
    return render_template(
        "accounts/second_door.html",
        form=form,
        factors=factors,
        has_passkey=factors.passkeys_at(host()),
    )


@blueprint.get("/staff/new-code")
@open_to(*ANYONE)
def new_second_factor() -> ResponseReturnValue:
    """Where an authenticator is set up."""
    return _set_up(SecondDoor())


@blueprint.post("/staff/new-code")
@open_to(*ANYONE)
def confirm_second_factor() -> ResponseReturnValue:
    """Take its first code, sign in, and show the recovery codes: once, on this answer only."""
    person_id, onward = proving()
    form = SecondDoor()
    if not form.validate():
        return _set_up(form), 422
    try:
        codes = services.second_factors.confirm(
            person_id, form.code.data, secret_key=settings().secret_key, at=clock.now()
        )
    except Invalid as refusal:
        forms_refused(form, refusal)
        return _set_up(form), 422
    answer = enter(person_id, onward)
    if not codes:
        return answer
    address = getattr(answer, "location", url_for("front.home"))
    return render_template("accounts/recovery_codes.html", codes=codes, onward=address)


def _set_up(form: SecondDoor) -> str:
    person_id, _onward = proving()
    factor = queries.factor_begun(person_id, settings().secret_key, profile().title.here)
    if factor is None:
        raise OutOfOrder(lazy("There is nothing to set up. Sign in again."))
    drawing = qr.drawing(factor.address, _("QR code for the authenticator app"))
    return render_template(
        "accounts/new_second_factor.html",
        form=form,
        factor=factor,
        drawing=drawing,
        is_inside=False,
    )


def proving() -> tuple[int, str]:
    """Who gave the right password a short while ago here, and where they wanted to go."""
    kept = session.get(PROVING)
    if kept is not None:
        municipality_id, person_id, since, onward = kept
        fresh = clock.now() - datetime.fromisoformat(since) <= TIME_FOR_IT
        if municipality_id == profile().id and fresh:
            return person_id, onward
    raise SignInNeeded(lazy("This took too long. Sign in again with your password."))
