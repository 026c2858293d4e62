"""What happens to a planned complaint: the steps of the reporter and of the office."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from portal.complaints import preset
from portal.complaints.lifecycle import Closing, Hold, Verb
from portal.operations.demo import afterwards, moments, phrasebook, shares
from portal.operations.demo.dice import Dice
from portal.operations.demo.planned import By, PlannedStep

SIGMA = 1.8
"""Width of the log-normal durations; with it a seventh is done in a day and some take months."""
QUICKER = 0.72
"""Work waits for office hours on top of what is drawn."""
WAITING_FADES_DAYS = 160
"""The older an unfinished complaint, the less likely that nobody has accepted it yet."""
BRISK_FADES_DAYS = 2
"""The same in a town where somebody accepts within days what came in."""
NIGHT_DUTY_SHARE = 0.2
NEWS_EVERY = timedelta(days=30)
REVIEWED_SHARE = 0.96

_ACKNOWLEDGE_DAYS = {24: 0.13, 4: 0.04, 1: 0.015}
_PRESET = {category.code: category for category in preset.CATEGORIES}
_OFTEN_REFERRED = frozenset({"cables", "streetlight", "water", "bridge"})


@dataclass(slots=True)
class Course:
    """Collects steps in order; nothing happens after `end`, nor before what happened last."""

    random: Dice
    category: str
    kind: str
    language: str
    filed_at: datetime
    end: datetime
    pictures: tuple[str, ...] = ()
    is_day_off: moments.DayOff = moments.is_weekend
    is_brisk: bool = False
    """Whether nearly all old complaints are done, instead of the measured share."""
    steps: list[PlannedStep] = field(default_factory=list)

    @property
    def last_at(self) -> datetime:
        """When something happened last."""
        return self.steps[-1].at if self.steps else self.filed_at

    def says(self, occasion: str, part: str = "note") -> str:
        """Return words for an occasion, in the reporter's language."""
        return self.random.choice(phrasebook.officers(self.language)[occasion][part])

    def takes(self, verb: Verb, at: datetime, by: By, **what: object) -> bool:
        """Add a step at `at`, or just after the last one; False when that is past the end."""
        if at >= self.end:
            return False
        at_any_hour = by in {By.REPORTER, By.PORTAL} or self.random.chance(NIGHT_DUTY_SHARE)
        moment = at if at_any_hour else moments.next_office_moment(self.random, at, self.is_day_off)
        earliest = self.last_at + timedelta(seconds=self.random.randint(40, 400))
        moment = max(moment, earliest).replace(microsecond=0)
        if moment >= self.end:
            return False
        self.steps.append(PlannedStep(verb, moment, by, **what))  # type: ignore[arg-type]
        return True


def steps(course: Course, *, names_category: bool) -> tuple[PlannedStep, ...]:
    """Return every step of a complaint until the end of the plan."""
    random = course.random
    share = shares.CATEGORIES[course.category]
    fate = random.random()
    age_days = (course.end - course.filed_at) / timedelta(days=1)
    is_ending = fate < share.finished or _catches_up(course, age_days)
    fades_days = BRISK_FADES_DAYS if course.is_brisk else WAITING_FADES_DAYS
    if not is_ending and random.chance(0.9 * math.exp(-age_days / fades_days)):
        return ()
    duration = moments.lognormal_days(random, share.median_days * QUICKER, SIGMA)
    if not _at_the_desk(course, duration, names_category=names_category):
        return tuple(course.steps)
    ends_at = course.filed_at + duration
    if fate < shares.CLOSED_SHARE:
        _closes(course, ends_at)
    elif is_ending:
        _works_until(course, ends_at)
        afterwards.resolves(course, ends_at, share)
    else:
        _stays_open(course)
    return tuple(course.steps)


def _catches_up(course: Course, age_days: float) -> bool:
    """Whether a complaint that stays unfinished by the measured share is done all the same."""
    is_old = age_days > shares.CAUGHT_UP_AFTER_DAYS
    return course.is_brisk and is_old and course.random.chance(shares.CAUGHT_UP_SHARE)


def _at_the_desk(course: Course, duration: timedelta, *, names_category: bool) -> bool:
    """Accept, name the category, look at text and photos, assign; False when it is not done yet."""
    hours = _PRESET[course.category].acknowledge_hours
    waits = moments.lognormal_days(course.random, _ACKNOWLEDGE_DAYS[hours], 1.2)
    at = course.filed_at + min(waits, duration / 2)
    if not course.takes(Verb.ACKNOWLEDGE, at, By.DISPATCHER):
        return False
    if not names_category and not course.takes(Verb.RECATEGORISE, course.last_at, By.DISPATCHER):
        return False
    if course.random.chance(REVIEWED_SHARE):
        course.takes(Verb.REVIEW, course.last_at, By.DISPATCHER)
    later = timedelta(minutes=course.random.lognormvariate(3, 1.2))
    return course.takes(Verb.ASSIGN, course.last_at + later, By.DISPATCHER)


