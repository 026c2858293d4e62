"""Who follows the work of a project is told what moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.channels import rendering, services
from portal.channels.lifecycle import Medium, Occasion
from portal.channels.links import without_links
from portal.channels.rendering import Rendered
from portal.channels.services import NewNotice
from portal.foundation.i18n import Lazy, lazy, speaking
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
    profile = rendering.here()
    facts = Facts(moved, subject is FINDING)
    for reader in telling.followers(moved.project_id):
        with speaking(reader.language):
            words = str(subject) % {"n": moved.number}
            message = Rendered(
                rendering.one_line(without_links(f"{words} – {profile.title.here}")),
                rendering.written("channels/work.txt", profile, facts),
            )
        new = NewNotice(Occasion.WORK, Medium.EMAIL, key, reader.email, reader.language, message)
        services.write(new, at)
