"""Plans the demo's complaints: pure, and the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.complaints import preset
from portal.operations.demo import course, landmarks, people, shares, writing
from portal.operations.demo.dice import Dice
from portal.operations.demo.moments import DayOff, FilingTimes, is_office_time, is_weekend
from portal.operations.demo.pictures import VARIANTS, scene_of
from portal.operations.demo.planned import PlannedComplaint, PlannedContact

PICTURE_SHARE = 0.72
CONTACT_SHARE = 0.7
DEMO_RESIDENT_SHARE = 0.004
_PRIVATE = frozenset(
    category.code for category in preset.CATEGORIES if category.visibility == "private"
)


def plan(
    n: int,
    seed: int | str,
    start: datetime,
    end: datetime,
    is_day_off: DayOff = is_weekend,
    *,
    is_brisk: bool = False,
) -> Iterator[PlannedComplaint]:
    """Plan `n` complaints filed between `start` and `end`, in the order of filing.

    Nothing happens after `end`. The same arguments give the same complaints. On a day off only
    somebody on duty works, and no limit for a reporter ends. At a brisk pace nearly all old ones
    are done (`shares.CAUGHT_UP_SHARE`).
    """
    random = Dice(seed)
    times = FilingTimes(start, end)
    codes = list(shares.CATEGORIES)
    weights = [share.share for share in shares.CATEGORIES.values()]
    drawn = random.choices(codes, weights, k=n)
    filings = sorted((times.draw(random, code), code) for code in drawn)
    until = _Until(end, is_day_off, is_brisk)
    for number, (filed_at, code) in enumerate(filings, 1):
        yield _complaint(Dice(f"{seed}-{number}"), (number, filed_at, code), until)


@dataclass(frozen=True, slots=True)
class _Until:
    """Until when the plan goes, on which days the office stays shut, and whether it catches up."""

    end: datetime
    is_day_off: DayOff
    is_brisk: bool


def _complaint(random: Dice, filing: tuple[int, datetime, str], until: _Until) -> PlannedComplaint:
    number, filed_at, category = filing
    language = "en" if random.chance(shares.ENGLISH_SHARE) else "th"
    landmark = landmarks.draw(random)
    subject = writing.Subject(category, _kind(random, category, language), language, landmark)
    text = writing.text(random, subject)
    lat, lon = landmarks.point_near(random, landmark)
    pictures = _pictures(random, subject)
    names_category = not random.chance(shares.NO_CATEGORY_SHARE)
    plans = course.Course(random, category, subject.kind, language, filed_at, until.end, pictures)
    plans.is_day_off, plans.is_brisk = until.is_day_off, until.is_brisk
    channels = shares.CHANNELS_OPEN if is_office_time(filed_at) else shares.CHANNELS_CLOSED
    return PlannedComplaint(
        number=number,
        filed_at=filed_at,
        category=category,
        names_category=names_category,
        kind=subject.kind,
        language=language,
        text=text,
        landmark=writing.place_in_words(random, subject) if random.chance(0.6) else "",
        lat=lat,
        lon=lon,
        channel=_one(random, channels),
        contact=_contact(random, language),
        occurred_at=_occurred_at(random, filed_at),
        pictures=pictures,
        steps=course.steps(plans, names_category=names_category),
    )


def _kind(random: Dice, category: str, language: str) -> str:
    kind = _one(random, shares.KINDS.get(category, (("relief", 1.0),)))
    return kind if kind in writing.kinds_known(category, language) else "relief"


def _one(random: Dice, choices: tuple[tuple[str, float], ...]) -> str:
    return random.choices([name for name, _ in choices], [part for _, part in choices])[0]


def _pictures(random: Dice, subject: writing.Subject) -> tuple[str, ...]:
    """One or two drawn photos of the category's scene, where it has one that may be shown."""
    scene = scene_of(subject.category)
    if scene is None or subject.category in _PRIVATE:
        return ()
    if subject.kind != "relief" or not random.chance(PICTURE_SHARE):
        return ()
    variants = random.sample(range(1, VARIANTS + 1), k=1 if random.chance(0.75) else 2)
    return tuple(f"{scene}-{variant}-before" for variant in variants)


def _contact(random: Dice, language: str) -> PlannedContact | None:
    if not random.chance(CONTACT_SHARE):
        return None
    name = people.invented_name(random, language)
    has_phone = random.chance(0.75)
    has_email = not has_phone or random.chance(0.3)
    return PlannedContact(
        name=name if random.chance(0.7) else "",
        phone=writing.invented_phone(random) if has_phone else "",
        email=f"reporter{random.randrange(10**6):06d}@example.org" if has_email else "",
        shows_name=random.chance(0.08),
        is_demo_resident=random.chance(DEMO_RESIDENT_SHARE / CONTACT_SHARE),
    )


def _occurred_at(random: Dice, filed_at: datetime) -> datetime | None:
    if random.chance(0.6):
        return None
    return filed_at - timedelta(minutes=random.lognormvariate(5, 1.4))
