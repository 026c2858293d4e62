"""What is late in projects: findings, minutes of forums, attendance of tasks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.foundation.policy import Actor, Role
from portal.participation.forums.queries import board as forums
from portal.participation.monitoring.queries import findings
from portal.participation.projects import queries as projects
from portal.participation.tasks.queries import board as tasks

EVERYTHING = frozenset({Role.CLERK, Role.MAYOR})
OF_UNITS = frozenset({Role.OFFICER, Role.HEAD})


@dataclass(frozen=True, slots=True)
class LateWorks:
    """How many of each the morning's list tells of."""

    findings: int
    """Of inspections, whose promised day is over."""
    minutes: int
    """Of forums, not published within their days."""
    attendance: int
    """Of tasks that are over, of which nobody has said who came."""

    @property
    def any(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.findings or self.minutes or self.attendance)


def late_for(actor: Actor, at: datetime) -> LateWorks:
    """What is late of everything, or of the units of this person."""
    if actor.role not in EVERYTHING | OF_UNITS:
        return LateWorks(0, 0, 0)
    unit_of = {one.id: one.unit_id for one in projects.every()}

    def is_theirs(unit_id: int | None) -> bool:
        return actor.role in EVERYTHING or unit_id in actor.units

    late = [one for one in findings.open_findings() if one.due_at is not None and one.due_at < at]
    owing = [one for one in forums.owing(at) if one.minutes_due < at]
    return LateWorks(
        sum(is_theirs(one.unit_id or unit_of.get(one.project_id)) for one in late),
        sum(is_theirs(unit_of.get(one.project_id)) for one in owing),
        sum(is_theirs(unit_of.get(one.project_id)) for one in tasks.unrecorded(at)),
    )
