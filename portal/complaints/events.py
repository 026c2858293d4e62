"""What happened to a complaint, for the rooms above."""

from __future__ import annotations

from dataclasses import dataclass

from portal.foundation.outbox import Event


@dataclass(frozen=True)
class ComplaintFiled(Event):
    """A complaint was received and has its number."""

    complaint_id: int
    step_id: int


@dataclass(frozen=True)
class ReporterAsked(Event):
    """The reporter was asked a question and has until a day to answer."""

    complaint_id: int
    step_id: int


@dataclass(frozen=True)
class ComplaintAnswered(Event):
    """The reporter got an answer, or news while waiting."""

    complaint_id: int
    step_id: int


@dataclass(frozen=True)
class ComplaintResolved(Event):
    """The unit says that it is done."""

    complaint_id: int
    step_id: int


@dataclass(frozen=True)
class ComplaintClosed(Event):
    """Closed without a fix, with a reason."""

    complaint_id: int
    step_id: int


@dataclass(frozen=True)
class ComplaintReopened(Event):
    """Opened again after it was finished or closed."""

    complaint_id: int
    step_id: int


@dataclass(frozen=True)
class ComplaintMerged(Event):
    """It was merged with another and goes on there."""

    complaint_id: int
    step_id: int


@dataclass(frozen=True)
class ComplaintUnmerged(Event):
    """The merging was undone: it goes on by itself."""

    complaint_id: int
    step_id: int


@dataclass(frozen=True)
class ComplaintSplit(Event):
    """Parts of it became complaints of their own."""

    complaint_id: int
    step_id: int
