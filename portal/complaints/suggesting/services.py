"""Keep what was learned."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete

from portal.complaints.suggesting import queries
from portal.complaints.suggesting.models import SuggestionModel
from portal.complaints.suggesting.weights import Weights
from portal.foundation import database
from portal.foundation.database import session


def keep(weights: Weights, examples: int, at: datetime) -> None:
    """Put the new model in the place of the old one, in one breath."""
    database.lock("suggestion_model")
    session.execute(delete(SuggestionModel))
    session.add(
        SuggestionModel(learned_at=at, examples=examples, weights=weights.to_bytes()),
    )
    session.flush()
    queries.forget()
