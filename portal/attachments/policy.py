"""Who may do what with photos. Taking in and dropping need the form's id instead of a role."""

from __future__ import annotations

from portal.foundation.policy import DESK, Actor


def may_review(actor: Actor) -> bool:
    """May this person let the public see photos, or take one away?"""
    return actor.role in DESK
