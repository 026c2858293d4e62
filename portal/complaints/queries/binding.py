"""The steps of complaints as the proof binds them: every step, whoever may read it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import starmap
from typing import Any

from sqlalchemy import bindparam, or_, select

from portal.complaints.lifecycle import DONE, STEPS, Verb, Visibility
from portal.complaints.models import MATTER, Complaint, ComplaintStep
from portal.complaints.queries.story import KEPT_INSIDE
from portal.foundation import database
from portal.foundation.database import session
from portal.foundation.i18n import Lazy
from portal.response_times.proof.leaves import canonical, moment_text
from portal.response_times.proof.sources import BoundStep, MatterNow

COLUMNS = (
    ComplaintStep.number,
    ComplaintStep.complaint_id,
    ComplaintStep.version,
    ComplaintStep.verb,
    ComplaintStep.state,
    ComplaintStep.at,
    ComplaintStep.actor_id,
    ComplaintStep.actor_role,
    ComplaintStep.note,
    ComplaintStep.details,
    Complaint.year,
    Complaint.running,
    Complaint.filed_at,
)
_BETWEEN = (
    select(*COLUMNS)
    .join(Complaint, Complaint.id == ComplaintStep.complaint_id)
    .where(ComplaintStep.number > bindparam("after"), ComplaintStep.number <= bindparam("upto"))
    .order_by(ComplaintStep.number)
)


class ComplaintSteps:
    """What the proof asks of this room."""

    kind = MATTER
    endings = frozenset(
        {Verb.RESOLVE.value, Verb.CLOSE.value, Verb.WITHDRAW.value, Verb.MERGE.value}
    )

    def between(self, after: int, upto: int) -> Iterator[BoundStep]:
        """Steps numbered above `after` up to `upto`, in order."""
        return starmap(_bound, database.run(_BETWEEN, {"after": after, "upto": upto}))

    def strays(self, given: int) -> Iterable[int]:
        """Numbers of steps that were never given."""
        return session.scalars(
            select(ComplaintStep.number)
            .where(or_(ComplaintStep.number < 1, ComplaintStep.number > given))
            .order_by(ComplaintStep.number)
        ).all()

    def shown(self, numbers: Collection[int]) -> set[int]:
        """Public steps of public complaints."""
        return set(
            session.scalars(
                select(ComplaintStep.number)
                .join(Complaint, Complaint.id == ComplaintStep.complaint_id)
                .where(
                    ComplaintStep.number.in_(list(numbers)),
                    ComplaintStep.is_public.is_(True),
                    Complaint.is_public.is_(True),
                    Complaint.visibility != Visibility.PRIVATE.value,
                )
            )
        )

    def now(self, matter_ids: Collection[int]) -> Iterable[MatterNow]:
        """What the complaints' own rows say."""
        rows = session.execute(
            select(
                Complaint.id,
                Complaint.state,
                Complaint.filed_at,
                Complaint.closed_at,
                Complaint.year,
                Complaint.running,
            ).where(Complaint.id.in_(list(matter_ids)))
        )
        for row in rows:
            ended = row.closed_at if row.state in DONE else None
            yield MatterNow(
                matter_id=row.id,
                says={
                    "filed": moment_text(row.filed_at),
                    "name": _name(row.year, row.running),
                    "state": row.state,
                },
                is_over=row.state in DONE,
                ended=moment_text(ended) if ended else None,
            )

    def step_words(self, verb: str) -> Lazy:
        """A verb in words."""
        return STEPS[Verb(verb)].done


def public_numbers(complaint_id: int) -> Sequence[int]:
    """The numbers of the steps that stand on its public page."""
    return session.scalars(
        select(ComplaintStep.number).where(
            ComplaintStep.complaint_id == complaint_id, ComplaintStep.is_public.is_(True)
        )
    ).all()


def reporter_numbers(complaint_id: int) -> Sequence[int]:
    """The numbers of the steps that its reporter may read."""
    return session.scalars(
        select(ComplaintStep.number).where(
            ComplaintStep.complaint_id == complaint_id,
            ComplaintStep.verb.not_in([verb.value for verb in KEPT_INSIDE]),
        )
    ).all()


def _bound(*row: Any) -> BoundStep:  # noqa: ANN401 - a row, in the order of COLUMNS
    number, matter, version, verb, state, at, actor, role, note, details, year, running, filed = row
    return BoundStep(
        number=number,
        matter_kind=MATTER,
        matter_id=matter,
        open={
            "at": moment_text(at),
            "filed": moment_text(filed),
            "name": _name(year, running),
            "role": role,
            "state": state,
            "verb": verb,
            "version": version,
        },
        hidden={
            "note": note,
            "details": canonical(details),
            "actor": "" if actor is None else str(actor),
        },
    )


def _name(year: int, running: int) -> str:
    """The register number without its letters: 2026-000123."""
    return f"{year}-{running:06d}"
