"""What somebody owes beside complaints: to the council, and in projects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.channels.queries import council as asked
from portal.channels.queries import works as projects
from portal.channels.queries.council import Owed
from portal.channels.queries.works import LateWorks
from portal.foundation import clock
from portal.foundation.policy import Actor


@dataclass(frozen=True, slots=True)
class Owing:
    """Both; `council` is None for those who answer for nothing there."""

    council: Owed | None
    works: LateWorks

    @property
    def any(self) -> bool:
        """Whether there is anything to tell."""
        return self.presses or bool(self.council and self.council.duty)

    @property
    def presses(self) -> bool:
        """Whether it is reason enough for a list of its own.

        The yearly duty alone is none: it would write one every morning for two months.
        """
        return self.works.any or bool(self.council and self.council.questions)


NOTHING = Owing(None, LateWorks(0, 0, 0))


def owed_by(actor: Actor, at: datetime) -> Owing:
    """What somebody owes now."""
    today = clock.local(at).date()
    return Owing(asked.owed_by(actor.role, today), projects.late_for(actor, at))
