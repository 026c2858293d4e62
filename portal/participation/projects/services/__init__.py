"""Verbs on projects: set up, publish, close; and `admit`, which every act in a stage asks first."""

from __future__ import annotations

from portal.participation.projects.services.admitting import admit
from portal.participation.projects.services.closing import close
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
    "StagePlan",
    "admit",
    "change",
    "close",
    "create_from_template",
    "plans_of",
    "publish",
    "set_stages",
]
