"""Caretakers are reminded when a look is due."""

from __future__ import annotations

from datetime import datetime

from portal.channels import letters
from portal.channels.letters import Letter
from portal.channels.lifecycle import Occasion
from portal.foundation.i18n import lazy
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
    letter = Letter(
        Occasion.CARE,
        f"pact:{fact.pact_id}:{fact.day}",
        "care.txt",
        due,
        lambda: str(SUBJECT) % {"what": due.what.here},
    )
    for reader in telling.caretakers([fact.pact_id]).get(fact.pact_id, ()):
        letters.send(reader, letter, at)
