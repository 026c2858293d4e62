"""What happened to a matter about conduct, for the rooms above: numbers only."""

from __future__ import annotations

from dataclasses import dataclass

from portal.foundation.outbox import Event


@dataclass(frozen=True)
class RecipientsTold(Event):
    """Something new waits for those who may read this matter."""

    matter_id: int
    step_id: int


@dataclass(frozen=True)
class ReporterTold(Event):
    """Something new waits for whoever told it."""

    matter_id: int
    step_id: int


@dataclass(frozen=True)
class RecipientsChanged(Event):
    """The municipality named other recipients; this person is one of them, before or after."""

    person_id: int
    change_id: int
