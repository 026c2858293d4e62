"""A rule as somebody writes it: checked as a whole, and refused where it could never fire."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from portal.complaints.routing.matching import DAY, WEEK, Ground, Hours
from portal.foundation import thai
from portal.foundation.errors import Invalid
from portal.foundation.fulltext.wording import pieces
from portal.foundation.i18n import lazy

if TYPE_CHECKING:
    from portal.complaints.routing.models import RoutingRule

LONGEST_TITLE = 120
LONGEST_KEYWORD = 60
MOST_KEYWORDS = 50


@dataclass(frozen=True, slots=True)
class Draft:
    """What a rule takes and to whom it goes. Times are minutes of the local day."""

    title: str
    unit_id: int
    officer_id: int | None = None
    categories: tuple[int, ...] = ()
    areas: tuple[int, ...] = ()
    hours: Hours = Hours.ALWAYS
    weekdays: tuple[int, ...] = ()
    since: int = 0
    until: int = 0
    keywords: tuple[str, ...] = ()


def checked(draft: Draft, ground: Ground) -> Draft:
    """The same, tidied. Raises `Invalid`, naming the fields."""
    words = (thai.cleaned(word) for word in draft.keywords)
    tidy = replace(
        draft,
        title=thai.cleaned(draft.title),
        keywords=tuple(dict.fromkeys(word for word in words if word)),
    )
    wrong = {
        **_wrong_title(tidy),
        **_wrong_what(tidy, ground),
        **_wrong_time(tidy, ground),
        **_wrong_keywords(tidy),
        **_wrong_target(tidy, ground),
    }
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    return tidy


def _wrong_title(draft: Draft) -> dict[str, object]:
    if not draft.title:
        return {"title": lazy("Give the rule a name")}
    if len(draft.title) > LONGEST_TITLE:
        return {"title": lazy("Use at most %(longest)s characters.", longest=LONGEST_TITLE)}
    return {}


def _wrong_what(draft: Draft, ground: Ground) -> dict[str, object]:
    wrong: dict[str, object] = {}
    if draft.categories and not ground.categories.intersection(draft.categories):
        wrong["categories"] = lazy(
            "None of these categories is offered any more: the rule could never fire."
        )
    if draft.areas and not ground.areas.intersection(draft.areas):
        wrong["areas"] = lazy("None of these areas is there any more: the rule could never fire.")
    return wrong


def _wrong_time(draft: Draft, ground: Ground) -> dict[str, object]:
    if draft.hours is Hours.OFFICE and not ground.has_office_hours:
        return {"hours": lazy("The office has no opening hours: the rule could never fire.")}
    if draft.hours is not Hours.OWN:
        return {}
    wrong: dict[str, object] = {}
    if not draft.weekdays or not set(draft.weekdays) <= set(range(1, WEEK + 1)):
        wrong["weekdays"] = lazy("Choose at least one weekday: without any it could never fire.")
    if not (0 <= draft.since < DAY and 0 < draft.until <= DAY):
        wrong["since"] = lazy("Enter times like 08.30 and 16.30")
    elif draft.since == draft.until:
        wrong["until"] = lazy("Beginning and end are the same: the rule could never fire.")
    return wrong


def _wrong_keywords(draft: Draft) -> dict[str, object]:
    if len(draft.keywords) > MOST_KEYWORDS:
        return {"keywords": lazy("Use at most %(most)s words.", most=MOST_KEYWORDS)}
    for word in draft.keywords:
        if not pieces(word):
            return {
                "keywords": lazy(
                    "“%(word)s” holds no letter and no digit: it would never be found.", word=word
                )
            }
        if len(word) > LONGEST_KEYWORD:
            return {
                "keywords": lazy(
                    "“%(word)s” is too long. Use one word or a few on each line.", word=word[:20]
                )
            }
    return {}


def _wrong_target(draft: Draft, ground: Ground) -> dict[str, object]:
    if draft.unit_id not in ground.units:
        return {"to": lazy("Choose a unit from the list")}
    if draft.officer_id is not None and ground.people.get(draft.officer_id) != draft.unit_id:
        return {"to": lazy("Choose somebody who works in this unit")}
    return {}


def write(row: RoutingRule, draft: Draft) -> None:
    """Put a checked draft into a rule's row. What the time does not need is forgotten."""
    own = draft.hours is Hours.OWN
    row.title, row.hours = draft.title, draft.hours.value
    row.category_ids, row.area_ids = sorted(draft.categories), sorted(draft.areas)
    row.weekdays = sorted(draft.weekdays) if own else []
    row.since_minute, row.until_minute = (draft.since, draft.until) if own else (0, 0)
    row.keywords = list(draft.keywords)
    row.unit_id, row.officer_id = draft.unit_id, draft.officer_id
