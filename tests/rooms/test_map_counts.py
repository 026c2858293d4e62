"""The map's roll-up always equals counting, whatever was done in whatever order."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from portal.complaints import services
from portal.complaints.lifecycle import OPEN, Closing, Hold, Kind, State
from portal.complaints.models import Category, Complaint, MapCount
from portal.complaints.queries import public
from portal.complaints.queries.public import Wanted
from portal.complaints.services import Place, moving
from portal.foundation.database import session
from portal.foundation.errors import OutOfOrder
from portal.foundation.policy import Actor, Role
from portal.places import hexagons
from tests import makers
from tests.fixtures.portal import Town
from tests.makers import MONDAY

ROUNDS = 60
WEEK = timedelta(days=7)
Act = Callable[[int, dict[str, Any]], object]
Count = Counter[tuple[int, int, bool]]


def counted() -> Count:
    """The roll-up as it is kept."""
    rows = session.scalars(select(MapCount)).all()
    assert all(row.n >= 0 for row in rows)
    return Counter({(row.cell, row.category_id, row.is_open): row.n for row in rows if row.n})


def recounted() -> Count:
    """The same from the complaints themselves."""
    rows = session.scalars(
        select(Complaint).where(Complaint.is_public, Complaint.cell.is_not(None))
    )
    return Counter(
        (hexagons.parent(row.cell, 8), row.category_id or 0, State(row.state) in OPEN)
        for row in rows
        if row.cell is not None and not row.is_outside
    )


class Random:
    """Somebody who does anything that an officer may do, in any order."""

    def __init__(self, officer: Actor, seed: int) -> None:
        self.officer = officer
        self.dice = random.Random(seed)
        self.categories = list(session.scalars(select(Category.id)))
        self.ids: list[int] = []

    def place(self) -> Place:
        if self.dice.random() < 0.2:
            return Place(landmark="หน้าตลาด")
        lat, lon = (centre + self.dice.gauss(0, 0.02) for centre in (16.43, 102.83))
        return Place(lat, lon, outside_is_meant=True, landmark="หน้าตลาด")

    def files(self, at: datetime) -> None:
        category = self.dice.choice([*self.categories, None])
        kind = self.dice.choice([Kind.RELIEF, Kind.RELIEF, Kind.ENQUIRY, Kind.SUGGESTION])
        receipt = makers.complaint(at=at, category_id=category, kind=kind, place=self.place())
        self.ids.append(receipt.complaint_id)

    def acts(self, at: datetime) -> None:
        number = self.dice.choice(self.ids)
        seen = session.scalars(select(Complaint.version).where(Complaint.id == number)).one()
        act = self.dice.choice(self.known())
        with suppress(OutOfOrder), session.begin_nested():  # as a refused request leaves nothing
            act(number, {"seen": seen, "at": at})

    def known(self) -> list[Act]:
        who, dice = self.officer, self.dice
        return [
            lambda n, more: services.acknowledge(who, n, **more),
            lambda n, more: services.start(who, n, **more),
            lambda n, more: services.hold(who, n, Hold.LEGAL, next_news=more["at"] + WEEK, **more),
            lambda n, more: services.resolve(who, n, "แล้ว", no_photo_because="มืด", **more),
            lambda n, more: services.close(who, n, Closing.CANNOT_BE_DONE, "ทำไม่ได้", **more),
            lambda n, more: services.reopen(who, n, "ยังไม่เสร็จ", **more),
            lambda n, more: services.move_pin(who, n, self.place(), **more),
            lambda n, more: services.review(who, n, show=dice.random() < 0.6, **more),
            lambda n, more: services.recategorise(who, n, dice.choice(self.categories), **more),
        ]


@pytest.mark.parametrize("seed", range(4))
def test_the_roll_up_equals_counting(inside: Town, seed: int) -> None:
    somebody = Random(inside.actor(Role.CLERK), seed)
    at = MONDAY
    somebody.files(at)
    for _round in range(ROUNDS):
        at += timedelta(minutes=11)
        (somebody.files if somebody.dice.random() < 0.3 else somebody.acts)(at)
        assert counted() == recounted()
    services.settle_due(at + timedelta(days=40))
    assert counted() == recounted()
    shown = sum(count for _cell, count in public.cells(Wanted()))
    assert shown == recounted().total()
    kept = counted()
    moving.recount_map()
    assert counted() == kept
