"""A generated town of 20,000 acts, kept beside as plain rows for an independent count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from random import Random

from portal.foundation.database import session
from portal.foundation.policy import Role
from portal.participation.ledger.models import Participant, ParticipationAct
from portal.participation.ledger.terms import ActKind
from portal.participation.projects.terms import Tool
from portal.participation.residents.terms import Age, Sex
from portal.places import services as places
from portal.places.geojson import NamedShape
from portal.reports import services
from tests import projects
from tests.fixtures.portal import Town
from tests.makers import MONDAY

ACTS = 20_000
PEOPLE = 3_000
FEW_PEOPLE = 3
"""Of the third sex and from the third area."""
FIRST, LAST = date(2025, 10, 1), date(2026, 9, 30)
"""The fiscal year 2569 (2026)."""
DAYS_AROUND = 460
AREAS = ("1", "2", "3")
LIVING = {"1": 9_000, "2": 4_000, "3": 700}
WAYS = ("web", "forum", "paper")


@dataclass(frozen=True)
class Act:
    """One act as it was made up."""

    kind: str
    person: int | None
    project: int
    day: date
    way: str
    n: int
    age: str
    sex: str
    area: int | None
    is_counted: bool

    @property
    def is_inside(self) -> bool:
        """Whether the report of the fiscal year counts it."""
        return self.is_counted and FIRST <= self.day <= LAST


def population(town: Town) -> dict[str, int]:
    """Load a table of residents; the areas' ids by code."""
    ids = {
        code: places.add_area(NamedShape(code, "ward", f"เขต {code}", f"Ward {code}", None))
        for code in AREAS
    }
    lines = ["area,age,sex,people"]
    lines += [
        f"{code},{age},{sex},{people // 10}"
        for (code, people), age, sex in product(LIVING.items(), Age, (Sex.FEMALE, Sex.MALE))
    ]
    clerk = town.actor(Role.CLERK)
    day = date(2025, 12, 31)
    services.load_population(clerk, day, "ทะเบียนราษฎร", "\n".join(lines), at=MONDAY)
    return ids


def acts(town: Town, area_ids: list[int]) -> list[Act]:
    """Make the acts up and keep them; few people in some groups, so that some are withheld."""
    lot = Random("a town of reports")
    clerk = town.actor(Role.CLERK)
    made = [
        projects.a_project(clerk, projects.stage(Tool.IDEAS, MONDAY, 10), at=MONDAY).id
        for _n in range(3)
    ]
    people = [Participant(person_id=None) for _n in range(PEOPLE)]
    session.add_all(people)
    session.flush()
    known = {
        one.id: (
            lot.choice([*(age.value for age in Age), ""]),
            "O" if number < FEW_PEOPLE else lot.choice(["F", "F", "F", "M", "M", ""]),
            area_ids[2] if number < FEW_PEOPLE else lot.choice([*area_ids[:2], None]),
        )
        for number, one in enumerate(people)
    }
    rows = [_act(lot, made, known) for _n in range(ACTS)]
    session.add_all(
        ParticipationAct(
            kind=one.kind,
            record_id=number,
            project_id=one.project,
            participant_id=one.person,
            day=one.day,
            channel=one.way,
            n=one.n,
            age=one.age,
            sex=one.sex,
            area_id=one.area,
            is_counted=one.is_counted,
        )
        for number, one in enumerate(rows)
    )
    session.flush()
    return rows


def _act(lot: Random, made: list[int], known: dict[int, tuple[str, str, int | None]]) -> Act:
    """One act; whoever did it, if anybody is known, is as they were on that day."""
    person = lot.choice(list(known)) if lot.random() < 0.9 else None
    age, sex, area = known[person] if person is not None else ("", "", None)
    if lot.random() < 0.05:
        age = ""
    return Act(
        kind=lot.choice([*ActKind]).value,
        person=person,
        project=lot.choice(made),
        day=FIRST - timedelta(days=40) + timedelta(days=lot.randrange(DAYS_AROUND)),
        way="web" if person is not None else lot.choice(WAYS),
        n=1 if person is not None else lot.randint(1, 9),
        age=age,
        sex=sex,
        area=area,
        is_counted=lot.random() > 0.03,
    )
