"""The worker: tells facts, sends notices, does the work that comes round.

Threads of the server by default; `flask worker` as a process of its own when there are several
servers. Any number may run beside one another.
"""

from __future__ import annotations

import signal
import threading
from datetime import datetime, timedelta
from multiprocessing import util
from typing import TYPE_CHECKING

import structlog

from portal.accounts import jobs as account_jobs
from portal.alerts import jobs as alert_jobs
from portal.announcements import jobs as announcement_jobs
from portal.attachments import jobs as attachment_jobs
from portal.channels import jobs as channel_jobs
from portal.complaints import jobs as complaint_jobs
from portal.complaints.suggesting import jobs as suggesting_jobs
from portal.field import jobs as field_jobs
from portal.foundation import clock, database, limits, outbox, tenancy
from portal.foundation.jobs import Job, run_due
from portal.municipalities import queries as municipalities
from portal.operations.backup import nightly
from portal.operations.readiness import BEAT
from portal.oversight import jobs as oversight_jobs
from portal.participation import reminders
from portal.participation.ballots import jobs as ballot_jobs
from portal.response_times import jobs_escalation, jobs_figures, jobs_forecast, jobs_proof
from portal.rights import jobs as rights_jobs

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
    Job("forget_limits", timedelta(hours=24), limits.forget_old),
    Job("forget_sessions", timedelta(hours=24), for_each(account_jobs.forget_sessions)),
    Job("forget_log", timedelta(hours=24), for_each(oversight_jobs.forget_old)),
    Job("index_words", timedelta(minutes=1), for_each(complaint_jobs.index_by_new_words)),
    Job("settle", timedelta(hours=1), for_each(complaint_jobs.settle_due)),
    Job("follow_up_unanswered", timedelta(hours=1), for_each(complaint_jobs.follow_up_unanswered)),
    Job("draw_second_looks", timedelta(hours=1), for_each(complaint_jobs.draw_second_looks)),
    Job("remove_unclaimed", timedelta(hours=6), attachment_jobs.remove_unclaimed),
    Job("count_figures", timedelta(hours=1), jobs_figures.count_figures),
    Job("recount_forecasts", timedelta(hours=24), jobs_forecast.recount_forecasts),
    Job("prove", timedelta(minutes=10), jobs_proof.prove),
    Job("escalate", timedelta(minutes=5), jobs_escalation.escalate),
    Job("digest", timedelta(minutes=5), for_each(channel_jobs.write_digests)),
    Job("tell_watchers", timedelta(minutes=1), for_each(channel_jobs.tell_watchers)),
    Job(BEAT, timedelta(minutes=1), lambda _at: None),
    Job("forget_field_reports", timedelta(hours=24), for_each(field_jobs.forget_reports)),
    Job("call_instead", timedelta(minutes=10), for_each(channel_jobs.call_instead)),
    Job("alerts", timedelta(minutes=5), alert_jobs.look_and_tell),
    Job("end_emergency", timedelta(minutes=5), for_each(announcement_jobs.close_due)),
    Job("tidy_alerts", timedelta(hours=24), for_each(alert_jobs.tidy)),
    Job("freeze_ballots", timedelta(minutes=1), for_each(ballot_jobs.freeze)),
    Job("unlink_ballots", timedelta(hours=24), for_each(ballot_jobs.unlink)),
    Job("remind_of_closing", timedelta(hours=24), for_each(reminders.remind_of_closing)),
    Job("remind_caretakers", timedelta(hours=24), for_each(reminders.remind_caretakers)),
    Job("remind_guests", timedelta(hours=1), for_each(reminders.remind_guests)),
    Job("remind_volunteers", timedelta(hours=1), for_each(reminders.remind_volunteers)),
    Job("expire", timedelta(hours=24), rights_jobs.expire),
)


LONG_JOBS = (
    Job("backup", timedelta(hours=1), nightly.back_up),
    Job("count_ballots", timedelta(minutes=1), for_each(ballot_jobs.count)),
    Job("learn_categories", timedelta(hours=24), suggesting_jobs.learn_categories),
)
"""What takes minutes, in a thread of its own: nobody waits for it, and it may be cut off."""
LONG = "long"
PATIENCE_SECONDS = {"worker": 5.0, "sender": 15.0, LONG: 1.0}
"""How long a stop waits for the round at hand: longest for a notice being taken by a server."""


def never() -> bool:
    """Say that nobody has asked for an end."""
    return False


def work_once(app: Flask) -> None:
    """One round of everything: facts, notices, jobs."""
    tell_and_do(app)
    send(app)


def tell_and_do(app: Flask, ending: Callable[[], bool] = never) -> None:
    """Tell the facts that wait, then do what comes round."""
    with app.app_context():
        outbox.deliver(clock.now, ending=ending)
        run_due(JOBS, clock.now, ending)


def do_long(app: Flask, ending: Callable[[], bool] = never) -> None:
    """Do what takes long."""
    with app.app_context():
        run_due(LONG_JOBS, clock.now, ending)


def send(app: Flask, ending: Callable[[], bool] = never) -> None:
    """Send the notices that are due: as slow as the servers they leave by."""
    with app.app_context():
        channel_jobs.send_due(clock.now, ending)


class Worker:
    """Threads that go round until stopped: a slow mail server holds up no facts and no jobs.

    A failure is written down and the next round begins.
    """

    def __init__(self, app: Flask) -> None:
        """Keep what to work on; nothing begins yet."""
        self.app = app
        self.stopped = threading.Event()
        self.threads = [
            threading.Thread(target=self._go_round, args=(what,), name=name, daemon=True)
            for name, what in (("worker", tell_and_do), ("sender", send), (LONG, do_long))
        ]

    def start(self) -> None:
        """Begin working beside whatever else this process does, and end well with it."""
        for thread in self.threads:
            thread.start()

    def end_with_the_process(self) -> None:
        """Finish the round at hand when the server’s process ends, after its last request."""
        util.Finalize(None, self.stop, exitpriority=100)

    def work(self) -> None:
        """Begin, and come back when somebody has called `stop` or the system says to end."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_told: self.stopped.set())
        self.start()
        self.stopped.wait()
        self.stop()

    def stop(self) -> None:
        """Let the threads finish what they hold; what takes longer is left for the next worker."""
        self.stopped.set()
        for thread in self.threads:
            if thread.is_alive():
                thread.join(PATIENCE_SECONDS[thread.name])

    def _go_round(self, what: Callable[[Flask, Callable[[], bool]], None]) -> None:
        while not self.stopped.is_set():
            try:
                what(self.app, self.stopped.is_set)
            except Exception:
                log.exception("worker_failed")
            self.stopped.wait(BREATH_SECONDS)
