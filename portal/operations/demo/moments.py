"""When complaints arrive, and when the office acts. Local time is Bangkok's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from portal.foundation.clock import BANGKOK
from portal.operations.demo import shares
from portal.operations.demo.dice import Dice

OPENS = time(8, 30)
CLOSES = time(16, 30)
SATURDAY = 5
_OFFICE_MINUTES = 8 * 60
_WEEK = (1 - shares.WEEKEND_SHARE) / 5


DayOff = Callable[[date], bool]
"""Whether the office stays shut on a day."""


def is_weekend(day: date) -> bool:
    """The least there is of a calendar: Saturday and Sunday."""
    return day.weekday() >= SATURDAY


class FilingTimes:
    """Draws moments of filing between two moments, with the measured hours and days."""

    def __init__(self, start: datetime, end: datetime) -> None:
        """Prepare the days from `start` to `end`."""
        self.start = start
        self.end = end
        first = start.astimezone(BANGKOK).date()
        count = (end.astimezone(BANGKOK).date() - first).days + 1
        self.days = [first + timedelta(days=number) for number in range(count)]
        self._weights: dict[str, list[float]] = {}

    def draw(self, random: Dice, category: str) -> datetime:
        """Return a moment (UTC) at which somebody files a complaint of this category."""
        while True:
            day = random.choices(self.days, self._day_weights(category))[0]
            moment = datetime.combine(day, _time_of_day(random, day.weekday()), BANGKOK)
            if self.start <= moment < self.end:
                return moment.astimezone(UTC)

    def _day_weights(self, category: str) -> list[float]:
        if category not in self._weights:
            season = shares.SEASONS.get(category, (1.0,) * 12)
            self._weights[category] = [
                season[day.month - 1]
                * (shares.WEEKEND_SHARE / 2 if day.weekday() >= SATURDAY else _WEEK)
                for day in self.days
            ]
        return self._weights[category]


def _time_of_day(random: Dice, weekday: int) -> time:
    if weekday >= SATURDAY:
        hour = random.choices(range(24), shares.HOURS_WEEKEND)[0]
    elif random.chance(shares.OFFICE_HOURS_SHARE / (1 - shares.WEEKEND_SHARE)):
        minutes = 8 * 60 + 30 + random.randrange(_OFFICE_MINUTES)
        return time(minutes // 60, minutes % 60, random.randrange(60))
    else:
        return _outside_office_hours(random)
    return time(hour, random.randrange(60), random.randrange(60))


def _outside_office_hours(random: Dice) -> time:
    hour = random.choices(range(24), shares.HOURS_OUTSIDE)[0]
    minute = random.randrange(60)
    if hour == OPENS.hour:
        minute = random.randrange(OPENS.minute)
    elif hour == CLOSES.hour:
        minute = random.randrange(CLOSES.minute, 60)
    return time(hour, minute, random.randrange(60))


def is_office_time(moment: datetime) -> bool:
    """Whether the office is open on an ordinary week's calendar, holidays not looked at."""
    here = moment.astimezone(BANGKOK)
    return here.weekday() < SATURDAY and OPENS <= here.time() < CLOSES


def next_office_moment(random: Dice, moment: datetime, is_day_off: DayOff) -> datetime:
    """Return `moment` if the office is open, else a time in the first two hours it opens next."""
    here = moment.astimezone(BANGKOK)
    if not is_day_off(here.date()) and OPENS <= here.time() < CLOSES:
        return moment
    day = here.date() if here.time() < OPENS else here.date() + timedelta(days=1)
    while is_day_off(day):
        day += timedelta(days=1)
    opening = datetime.combine(day, OPENS, BANGKOK)
    return (opening + timedelta(seconds=random.randrange(2 * 3600))).astimezone(UTC)


def lognormal_days(random: Dice, median: float, sigma: float) -> timedelta:
    """Draw a duration from a log-normal distribution with this median in days."""
    return timedelta(days=median * random.lognormvariate(0, sigma))
