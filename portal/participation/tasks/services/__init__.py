"""What is done with tasks, places, gifts and the diary: the only writers of these tables."""

from __future__ import annotations

from portal.participation.tasks.services.attending import attend
from portal.participation.tasks.services.giving import (
    NewGift,
    decline,
    offer,
    receive,
    record_gift,
    withdraw,
)
from portal.participation.tasks.services.joining import give_back, sign_up, take_down
from portal.participation.tasks.services.planning import (
    NeedPlan,
    TaskPlan,
    cancel_task,
    remind,
    remove_need,
    save_need,
    save_task,
)
from portal.participation.tasks.services.writing import NewEntry, hide_entry, show_photos, write

__all__ = [
    "NeedPlan",
    "NewEntry",
    "NewGift",
    "TaskPlan",
    "attend",
    "cancel_task",
    "decline",
    "give_back",
    "hide_entry",
    "offer",
    "receive",
    "record_gift",
    "remind",
    "remove_need",
    "save_need",
    "save_task",
    "show_photos",
    "sign_up",
    "take_down",
    "withdraw",
    "write",
]
