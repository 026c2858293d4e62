"""Who follows the work of a project is told what moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.channels import letters
from portal.channels.letters import Letter
from portal.channels.lifecycle import Occasion
from portal.foundation.i18n import Lazy, lazy
from portal.foundation.outbox import listens
from portal.participation.monitoring.events import FindingClosed, MilestoneMoved
from portal.participation.monitoring.queries import telling
from portal.participation.monitoring.queries.telling import Moved

MILESTONE = lazy("Project %(n)s: a milestone moved")
FINDING = lazy("Project %(n)s: a finding is closed")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a message tells."""

    work: Moved
    is_finding: bool


@listens(MilestoneMoved)
def tell_milestone(fact: MilestoneMoved, at: datetime) -> None:
    """Everyone who follows, that a milestone was begun, done or moved."""
    key = f"milestone:{fact.milestone_id}:{fact.version}"
    _tell(telling.milestone(fact.milestone_id), MILESTONE, key, at)


@listens(FindingClosed)
def tell_finding(fact: FindingClosed, at: datetime) -> None:
    """Everyone who follows, what was done about a finding."""
    _tell(telling.finding(fact.finding_id), FINDING, f"finding:{fact.finding_id}", at)


def _tell(moved: Moved | None, subject: Lazy, key: str, at: datetime) -> None:
    if moved is None:
        return
    facts = Facts(moved, subject is FINDING)
    number = moved.number
    letter = Letter(Occasion.WORK, key, "work.txt", facts, lambda: str(subject) % {"n": number})
    for reader in telling.followers(moved.project_id):
        letters.send(reader, letter, at)
