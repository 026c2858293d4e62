"""Neighbours who follow what others reported, and a resident who asked to be told of more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID, uuid5

from portal.alerts import services as alerts
from portal.alerts.services import NewAlert
from portal.alerts.terms import Cadence
from portal.complaints.following import services as following
from portal.complaints.following.services import Following
from portal.complaints.queries import public, public_page
from portal.complaints.queries.public import Wanted
from portal.foundation.policy import Role, visitor
from portal.operations.demo.cast import Cast
from portal.operations.demo.people import PEOPLE

FOLLOWED = 3
NEIGHBOURS = {
    "neighbour1@example.org": "บ้านเราก็เจอเหมือนกัน ตอนกลางคืนอันตรายมาก",
    "neighbour2@example.org": "",
}
"""Who follows, and what they add."""
_NAMES = UUID("0b7f4d0e-52b4-4c6e-8a3c-7c2f6f1b9a12")


def gather_round(cast: Cast, at: datetime) -> None:
    """Let them follow the newest complaints that anyone may read."""
    _follow(cast, at)
    _subscribe(cast, at)


def _follow(cast: Cast, at: datetime) -> None:
    someone = visitor(cast.municipality_id)
    for complaint_id in _newest(at):
        for email, words in NEIGHBOURS.items():
            name = uuid5(_NAMES, f"{cast.municipality_id}/{complaint_id}/{email}")
            wanted = Following(name, "th", email, words)
            following.follow(someone, complaint_id, wanted, who=f"demo {email}", at=at)


def _newest(at: datetime) -> Iterator[int]:
    lines = public.newest(Wanted(is_open=True), None, at).items[:FOLLOWED]
    heads = (public_page.head(line.year, line.running) for line in lines)
    return (head.row.id for head in heads if head is not None)


def _subscribe(cast: Cast, at: datetime) -> None:
    """The resident hears of flooding at once, and of all near a place each morning."""
    resident = cast.actors[Role.RESIDENT]
    email, flood = PEOPLE[0].email, cast.categories["flood"].id
    for new in (
        NewAlert(email, "th", Cadence.AT_ONCE, category_id=flood),
        NewAlert(email, "th", Cadence.DAILY, point=(16.4322, 102.8236), radius=1000),
    ):
        alerts.ask(resident, new, who="demo", secret_key="", at=at)
