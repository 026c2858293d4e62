"""Whoever follows a complaint of somebody else's hears of it: only what anyone may read."""

from __future__ import annotations

from datetime import datetime

from portal.channels import queries, rendering, services
from portal.channels.lifecycle import Medium, Occasion
from portal.channels.services import NewNotice
from portal.complaints.events import (
    ComplaintAnswered,
    ComplaintClosed,
    ComplaintMerged,
    ComplaintReopened,
    ComplaintResolved,
    ComplaintUnmerged,
)
from portal.complaints.following import queries as following
from portal.foundation.i18n import speaking
from portal.foundation.outbox import listens


@listens(ComplaintAnswered)
def tell_answer(fact: ComplaintAnswered, at: datetime) -> None:
    """The answer."""
    _tell(Occasion.ANSWER, fact.complaint_id, fact.step_id, at)


@listens(ComplaintResolved)
def tell_result(fact: ComplaintResolved, at: datetime) -> None:
    """What was done."""
    _tell(Occasion.RESOLVED, fact.complaint_id, fact.step_id, at)


@listens(ComplaintClosed)
def tell_closing(fact: ComplaintClosed, at: datetime) -> None:
    """That it was closed, and why."""
    _tell(Occasion.CLOSED, fact.complaint_id, fact.step_id, at)


@listens(ComplaintReopened)
def tell_reopening(fact: ComplaintReopened, at: datetime) -> None:
    """That it was opened again."""
    _tell(Occasion.REOPENED, fact.complaint_id, fact.step_id, at)


@listens(ComplaintMerged)
def tell_merging(fact: ComplaintMerged, at: datetime) -> None:
    """In which it goes on, whose news they get from now on."""
    _tell(Occasion.MERGED, fact.complaint_id, fact.step_id, at)


@listens(ComplaintUnmerged)
def tell_unmerging(fact: ComplaintUnmerged, at: datetime) -> None:
    """That it goes on by itself again."""
    _tell(Occasion.UNMERGED, fact.complaint_id, fact.step_id, at)


def _tell(occasion: Occasion, complaint_id: int, step_id: int, at: datetime) -> None:
    if not following.may_be_told(complaint_id):
        return
    profile = rendering.here()
    for follower in following.followers_of(complaint_id):
        with speaking(follower.language):
            facts = queries.open_facts(complaint_id, step_id)
            words = rendering.follower_mail(occasion, profile, facts, follower.code)
        new = NewNotice(
            occasion,
            Medium.EMAIL,
            f"step:{step_id}",
            follower.email,
            follower.language,
            words,
            complaint_id,
            step_id,
        )
        services.write(new, at)
