"""Lists behind the figures of votes and works: what everyone can open, without names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from portal.foundation.clock import local
from portal.foundation.i18n import Bilingual, Lazy, lazy
from portal.participation.monitoring.terms import VERDICT_TAGS, Verdict
from portal.reports.content import Records, both
from portal.reports.queries import works as queries
from portal.reports.queries.votes import VoteFact
from portal.reports.queries.works import FindingFact, InspectionFact
from portal.reports.scope import Scope


def votes(found: Sequence[VoteFact]) -> Records:
    """The votes that were counted."""
    head = (lazy("Project"), lazy("Title"), lazy("Counted on"), lazy("Ballots"))
    rows = tuple(
        (
            _plain(one.project_number),
            one.title,
            _plain(local(one.counted_at).date()),
            _plain(one.ballots),
        )
        for one in found
    )
    links = tuple(f"/projects/{one.project_number}/votes/{one.stage_id}/result" for one in found)
    return _records(lazy("Votes of the report"), head, rows, links)


def from_sites(scope: Scope) -> dict[str, Records]:
    """What residents reported from sites, and what became of their findings."""
    return {
        "inspections": inspections(queries.inspections(scope)),
        "findings": findings(queries.findings(scope)),
    }


def inspections(found: Sequence[InspectionFact]) -> Records:
    """What residents reported from the site."""
    head = (lazy("Project"), lazy("Report"), lazy("Day"), lazy("Verdict"))
    rows = tuple(
        (
            _plain(one.project_number),
            _plain(one.running),
            _plain(one.day),
            both(VERDICT_TAGS[Verdict(one.verdict)]),
        )
        for one in found
    )
    links = tuple(f"/projects/{one.project_number}/monitoring" for one in found)
    return _records(lazy("Inspections of the report"), head, rows, links)


def findings(found: Sequence[FindingFact]) -> Records:
    """What was found, with the day it was promised to be closed and the day it was."""
    head = (lazy("Project"), lazy("Finding"), lazy("Promised by"), lazy("Closed on"))
    rows = tuple(
        (
            _plain(one.project_number),
            _plain(one.id),
            _plain(one.due_on),
            _plain(one.closed_on or ""),
        )
        for one in found
    )
    links = tuple(f"/projects/{one.project_number}/monitoring" for one in found)
    return _records(lazy("Findings of the report"), head, rows, links)


def _plain(value: date | int | str) -> Bilingual:
    """The same in both languages; days as ISO 8601."""
    text = value.isoformat() if isinstance(value, date) else str(value)
    return Bilingual(text, text)


def _records(
    label: Lazy,
    head: Sequence[Lazy],
    rows: tuple[tuple[Bilingual, ...], ...],
    links: tuple[str, ...],
) -> Records:
    return Records(both(label), tuple(both(one) for one in head), rows, links)
