"""What follows a restored database: the words for searching, and the truth about what is gone."""

from __future__ import annotations

from datetime import datetime

from portal.complaints.services import indexing
from portal.foundation import database, tenancy
from portal.municipalities import queries as municipalities
from portal.response_times import jobs_proof, publications
from portal.response_times.queries import proofs


def index() -> None:
    """Write anew by which words complaints are found; an archive does not hold them."""
    municipalities.forget_profiles()
    for profile in municipalities.all_profiles():
        database.session.remove()
        with tenancy.acting_for(profile.id):
            last = _index(0)
            while last:
                last = _index(last)


def _index(last: int) -> int:
    with database.writing():
        return indexing.reindex(last)


def tell_gaps(at: datetime) -> list[str]:
    """Publish a head that records the gap, wherever this folder knows heads the database lacks.

    Returns the municipalities it was done for.
    """
    told = []
    for profile in municipalities.all_profiles():
        with tenancy.acting_for(profile.id):
            database.session.remove()
            if proofs.lost(publications.known_heads(profile.id)):
                jobs_proof.bind_all()
                jobs_proof.publish(profile.slug, at, only_today=False)
                told.append(profile.slug)
    return told
