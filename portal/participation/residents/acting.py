"""Who acts for whom, and how it came in: for everything that staff take down for somebody else.

    one = acting.by_oneself(actor)
    one = acting.for_somebody(officer, person_id, Channel.PAPER, at)
    stage = projects.admit(one.whom, stage_id, Tool.IDEAS, at)
    row = Idea(..., person_id=one.whom.person_id, taken_by=one.taken_by, channel=one.channel.value)

Whether the stage lets them in is asked of the person meant, never of the officer. The channel and
who took it down stay on the record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from portal.foundation import audit
from portal.foundation.errors import Forbidden, NotFound
from portal.foundation.i18n import Lazy, lazy
from portal.foundation.policy import DESK, Actor, Role
from portal.participation.residents import acts, queries


class Channel(StrEnum):
    """How an act came in."""

    WEB = "web"
    COUNTER = "counter"
    PAPER = "paper"
    PHONE = "phone"
    FORUM = "forum"


CHANNEL_WORDS: dict[Channel, Lazy] = {
    Channel.WEB: lazy("On the web"),
    Channel.COUNTER: lazy("At the counter"),
    Channel.PAPER: lazy("On a paper form"),
    Channel.PHONE: lazy("By telephone"),
    Channel.FORUM: lazy("At a forum"),
}


@dataclass(frozen=True, slots=True)
class Acting:
    """Who is meant, who wrote it down, and how it came in."""

    whom: Actor
    by: Actor
    channel: Channel

    @property
    def taken_by(self) -> int | None:
        """The member of staff who wrote it down; None where people acted themselves."""
        return self.by.person_id if self.channel is not Channel.WEB else None


def by_oneself(actor: Actor) -> Acting:
    """Act for oneself, on the web."""
    return Acting(actor, actor, Channel.WEB)


def for_somebody(officer: Actor, person_id: int, channel: Channel, at: datetime) -> Acting:
    """Let an officer act for somebody with an account here; it is noted in the log.

    Raises:
        Forbidden: only staff of the desk do, never for themselves, and never as if on the web.
        NotFound: there is no such account, or it is closed.

    """
    if officer.role not in DESK or officer.person_id is None or channel is Channel.WEB:
        raise Forbidden(lazy("Only staff at the counter act for somebody else."))
    if person_id == officer.person_id:
        raise Forbidden(lazy("Nobody takes down their own act for somebody else."))
    name = queries.name_of(person_id)
    if name is None:
        raise NotFound(lazy("There is no such person."))
    audit.note(acts.ACTED_FOR, "person", person_id, by=officer, at=at, channel=channel.value)
    whom = Actor(Role.RESIDENT, officer.municipality_id, person_id, None, name)
    return Acting(whom, officer, channel)
