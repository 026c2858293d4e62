"""An idea comes in: over the web, or taken down by staff at a forum or the counter.

The form carries its own id: a double press or a retry finds the idea that was kept already.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select

from portal.attachments import services as attachments
from portal.complaints.numbering import ALPHABET
from portal.complaints.queries import choices
from portal.complaints.services import Place
from portal.complaints.services.filing import cell_of, knows_area
from portal.foundation import audit, database, likeness, limits, masking, thai
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, TooMany
from portal.foundation.i18n import lazy
from portal.foundation.limits import Limit
from portal.foundation.policy import Actor, Role
from portal.participation.ideas import acts
from portal.participation.ideas.models import Idea, IdeaRun
from portal.participation.ideas.policy import may_work
from portal.participation.ideas.queries.ruling import rules_of
from portal.participation.ideas.services import loading
from portal.participation.ideas.terms import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    MATTER,
    SHORTEST_TEXT,
    SHORTEST_TITLE,
    TAKEN_DOWN,
    Channel,
    Standing,
)
from portal.participation.projects import services as projects
from portal.participation.projects.queries import StageLine
from portal.participation.projects.terms import Tool
from portal.places import queries as places
from portal.response_times import services as promises
from portal.response_times.standards import PromiseKind, Standard, Unit

CODE_LENGTH: Final = 10
FROM_ONE: Final = Limit("ideas of one sender", 10, 60)
FROM_ADDRESS: Final = Limit("ideas of one address", 40, 60)
"""Looser: in a mobile network an address stands for thousands."""


@dataclass(frozen=True, slots=True)
class NewIdea:
    """What somebody proposes."""

    form_id: UUID
    title: str
    text: str
    language: str
    """In which its author wants to be told."""
    category_id: int | None = None
    place: Place = field(default_factory=Place)
    email: str = ""
    channel: Channel = Channel.WEB


def file(actor: Actor, stage_id: int, new: NewIdea, *, who: str, at: datetime) -> Idea:
    """Keep an idea and promise an answer; the same form again gives the same idea.

    `who` is the sender's keyed name.

    Raises:
        OutOfOrder, SignInNeeded, Forbidden, NotFound: what the stage says of this person now.
        Invalid: naming the fields.
        TooMany: too many came from here.

    """
    stage = projects.admit(actor, stage_id, Tool.IDEAS, at)
    known = _known(new.form_id)
    if known is not None:
        return known
    check(new)
    one = f"account {actor.person_id}" if actor.person_id else who
    if not limits.count(FROM_ONE, one) or not limits.count(FROM_ADDRESS, who):
        raise TooMany(lazy("Many ideas came from here within the hour. Try again later."))
    own = actor.person_id if actor.role is Role.RESIDENT else None
    return keep(stage, new, person_id=own, waits=rules_of(stage.id).checks_first, at=at)


def take_down(officer: Actor, stage_id: int, new: NewIdea, *, at: datetime) -> Idea:
    """Keep an idea that somebody told at a forum, the counter, the telephone or on paper.

    The way it came stays on the record. Raises what `file` does but for limits.
    """
    if not may_work(officer):
        raise Forbidden(loading.NOT_YOURS)
    stage = loading.stage_for_staff(officer, stage_id, at)
    known = _known(new.form_id)
    if known is not None:
        return known
    if new.channel not in TAKEN_DOWN:
        raise Invalid(fields={"channel": lazy("Choose how the idea reached you")})
    check(new)
    row = keep(stage, new, person_id=None, waits=False, at=at)
    audit.note(acts.TAKEN_DOWN, MATTER, row.id, by=officer, at=at, channel=new.channel.value)
    return row


def _known(form_id: UUID) -> Idea | None:
    database.lock(f"idea:{form_id}")
    return session.scalar(select(Idea).where(Idea.form_id == form_id))


def check(new: NewIdea) -> None:
    """Raise `Invalid`, naming every wrong field."""
    title, text = thai.cleaned(new.title), thai.cleaned(new.text)
    wrong: dict[str, object] = words_wrong(title, text)
    category = choices.category(new.category_id)
    if new.category_id is not None and (category is None or not category.is_active):
        wrong["category"] = lazy("Choose a category from the list")
    if not knows_area(new.place.area_id):
        wrong["area"] = lazy("Choose an area from the list")
    lat, lon = new.place.lat, new.place.lon
    is_outside = lat is not None and lon is not None and not places.where_is(lat, lon).inside
    if is_outside and not new.place.outside_is_meant:
        wrong["outside_is_meant"] = lazy(
            "The place is outside this municipality. Move it, or say that you mean it all the same."
        )
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)


def words_wrong(title: str, text: str) -> dict[str, object]:
    """What is wrong with the words of an idea, by their fields."""
    wrong: dict[str, object] = {}
    if len(title) < SHORTEST_TITLE:
        wrong["title"] = lazy("Say in one line what you propose")
    if len(title) > LONGEST_TITLE:
        wrong["title"] = lazy("Shorten the line to %(most)s characters", most=LONGEST_TITLE)
    if len(text) < SHORTEST_TEXT:
        wrong["text"] = lazy("Tell why, and what would be better by it")
    if len(text) > LONGEST_TEXT:
        wrong["text"] = lazy(
            "The text is %(length)s characters long. Shorten it to %(most)s or fewer.",
            length=f"{len(text):,}",
            most=f"{LONGEST_TEXT:,}",
        )
    return wrong


def keep(
    stage: StageLine, new: NewIdea, *, person_id: int | None, waits: bool, at: datetime
) -> Idea:
    """Write an idea that was found sound, with its promise, its photos and its words for search."""
    database.lock(f"ideas:{stage.project_id}")
    text, title = thai.cleaned(new.text), masking.masked(thai.cleaned(new.title))
    public_text = masking.masked(text)
    row = Idea(
        form_id=new.form_id,
        project_id=stage.project_id,
        stage_id=stage.id,
        running=_next_number(stage.project_id),
        code="".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)),
        channel=new.channel.value,
        title=title,
        text=text,
        public_text=public_text,
        language=thai.language_of(text),
        searched=thai.normalise(f"{title} {public_text}"),
        category_id=new.category_id,
        **_placed(new.place),
        person_id=person_id,
        email="" if person_id else new.email.strip().lower(),
        answers_in=new.language,
        created_at=at,
        standing=(Standing.WAITING if waits else Standing.SHOWN).value,
        is_public=not waits,
    )
    session.add(row)
    session.flush()
    row.photos_wait = bool(attachments.claim(new.form_id, MATTER, row.id, at))
    sketch(row)
    days = Standard(PromiseKind.ANSWER, rules_of(stage.id).answer_days, Unit.CALENDAR_DAYS)
    promises.promise(loading.matter(row.id), (days,), at, at)
    loading.settle(row)
    return row


def sketch(row: Idea) -> None:
    """Write the runs by which an idea is found among those like it."""
    runs = likeness.runs_of(f"{row.title} {row.public_text}")
    session.add_all(
        IdeaRun(project_id=row.project_id, idea_id=row.id, run=run)
        for run in likeness.sketch_of(runs)
    )


def _next_number(project_id: int) -> int:
    last = select(func.max(Idea.running)).where(Idea.project_id == project_id)
    return (session.scalar(last) or 0) + 1


def _placed(place: Place) -> dict[str, Any]:
    """Where it is, as it is kept."""
    where = None
    if place.lat is not None and place.lon is not None:
        where = places.where_is(place.lat, place.lon)
    return {
        "lat": place.lat if where else None,
        "lon": place.lon if where else None,
        "cell": cell_of(place.lat, place.lon),
        "area_id": place.area_id or (where.area_id if where else None),
        "landmark": masking.masked(thai.cleaned(place.landmark)),
    }
