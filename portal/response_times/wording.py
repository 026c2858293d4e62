"""Due moments in words: “by Monday 23 November 2026, 16:30”."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from portal.foundation import dates
from portal.foundation.clock import local
from portal.foundation.i18n import _, language
from portal.response_times.promises import PromiseLine


def until(due_at: datetime) -> str:
    """The due moment in the reader's language; 24.00 is the end of the day it closes."""
    moment = local(due_at)
    if moment.time() == time():
        day = dates.date_long((moment - timedelta(days=1)).date(), language())
        return _("by the end of %(day)s", day=day)
    return _(
        "by %(day)s, %(clock)s",
        day=dates.date_long(moment.date(), language()),
        clock=dates.clock(moment, language()),
    )


def promised(line: PromiseLine) -> str:
    """The promise in one sentence: “First answer by 8 December 2026, 16:30”."""
    return _("%(label)s %(until)s", label=line.label, until=until(line.due_at))
