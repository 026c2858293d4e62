"""How complaints are distributed, so that the demo behaves like a real city's register.

Measured on 185,159 complaints of a large Thai city over seven months of 2022: the shares of the
sixteen categories it used, those finished and reopened, hours and days of arrival, ratings, after
photos. The fourteen other categories, channels and seasons have no measured share: theirs are
assumptions, kept small.
"""

from __future__ import annotations

from dataclasses import dataclass

OFFICE_HOURS_SHARE = 0.326
"""Filed Monday to Friday between 08.30 and 16.30; 67.4 % come at other times."""
WEEKEND_SHARE = 0.257
ENGLISH_SHARE = 0.06
NO_CATEGORY_SHARE = 0.284
"""Filed without a category: the dispatcher names one."""
AFTER_PHOTO_SHARE = 0.738
"""Of the finished ones."""
RATED_SHARE = 0.533
"""Of the finished ones."""
CAUGHT_UP_AFTER_DAYS = 21
CAUGHT_UP_SHARE = 0.97
"""At a brisk pace, of the unfinished ones that are older (an assumption).

The shares below were counted when the city's complaints were up to seven months old, a quarter of
them unfinished. Over eighteen months the same shares leave a town with hundreds of complaints that
nobody has touched for a year, which is no town to show one's mayor. A decently run one has caught
up with nearly all that is old; how long its work takes stays as measured.
"""
CLOSED_SHARE = 0.02
"""Closed without a fix, of all (an assumption)."""

_MEASURED = 0.855 / 95.9
"""The sixteen measured categories make 85.5 % of all; their shares add up to 95.9 %."""


@dataclass(frozen=True, slots=True)
class CategoryShare:
    """What is known of a category: parts of one, and the median days until it is finished."""

    share: float
    finished: float = 0.74
    reopened: float = 0.06
    median_days: float = 4.0


CATEGORIES: dict[str, CategoryShare] = {
    "road": CategoryShare(23.8 * _MEASURED, 0.67, 0.065, 7),
    "footpath": CategoryShare(10.5 * _MEASURED, 0.65, 0.065, 8),
    "streetlight": CategoryShare(7.6 * _MEASURED, 0.42, 0.06, 5),
    "drain": CategoryShare(5.1 * _MEASURED, 0.72, 0.065, 5),
    "flood": CategoryShare(9.2 * _MEASURED, 0.87, 0.065, 1.2),
    "canal": CategoryShare(2.9 * _MEASURED, 0.74, 0.06, 8),
    "bridge": CategoryShare(4.6 * _MEASURED, 0.74, 0.06, 9),
    "waste": CategoryShare(6.2 * _MEASURED, 0.93, 0.06, 1.5),
    "wastewater": CategoryShare(0.013, median_days=5),
    "odour": CategoryShare(0.012, median_days=4),
    "smoke": CategoryShare(0.014, 0.85, median_days=1.2),
    "noise": CategoryShare(1.9 * _MEASURED, 0.78, 0.127, 3),
    "animals": CategoryShare(1.0 * _MEASURED, 0.54, 0.06, 6),
    "disease": CategoryShare(0.012, 0.9, median_days=2),
    "food": CategoryShare(0.006, median_days=4),
    "trees": CategoryShare(2.9 * _MEASURED, 0.84, 0.05, 3),
    "parks": CategoryShare(0.009, median_days=4),
    "water": CategoryShare(0.018, 0.85, median_days=1),
    "cables": CategoryShare(4.1 * _MEASURED, 0.42, 0.06, 7),
    "traffic": CategoryShare(4.2 * _MEASURED, 0.72, 0.06, 4),
    "obstruction": CategoryShare(4.7 * _MEASURED, 0.82, 0.109, 3),
    "vendors": CategoryShare(0.009, 0.82, 0.10, 3),
    "building": CategoryShare(0.007, median_days=8),
    "signs": CategoryShare(0.7 * _MEASURED, 0.75, 0.024, 4),
    "safety": CategoryShare(6.5 * _MEASURED, 0.74, 0.06, 3),
    "disaster": CategoryShare(0.005, 0.95, median_days=0.4),
    "welfare": CategoryShare(0.008, median_days=6),
    "education": CategoryShare(0.006, median_days=6),
    "service": CategoryShare(0.012, 0.9, median_days=2.5),
    "other": CategoryShare(0.014, 0.85, median_days=5),
}

