"""Work that comes round: each job is taken by one worker at a time and not before it is due.

A job is a thin door that calls verbs. It is taken by moving its next moment forward in the same
breath, so that two workers never run it together; a worker killed in the middle leaves it for the
next round.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import String, select, update
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation import database
from portal.foundation.database import Base

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Job:
    """A named piece of work, how often it comes round, and what it calls with the present time."""

    name: str
    every: timedelta
    work: Callable[[datetime], object]


class JobRound(Base):
    """When a job is next due."""

    __tablename__ = "job_round"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    next_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    """When it last ended well."""
    failed_at: Mapped[datetime | None]
    """When it last failed."""


def take(job: Job, at: datetime) -> bool:
    """Take the job if it is due; its next moment is set at once."""
    with database.writing() as session:
        taken = session.execute(
            update(JobRound)
            .where(JobRound.name == job.name, JobRound.next_at <= at)
            .values(next_at=at + job.every)
        )
        if taken.rowcount:  # type: ignore[attr-defined]
            return True
        if session.get(JobRound, job.name) is None:
            database.lock(f"job:{job.name}")
            session.add(JobRound(name=job.name, next_at=at + job.every))
            return True
    return False


def run_due(
    jobs: tuple[Job, ...],
    clock: Callable[[], datetime],
    ending: Callable[[], bool] = lambda: False,
) -> list[str]:
    """Run every job that is due; one that fails is written to the log and comes round again.

    Once `ending` says yes, no further one begins.
    """
    done = []
    for job in jobs:
        if ending() or not _is_due(job, clock()) or not take(job, clock()):
            continue
        try:
            job.work(clock())
        except Exception:
            log.exception("job_failed", job=job.name)
            _note(job, failed_at=clock())
        else:
            done.append(job.name)
            _note(job, done_at=clock())
        finally:
            database.session.remove()
    return done


def _note(job: Job, **moments: datetime) -> None:
    """Write down how it went, for whoever watches the worker."""
    with database.writing() as session:
        session.execute(update(JobRound).where(JobRound.name == job.name).values(**moments))


def rounds() -> list[JobRound]:
    """Every job that has come round, by name."""
    return list(database.session.scalars(select(JobRound).order_by(JobRound.name)))


def _is_due(job: Job, at: datetime) -> bool:
    """Look without locking anything: most rounds find nothing to do."""
    row = database.session.get(JobRound, job.name)
    database.session.remove()
    return row is None or row.next_at <= at
