"""What comes round for the proof."""

from __future__ import annotations

from datetime import datetime

import structlog

from portal.foundation import database, tenancy
from portal.municipalities import queries as municipalities
from portal.response_times import publications
from portal.response_times.proof.heads import Head
from portal.response_times.queries import proofs
from portal.response_times.services import proving, publishing

log = structlog.get_logger()


def prove(at: datetime) -> None:
    """Bind what is new everywhere, and publish each municipality's head of the day.

    Short transactions, one after another: killed between any two, the next round goes on. One
    municipality's trouble keeps no other from its head.
    """
    for profile in municipalities.all_profiles():
        with tenancy.acting_for(profile.id):
            try:
                bind_all()
                publish(profile.slug, at, only_today=True)
            except Exception:
                log.exception("proof_failed", municipality=profile.slug)


def bind_all() -> int:
    """Bind every step of the present municipality; return how many were new."""
    bound = 0
    while True:
        with database.writing():
            new = proving.bind()
        bound += new
        if new < proving.AT_ONCE:
            return bound


def publish(name: str, at: datetime, *, only_today: bool) -> Head | None:
    """Publish a head, and keep it outside of the database; None where today's is there already."""
    here = tenancy.municipality_id()
    known = publications.known_heads(here)
    act = publishing.publish_today if only_today else publishing.publish
    with database.writing():
        head = act(name, publications.signer(), known, at)
        signed = proofs.heads()
    publications.keep(here, reversed(signed))
    return head
