"""What merging, undoing it and splitting do to promises.

The caller ends the matter that is merged (`end`) and counts the other from the earlier beginning.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from portal.foundation.database import session
from portal.response_times.models import Pause
from portal.response_times.models.promises import BEGINNING
from portal.response_times.promises import Matter
from portal.response_times.services.book import open_book
from portal.response_times.standards import PAUSABLE, PromiseKind, Standard


def begin_at(
    matter: Matter, started_at: datetime, standards: Sequence[Standard], at: datetime
) -> datetime | None:
    """Count the open duties of the first round from another beginning; pauses move them as before.

    The replaced promises stay in the history with their moments, broken ones too. A second round
    keeps its own beginning.

    Raises:
        OutOfOrder: the step lies before the matter began.
        YearMissing, NeverOpen: as `promise`.

    """
    book = open_book(matter, at)
    book.begin_at(started_at, standards, at)
    session.flush()
    return book.next_due()


def revive(matter: Matter, ended_at: datetime, at: datetime) -> datetime | None:
    """Take back that the matter ended at `ended_at`: what that cancelled stands again.

    Due moments are those of before, and the clock goes on as if it had not ended: a pause that
    ended with it goes on from there.
    """
    book = open_book(matter, at)
    for promise in book.promises:
        if promise.cancelled_at == ended_at:
            promise.cancelled_at = None
            promise.look_at = BEGINNING
    for reason in [pause.reason for pause in book.pauses if pause.ended_at == ended_at]:
        book.write_pause(
            Pause(
                matter_kind=matter.kind,
                matter_id=matter.id,
                reason=reason,
                began_at=ended_at,
                stopped_since=ended_at,
            )
        )
    session.flush()
    return book.next_due()


def branch(
    whole: Matter,
    part: Matter,
    standards: Sequence[Standard],
    started_at: datetime,
    at: datetime,
) -> datetime | None:
    """A part of a matter becomes one of its own: it began when the whole did.

    The time the whole stood still counts for it, too, and so does that the whole was acknowledged.
    News are promised from now.
    """
    former, book = open_book(whole, at), open_book(part, at)
    stops = [*former.finished]
    if former.stopped_since is not None:
        stops.append((former.stopped_since, at))
    for began, ended in stops:
        book.write_pause(
            Pause(
                matter_kind=part.kind,
                matter_id=part.id,
                reason=_reason(former.pauses, began),
                began_at=began,
                stopped_since=began,
                ended_at=ended,
            )
        )
    for standard in standards:
        is_duty = standard.promise_kind in PAUSABLE
        book.add(standard, started_at if is_duty else at, at, 1)
    kinds = [each for each in former.promises if each.promise_kind == PromiseKind.ACKNOWLEDGE]
    met = min((each.met_at for each in kinds if each.met_at is not None), default=None)
    acknowledgement = book.open_promise(PromiseKind.ACKNOWLEDGE)
    if acknowledgement is not None and met is not None:
        acknowledgement.met_at = met
    session.flush()
    return book.next_due()


def _reason(pauses: Sequence[Pause], began: datetime) -> str:
    """Why the whole stood still from this moment on."""
    return next(pause.reason for pause in pauses if pause.began_at == began)
