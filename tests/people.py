"""People and what they do on the portal: walks are named for what a person wants.

    an_officer(browser).signs_in()
    a_resident(browser).files("Broken lamp")

They use source words and so walk in Thai and in English.
"""

from __future__ import annotations

import re
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

    def opens_case(self, address: str, *, status: int = 200) -> Staff:
        """Open a complaint's case page by its year and number."""
        self.browser.open(f"/desk/{address}", status=status)
        return self

    def makes(self, move: str, button: str, *, status: int = 200, **typed: str) -> Staff:
        """Open a move's form, fill it in by the labels' words and press its button."""
        self.browser.click(move)
        for label, value in typed.items():
            self.browser.fill(label.replace("_", " "), value)
        self.browser.press(button, status=status)
        return self

    def replies(self, words: str, *, status: int = 200) -> Staff:
        """Answer from the open case page."""
        self.browser.fill("Answer to the reporter", words)
        self.browser.press("Send the answer", status=status)
        return self


def somebody(browser: Browser, role: Role) -> Staff:
    """The member of staff with this role, signed in."""
    return Staff(browser, role).signs_in()


def a_dispatcher(browser: Browser) -> Staff:
    """Who looks at what comes in and assigns it."""
    return somebody(browser, Role.DISPATCHER)


def a_clerk(browser: Browser) -> Staff:
    """Who answers for the whole administration."""
    return somebody(browser, Role.CLERK)


def an_officer(browser: Browser) -> Staff:
    """Who works on complaints in the unit of public works."""
    return somebody(browser, Role.OFFICER)


def an_administrator(browser: Browser) -> Staff:
    """Who looks after the municipality's settings."""
    return somebody(browser, Role.ADMINISTRATOR)


NUMBER = re.compile(r"ขก 25\d\d/\d{6}|KK 20\d\d/\d{6}")
CODE = re.compile(r"\b[34679CDFGHJKMNPQRTVWXY]{6}\b")


@dataclass
class Resident(Person):
    """Somebody who tells the municipality what is wrong."""

    number: str = ""
    code: str = ""

    def writes(self, text: str, landmark: str = "หน้าตลาดบางลำภู", **typed: str) -> Resident:
        """Open the form and fill in what is wrong and where; `typed` by the labels' words."""
        self.browser.open("/report")
        self.browser.fill("What is wrong?", text)
        self.browser.fill("Landmark", landmark)
        for label, value in typed.items():
            self.browser.fill(label.replace("_", " "), value)
        return self

    def checks(self, *, status: int = 200) -> Resident:
        """Go on to the check page."""
        self.browser.press("Check before sending", status=status)
        return self

    def sends(self) -> Resident:
        """Send from the check page; number and code are kept from the receipt."""
        self.browser.press("Send")
        number, code = NUMBER.search(self.browser.text), CODE.search(self.browser.text)
        assert number is not None, self.browser.text[:2000]
        assert code is not None, self.browser.text[:2000]
        self.number, self.code = number[0], code[0]
        return self

    def files(self, text: str, **typed: str) -> Resident:
        """Write, check and send."""
        return self.writes(text, **typed).checks().sends()

    def opens_by_code(self, code: str = "", *, status: int = 200) -> Resident:
        """Open the complaint with its number and code."""
        self.browser.open("/track")
        self.browser.fill("Number", self.number)
        self.browser.fill("Code", code or self.code)
        self.browser.press("Open", status=status)
        return self


def a_resident(browser: Browser) -> Resident:
    """Somebody without an account."""
    return Resident(browser)
