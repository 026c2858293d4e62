"""Which ideas an item of the plan came from: those around them are told."""

from __future__ import annotations

from datetime import datetime

from portal.foundation import audit
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.participation.chain import services as chain
from portal.participation.chain.terms import Kind
from portal.participation.ideas.queries import chained as ideas
from portal.participation.plans import acts
from portal.participation.plans.services import loading
from portal.participation.plans.services.planning import KIND
from portal.participation.plans.terms import STATE_WORDS, ItemState


def link_idea(actor: Actor, project_id: int, running: int, idea_id: int, *, at: datetime) -> bool:
    """Link an item with an idea of its project; false where that was known.

    Raises `Invalid` for an idea that is not of the project, and what writing an item raises.
    """
    project = loading.project_for(actor, project_id)
    row = loading.item_of(loading.plan_of(project.id), running)
    if not ideas.is_of(idea_id, project.id):
        raise Invalid(fields={"idea": lazy("Choose an idea from the list")})
    here = (Kind.PLAN_ITEM, row.id)
    if not chain.link(actor, (Kind.IDEA, idea_id), here, at):
        return False
    state = ItemState.DRAFT if row.adopted_at is None else ItemState.PLANNED
    chain.moved(here, STATE_WORDS[state], at)
    audit.note(acts.LINKED, KIND, row.id, by=actor, at=at, number=running, idea=idea_id)
    return True
