"""People and what they do on the portal: walks are named for what a person wants.

    an_officer(browser).signs_in()
    a_resident(browser).files("Broken lamp")

They use source words and so walk in Thai and in English.
"""

from __future__ import annotations

from dataclasses import dataclass

from portal.foundation.policy import Role
from tests import makers
from tests.browser import Browser


@dataclass
class Person:
    """Somebody with a browser."""

    browser: Browser


@dataclass
class Staff(Person):
    """One of the municipality's own people."""

    role: Role

    def signs_in(self) -> Staff:
        """Go through the staff door."""
        self.browser.open("/staff")
        self.browser.fill("E-mail", makers.email(self.role))
        self.browser.fill("Password", makers.PASSWORD)
        self.browser.press("Sign in")
        return self


def somebody(browser: Browser, role: Role) -> Staff:
    """The member of staff with this role, signed in."""
    return Staff(browser, role).signs_in()


def a_dispatcher(browser: Browser) -> Staff:
    """Who looks at what comes in and assigns it."""
    return somebody(browser, Role.DISPATCHER)


def an_officer(browser: Browser) -> Staff:
    """Who works on complaints in the unit of public works."""
    return somebody(browser, Role.OFFICER)


def an_administrator(browser: Browser) -> Staff:
    """Who looks after the municipality's settings."""
    return somebody(browser, Role.ADMINISTRATOR)
