"""What is known of an imported complaint's past, as lines of its history."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from portal.complaints.importing.reading import PastComplaint
from portal.complaints.lifecycle import Closing, Hold, State, Verb
from portal.foundation import tenancy
from portal.foundation.policy import Role

VERBS = {
    State.ACKNOWLEDGED: Verb.ACKNOWLEDGE,
    State.ASSIGNED: Verb.ASSIGN,
    State.IN_PROGRESS: Verb.START,
    State.WAITING: Verb.ASK,
    State.REFERRED: Verb.REFER,
    State.ON_HOLD: Verb.HOLD,
    State.RESOLVED: Verb.RESOLVE,
    State.CLOSED: Verb.CLOSE,
    State.SETTLED: Verb.RESOLVE,
    State.MERGED: Verb.MERGE,
}


def steps_of(source: str, row: PastComplaint, complaint_id: int) -> list[dict[str, Any]]:
    """The rows of its history, without their numbers: only what the other register tells."""
    here = tenancy.municipality_id()
    moments = [(Verb.FILE, State.RECEIVED, row.filed_at, "", "filed")]
    if row.acknowledged_at is not None:
        moments.append(
            (Verb.ACKNOWLEDGE, State.ACKNOWLEDGED, row.acknowledged_at, "", "acknowledged")
        )
    verb = VERBS.get(row.state)
    if verb is not None and not (verb is Verb.ACKNOWLEDGE and row.acknowledged_at):
        when, basis = _best_known(row)
        moments.append((verb, row.state, when, row.reply, basis))
    elif row.reply:
        moments.append((Verb.REPLY, row.state, _best_known(row)[0], row.reply, "unknown"))
    return [
        {
            "municipality_id": here,
            "complaint_id": complaint_id,
            "version": 1,
            "verb": verb.value,
            "state": state.value,
            "at": when,
            "actor_id": None,
            "actor_role": Role.VISITOR.value if verb is Verb.FILE else Role.OFFICER.value,
            "note": note,
            "is_public": True,
            "details": {"imported": source, "moment": basis, **_why(row, verb)},
        }
        for verb, state, when, note, basis in moments
    ]


def _why(row: PastComplaint, verb: Verb) -> dict[str, str]:
    if row.reason is None or verb not in {Verb.HOLD, Verb.CLOSE}:
        return {}
    known = Hold if verb is Verb.HOLD else Closing
    return {"reason": known(row.reason).value}


def _best_known(row: PastComplaint) -> tuple[datetime, str]:
    """A moment for the step, and how far it can be trusted: it is no measured time otherwise."""
    if row.resolved_at is not None:
        return row.resolved_at, "resolved"
    if row.last_activity is not None:
        return row.last_activity, "last_activity"
    return row.filed_at, "unknown"
