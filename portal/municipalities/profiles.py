"""The profile of a municipality: everything a page needs to know of whose portal it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.foundation.errors import Invalid
from portal.foundation.i18n import Bilingual, lazy
from portal.municipalities import colours
from portal.municipalities.kinds import Kind, KindWords

DEFAULT_COLOUR = "#1d5c87"
NO_ADDRESS = Bilingual("", "")
LONGEST_SLUG = 40
LONGEST_HOST = 253
LONGEST_TITLE = 120
LONGEST_PHONE = 40
LONGEST_ADDRESS = 300

# fmt: off
RESERVED_SLUGS = frozenset({
    "about", "accessibility", "account", "accounts", "alerts", "api", "areas", "attachments",
    "auth", "budget", "calls", "categories", "channels", "complaints", "complaints.atom", "conduct",
    "contact", "counter", "desk", "documents", "en", "export", "feedback", "field", "figures",
    "figures.csv", "files", "follow", "front", "glossary", "health", "help", "ideas", "import",
    "lang", "line", "login", "logout", "manage", "manifest", "map", "me", "metrics",
    "municipalities", "my", "my-complaints", "new", "notices", "offline", "open-data", "open311",
    "operations", "outbox", "participation", "people", "photos", "places", "plans",
    "policy-reports", "portal", "print", "privacy", "projects", "proof", "ready", "receipt",
    "reply", "report", "reports", "response-times", "robots", "search", "services", "set-up",
    "settings", "sign-in", "sign-out", "staff", "static", "status", "terms", "th", "track",
    "tracking", "undelivered", "uploads", "vote", "votes", "work",
})
# fmt: on
"""First segments of the portal's own addresses: a municipality cannot be called so."""

_SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_LETTERS_TH = re.compile("[\u0e01-\u0e2e]{1,6}")
_LETTERS_EN = re.compile("[A-Z]{1,6}")
_HOST = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Details:
    """What is written down about a municipality when it is founded or changed."""

    slug: str
    kind: str
    title: Bilingual
    letters: Bilingual
    host: str | None = None
    colour: str = DEFAULT_COLOUR
    phone: str = ""
    address: Bilingual = NO_ADDRESS
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """A municipality as pages see it. `colour` is `#rrggbb`, readable on white."""

    id: int
    slug: str
    host: str | None
    kind: Kind
    title: Bilingual
    letters: Bilingual
    words: KindWords
    colour: str
    phone: str
    address: Bilingual
    demo: bool
    version: int
    settings: Mapping[str, Any] = field(default_factory=dict, hash=False)


def may_be_slug(text: str) -> bool:
    """Whether a municipality could have this slug: anything else is not worth a question."""
    fits = len(text) <= LONGEST_SLUG and _SLUG.fullmatch(text) is not None
    return fits and text not in RESERVED_SLUGS


def may_be_host(text: str) -> bool:
    """Whether a municipality could have this host name."""
    return len(text) <= LONGEST_HOST and _HOST.fullmatch(text) is not None


def check(details: Details) -> None:
    """Refuse details that cannot be written down, naming every field that is wrong.

    Raises:
        Invalid: with a message per field (`slug`, `kind`, `title_th`, …) in words.

    """
    wrong = {
        **_wrong_names(details),
        **_wrong_letters(details),
        **_wrong_colour(details.colour),
        **_too_long(details),
    }
    if wrong:
        raise Invalid(lazy("Some details of the municipality need to be changed."), fields=wrong)


def _wrong_names(details: Details) -> dict[str, object]:
    wrong: dict[str, object] = {}
    if details.kind not in set(Kind):
        wrong["kind"] = lazy("Choose one of: %(kinds)s.", kinds=", ".join(Kind))
    if not _SLUG.fullmatch(details.slug) or len(details.slug) > LONGEST_SLUG:
        wrong["slug"] = lazy(
            "Use up to %(longest)s small letters, digits and single hyphens, a letter first.",
            longest=LONGEST_SLUG,
        )
    elif details.slug in RESERVED_SLUGS:
        wrong["slug"] = lazy("“%(slug)s” is used by the portal itself.", slug=details.slug)
    if details.host is not None and not _HOST.fullmatch(details.host):
        wrong["host"] = lazy("Write the host name only, such as complaints.example.go.th.")
    return wrong


def _wrong_letters(details: Details) -> dict[str, object]:
    wrong: dict[str, object] = {}
    if not _LETTERS_TH.fullmatch(details.letters.th):
        wrong["letters_th"] = lazy("Use one to six Thai consonants.")
    if not _LETTERS_EN.fullmatch(details.letters.en):
        wrong["letters_en"] = lazy("Use one to six capital letters A to Z.")
    return wrong


def _wrong_colour(colour: str) -> dict[str, object]:
    if not colours.is_colour(colour):
        return {"colour": lazy("Write the colour as # and six digits or letters a to f.")}
    passing = colours.nearest_passing(colour)
    if passing == colour:
        return {}
    message = lazy(
        "This colour is too pale to read on white. The nearest shade that can be is %(shade)s.",
        shade=passing,
    )
    return {"colour": message}


def _too_long(details: Details) -> dict[str, object]:
    missing = lazy("Write the name.")
    wrong: dict[str, object] = {
        name: missing
        for name, title in (("title_th", details.title.th), ("title_en", details.title.en))
        if not title.strip()
    }
    for name, text, longest in (
        ("title_th", details.title.th, LONGEST_TITLE),
        ("title_en", details.title.en, LONGEST_TITLE),
        ("phone", details.phone, LONGEST_PHONE),
        ("address_th", details.address.th, LONGEST_ADDRESS),
        ("address_en", details.address.en, LONGEST_ADDRESS),
    ):
        if len(text) > longest:
            wrong[name] = lazy("Use at most %(longest)s characters.", longest=longest)
    return wrong
