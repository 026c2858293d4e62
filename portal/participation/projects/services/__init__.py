"""Verbs on projects: set up, publish, close; and `admit`, which every act in a stage asks first."""

from __future__ import annotations

from portal.participation.projects.services.admitting import Door, admit, door_of
from portal.participation.projects.services.closing import close
from portal.participation.projects.services.reminding import remind_of_closing
from portal.participation.projects.services.setting_up import (
    Details,
    StagePlan,
    change,
    create_from_template,
    plans_of,
    publish,
    set_stages,
)

__all__ = [
    "Details",
    "Door",
    "StagePlan",
    "admit",
    "change",
    "close",
    "create_from_template",
    "door_of",
    "plans_of",
    "publish",
    "remind_of_closing",
    "set_stages",
]
