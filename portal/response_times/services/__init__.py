"""What one can do with promises, pauses and the office calendar."""

from __future__ import annotations

from portal.response_times.services.batches import meet_many
from portal.response_times.services.facts import begin, tell
from portal.response_times.services.importing import PastMatter, Promised, promise_many
from portal.response_times.services.joining import begin_at, branch, revive
from portal.response_times.services.opening import confirm_year, set_week, stay_shut_on, work_on
from portal.response_times.services.pausing import hand_out, pause, resume, take_back
from portal.response_times.services.promising import (
    cancel,
    change_standards,
    end,
    meet,
    promise,
    promise_by,
    reopen,
    tell_news,
)
from portal.response_times.services.proving import (
    explain,
    note_erasure,
    take_numbers,
    take_past_numbers,
)
from portal.response_times.services.recounting import recount
from portal.response_times.services.rehearsing import Rehearsal, rehearse, write_rehearsals
from portal.response_times.services.standards import begin_with, take_over

__all__ = [
    "PastMatter",
    "Promised",
    "Rehearsal",
    "begin",
    "begin_at",
    "begin_with",
    "branch",
    "cancel",
    "change_standards",
    "confirm_year",
    "end",
    "explain",
    "hand_out",
    "meet",
    "meet_many",
    "note_erasure",
    "pause",
    "promise",
    "promise_by",
    "promise_many",
    "recount",
    "rehearse",
    "reopen",
    "resume",
    "revive",
    "set_week",
    "stay_shut_on",
    "take_back",
    "take_numbers",
    "take_over",
    "take_past_numbers",
    "tell",
    "tell_news",
    "work_on",
    "write_rehearsals",
]
