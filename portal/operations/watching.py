"""Figures of the whole portal, asked for when somebody watches; numbers and job names only."""

from __future__ import annotations

from datetime import datetime

from flask import current_app
from sqlalchemy import text

from portal.channels.queries import notices
from portal.complaints.queries import counts
from portal.foundation import database, jobs, outbox, tenancy
from portal.municipalities import queries as municipalities
from portal.operations import readiness
from portal.operations.backup import making

Gauge = tuple[str, str, dict[str, float]]


def gauges(at: datetime) -> list[Gauge]:
    """Name, meaning and values of each figure."""
    found = readiness.checks(at)
    told: list[Gauge] = [
        ("portal_ready", "Whether it can serve.", {"": float(readiness.is_ready(found))}),
        ("portal_check", "Whether a check is well.", {c.name: float(c.is_well) for c in found}),
    ]
    if all(check.is_well for check in found if check.name == "database"):
        told += _counted(at)
    folder = current_app.config["PORTAL"].backup_folder
    last = making.last_at(folder) if folder else None
    if last is not None:
        told.append(("portal_backup_seconds", "Age of the last backup.", _age(at, last)))
    return told


def _counted(at: datetime) -> list[Gauge]:
    oldest = outbox.oldest()
    undelivered = filed = 0
    profiles = municipalities.all_profiles()
    for profile in profiles:
        with tenancy.acting_for(profile.id):
            undelivered += notices.count_undelivered(at)
            filed += counts.ever_filed()
    last = {each.name: each.done_at.timestamp() for each in jobs.rounds() if each.done_at}
    told: list[Gauge] = [
        ("portal_outbox_waiting", "Facts not yet told, to 1000.", {"": outbox.waiting()}),
        ("portal_outbox_oldest_seconds", "Age of the oldest.", _age(at, oldest or at)),
        ("portal_notices_undelivered", "Notices that did not arrive.", {"": undelivered}),
        ("portal_complaints_filed", "Complaints ever given a number.", {"": filed}),
        ("portal_job_last_done_timestamp", "When a job last ended well.", last),
        ("portal_database_lock_waits", "PostgreSQL sessions that wait.", {"": _waiting()}),
    ]
    database.session.remove()
    return told


def _age(at: datetime, then: datetime) -> dict[str, float]:
    return {"": max(0.0, (at - then).total_seconds())}


def _waiting() -> int:
    """Sessions of our own role that wait for a lock at this moment; SQLite's are counted."""
    if database.db.engine.dialect.name != "postgresql":
        return 0
    question = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    return int(database.session.scalar(text(question)) or 0)