def _works_until(course: Course, ends_at: datetime) -> None:
    """What an officer does between assignment and result."""
    random = course.random
    began, window = course.last_at, max(ends_at - course.last_at, timedelta(minutes=30))
    if course.kind != "relief":
        return
    if random.chance(0.9):
        course.takes(Verb.START, began + window * random.uniform(0.1, 0.5), By.OFFICER)
    if random.chance(0.08) and window > timedelta(days=2):
        _asks(course, began + window * 0.5)
    for share, verb, by, part, said in (
        (0.06, Verb.ADD_INFORMATION, By.REPORTER, 0.6, ("ask", "information")),
        (0.05, Verb.NOTE, By.OFFICER, 0.65, ("note", "note")),
        (0.2, Verb.REPLY, By.OFFICER, 0.7, ("reply", "note")),
    ):
        if random.chance(share):
            course.takes(verb, began + window * part, by, note=course.says(*said))
    if random.chance(0.05) and window > timedelta(days=5):
        _holds(course, began + window * 0.75)
    elif _may_refer(course) and random.chance(0.12):
        _refers(course, began + window * 0.75)


def _may_refer(course: Course) -> bool:
    return _PRESET[course.category].outside_owner is not None


def _asks(course: Course, at: datetime) -> None:
    if course.takes(Verb.ASK, at, By.OFFICER, note=course.says("ask")):
        answered_at = course.last_at + timedelta(days=course.random.uniform(0.05, 5))
        answer = course.says("ask", "answer")
        course.takes(Verb.ANSWER_QUESTION, answered_at, By.REPORTER, note=answer)


def _holds(course: Course, at: datetime) -> bool:
    reason = course.random.choices((Hold.BUDGET, Hold.PROCUREMENT, Hold.LEGAL), (5, 3.5, 1.5))[0]
    return course.takes(
        Verb.HOLD,
        at,
        By.OFFICER,
        note=course.says("hold", reason.value),
        reason=reason.value,
        due_at=max(at, course.last_at) + NEWS_EVERY,
    )


def _refers(course: Course, at: datetime) -> bool:
    owner = _PRESET[course.category].outside_owner
    return owner is not None and course.takes(
        Verb.REFER,
        at,
        By.OFFICER,
        note=owner.in_(course.language).split(" / ")[0],
        due_at=max(at, course.last_at) + NEWS_EVERY,
    )


def _stays_open(course: Course) -> None:
    """Work that is not done at the end of the plan, mostly with a reason that is told."""
    random = course.random
    at = course.last_at + timedelta(days=random.lognormvariate(0.7, 0.8))
    what = random.choices(("nothing", "ask", "wait", "work"), (0.1, 0.06, 0.64, 0.2))[0]
    if what == "nothing":
        return
    course.takes(Verb.START, at, By.OFFICER)
    if what == "ask":
        asked_at = course.end - timedelta(days=random.uniform(0.5, 6))
        course.takes(Verb.ASK, asked_at, By.OFFICER, note=course.says("ask"))
        return
    referred = _may_refer(course) and random.chance(
        0.9 if course.category in _OFTEN_REFERRED else 0.4
    )
    waits = _refers if referred else _holds
    if what == "wait" and waits(course, course.last_at + timedelta(days=random.uniform(1, 9))):
        _tells_news(course)
    elif random.chance(0.7):
        later = course.last_at + timedelta(days=random.uniform(2, 20))
        course.takes(Verb.REPLY, later, By.OFFICER, note=course.says("reply"))


def _tells_news(course: Course) -> None:
    """Every month the next date, until somebody forgets it or the plan ends."""
    verb = course.steps[-1].verb
    while course.random.chance(0.86):
        at = course.last_at + NEWS_EVERY - timedelta(days=course.random.uniform(0.2, 5))
        told = course.takes(Verb.REPLY, at, By.OFFICER, note=course.says("reply"))
        again = _holds if verb is Verb.HOLD else _refers
        if not told or not again(course, course.last_at):
            return


def _closes(course: Course, ends_at: datetime) -> None:
    """End without a fix."""
    random = course.random
    reason = random.choices(list(Closing), (35, 25, 10, 15, 15))[0]
    if reason is Closing.WITHDRAWN:
        said = course.says("close", reason.value)
        if course.takes(Verb.WITHDRAW, ends_at, By.REPORTER, note=said, reason=reason.value):
            afterwards.settles(course)
        return
    course.takes(Verb.START, course.last_at + (ends_at - course.last_at) * 0.4, By.OFFICER)
    if reason is Closing.NO_ANSWER:
        if course.takes(Verb.ASK, course.last_at, By.OFFICER, note=course.says("ask")):
            afterwards.goes_unanswered(course)
        return
    said = course.says("close", reason.value)
    if course.takes(Verb.CLOSE, ends_at, By.OFFICER, note=said, reason=reason.value):
        afterwards.settles(course)
