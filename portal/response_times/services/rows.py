"""Promises as rows of the table: new, from a finished record, many at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert

from portal.foundation.database import session
from portal.response_times.models import Promise
from portal.response_times.models.promises import BEGINNING
from portal.response_times.promises import Matter, PromiseLine


def new_promise(
    matter: Matter, kind: str, moments: tuple[datetime, datetime, datetime], number: int
) -> Promise:
    """A promise not yet written. `moments`: when it starts, when it is given, until when."""
    started_at, promised_at, due_at = moments
    return Promise(
        matter_kind=matter.kind,
        matter_id=matter.id,
        promise_kind=kind,
        round=number,
        started_at=started_at,
        promised_at=promised_at,
        first_due_at=due_at,
        due_at=due_at,
        look_at=BEGINNING,
    )


def values_of(line: PromiseLine) -> dict[str, object]:
    """A finished record as a row to be written in bulk."""
    return {
        "matter_kind": line.matter.kind,
        "matter_id": line.matter.id,
        "promise_kind": line.promise_kind,
        "round": line.round,
        "amount": line.amount,
        "unit": line.unit,
        "started_at": line.started_at,
        "promised_at": line.promised_at,
        "first_due_at": line.first_due_at,
        "due_at": line.due_at,
        "met_at": line.met_at,
        "cancelled_at": line.cancelled_at,
    }


def write_many(rows: Sequence[dict[str, object]]) -> None:
    """Write promises in one statement, whichever of their moments are empty."""
    if rows:
        session.execute(insert(Promise).execution_options(render_nulls=True), rows)
