"""Whether this portal can serve: what a balancer, a watch and the administrator ask.

Each check is a name, whether it is well, and a number with its unit. No check says anything about
a person, an address or a secret.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from portal.foundation import database, jobs, outbox
from portal.foundation.database import revisions
from portal.foundation.i18n import Lazy, lazy
from portal.operations.backup import making

LEAST_ROOM = 512 * 1024 * 1024
"""Bytes that must be left for photos, the database and its backups."""
LONGEST_SILENCE = timedelta(minutes=10)
"""The worker says every minute that it lives; a long job may keep it from it."""
LONGEST_WAIT = timedelta(minutes=15)
"""Facts wait for the worker; those that failed wait longer, and are seen here."""
OLDEST_BACKUP = timedelta(hours=36)
BEAT = "beat"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must hold."""

    name: str
    title: Lazy
    is_well: bool
    told: Lazy
    needed: bool = True
    """Whether the portal is not ready without it; otherwise somebody is to look."""


def checks(at: datetime) -> list[Check]:
    """All of them; without a database only what can be said without it."""
    found: list[Check] = []
    try:
        found += [_migrated(), *_worker(at), _facts(at)]
    except SQLAlchemyError:
        found = [_check("database", lazy("Database"), is_well=False, told=lazy("does not answer"))]
    finally:
        database.session.remove()
    config = current_app.config["PORTAL"]
    found.append(_room(config.instance_dir))
    if config.backup_folder is not None:
        found.append(_backup(config.backup_folder, at))
    return found


def _check(name: str, title: Lazy, *, is_well: bool, told: Lazy, needed: bool = True) -> Check:
    return Check(name, title, is_well, told, needed)


def _migrated() -> Check:
    present = revisions.present(database.session.connection())
    is_well = present == revisions.newest()
    told = lazy("answers; its schema is the newest") if is_well else lazy("has an older schema")
    return _check("database", lazy("Database"), is_well=is_well, told=told)


def _worker(at: datetime) -> Iterator[Check]:
    rounds = jobs.rounds()
    last = next((each.done_at for each in rounds if each.name == BEAT), None)
    is_well = last is not None and at - last <= LONGEST_SILENCE
    told = _ago(at, last) if last else lazy("has never been seen")
    yield _check("worker", lazy("Worker"), is_well=is_well, told=told, needed=False)
    failing = [
        each.name
        for each in rounds
        if each.failed_at and (each.done_at is None or each.failed_at > each.done_at)
    ]
    told = lazy("failed last: %(jobs)s", jobs=", ".join(failing)) if failing else lazy("all well")
    yield _check(
        "jobs", lazy("Nightly and hourly work"), is_well=not failing, told=told, needed=False
    )


def _facts(at: datetime) -> Check:
    oldest = outbox.oldest()
    is_well = oldest is None or at - oldest <= LONGEST_WAIT
    told = lazy("nothing waits") if oldest is None else _ago(at, oldest)
    return _check(
        "outbox", lazy("Oldest fact not yet told"), is_well=is_well, told=told, needed=False
    )


def _room(folder: Path) -> Check:
    left = shutil.disk_usage(folder if folder.exists() else folder.parent).free
    told = lazy("%(n)s MB left", n=f"{left // 1024**2:,}")
    return _check("disk", lazy("Room on the disk"), is_well=left >= LEAST_ROOM, told=told)


def _backup(folder: Path, at: datetime) -> Check:
    last = making.last_at(folder)
    is_well = last is not None and at - last <= OLDEST_BACKUP
    told = _ago(at, last) if last else lazy("there is none yet")
    return _check("backup", lazy("Last backup"), is_well=is_well, told=told, needed=False)


def _ago(at: datetime, then: datetime) -> Lazy:
    minutes = max(0, int((at - then).total_seconds() // 60))
    if minutes < 120:  # noqa: PLR2004 - two hours
        return lazy("%(n)s minutes ago", n=minutes)
    return lazy("%(n)s hours ago", n=f"{minutes // 60:,}")


def is_ready(found: list[Check]) -> bool:
    """Whether requests may be sent here."""
    return all(check.is_well for check in found if check.needed)
