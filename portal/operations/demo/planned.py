"""What a planned complaint is: everything the demo knows before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from portal.complaints.lifecycle import Verb


class By(StrEnum):
    """Who makes a step. The officer is one of the unit that leads the category."""

    REPORTER = "reporter"
    DISPATCHER = "dispatcher"
    OFFICER = "officer"
    CLERK = "clerk"
    PORTAL = "portal"


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One verb at a moment (UTC). The fields after `note` are filled where the verb needs them."""

    verb: Verb
    at: datetime
    by: By
    note: str = ""
    reason: str = ""
    """Why it is on hold or closed, why there is no after photo."""
    due_at: datetime | None = None
    """When the next news are promised."""
    stars: int = 0
    picture: str = ""
    """The after photo."""


@dataclass(frozen=True, slots=True)
class PlannedContact:
    """How to reach the reporter: invented."""

    name: str
    phone: str
    email: str
    shows_name: bool
    is_demo_resident: bool


@dataclass(frozen=True, slots=True)
class PlannedComplaint:
    """A complaint from filing to its last step before the end of the plan.

    `category` is what it is about; `names_category` says whether the reporter chose it.
    """

    number: int
    filed_at: datetime
    category: str
    names_category: bool
    kind: str
    language: str
    text: str
    landmark: str
    lat: float
    lon: float
    channel: str
    contact: PlannedContact | None
    occurred_at: datetime | None
    pictures: tuple[str, ...]
    steps: tuple[PlannedStep, ...]
