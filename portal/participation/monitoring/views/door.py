"""The blueprint that the pages of works hang on, and what each of them begins with."""

from __future__ import annotations

from datetime import datetime

from portal.foundation.dates import year_shown
from portal.foundation.i18n import language
from portal.foundation.web import room
from portal.participation.monitoring import terms
from portal.participation.monitoring.progress import baht_of
from portal.participation.monitoring.services.loading import NOT_FOLLOWED
from portal.participation.projects.here import Here
from portal.participation.projects.here import here as project_here
from portal.participation.projects.terms import Tool

__all__ = ["Here", "blueprint", "here"]

blueprint = room("monitoring", "portal.participation.monitoring")


@blueprint.app_template_filter("satang")
def satang(amount: int) -> str:
    """An amount of satang in baht, as people read it."""
    return baht_of(amount)


@blueprint.app_template_global("fiscal_shown")
def fiscal_shown(year: int) -> str:
    """A fiscal year in the reader's own era."""
    return year_shown(year, language())


@blueprint.app_template_global("work_words")
def work_words() -> dict[str, object]:
    """What things are called on these pages."""
    return {
        "verdict": terms.VERDICT_TAGS,
        "tone": terms.VERDICT_TONES,
        "check": terms.CHECK_WORDS,
        "mark": terms.MARK_WORDS,
        "step": terms.STEP_WORDS,
        "group": terms.GROUP_WORDS,
        "office": terms.OFFICE_WORDS,
    }


def here(number: int, at: datetime) -> Here:
    """The project of an address and its stage in which the work is followed. Raises `NotFound`."""
    return project_here(number, Tool.MONITORING, NOT_FOLLOWED, at)
