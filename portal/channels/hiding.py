"""Whoever wrote a report that was hidden is told why."""

from __future__ import annotations

from datetime import datetime

from portal.channels import rendering, services
from portal.channels.lifecycle import Medium, Occasion
from portal.channels.links import without_links
from portal.channels.rendering import Rendered
from portal.channels.services import NewNotice
from portal.foundation.i18n import lazy, speaking
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
    profile, reader = rendering.here(), report.author
    with speaking(reader.language):
        words = str(SUBJECT) % {"n": report.number}
        message = Rendered(
            rendering.one_line(without_links(f"{words} – {profile.title.here}")),
            rendering.written("channels/hidden.txt", profile, report),
        )
    new = NewNotice(occasion, Medium.EMAIL, f"hidden:{key}", reader.email, reader.language, message)
    services.write(new, at)
