"""What happens from the result on: photo, rating, reopening, acceptance or settling."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from portal.complaints.lifecycle import Closing, Verb
from portal.foundation.clock import BANGKOK
from portal.operations.demo import moments, phrasebook, shares
from portal.operations.demo.pictures import VARIANTS, scene_of
from portal.operations.demo.planned import By

if TYPE_CHECKING:
    from portal.operations.demo.course import Course

OBJECTION = timedelta(days=30)
ANSWER = timedelta(days=7)
NIGHTLY = time(0, 30)
PHOTO_SHARE = 0.84
"""Of finished work that can be seen."""
RATED_LATER = 1.03
"""The last days' results are rated only after the plan's end."""
ENDS = frozenset({Verb.RESOLVE, Verb.CLOSE, Verb.WITHDRAW})
GOOD = 4
MIDDLING = 3


def resolves(course: Course, ends_at: datetime, share: shares.CategoryShare) -> None:
    """Record the result; some come back once; half are rated."""
    random = course.random
    has_photo = _result(course, ends_at)
    if has_photo is None:
        return
    comes_back = random.chance(share.reopened / share.finished)
    if comes_back and course.kind == "relief" and not _comes_back(course, share):
        return
    was_reopened = course.steps[-1].verb is Verb.RESOLVE and any(
        step.verb is Verb.REOPEN for step in course.steps
    )
    rates = random.chance(shares.RATED_SHARE * RATED_LATER)
    if not rates or not _rates(course, has_photo=has_photo, was_reopened=was_reopened):
        settles(course)


def _result(course: Course, at: datetime) -> bool | None:
    """Add the result; return whether it has an after photo, None when it is not reached."""
    scene = scene_of(course.category) if course.kind == "relief" else None
    has_photo = scene is not None and course.random.chance(PHOTO_SHARE)
    done = course.takes(
        Verb.RESOLVE,
        at,
        By.OFFICER,
        note=_result_in_words(course),
        reason="" if has_photo else course.says("nophoto"),
        picture=_after_picture(course, scene) if has_photo and scene else "",
    )
    return has_photo if done else None


def _result_in_words(course: Course) -> str:
    if course.kind != "relief":
        return course.says("reply", course.kind)
    section = phrasebook.complaints(course.language)[course.category]
    return course.random.choice(section["result"])


def _after_picture(course: Course, scene: str) -> str:
    """The same scene as the reporter's photo, put in order."""
    if course.pictures:
        return course.pictures[0].replace("-before", "-after")
    return f"{scene}-{course.random.randint(1, VARIANTS)}-after"


def _comes_back(course: Course, share: shares.CategoryShare) -> bool:
    """Reopened by the reporter and worked on again; False when the second result is not reached."""
    random = course.random
    later = min(moments.lognormal_days(random, 2, 1), OBJECTION - timedelta(days=2))
    said = course.says("reopen")
    if not course.takes(Verb.REOPEN, course.last_at + later, By.REPORTER, note=said):
        return True
    again = moments.lognormal_days(random, share.median_days * 0.8, 1.2)
    if random.chance(0.4):
        course.takes(Verb.REPLY, course.last_at + again / 2, By.OFFICER, note=course.says("reply"))
    return _result(course, course.last_at + again) is not None


def _rates(course: Course, *, has_photo: bool, was_reopened: bool) -> bool:
    """Rate; a good rating mostly comes with acceptance. False when it is still to be settled."""
    random = course.random
    unhappy = shares.displeased(has_after_photo=has_photo, was_reopened=was_reopened)
    parts = shares.STARS_DISPLEASED if random.chance(unhappy) else shares.STARS_PLEASED
    stars = random.choices(range(1, 6), parts)[0]
    level = "high" if stars >= GOOD else "middle" if stars == MIDDLING else "low"
    at = course.last_at + moments.lognormal_days(random, 0.6, 1)
    said = course.says("rate", level)
    rated = course.takes(Verb.RATE, at, By.REPORTER, note=said, stars=stars)
    if rated and stars >= GOOD and random.chance(0.85):
        return course.takes(Verb.ACCEPT, course.last_at, By.REPORTER)
    return False


def goes_unanswered(course: Course) -> None:
    """Close on the first night after the reporter's time to answer."""
    reason = Closing.NO_ANSWER.value
    night = _night_after(course, course.last_at, ANSWER)
    if course.takes(Verb.CLOSE, night, By.PORTAL, reason=reason):
        settles(course)


def settles(course: Course) -> None:
    """Settle on the first night after the reporter's time to ask for more."""
    ended_at = next(step.at for step in reversed(course.steps) if step.verb in ENDS)
    course.takes(Verb.SETTLE, _night_after(course, ended_at, OBJECTION), By.PORTAL)


def _night_after(course: Course, began_at: datetime, limit: timedelta) -> datetime:
    """The night after a limit for the reporter, whose last day is never a day off."""
    last_day = (began_at.astimezone(BANGKOK) + limit).date()
    while course.is_day_off(last_day):
        last_day += timedelta(days=1)
    night = datetime.combine(last_day + timedelta(days=1), NIGHTLY, BANGKOK)
    return night.astimezone(UTC)
