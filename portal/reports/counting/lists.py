"""Lists behind the figures of votes and works: what everyone can open, without names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from portal.foundation.clock import local
from portal.foundation.i18n import Bilingual, Lazy, lazy
from portal.foundation.suppression import is_few
from portal.participation.monitoring.progress import baht_of
from portal.participation.monitoring.terms import VERDICT_TAGS, Verdict
from portal.participation.tasks.terms import hours_shown
from portal.reports.content import Records, both
from portal.reports.queries import works as queries
from portal.reports.queries.forums import ForumFact
from portal.reports.queries.ideas import HidingFact
from portal.reports.queries.results import BenefitFact, StarFact
from portal.reports.queries.together import GiftFact, TaskFact
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


def received(days: Mapping[str, int]) -> Records:
    """How many complaints came in on each day; the address leads to those that are public."""
    rows = tuple((_plain(day), _plain(n)) for day, n in days.items())
    links = tuple(f"/complaints?filed_from={day}&filed_to={day}" for day in days)
    return _records(
        lazy("Complaints of the report by day"), (lazy("Day"), lazy("Complaints")), rows, links
    )


def forums(found: Sequence[ForumFact]) -> Records:
    """The forums that were held."""
    head = (
        *(lazy("Project"), lazy("Forum"), lazy("Day"), lazy("Invited"), lazy("Came")),
        lazy("Minutes published on"),
    )
    rows = tuple(
        (
            _plain(one.project_number),
            one.title,
            _plain(local(one.starts_at).date()),
            _plain(one.invited),
            _plain(one.came),
            _plain(local(one.minutes_at).date() if one.minutes_at else ""),
        )
        for one in found
    )
    links = tuple(f"/projects/{one.project_number}/forums/{one.id}" for one in found)
    return _records(lazy("Forums of the report"), head, rows, links)


def tasks(found: Sequence[TaskFact]) -> Records:
    """What was done together."""
    head = (lazy("Project"), lazy("Task"), lazy("Day"), lazy("Hours"))
    rows = tuple(
        (
            _plain(one.project_number),
            one.title,
            _plain(local(one.starts_at).date()),
            _plain(hours_shown(one.minutes)),
        )
        for one in found
    )
    links = tuple(f"/projects/{one.project_number}/tasks/{one.id}" for one in found)
    return _records(lazy("Tasks of the report"), head, rows, links)


def gifts(found: Sequence[GiftFact]) -> Records:
    """What was given, without what it was and by whom: the page of the project tells that."""
    head = (lazy("Project"), lazy("Received on"), lazy("Number"), lazy("Worth in baht"))
    rows = tuple(
        (
            _plain(one.project_number),
            _plain(one.received_on),
            _plain(one.quantity),
            _plain(baht_of(one.value)),
        )
        for one in found
    )
    links = tuple(f"/projects/{one.project_number}/tasks#gifts" for one in found)
    return _records(lazy("Gifts of the report"), head, rows, links)


def starred(found: Sequence[StarFact]) -> Records:
    """How many gave stars for each project, and how many of five or more are content."""
    head = (lazy("Project"), lazy("Title"), lazy("Answers"), lazy("Content"))
    few = Bilingual("–", "–")
    rows = tuple(
        (
            _plain(one.project_number),
            one.title,
            _plain(one.n),
            few if is_few(one.n) else _plain(one.content),
        )
        for one in found
    )
    links = tuple(f"/projects/{one.project_number}/result#content" for one in found)
    return _records(lazy("Answers of the report"), head, rows, links)


def benefits(found: Sequence[BenefitFact], titles: Mapping[int, Bilingual]) -> Records:
    """Who benefits from what."""
    head = (lazy("Project"), lazy("Who benefits"), lazy("Area"), lazy("People"))
    everywhere = both(lazy("The whole municipality"))
    rows = tuple(
        (
            _plain(one.project_number),
            one.who,
            titles.get(one.area_id or 0, everywhere),
            _plain(one.people),
        )
        for one in found
    )
    links = tuple(f"/projects/{one.project_number}/result" for one in found)
    return _records(lazy("Benefits of the report"), head, rows, links)


def moderated(found: Sequence[HidingFact]) -> Records:
    """What staff hid and what became of it, without the words."""
    head = (lazy("Idea"), lazy("Hidden on"), lazy("Shown again on"), lazy("Appeal"))
    words = {
        None: _plain("–"),
        True: both(lazy("found right")),
        False: both(lazy("found wrong")),
    }
    rows = tuple(
        (
            _plain(f"{one.project_number}-{one.running}"),
            _plain(local(one.hidden_at).date()),
            _plain(local(one.restored_at).date() if one.restored_at else ""),
            words[one.is_upheld],
        )
        for one in found
    )
    return _records(lazy("What was hidden"), head, rows, ("",) * len(rows))


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
