"""Whether a move can be made with a complaint, and if not, why: in words."""

from __future__ import annotations

from collections.abc import Collection

from portal.complaints import policy
from portal.complaints.bulk.acts import CHANGED, FORBIDDEN, GONE, SAME, Act, Order
from portal.complaints.lifecycle import STATE_WORDS, STEPS, State
from portal.complaints.models import Complaint
from portal.foundation.i18n import Lazy, lazy
from portal.foundation.policy import Actor


def refusal(
    officer: Actor,
    order: Order,
    complaint: Complaint | None,
    co_units: Collection[int],
    seen: int | None,
) -> Lazy | None:
    """Why it is left out; None where the move can be made. `seen`: the version that was shown."""
    if complaint is None or not policy.may_read(officer, complaint, co_units):
        return GONE
    verb = order.act.verb
    if not policy.may_work(officer, complaint, verb, co_units):
        return FORBIDDEN
    if State(complaint.state) not in STEPS[verb].sources:
        return lazy(
            "Not possible while it is: %(state)s", state=STATE_WORDS[State(complaint.state)]
        )
    if seen is not None and complaint.version != seen:
        return CHANGED
    return SAME if _is_with_them(order, complaint) else None


def _is_with_them(order: Order, complaint: Complaint) -> bool:
    if order.act is not Act.ASSIGN or order.unit_id is None:
        return False
    is_same = (complaint.unit_id, complaint.officer_id) == (order.unit_id, order.officer_id)
    return is_same and complaint.state not in {State.RECEIVED, State.ACKNOWLEDGED}
