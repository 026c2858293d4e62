"""Word that there is something to read, which tells nothing of it: no number, no words, no name."""

from __future__ import annotations

from datetime import datetime

from portal.channels import rendering, services
from portal.channels.lifecycle import Medium, Occasion
from portal.channels.rendering import Facts, Rendered, one_line, written
from portal.channels.services import NewNotice
from portal.conduct.events import RecipientsChanged, RecipientsTold, ReporterTold
from portal.conduct.queries import matter
from portal.foundation.i18n import Lazy, lazy, speaking
from portal.foundation.outbox import listens

SUBJECT: Lazy = lazy("There is something for you to read")


@listens(RecipientsTold)
def summon_readers(fact: RecipientsTold, at: datetime) -> None:
    """To everyone with a key."""
    for address, language in matter.reader_addresses(fact.matter_id):
        _write(Occasion.SUMMONS, f"conduct:{fact.step_id}", address, language, at)


@listens(ReporterTold)
def tell_reporter(fact: ReporterTold, at: datetime) -> None:
    """To whoever told it, where they left an e-mail. Nobody is called and no SMS is sent."""
    address, language = matter.told(fact.matter_id)
    if address:
        _write(Occasion.DISCREET, f"conduct:{fact.step_id}", address, language, at)


@listens(RecipientsChanged)
def tell_of_naming(fact: RecipientsChanged, at: datetime) -> None:
    """To a recipient, former or new: the page of recipients says what changed."""
    address, language = matter.address_of(fact.person_id)
    if address:
        _write(Occasion.SUMMONS, f"naming:{fact.change_id}", address, language, at)


def _write(occasion: Occasion, key: str, address: str, language: str, at: datetime) -> None:
    profile = rendering.here()
    with speaking(language):
        message = Rendered(
            one_line(f"{SUBJECT} – {profile.title.here}"),
            written(f"channels/{occasion.value}.txt", profile, Facts(number="")),
        )
    services.write(NewNotice(occasion, Medium.EMAIL, key, address, language, message), at)
