"""Messages put into words: one template for each occasion, in the reader's language.

Plain text, so nothing is escaped; and the last thing done to every message is to take out what
would become a link, whoever wrote it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from portal.channels.lifecycle import Occasion
from portal.channels.links import without_links
from portal.channels.texts import own_text
from portal.foundation import dates, i18n, tenancy
from portal.foundation.i18n import Lazy, _, lazy, speaking
from portal.municipalities import queries as municipalities
from portal.municipalities.profiles import Profile

TEMPLATES = Path(__file__).parent / "templates"

SUBJECTS: dict[Occasion, Lazy] = {
    Occasion.CODE: lazy("Your code to sign in"),
    Occasion.RECEIPT: lazy("Complaint %(number)s: we have received it"),
    Occasion.QUESTION: lazy("Complaint %(number)s: we have a question"),
    Occasion.ANSWER: lazy("Complaint %(number)s: our answer"),
    Occasion.RESOLVED: lazy("Complaint %(number)s: it is finished"),
    Occasion.CLOSED: lazy("Complaint %(number)s: it has been closed"),
    Occasion.REOPENED: lazy("Complaint %(number)s: it has been opened again"),
    Occasion.MERGED: lazy("Complaint %(number)s: it has been merged with another"),
    Occasion.UNMERGED: lazy("Complaint %(number)s: it goes on by itself again"),
    Occasion.SPLIT: lazy("Complaint %(number)s: parts of it have numbers of their own"),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a message may tell about a complaint, already in the reader's language."""

    number: str
    title: str = ""
    category: str = ""
    code: str = ""
    """The tracking code; only the receipt tells it."""
    words: str = ""
    """What the officer wrote."""
    message: str = ""
    """What the officer wrote beside it for the reporter alone."""
    rule: str = ""
    """What follows when a question is not answered."""
    waits: str = ""
    """That its category has to wait in an emergency, until when, and whom to call."""
    is_reminder: bool = False
    reason: str = ""
    filed_at: datetime | None = None
    answer_by: datetime | None = None
    acknowledge_by: datetime | None = None
    reply_by: datetime | None = None
    resolve_by: datetime | None = None
    reopen_until: datetime | None = None
    is_withdrawn: bool = False
    other: str = ""
    """The number of the complaint it was merged with."""
    parts: tuple[tuple[str, str], ...] = ()
    """Number and tracking code of each part that was split off."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished message."""

    subject: str
    body: str


def here() -> Profile:
    """Whose message it is; raises `LookupError` where there is no such municipality."""
    profile = municipalities.profile_of(tenancy.municipality_id())
    if profile is None:  # pragma: no cover - a municipality is never removed
        message = "There is no such municipality."
        raise LookupError(message)
    return profile


@lru_cache(maxsize=1)
def environment() -> Environment:
    """What renders the templates, made once."""
    made = Environment(  # nosec B701 - plain text, never a page
        loader=FileSystemLoader(TEMPLATES),
        autoescape=False,  # noqa: S701 - plain text, never a page
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals.update(_=_, ngettext=i18n.ngettext)
    made.filters.update(dates.filters)
    return made


def mail(occasion: Occasion, profile: Profile, facts: Facts, language: str) -> Rendered:
    """An e-mail of this occasion."""
    with speaking(language):
        subject = str(SUBJECTS[occasion]) % {"number": facts.number}
        return Rendered(
            one_line(without_links(f"{subject} – {profile.title.here}")),
            _letter(occasion, profile, facts),
        )


def follower_mail(occasion: Occasion, profile: Profile, facts: Facts, code: str) -> Rendered:
    """An e-mail to a follower, in the language of the moment; `code` ends the following."""
    subject = str(SUBJECTS[occasion]) % {"number": facts.number}
    return Rendered(
        one_line(without_links(f"{subject} – {profile.title.here}")),
        written("channels/follower.txt", profile, facts, occasion=occasion.value, code=code),
    )


def _letter(occasion: Occasion, profile: Profile, facts: Facts) -> str:
    """The municipality's own text, where it has one; whoever withdrew gets the usual one."""
    own = None if facts.is_withdrawn else own_text(occasion, i18n.language())
    if own is None:
        return written(f"channels/{occasion.value}.txt", profile, facts)
    from portal.channels import own_texts  # noqa: PLC0415 - it draws by this module

    return own_texts.body(own, profile, facts)


def code_mail(profile: Profile, code: str, language: str) -> Rendered:
    """An e-mail with a code to sign in; the code stands in the subject for small screens."""
    with speaking(language):
        subject = _("%(code)s is your code to sign in", code=code)
        return Rendered(
            one_line(without_links(f"{subject} – {profile.title.here}")),
            written("channels/code.txt", profile, Facts(number="", code=code)),
        )


def alert_code_mail(profile: Profile, code: str, language: str) -> Rendered:
    """An e-mail with a code that lets an alert begin."""
    with speaking(language):
        subject = _("%(code)s is your code to confirm the alert", code=code)
        return Rendered(
            one_line(without_links(f"{subject} – {profile.title.here}")),
            written("channels/alert_code.txt", profile, Facts(number="", code=code)),
        )


def email_code_mail(profile: Profile, code: str, language: str) -> Rendered:
    """An e-mail with a code that proves a new address of an account."""
    with speaking(language):
        subject = _("%(code)s is your code to confirm this e-mail", code=code)
        return Rendered(
            one_line(without_links(f"{subject} – {profile.title.here}")),
            written("channels/email_code.txt", profile, Facts(number="", code=code)),
        )


def email_changed_mail(profile: Profile, new: str, language: str) -> Rendered:
    """An e-mail to the former and the new address of an account; the new one is told masked."""
    with speaking(language):
        subject = _("The e-mail of your account was changed")
        return Rendered(
            one_line(without_links(f"{subject} – {profile.title.here}")),
            written("channels/email_changed.txt", profile, Facts(number="", words=_masked(new))),
        )


def _masked(email: str) -> str:
    """As much of an address as its owner needs to know it again."""
    local, _at, domain = email.partition("@")
    return f"{local[:2]}… (at) {domain[:1]}…"


def code_sms(profile: Profile, code: str, language: str) -> Rendered:
    """A short message with a code to sign in, the code first."""
    with speaking(language):
        text = written("channels/sms.txt", profile, Facts("", code=code), occasion="code")
        return Rendered("", one_line(text))


def sms(occasion: Occasion, profile: Profile, facts: Facts, language: str) -> Rendered:
    """A short message of this occasion."""
    with speaking(language):
        text = written("channels/sms.txt", profile, facts, occasion=occasion.value)
        return Rendered("", one_line(text))


def spoken(occasion: Occasion, profile: Profile, facts: Facts, language: str) -> str:
    """What an officer reads out on the telephone."""
    with speaking(language):
        return written("channels/call.txt", profile, facts, occasion=occasion.value)


def written(name: str, profile: Profile, facts: object, **more: object) -> str:
    """The text of a template, in the language of the moment and without links."""
    template = environment().get_template(name)
    text = template.render(profile=profile, facts=facts, language=i18n.language(), **more)
    return without_links(re.sub(r"\n{3,}", "\n\n", text).strip()) + "\n"


def one_line(text: str) -> str:
    """The words of a text on one line."""
    return " ".join(text.split())
