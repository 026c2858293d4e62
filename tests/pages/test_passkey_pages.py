"""Passkeys in Chromium with a virtual authenticator: made, used alone, used again, and refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser as Chromium

from portal.foundation.policy import Role
from tests.fixtures.portal import Clock
from tests.pages.conftest import Live
from tests.pages.window import Window

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def window(
    chromium: Chromium, live: Live, width: int, language: str, clock: Clock
) -> Iterator[Window]:
    """A window with an authenticator. Passkeys need a name, so the portal is called by one."""
    address = live.address.replace("127.0.0.1", "localhost")
    window = Window(chromium, address, width, language, javascript=True)
    devices = window.context.new_cdp_session(window.page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    yield window
    faults = window.close()
    assert not faults, "\n".join(faults)


def test_a_passkey_from_its_making_to_its_end(window: Window, clock: Clock) -> None:
    window.expects(401, 422).signs_in(Role.CLERK).open("/account").check("keys-none")
    window.click("Add a passkey").check("passkey-new")
    window.fill("Name of the passkey", "").press("Make the passkey").check("passkey-new-error")
    window.fill("Name of the passkey", "Telephone").press("Make the passkey")
    window.check("passkey-codes").click("I have kept the codes").check("keys-one")
    window.open("/account/passkeys/new").fill("Name of the passkey", "Twice")
    window.button("Make the passkey").click()
    window.page.get_by_text(
        window.words("This device has a passkey for this account already.")
    ).wait_for()

    window.open("/sign-out").press("Sign out").open("/staff").check("staff-door-passkey")
    window.press("Sign in with a passkey").open("/account").check("keys-used")

    clock.pass_(minutes=20)
    window.open("/account/password").check("confirm").press("Use a passkey").check("new-password")
    window.fill("New password", "password12345").press("Change the password")
    window.check("new-password-error")
    clock.pass_(minutes=20)
    window.open("/account").press("Set up an authenticator").check("confirm-kept")
    window.press("Use a passkey").check("proved").press("Send it now").check("authenticator-new")
    window.open("/sign-out").press("Sign out").signs_in(Role.CLERK).check("second-passkey")
    window.press("Use a passkey").open("/account")
    assert window.page.get_by_text("Telephone", exact=True).is_visible()


def test_a_browser_without_passkeys_says_so(page_at: Callable[..., Window]) -> None:
    window = page_at(360, "th")
    window.context.add_init_script("delete window.PublicKeyCredential")
    window.open("/staff").check("staff-door-no-passkey")
    words = window.words("This browser cannot use passkeys. Choose another way.")
    assert window.page.get_by_text(words).is_visible()
    assert not window.button("Sign in with a passkey").is_visible()


def test_without_scripts_nothing_of_it_is_shown(page_at: Callable[..., Window]) -> None:
    window = page_at(360, "th", javascript=False).open("/staff").check("staff-door")
    assert not window.page.locator("form[data-passkey]").is_visible()
