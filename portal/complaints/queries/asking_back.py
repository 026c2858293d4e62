"""What follows when a reporter does not answer: the municipality's rule, and that of a question."""

from __future__ import annotations

from sqlalchemy import select

from portal.complaints.lifecycle import Verb
from portal.complaints.models import ComplaintStep
from portal.complaints.replying.rules import SETTING, Rule, rule_of
from portal.foundation import tenancy
from portal.foundation.database import session
from portal.municipalities import queries as municipalities


def asking_back() -> Rule:
    """The rule for questions asked now."""
    profile = municipalities.profile_of(tenancy.municipality_id())
    return rule_of(profile.settings.get(SETTING) if profile else None)


def rule_asked_by(complaint_id: int) -> tuple[Rule, bool]:
    """The rule of the question that was asked last, and whether it was asked a second time."""
    steps = session.execute(
        select(ComplaintStep.verb, ComplaintStep.details)
        .where(
            ComplaintStep.complaint_id == complaint_id,
            ComplaintStep.verb.in_([Verb.ASK.value, Verb.REMIND.value]),
        )
        .order_by(ComplaintStep.id.desc())
        .limit(2)
    ).all()
    asked = next((details for verb, details in steps if verb == Verb.ASK.value), None)
    return rule_of(asked), bool(steps) and steps[0].verb == Verb.REMIND.value
