"""The backup of every night, where the settings name a folder for it."""

from __future__ import annotations

from datetime import datetime

import structlog
from flask import current_app

from portal.foundation import clock
from portal.operations.backup import erasures, making

log = structlog.get_logger()

HOUR = 2
"""From this hour of the night on, in Thailand; an hour later again when it failed."""


def back_up(at: datetime) -> None:
    """Write down what was erased; make today’s backup when it is time and there is none yet."""
    config = current_app.config["PORTAL"]
    folder = config.backup_folder
    if folder is None:
        return
    erasures.keep(folder, at)
    if not is_due(making.last_at(folder), at):
        return
    making.sweep(folder)
    path = making.make_in(folder, at, config.backup_keep)
    log.info("backup_made", bytes=path.stat().st_size)


def is_due(last: datetime | None, at: datetime) -> bool:
    """Whether this night’s backup is still to be made; the first one is made at once."""
    if last is None:
        return True
    here = clock.local(at)
    return here.hour >= HOUR and clock.local(last).date() < here.date()
