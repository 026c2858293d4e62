"""Every dataset, in the order of the page."""

from __future__ import annotations

from typing import Final

from portal.reports.open_data import complaints, projects
from portal.reports.open_data.terms import Dataset

DATASETS: Final[dict[str, Dataset]] = {
    one.key: one
    for one in (
        complaints.COMPLAINTS,
        complaints.TIMES,
        projects.PROJECTS,
        projects.IDEAS,
        projects.PLAN_ITEMS,
        projects.MILESTONES,
        projects.RESULTS,
        projects.BALLOTS,
    )
}
