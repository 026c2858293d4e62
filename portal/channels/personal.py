"""Personal duties: addresses people were written to, and what is to be read out to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from portal.channels import queries, services


def export(complaint_ids: Sequence[int], addresses: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Return every notice about these complaints or to these addresses, and every call."""
    return queries.kept_about(complaint_ids, addresses)


def erase(complaint_ids: Sequence[int], addresses: Sequence[str] = ()) -> int:
    """Take away notices and calls about these complaints or to these addresses; how many."""
    return services.erase(complaint_ids, addresses)


def expire(before: datetime) -> int:
    """Take away what was written or asked for before this moment and is done with; how many."""
    return services.expire(before)
