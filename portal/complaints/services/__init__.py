"""What people do with complaints: the only writers of this room's tables."""

from __future__ import annotations

from portal.complaints.services.blocking import block, lift
from portal.complaints.services.closing import (
    accept,
    close,
    reopen,
    resolve,
    settle_due,
)
from portal.complaints.services.filing import file, take_in
from portal.complaints.services.foreseeing import Foreseen, foresee
from portal.complaints.services.merging import merge, unmerge
from portal.complaints.services.photos import change_photo
from portal.complaints.services.readers import report, settle
from portal.complaints.services.reporting import (
    Key,
    add_information,
    answer_question,
    ask_to_reopen,
    find_by_code,
    follow,
    is_mine,
    rate,
    withdraw,
)
from portal.complaints.services.splitting import Part, split
from portal.complaints.services.told import Contact, Filing, Place, Receipt
from portal.complaints.services.triage import (
    acknowledge,
    assign,
    move_pin,
    open_contact,
    recategorise,
    review,
)
from portal.complaints.services.unanswered import follow_up_unanswered
from portal.complaints.services.urgency import make_normal, make_urgent
from portal.complaints.services.withholding import hide, release, set_aside
from portal.complaints.services.working import ask, hold, note, note_call, refer, reply, start

__all__ = [
    "Contact",
    "Filing",
    "Foreseen",
    "Key",
    "Part",
    "Place",
    "Receipt",
    "accept",
    "acknowledge",
    "add_information",
    "answer_question",
    "ask",
    "ask_to_reopen",
    "assign",
    "block",
    "change_photo",
    "close",
    "file",
    "find_by_code",
    "follow",
    "follow_up_unanswered",
    "foresee",
    "hide",
    "hold",
    "is_mine",
    "lift",
    "make_normal",
    "make_urgent",
    "merge",
    "move_pin",
    "note",
    "note_call",
    "open_contact",
    "rate",
    "recategorise",
    "refer",
    "release",
    "reopen",
    "reply",
    "report",
    "resolve",
    "review",
    "set_aside",
    "settle",
    "settle_due",
    "split",
    "start",
    "take_in",
    "unmerge",
    "withdraw",
]
