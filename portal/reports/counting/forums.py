"""Forums: how many were held, who came, how soon their minutes were published."""

from __future__ import annotations

from collections.abc import Sequence

from portal.foundation.clock import local
from portal.foundation.dates import date_short
from portal.foundation.i18n import Bilingual, lazy
from portal.participation.forums.terms import MINUTES_WITHIN
from portal.reports.content import Figure, Records, Row, Section, both
from portal.reports.counting import lists
from portal.reports.counting.drawing import column, counted, shared, table
from portal.reports.queries import forums as queries
from portal.reports.queries.forums import ForumFact
from portal.reports.scope import Scope

NO_FORUM = lazy("No forum was held in this period.")


def section(scope: Scope) -> tuple[Section, dict[str, Records]]:
    """Everything about forums."""
    held = queries.held(scope)
    announced = sum(one.was_announced for one in held)
    figures = (
        counted("forums", len(held), "forums"),
        counted("forum_people", sum(one.came for one in held), "forums"),
        shared("announced", announced, len(held), NO_FORUM, records="forums"),
        _minutes(held, scope),
    )
    columns = [
        column("invited", lazy("Invited")),
        column("came", lazy("Came")),
        column("decisions", lazy("Decisions")),
    ]
    rows = [Row(str(one.id), _named(one), (one.invited, one.came, one.decisions)) for one in held]
    made = table("by_forum", lazy("Forum"), columns, rows, bars="came")
    records = {"forums": lists.forums(held)}
    return Section("forums", both(lazy("Forums")), figures, (made,)), records


def _minutes(held: Sequence[ForumFact], scope: Scope) -> Figure:
    due = [one for one in held if one.ends_at + MINUTES_WITHIN <= scope.at]
    kept = sum(
        1
        for one in due
        if one.minutes_at is not None and one.minutes_at <= one.ends_at + MINUTES_WITHIN
    )
    why = lazy("No minutes were due yet.")
    return shared("minutes_in_time", kept, len(due), why, records="forums")


def _named(one: ForumFact) -> Bilingual:
    day = local(one.starts_at).date()
    return Bilingual(
        f"{one.title.th} ({date_short(day, 'th')})",
        f"{one.title.in_('en')} ({date_short(day, 'en')})",
    )
