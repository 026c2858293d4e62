"""The worker: tells facts, sends notices, does the work that comes round.

A thread of the server by default; `flask worker` as a process of its own when there are several
servers. Any number may run beside one another.
"""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from portal.attachments import jobs as attachment_jobs
from portal.channels import jobs as channel_jobs
from portal.complaints import jobs as complaint_jobs
from portal.foundation import clock, database, outbox, tenancy
from portal.foundation.jobs import Job, run_due
from portal.municipalities import queries as municipalities

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

log = structlog.get_logger()

BREATH_SECONDS = 2.0


def for_each(work: Callable[[datetime], object]) -> Callable[[datetime], None]:
    """A job's work done for every municipality, each in a transaction of its own."""

    def everywhere(at: datetime) -> None:
        for profile in municipalities.all_profiles():
            with tenancy.acting_for(profile.id), database.writing():
                work(at)

    return everywhere


JOBS = (
    Job("settle", timedelta(hours=1), for_each(complaint_jobs.settle_due)),
    Job("close_unanswered", timedelta(hours=1), for_each(complaint_jobs.close_unanswered)),
    Job("remove_unclaimed", timedelta(hours=6), attachment_jobs.remove_unclaimed),
    Job("call_instead", timedelta(minutes=10), for_each(channel_jobs.call_instead)),
)


def work_once(app: Flask) -> None:
    """One round: facts, notices, jobs."""
    with app.app_context():
        outbox.deliver(clock.now)
        channel_jobs.send_due(clock.now)
        run_due(JOBS, clock.now)


def work_until(app: Flask, stop: threading.Event) -> None:
    """Go round until told to stop. A failure is written down and the next round begins."""
    while not stop.is_set():
        try:
            work_once(app)
        except Exception:
            log.exception("worker_failed")
        stop.wait(BREATH_SECONDS)


def start_thread(app: Flask) -> threading.Event:
    """Begin working beside the server; set the event to stop."""
    stop = threading.Event()
    thread = threading.Thread(target=work_until, args=(app, stop), name="worker", daemon=True)
    thread.start()
    return stop
