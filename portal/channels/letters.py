"""An e-mail to somebody with an account, in their language: what every teller sends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from portal.channels import rendering, services
from portal.channels.lifecycle import Medium, Occasion
from portal.channels.links import without_links
from portal.channels.rendering import Rendered
from portal.channels.services import NewNotice
from portal.foundation.i18n import speaking
from portal.participation.chain.kinds import Reader


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent: of which occasion, under which key, once for each; from which template."""

    occasion: Occasion
    key: str
    template: str
    facts: object
    subject: Callable[[], str]
    """Asked in the reader's language."""


def send(reader: Reader, letter: Letter, at: datetime) -> None:
    """Write it down to be sent; the same key is sent to the same address once."""
    profile = rendering.here()
    with speaking(reader.language):
        message = Rendered(
            rendering.one_line(without_links(f"{letter.subject()} – {profile.title.here}")),
            rendering.written(f"channels/{letter.template}", profile, letter.facts),
        )
    new = NewNotice(
        letter.occasion, Medium.EMAIL, letter.key, reader.email, reader.language, message
    )
    services.write(new, at)
