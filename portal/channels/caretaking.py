"""Caretakers are reminded when a look is due."""

from __future__ import annotations

from datetime import datetime

from portal.channels import rendering, services
from portal.channels.lifecycle import Medium, Occasion
from portal.channels.links import without_links
from portal.channels.rendering import Rendered
from portal.channels.services import NewNotice
from portal.foundation.i18n import lazy, speaking
from portal.foundation.outbox import listens
from portal.participation.results.events import CheckDue
from portal.participation.results.queries import telling

SUBJECT = lazy("A look is due: %(what)s")


@listens(CheckDue)
def remind_caretakers(fact: CheckDue, at: datetime) -> None:
    """Everyone who takes part in the pact, once for each look."""
    due = telling.due(fact.pact_id)
    if due is None:
        return
    profile = rendering.here()
    key = f"pact:{fact.pact_id}:{fact.day}"
    for reader in telling.caretakers([fact.pact_id]).get(fact.pact_id, ()):
        with speaking(reader.language):
            words = str(SUBJECT) % {"what": due.what.here}
            message = Rendered(
                rendering.one_line(without_links(f"{words} – {profile.title.here}")),
                rendering.written("channels/care.txt", profile, due),
            )
        new = NewNotice(Occasion.CARE, Medium.EMAIL, key, reader.email, reader.language, message)
        services.write(new, at)
