"""What is said of works that are followed: verdicts, steps of a contract, seats of a committee."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Final

from portal.foundation.i18n import Lazy, lazy

MATTER: Final = "inspection"
"""What an inspection report is called as the owner of photos."""
FINDING: Final = "finding"
"""What a finding is called as a matter of promises."""
LONGEST_TITLE: Final = 150
LONGEST_TEXT: Final = 3000
LONGEST_REASON: Final = 2000
LONGEST_FINDING: Final = 500
MOST_FINDINGS: Final = 5
MOST_WEIGHT: Final = 1000
MOST_SATANG: Final = 10**15
"""Ten million million baht."""
LONGEST_TERM: Final = timedelta(days=4 * 365 + 1)
"""A member of the committee serves four years."""


class Verdict(StrEnum):
    """What a resident says of a site."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    BAD = "bad"


VERDICT_WORDS: dict[Verdict, Lazy] = {
    Verdict.GOOD: lazy("Good: as it was promised"),
    Verdict.DOUBTFUL: lazy("Doubtful: somebody should look"),
    Verdict.BAD: lazy("Bad: it must be put right"),
}
VERDICT_TAGS: dict[Verdict, Lazy] = {
    Verdict.GOOD: lazy("Good"),
    Verdict.DOUBTFUL: lazy("Doubtful"),
    Verdict.BAD: lazy("Bad"),
}
VERDICT_TONES = {Verdict.GOOD: "green", Verdict.DOUBTFUL: "yellow", Verdict.BAD: "red"}
CLOSE_WITHIN_DAYS: dict[Verdict, int] = {Verdict.GOOD: 15, Verdict.DOUBTFUL: 15, Verdict.BAD: 7}
"""Within so many days, counted day and night, the unit closes a finding."""


class Check(StrEnum):
    """What a resident looks at on a site."""

    BOARD = "board"
    PLAN = "plan"
    SAFETY = "safety"
    PASSAGE = "passage"
    CLEAN = "clean"


CHECK_WORDS: dict[Check, Lazy] = {
    Check.BOARD: lazy("A board tells contract, price and days"),
    Check.PLAN: lazy("The work looks like the plan: size, place, material"),
    Check.SAFETY: lazy("The site is safe: fence, lights, warning signs"),
    Check.PASSAGE: lazy("People and wheelchairs can get past"),
    Check.CLEAN: lazy("Dust, noise and waste are kept low"),
}


class Mark(StrEnum):
    """What was seen of one thing on the list."""

    YES = "yes"
    NO = "no"
    UNSEEN = "unseen"


MARK_WORDS: dict[Mark, Lazy] = {
    Mark.YES: lazy("Yes"),
    Mark.NO: lazy("No"),
    Mark.UNSEEN: lazy("Could not see"),
}


class ContractStep(StrEnum):
    """The usual steps of a contract, in their order."""

    ANNOUNCED = "announced"
    SIGNED = "signed"
    BEGUN = "begun"
    HANDED_OVER = "handed_over"
    ACCEPTED = "accepted"
    WARRANTY_END = "warranty_end"


STEP_WORDS: dict[ContractStep, Lazy] = {
    ContractStep.ANNOUNCED: lazy("Procurement announced"),
    ContractStep.SIGNED: lazy("Contract signed"),
    ContractStep.BEGUN: lazy("Work begun"),
    ContractStep.HANDED_OVER: lazy("Work handed over"),
    ContractStep.ACCEPTED: lazy("Work accepted by the inspection committee"),
    ContractStep.WARRANTY_END: lazy("Warranty ends"),
}


class Group(StrEnum):
    """Who sends members to the monitoring committee of the local development plan."""

    COUNCIL = "council"
    FORUM = "forum"
    AGENCIES = "agencies"
    UNIT_HEADS = "unit_heads"
    EXPERTS = "experts"


GROUP_WORDS: dict[Group, Lazy] = {
    Group.COUNCIL: lazy("Members of the local council, chosen by the council"),
    Group.FORUM: lazy("Representatives of the local forum, chosen by the forum"),
    Group.AGENCIES: lazy("Representatives of agencies concerned"),
    Group.UNIT_HEADS: lazy("Heads of the municipality’s units"),
    Group.EXPERTS: lazy("Experts"),
}
SEATS: dict[Group, int] = {
    Group.COUNCIL: 3,
    Group.FORUM: 2,
    Group.AGENCIES: 2,
    Group.UNIT_HEADS: 2,
    Group.EXPERTS: 2,
}
"""The eleven seats by group (item 28 of the ministry's regulation on plans, 2548, as amended)."""
ALL_SEATS: Final = sum(SEATS.values())


class Office(StrEnum):
    """What a member was elected to by the committee itself."""

    MEMBER = "member"
    CHAIR = "chair"
    SECRETARY = "secretary"


OFFICE_WORDS: dict[Office, Lazy] = {
    Office.MEMBER: lazy("Member"),
    Office.CHAIR: lazy("Chair"),
    Office.SECRETARY: lazy("Secretary"),
}


def written_checks(marks: dict[Check, Mark]) -> str:
    """The list as it is kept; what was not seen is left out."""
    seen = [(check, marks.get(check, Mark.UNSEEN)) for check in Check]
    return " ".join(f"{check}:{mark}" for check, mark in seen if mark is not Mark.UNSEEN)


def read_checks(kept: str) -> dict[Check, Mark]:
    """The list as it was kept."""
    pairs = (pair.partition(":") for pair in kept.split())
    return {Check(name): Mark(mark) for name, _colon, mark in pairs}