HOURS_OUTSIDE = (2, 1, 1, 1, 1, 3, 7, 10, 9, 0, 0, 0, 0, 0, 0, 0, 8, 13, 13, 13, 13, 12, 8, 4)
"""How often each hour of a working day brings a complaint while the office is closed."""
HOURS_WEEKEND = (2, 1, 1, 1, 1, 2, 5, 8, 10, 11, 11, 10, 9, 9, 9, 9, 10, 10, 10, 10, 10, 9, 7, 4)

RAINY = (0.25, 0.3, 0.5, 0.7, 1.3, 1.4, 1.3, 1.7, 2.2, 1.6, 0.5, 0.25)
"""January to December, for what water and storms do."""
DRY = (2.0, 2.3, 2.2, 1.4, 0.5, 0.3, 0.3, 0.3, 0.4, 0.6, 1.0, 1.6)
"""January to December, for smoke and dust."""
SEASONS: dict[str, tuple[float, ...]] = {
    "flood": RAINY,
    "drain": RAINY,
    "disease": RAINY,
    "trees": RAINY,
    "disaster": RAINY,
    "smoke": DRY,
}

KINDS: dict[str, tuple[tuple[str, float], ...]] = {
    "service": (
        ("enquiry", 0.4),
        ("relief", 0.4),
        ("compliment", 0.12),
        ("suggestion", 0.08),
    ),
    "other": (("suggestion", 0.6), ("enquiry", 0.2), ("compliment", 0.1), ("relief", 0.1)),
    "welfare": (("relief", 0.6), ("enquiry", 0.4)),
    "education": (("relief", 0.6), ("enquiry", 0.3), ("suggestion", 0.1)),
    "waste": (("relief", 0.93), ("enquiry", 0.04), ("compliment", 0.03)),
    "parks": (("relief", 0.7), ("suggestion", 0.2), ("compliment", 0.1)),
    "traffic": (("relief", 0.92), ("suggestion", 0.08)),
}
"""What the reporter wants, where it is not always relief (an assumption)."""

CHANNELS_OPEN = (("web", 0.52), ("telephone", 0.27), ("counter", 0.16), ("letter", 0.05))
"""While the office is open (an assumption)."""
CHANNELS_CLOSED = (("web", 0.84), ("social", 0.16))

STARS_PLEASED = (0.08, 0.058, 0.13, 0.2, 0.532)
STARS_DISPLEASED = (0.35, 0.2, 0.2, 0.1, 0.15)
"""Parts of one to five stars. Mixed by `displeased`, they give the measured shares and means."""

_MEAN = 3.85
_MEAN_PLEASED = 4.05
_SPREAD = 1.55


def displeased(*, has_after_photo: bool, was_reopened: bool) -> float:
    """Return the part of raters who are displeased (0 to 1).

    Measured means: 3.97 with an after photo and 3.48 without; 3.91 never reopened, 3.28 reopened.
    """
    photo = 0.128 if has_after_photo else -0.361
    again = -0.66 if was_reopened else 0.042
    return min(max((_MEAN_PLEASED - (_MEAN + photo + again)) / _SPREAD, 0.0), 1.0)


ZERO_WIDTH_SHARE = 0.009
DOUBLED_E_SHARE = 0.015
"""เเ typed for แ."""
EMOJI_SHARE = 0.0102
DOUBLED_MARK_SHARE = 0.0014
PHONE_IN_TEXT_SHARE = 0.006
LONG_TEXT_SHARE = 0.13
"""Texts with several more sentences, so that a tenth are longer than 263 characters."""
