"""What is done with notices and calls: the only writers of this room's tables."""

from __future__ import annotations

from portal.channels.services.calling import (
    call_about,
    note_call,
    replace_by_call,
    show_phone,
)
from portal.channels.services.forgetting import erase, expire
from portal.channels.services.sending import (
    Leased,
    drop,
    expire_useless,
    give_back,
    lease,
    mark_refused,
    mark_sent,
    mark_trouble,
    try_again,
)
from portal.channels.services.writing import (
    NewCall,
    NewNotice,
    ask_for_call,
    begin_digest,
    write,
)

__all__ = [
    "Leased",
    "NewCall",
    "NewNotice",
    "ask_for_call",
    "begin_digest",
    "call_about",
    "drop",
    "erase",
    "expire",
    "expire_useless",
    "give_back",
    "lease",
    "mark_refused",
    "mark_sent",
    "mark_trouble",
    "note_call",
    "replace_by_call",
    "show_phone",
    "try_again",
    "write",
]
