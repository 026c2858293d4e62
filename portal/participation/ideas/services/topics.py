"""From many complaints about one place to one idea, to which their followers are invited."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from portal.complaints.services import Place
from portal.foundation import audit, outbox
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.participation.chain import services as chain
from portal.participation.chain.terms import Kind
from portal.participation.ideas import acts
from portal.participation.ideas.events import TopicOpened
from portal.participation.ideas.models import Idea, IdeaComplaint
from portal.participation.ideas.policy import may_work
from portal.participation.ideas.queries import hotspots
from portal.participation.ideas.services import filing, loading
from portal.participation.ideas.services.checking import NewIdea, words_wrong
from portal.participation.ideas.terms import MATTER, Channel
from portal.places import hexagons


def open_topic(
    officer: Actor, stage_id: int, spot: hotspots.Spot, new: NewIdea, *, at: datetime
) -> Idea:
    """Open an idea from the complaints of one category in one hexagon; they are linked with it.

    Who follows or reported one of them is told. Raises what taking an idea down raises, and
    `OutOfOrder` where there are no such complaints, or they led to an idea of the project already.
    """
    if not may_work(officer):
        raise Forbidden(loading.NOT_YOURS)
    stage = loading.stage_for_staff(officer, stage_id, at)
    ids = hotspots.complaints_at(spot, at)
    if len(ids) < hotspots.LEAST:
        raise OutOfOrder(lazy("There are no longer several complaints about this here."))
    if hotspots.topic_of(stage.project_id, spot) is not None:
        raise OutOfOrder(lazy("An idea was opened from this hotspot already."))
    lat, lon = hexagons.centre(spot.cell)
    made = replace(
        new,
        category_id=spot.category_id,
        place=Place(lat, lon, None, new.place.landmark, outside_is_meant=True),
        channel=Channel.HOTSPOT,
    )
    wrong = words_wrong(made.title.strip(), made.text.strip())
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    row = filing.keep(stage, made, person_id=None, waits=False, at=at)
    session.add_all(IdeaComplaint(idea_id=row.id, complaint_id=one) for one in ids)
    session.flush()
    for one in ids:
        chain.link(officer, (Kind.COMPLAINT, one), (Kind.IDEA, row.id), at)
    audit.note(acts.TOPIC_OPENED, MATTER, row.id, by=officer, at=at, complaints=len(ids))
    outbox.record(TopicOpened(row.id), at)
    return row
