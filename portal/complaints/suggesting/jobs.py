"""Learns anew, by night: each municipality's own model once a week."""

from __future__ import annotations

from datetime import datetime, timedelta
from subprocess import SubprocessError  # nosec B404 - only the name of its error

import structlog

from portal.complaints.suggesting import queries, services
from portal.complaints.suggesting.learning import NothingToLearn, learn
from portal.foundation import database, tenancy
from portal.municipalities import queries as municipalities

AGE = timedelta(days=7) - timedelta(hours=1)
log = structlog.get_logger()


def learn_categories(at: datetime) -> None:
    """Learn for every municipality with enough complaints whose model is a week old."""
    for profile in municipalities.all_profiles():
        with tenancy.acting_for(profile.id):
            _learn(profile.slug, at)


def _learn(slug: str, at: datetime) -> None:
    """Read, let go of the database, learn, keep. Where learning fails the old one serves on."""
    learned_at = queries.last_learned()
    is_due = (learned_at is None or at - learned_at >= AGE) and queries.has_enough()
    examples = queries.examples() if is_due else []
    database.session.remove()
    if not is_due:
        return
    try:
        weights = learn(examples)
    except (NothingToLearn, OSError, SubprocessError, ValueError) as failure:
        log.warning("suggestions_not_learned", municipality=slug, why=type(failure).__name__)
        return
    with database.writing():
        services.keep(weights, len(examples), at)
    log.info("suggestions_learned", municipality=slug, examples=len(examples))
