"""What a report is about: which days, which project, counted at which moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from portal.participation.projects.queries import ProjectLine
from portal.response_times.figures.periods import Period


@dataclass(frozen=True, slots=True)
class Scope:
    """The days of a period, up to the moment of the figures; one project or all of them."""

    period: Period
    at: datetime
    project: ProjectLine | None = None

    @property
    def first(self) -> date:
        """The first day."""
        return self.period.first

    @property
    def last(self) -> date:
        """The last day."""
        return self.period.last

    @property
    def begins_at(self) -> datetime:
        """The first moment."""
        return self.period.begins_at

    @property
    def ends_at(self) -> datetime:
        """The first moment outside, or the moment of the figures where that is earlier."""
        return min(self.period.ends_at, self.at)

    @property
    def project_id(self) -> int | None:
        """The project, if it is about one."""
        return self.project.id if self.project else None

    @property
    def area_id(self) -> int | None:
        """The area of the project, if it has one."""
        return self.project.area_id if self.project else None
