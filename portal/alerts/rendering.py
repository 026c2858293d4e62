"""An alert's message in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.alerts.queries import AlertLine, NewsLine
from portal.channels.links import without_links
from portal.channels.rendering import Rendered, one_line, written
from portal.foundation import tenancy
from portal.foundation.i18n import ngettext
from portal.municipalities import queries as municipalities


@dataclass(frozen=True, slots=True)
class NewsFacts:
    """What an alert's message tells."""

    alert: AlertLine
    lines: Sequence[NewsLine]
    more: int
    """Found, and not named for want of room."""
    stop_code: str


def of_news(alert: AlertLine, lines: Sequence[NewsLine], found: int, stop_code: str) -> Rendered:
    """The message about these complaints, in the language of the moment.

    `found` counts those too that there is no room for, or that are no longer public.
    """
    profile = municipalities.profile_of(tenancy.municipality_id())
    if profile is None:
        raise LookupError
    subject = ngettext("%(n)s new complaint", "%(n)s new complaints", len(lines), n=len(lines))
    more = max(found - len(lines), 0)
    facts = NewsFacts(alert, lines, more, f"{stop_code[:5]}-{stop_code[5:]}")
    return Rendered(
        one_line(without_links(f"{subject}: {alert.where} – {profile.title.here}")),
        written("channels/alert.txt", profile, facts),
    )
