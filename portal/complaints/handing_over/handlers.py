"""What is heard in this room: that another municipality spoke to a reporter."""

from __future__ import annotations

from datetime import datetime

from portal.complaints.handing_over import relaying
from portal.complaints.handing_over.events import NeighbourSpoke
from portal.foundation.outbox import listens


@listens(NeighbourSpoke)
def tell_origin(fact: NeighbourSpoke, at: datetime) -> None:
    """To the municipality where the complaint came from."""
    relaying.relay(fact.complaint_id, fact.step_id, at)
