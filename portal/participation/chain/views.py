"""How pages of every room show the line of a record."""

from __future__ import annotations

from portal.foundation.web import actor, room
from portal.participation.chain import queries
from portal.participation.chain.queries import Place
from portal.participation.chain.terms import Kind

blueprint = room("chain", "portal.participation.chain")


@blueprint.app_template_global("chain_of")
def chain_of(kind: str, record_id: int) -> list[Place]:
    """The line of a record as the visitor may see it; one question where there is none."""
    return queries.line_of((Kind(kind), record_id), actor())
