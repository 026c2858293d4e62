"""What the reporter will read, before it is sent.

The move is made, the notice is written by the very room that will write it, and then all of it is
undone by whoever asked. So nothing can differ: not the words, not the dates in it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select

from portal.complaints.lifecycle import Verb
from portal.complaints.models import Complaint, ComplaintStep
from portal.complaints.replying.templates import reporters_language
from portal.foundation import masking
from portal.foundation.database import session
from portal.foundation.i18n import Lazy


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it would leave: in words how it travels, and what it says."""

    way: Lazy
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be read: by the reporter, and by everyone. `public` is None where nothing is."""

    language: str
    message: Message | None
    public: str | None


Writer = Callable[[int, int, Verb], Message | None]
_writers: list[Writer] = []


def written_by(writer: Writer) -> None:
    """Let the room that sends notices write the preview: it sits above this one."""
    _writers[:] = [writer]


def preview(complaint_id: int, verb: Verb) -> Preview:
    """What the move that was just made would tell. The caller undoes the move."""
    complaint = session.get_one(Complaint, complaint_id)
    step = session.scalars(
        select(ComplaintStep)
        .where(ComplaintStep.complaint_id == complaint_id, ComplaintStep.verb == verb.value)
        .order_by(ComplaintStep.id.desc())
        .limit(1)
    ).one()
    message = _writers[0](complaint_id, step.id, verb) if _writers else None
    shows = step.is_public and complaint.is_public and bool(step.note)
    return Preview(
        language=reporters_language(complaint_id),
        message=message,
        public=masking.masked(step.note) if shows else None,
    )
