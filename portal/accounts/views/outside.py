"""Sign in through a provider elsewhere: away by a link, back to a page, in by a form.

Coming back is reading and changes nothing; the form on the page that is come back to, sent by its
script or by the person, is what signs in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import redirect, render_template, request, session, url_for

from portal.accounts import oidc, services
from portal.accounts.forms import ResidentDoor, SignOut
from portal.accounts.views.door import blueprint, enter, settings
from portal.accounts.views.doors import resident_page
from portal.foundation import clock
from portal.foundation.errors import Invalid, NotFound
from portal.foundation.i18n import language, lazy
from portal.foundation.policy import ANYONE
from portal.foundation.web import open_to, personal, profile, undo

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from config import Provider

AWAY = "away"
"""In the cookie, sealed: the journey this browser is on."""
LONGEST = 4000


@blueprint.get("/sign-in/with/<string:provider>")
@open_to(*ANYONE)
def to_provider(provider: str) -> ResponseReturnValue:
    """Send the browser to the provider."""
    chosen = _provider(provider)
    onward = request.args.get("onward", "")[:LONGEST]
    journey = oidc.begin(chosen, profile().id, language(), onward, clock.now())
    try:
        address = oidc.way_out(chosen, journey, _back(chosen), clock.now())
    except Invalid as refusal:
        return _refused(refusal)
    session[AWAY] = oidc.packed(journey, settings().secret_key)
    return redirect(address, 303)


@blueprint.get("/sign-in/with/<string:provider>/back")
@open_to(*ANYONE)
def from_provider(provider: str) -> ResponseReturnValue:
    """Where the provider sends the browser back to: one address for both languages."""
    chosen = _provider(provider)
    journey = oidc.unpacked(session.get(AWAY), settings().secret_key)
    state, code = request.args.get("state", ""), request.args.get("code", "")
    if not oidc.same(journey, chosen, profile().id, state, clock.now()):
        return _refused(_begun_elsewhere())
    if journey is not None and journey.language != language():
        base = request.environ.get("portal.base", "")
        prefix = f"{base}/en" if journey.language == "en" else base
        query = quote(request.query_string, safe="%=&+/?:@,;!$'()*~")
        return redirect(f"{prefix}{request.path}?{query}", 303)
    if request.args.get("error") or not code or len(code) > LONGEST:
        return _refused(
            Invalid(lazy("You were not signed in there, or stopped. Nothing was changed."))
        )
    personal()
    return render_template(
        "accounts/from_provider.html", form=SignOut(), provider=chosen, state=state, code=code
    )


@blueprint.post("/sign-in/with/<string:provider>")
@open_to(*ANYONE)
def enter_by_provider(provider: str) -> ResponseReturnValue:
    """Ask the provider who it is, and sign them in."""
    chosen = _provider(provider)
    journey = oidc.unpacked(session.pop(AWAY, None), settings().secret_key)
    state, code = request.form.get("state", ""), request.form.get("code", "")[:LONGEST]
    if journey is None or not oidc.same(journey, chosen, profile().id, state, clock.now()):
        return _refused(_begun_elsewhere())
    undo()  # nobody else's writing waits while the provider is asked
    try:
        known = oidc.vouched(chosen, journey, code, _back(chosen), clock.now())
    except Invalid as refusal:
        return _refused(refusal)
    person_id = services.person_of(
        chosen.issuer,
        known.subject,
        known.name,
        secret_key=settings().secret_key,
        at=clock.now(),
    )
    return enter(person_id, journey.onward)


def _provider(key: str) -> Provider:
    for provider in settings().providers:
        if provider.key == key:
            return provider
    raise NotFound(lazy("There is no such page."))


def _back(provider: Provider) -> str:
    """The address that is registered with the provider: without a language."""
    path = url_for("accounts.from_provider", provider=provider.key)
    base = request.environ.get("portal.base", "")
    return f"{request.host_url.rstrip('/')}{base}{path.removeprefix(request.script_root)}"


def _begun_elsewhere() -> Invalid:
    return Invalid(lazy("This took too long, or was begun in another window. Begin again here."))


def _refused(refusal: Invalid) -> ResponseReturnValue:
    form = ResidentDoor(formdata=None)
    form.form_errors = [refusal.message]
    return resident_page(form), 422
