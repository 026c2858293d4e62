"""What happens to ideas is told to those around them; what is owed, to those who owe it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from portal.channels import rendering, services
from portal.channels.lifecycle import Medium, Occasion
from portal.channels.links import without_links
from portal.channels.queries.staffing import Colleague, colleagues
from portal.channels.rendering import Rendered
from portal.channels.services import NewNotice
from portal.foundation.i18n import Lazy, lazy, speaking
from portal.foundation.outbox import listens
from portal.foundation.policy import Role
from portal.participation.chain.kinds import Reader
from portal.participation.ideas.events import (
    AppealRefused,
    IdeaAnswered,
    IdeaMerged,
    IdeaPublished,
    TopicOpened,
    WordsHidden,
    WordsRestored,
)
from portal.participation.ideas.queries import telling
from portal.participation.ideas.queries.telling import Told
from portal.participation.ideas.terms import ANSWER_WORDS, GROUND_WORDS, MATTER
from portal.response_times.events import LevelReached
from portal.response_times.levels import LEVEL_WORDS, Level
from portal.response_times.queries.escalations import level_line


class News(StrEnum):
    """What is told of an idea."""

    PUBLISHED = "published"
    ANSWERED = "answered"
    MERGED = "merged"
    HIDDEN = "hidden"
    RESTORED = "restored"
    REFUSED = "refused"
    TOPIC = "topic"


SUBJECTS: dict[News, Lazy] = {
    News.PUBLISHED: lazy("Idea %(n)s: everyone can read it now"),
    News.ANSWERED: lazy("Idea %(n)s: the municipality has answered"),
    News.MERGED: lazy("Idea %(n)s: it goes on in another idea"),
    News.HIDDEN: lazy("Idea %(n)s: something you wrote was hidden"),
    News.RESTORED: lazy("Idea %(n)s: what was hidden is shown again"),
    News.REFUSED: lazy("Idea %(n)s: it stays hidden"),
    News.TOPIC: lazy("Idea %(n)s: how should it be solved for good?"),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a message tells, already in the reader's language."""

    news: str
    idea: Told
    answer: str = ""
    ground: str = ""
    reason: str = ""
    decision: str = ""
    is_comment: bool = False
    appeal_until: datetime | None = None


@listens(IdeaPublished)
def tell_published(fact: IdeaPublished, at: datetime) -> None:
    """Its author, that somebody has looked."""
    _tell(News.PUBLISHED, fact.idea_id, telling.author_of(fact.idea_id), f"{fact.idea_id}", at)


@listens(IdeaAnswered)
def tell_answered(fact: IdeaAnswered, at: datetime) -> None:
    """Everyone around it, what the municipality answers."""
    said = telling.answer(fact.answer_id)
    if said is None or not telling.is_public(fact.idea_id):
        return
    state, reason, unit, news_by = said
    idea = telling.told(fact.idea_id)
    if idea is None:
        return
    idea = replace(idea, answer=state, reason=reason, unit=unit, news_by=news_by)
    _write(News.ANSWERED, idea, telling.around(fact.idea_id), f"{fact.answer_id}", at)


@listens(IdeaMerged)
def tell_merged(fact: IdeaMerged, at: datetime) -> None:
    """The author of the merged one, and who supports where it goes on, by its number."""
    idea, other = telling.told(fact.idea_id), telling.told(fact.into_id)
    if idea is None or other is None:
        return
    readers = telling.with_support_from(fact.idea_id, fact.into_id)
    _write(News.MERGED, replace(idea, other=other.running), readers, f"{fact.idea_id}", at)


@listens(WordsHidden)
def tell_hidden(fact: WordsHidden, at: datetime) -> None:
    """Its author, why."""
    _tell_author(News.HIDDEN, fact.hiding_id, at)


@listens(WordsRestored)
def tell_restored(fact: WordsRestored, at: datetime) -> None:
    """Its author."""
    _tell_author(News.RESTORED, fact.hiding_id, at)


@listens(AppealRefused)
def tell_refused(fact: AppealRefused, at: datetime) -> None:
    """Its author, why it stays hidden."""
    _tell_author(News.REFUSED, fact.hiding_id, at)


