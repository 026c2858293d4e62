"""Which addresses ask people to show once more who they are. A new one is written down here."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask

from portal.foundation.policy import Role

PROVED = {
    "GET /account/authenticator",
    "POST /account/authenticator",
    "POST /account/authenticator/begin",
    "POST /account/authenticator/remove",
    "GET /account/email",
    "POST /account/email",
    "GET /account/email/code",
    "POST /account/email/code",
    "GET /account/my-data/erase",
    "POST /account/my-data/erase",
    "POST /account/my-data/file",
    "POST /account/passkeys/<int:passkey_id>/remove",
    "POST /account/passkeys/ask",
    "GET /account/passkeys/new",
    "POST /account/passkeys/new",
    "GET /account/password",
    "POST /account/password",
    "POST /account/recovery-codes",
    "POST /settings/calendar/add",
    "GET /settings/calendar/hours",
    "POST /settings/calendar/hours",
    "POST /settings/calendar/shut",
    "POST /settings/calendar/work",
    "POST /settings/calendar/years/<int:year>",
    "GET /settings/conduct",
    "POST /settings/conduct",
    "POST /settings/privacy",
    "GET /settings/staff/<int:person_id>",
    "POST /settings/staff/<int:person_id>/change",
    "POST /settings/staff/<int:person_id>/close",
    "POST /settings/staff/<int:person_id>/restore",
    "GET /settings/staff/new",
    "POST /settings/staff/new",
    "POST /settings/standards",
    "GET /settings/standards/change",
    "POST /settings/standards/change",
    "POST /settings/standards/check",
}
LONGEST = timedelta(minutes=30)


def test_these_addresses_and_no_others_ask_for_a_fresh_proof(app: Flask) -> None:
    found = {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if hasattr(app.view_functions[rule.endpoint], "proved_within")
    }
    assert found == PROVED


def test_nobody_is_asked_who_cannot_answer(app: Flask) -> None:
    for view in app.view_functions.values():
        within = getattr(view, "proved_within", None)
        if within is not None:
            assert timedelta() < within <= LONGEST
            assert Role.VISITOR not in view.open_to
