"""Who is on the list of a task is told what they need; who came and who gave is thanked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.channels import letters
from portal.channels.letters import Letter
from portal.channels.lifecycle import Occasion
from portal.foundation.i18n import Lazy, lazy
from portal.foundation.outbox import listens
from portal.participation.chain.kinds import Reader
from portal.participation.tasks.events import GiftSettled, PlaceGiven, TaskNews, Thanked
from portal.participation.tasks.queries import telling
from portal.participation.tasks.queries.telling import Settled, Told
from portal.participation.tasks.terms import News

SUBJECTS: dict[str, Lazy] = {
    News.CANCELLED: lazy("Called off: %(what)s"),
    News.MOVED: lazy("Changed: %(what)s"),
    News.SOON: lazy("Soon: %(what)s"),
    "placed": lazy("You have a place: %(what)s"),
    "thanked": lazy("Thank you: %(what)s"),
    "received": lazy("Your gift was received: %(what)s"),
    "declined": lazy("About your gift: %(what)s"),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a message tells: of a task, or of a gift."""

    news: str
    task: Told | None = None
    gift: Settled | None = None


@listens(TaskNews)
def tell_list(fact: TaskNews, at: datetime) -> None:
    """Everyone on the list; only those with a place, that it begins soon."""
    told = telling.task(fact.task_id)
    if told is None:
        return
    key = f"task:{fact.task_id}:{fact.news}:{fact.version}"
    for reader in telling.on_list(fact.task_id, placed_only=fact.news == News.SOON):
        _tell(reader, Facts(fact.news, task=told), told.title.th, (key, at))


@listens(PlaceGiven)
def tell_placed(fact: PlaceGiven, at: datetime) -> None:
    """Who waited, and has a place now."""
    _tell_line(fact.signup_id, "placed", at)


@listens(Thanked)
def thank(fact: Thanked, at: datetime) -> None:
    """Who came and worked."""
    _tell_line(fact.signup_id, "thanked", at)


@listens(GiftSettled)
def tell_giver(fact: GiftSettled, at: datetime) -> None:
    """Who gave something, that it was received or why not."""
    gift = telling.gift(fact.gift_id)
    if gift is not None:
        news = "received" if gift.is_received else "declined"
        _tell(gift.giver, Facts(news, gift=gift), gift.what.text, (f"gift:{fact.gift_id}", at))


def _tell_line(signup_id: int, news: str, at: datetime) -> None:
    found = telling.line(signup_id)
    if found is not None:
        told, reader = found
        if news == "thanked" and not told.minutes:
            return  # the attendance was taken back meanwhile
        _tell(reader, Facts(news, task=told), told.title.th, (f"signup:{signup_id}:{news}", at))


def _tell(reader: Reader, facts: Facts, what: str, key_at: tuple[str, datetime]) -> None:
    def subject() -> str:
        named = facts.task.title.here if facts.task else what
        return str(SUBJECTS[facts.news]) % {"what": named}

    key, at = key_at
    letters.send(reader, Letter(Occasion.TASK, key, "task.txt", facts, subject), at)
