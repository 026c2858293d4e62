"""Figures of response times: for everyone, for staff, and as files."""

from __future__ import annotations

from datetime import datetime

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.i18n import Lazy
from portal.foundation.policy import ANYONE
from portal.foundation.web import actor, open_to, tagged, unchanged
from portal.municipalities.queries import public_version
from portal.response_times import policy_figures as policy
from portal.response_times.figures.definitions import DEFINITIONS
from portal.response_times.figures.exporting import PROMISES as COUNTED
from portal.response_times.figures.sheets import BY_WORDS, PUBLIC_BY
from portal.response_times.figures.spells import RULES
from portal.response_times.lifecycle import EVIDENCE_LABELS, OUTCOME_LABELS
from portal.response_times.queries import clock_rules
from portal.response_times.standards import LABELS, PromiseKind
from portal.response_times.views import figures_files, figures_page
from portal.response_times.views.door import blueprint
from portal.response_times.views.figures_page import Asked

PROMISES: dict[PromiseKind, Lazy] = {kind: LABELS[kind] for kind in COUNTED}
blueprint.add_app_template_global(DEFINITIONS.__getitem__, "definition")
blueprint.add_app_template_global(lambda: RULES, "rules")
blueprint.add_app_template_global(BY_WORDS.__getitem__, "by_words")
blueprint.add_app_template_global(lambda: OUTCOME_LABELS, "outcome_words")
blueprint.add_app_template_global(lambda: EVIDENCE_LABELS, "evidence_words")
blueprint.add_app_template_global(lambda: PROMISES, "promise_words")
PUBLIC = "response_times.figures"
STAFF = "response_times.desk_figures"
MINUTE = 60


@blueprint.get("/figures")
@open_to(*ANYONE)
def figures() -> ResponseReturnValue:
    """How fast and how reliably the municipality responds, without names."""
    at = clock.now()
    kept = unchanged(public_version(), clock.local(at).date(), int(at.timestamp()) // MINUTE)
    if kept is not None:
        return kept
    try:
        asked = figures_page.asked(PUBLIC_BY, at, days=False)
    except Invalid as refusal:
        return _refused(refusal, PUBLIC)
    page = figures_page.page(asked, at, public=True)
    return tagged(
        render_template("response_times/figures.html", page=page, asked=asked, door=PUBLIC)
    )


@blueprint.get("/figures.csv")
@open_to(*ANYONE)
def figures_csv() -> ResponseReturnValue:
    """The same numbers as a file for spreadsheets."""
    at = clock.now()
    asked = figures_page.asked(PUBLIC_BY, at, days=False)
    return figures_files.csv_of(asked, figures_page.page(asked, at, public=True))


@blueprint.get("/figures/definitions")
@open_to(*ANYONE)
def figure_definitions() -> ResponseReturnValue:
    """What each figure means, and what ends a duration."""
    return render_template(
        "response_times/figure_definitions.html",
        definitions=DEFINITIONS,
        rules=RULES.values(),
        clock_rules=clock_rules.rules(),
    )


@blueprint.get("/desk/figures")
@open_to(*policy.READERS)
def desk_figures() -> ResponseReturnValue:
    """The same for those who answer for them: of their unit, by officer from head on."""
    at, reader = clock.now(), actor()
    try:
        asked = _asked_by_staff(at)
    except Invalid as refusal:
        return _refused(refusal, STAFF)
    return render_template(
        "response_times/figures.html",
        page=figures_page.page(asked, at, public=False),
        asked=asked,
        door=STAFF,
        mine=figures_page.my_day(reader, at),
    )


@blueprint.get("/desk/figures.csv")
@open_to(*policy.READERS)
def desk_figures_csv() -> ResponseReturnValue:
    """The numbers of the staff page as a file for spreadsheets."""
    at = clock.now()
    asked = _asked_by_staff(at)
    return figures_files.csv_of(asked, figures_page.page(asked, at, public=False))


def _asked_by_staff(at: datetime) -> Asked:
    reader = actor()
    return figures_page.asked(policy.may_choose(reader), at, days=True, reader=reader)


def _refused(refusal: Invalid, here: str) -> ResponseReturnValue:
    """Say what is wrong with the period, and offer the page as it is without one."""
    page = render_template(
        "response_times/figures_refused.html", message=str(refusal), again=url_for(here)
    )
    return page, refusal.status
