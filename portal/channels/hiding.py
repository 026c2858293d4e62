"""Whoever wrote a report that was hidden is told why."""

from __future__ import annotations

from datetime import datetime

from portal.channels import letters
from portal.channels.letters import Letter
from portal.channels.lifecycle import Occasion
from portal.foundation.i18n import lazy
from portal.foundation.outbox import listens
from portal.participation.monitoring.events import ReportHidden
from portal.participation.monitoring.queries import telling as works
from portal.participation.monitoring.queries.telling import HiddenReport
from portal.participation.results.events import CheckHidden
from portal.participation.results.queries import telling as results
from portal.participation.tasks.events import EntryHidden
from portal.participation.tasks.queries import telling as tasks

SUBJECT = lazy("Project %(n)s: your report is hidden")


@listens(ReportHidden)
def tell_inspector(fact: ReportHidden, at: datetime) -> None:
    """Whoever looked at the site."""
    _tell(works.hidden(fact.inspection_id), Occasion.WORK, f"inspection:{fact.inspection_id}", at)


@listens(CheckHidden)
def tell_caretaker(fact: CheckHidden, at: datetime) -> None:
    """Whoever looked at what is looked after."""
    _tell(results.hidden(fact.check_id), Occasion.CARE, f"look:{fact.check_id}", at)


@listens(EntryHidden)
def tell_writer(fact: EntryHidden, at: datetime) -> None:
    """Whoever wrote in the diary of a work."""
    _tell(tasks.hidden(fact.entry_id), Occasion.TASK, f"entry:{fact.entry_id}", at)


def _tell(report: HiddenReport | None, occasion: Occasion, key: str, at: datetime) -> None:
    if report is None:
        return
    letter = Letter(
        occasion,
        f"hidden:{key}",
        "hidden.txt",
        report,
        lambda: str(SUBJECT) % {"n": report.number},
    )
    letters.send(report.author, letter, at)