@listens(TopicOpened)
def tell_topic(fact: TopicOpened, at: datetime) -> None:
    """Who reported or follows one of its complaints: an invitation."""
    _tell(News.TOPIC, fact.idea_id, telling.invited(fact.idea_id), f"{fact.idea_id}", at)


def _tell_author(news: News, hiding_id: int, at: datetime) -> None:
    hidden = telling.hidden(hiding_id)
    idea = telling.told(hidden.idea_id) if hidden else None
    if hidden is None or idea is None:
        return
    for reader in hidden.readers:
        with speaking(reader.language):
            facts = Facts(
                news=news.value,
                idea=idea,
                ground=str(GROUND_WORDS[hidden.ground]),
                reason=hidden.reason,
                decision=hidden.decision,
                is_comment=hidden.is_comment,
                appeal_until=hidden.appeal_until if news is News.HIDDEN else None,
            )
            _send(news, reader, facts, f"{hiding_id}", at)


def _tell(news: News, idea_id: int, readers: list[Reader], key: str, at: datetime) -> None:
    idea = telling.told(idea_id)
    if idea is not None:
        _write(news, idea, readers, key, at)


def _write(news: News, idea: Told, readers: list[Reader], key: str, at: datetime) -> None:
    for reader in readers:
        with speaking(reader.language):
            answer = str(ANSWER_WORDS[idea.answer]) if idea.answer else ""
            facts = Facts(news.value, idea, answer=answer, reason=idea.reason.here)
            _send(news, reader, facts, key, at)


def _send(news: News, reader: Reader, facts: Facts, key: str, at: datetime) -> None:
    profile = rendering.here()
    subject = str(SUBJECTS[news]) % {"n": facts.idea.running}
    message = Rendered(
        rendering.one_line(without_links(f"{subject} – {profile.title.here}")),
        rendering.written("channels/idea.txt", profile, facts),
    )
    services.write(
        NewNotice(
            Occasion.IDEA,
            Medium.EMAIL,
            f"{news.value}:{key}",
            reader.email,
            reader.language,
            message,
        ),
        at,
    )


@dataclass(frozen=True, slots=True)
class OwedFacts:
    """What a message to the staff tells of an idea that something is owed for."""

    idea: Told
    level: str
    unit: str
    due_at: datetime | None
    is_late: bool


@listens(LevelReached)
def tell_staff_of_idea(fact: LevelReached, at: datetime) -> None:
    """That the promised time of an idea is nearly over or past, to whoever answers for it."""
    if fact.matter_kind != MATTER:
        return
    line = level_line(fact.escalation_id)
    owed = telling.owed(fact.matter_id)
    if line is None or line.is_over or owed is None:
        return
    for person in _who_owes(owed.unit_id, Level(fact.level)):
        with speaking(person.language):
            facts = OwedFacts(
                owed.told,
                str(LEVEL_WORDS[line.level]),
                owed.unit.here if owed.unit else "",
                line.due_at,
                line.due_at is not None and line.due_at < at,
            )
            profile = rendering.here()
            subject = f"{_number(owed.told)}: {facts.level}"
            message = Rendered(
                rendering.one_line(without_links(f"{subject} – {profile.title.here}")),
                rendering.written("channels/idea_staff.txt", profile, facts),
            )
        new = NewNotice(
            Occasion.IDEA_STAFF,
            Medium.EMAIL,
            f"level:{fact.escalation_id}",
            person.email,
            person.language,
            message,
        )
        services.write(new, at)


def _number(idea: Told) -> str:
    return str(lazy("Idea %(n)s", n=idea.running))


def _who_owes(unit_id: int | None, level: Level) -> list[Colleague]:
    """The head of the unit; the clerk where there is none, and at twice the promised time."""
    people = colleagues()
    clerks = [one for one in people if one.actor.role is Role.CLERK]
    heads = [
        one
        for one in people
        if one.actor.role is Role.HEAD and unit_id is not None and one.actor.unit_id == unit_id
    ]
    return clerks if level is Level.TWICE or not heads else heads
