"""Lists behind figures as they may be shown today.

A list is frozen with its report, but what was hidden or erased since must not be read in it: titles
of ideas are looked up whenever the list is, and complaints that are public no longer lose what
tells of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import select, tuple_

from portal.complaints import policy
from portal.complaints.models import Complaint
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual, lazy
from portal.participation.ideas.models import Idea
from portal.participation.projects.models import Project
from portal.reports.content import Records, both

AT_ONCE: Final = 400
TELLING: Final = 3
"""Cells of an overdue complaint that tell of it: number, category, unit."""
_PAIR = re.compile(r"^/(?:complaints|projects)/(\d+)(?:/ideas)?/(\d+)$", re.ASCII)
Pair = tuple[int, int]


def shown(key: str, found: Records) -> Records:
    """The list with what may be read of it now; the other lists as they are."""
    if key == "ideas":
        return _ideas(found)
    return _overdue(found) if key == "overdue" else found


def _ideas(found: Records) -> Records:
    """With the titles of those that everyone can read."""
    pairs = [_pair(link) for link in found.links]
    titles = _titles([one for one in pairs if one])
    gone = both(lazy("no longer shown"))
    rows, links = [], []
    for row, pair, link in zip(found.rows, pairs, found.links, strict=True):
        title = titles.get(pair) if pair else None
        rows.append((row[0], Bilingual(title, title) if title else gone, *row[1:]))
        links.append(link if title else "")
    head = (found.head[0], both(lazy("Title")), *found.head[1:])
    return replace(found, head=head, rows=tuple(rows), links=tuple(links))


def _overdue(found: Records) -> Records:
    """Without what tells of those that are not public any more."""
    pairs = [_pair(link) for link in found.links]
    public = _public([one for one in pairs if one])
    secret = both(lazy("Not public"))
    rows, links = [], []
    for row, pair, link in zip(found.rows, pairs, found.links, strict=True):
        may = pair in public
        rows.append(row if may else (*[secret] * TELLING, *row[TELLING:]))
        links.append(link if may else "")
    return replace(found, rows=tuple(rows), links=tuple(links))


def _pair(link: str) -> Pair | None:
    """The two numbers of an address."""
    match = _PAIR.match(link)
    return (int(match[1]), int(match[2])) if match else None


def _titles(pairs: Sequence[Pair]) -> dict[Pair, str]:
    found: dict[Pair, str] = {}
    for begin in range(0, len(pairs), AT_ONCE):
        rows = session.execute(
            select(Project.number, Idea.running, Idea.title)
            .join(Project, Project.id == Idea.project_id)
            .where(
                tuple_(Project.number, Idea.running).in_(pairs[begin : begin + AT_ONCE]),
                Idea.is_public.is_(True),
                Project.is_published.is_(True),
            )
        )
        found |= {(number, running): title for number, running, title in rows}
    return found


def _public(pairs: Sequence[Pair]) -> set[Pair]:
    found: set[Pair] = set()
    for begin in range(0, len(pairs), AT_ONCE):
        rows = session.execute(
            select(Complaint.year, Complaint.running).where(
                tuple_(Complaint.year, Complaint.running).in_(pairs[begin : begin + AT_ONCE]),
                policy.public(),
            )
        )
        found |= {(year, running) for year, running in rows}
    return found
