"""The monitoring committee: who sits on it, and what it looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.foundation import clock
from portal.foundation.dates import parse_date
from portal.foundation.fields import offered
from portal.foundation.i18n import Lazy, lazy
from portal.foundation.policy import ANYONE
from portal.foundation.web import actor, open_to
from portal.foundation.web.doing import is_done
from portal.participation.monitoring import services
from portal.participation.monitoring.forms import SEAT_NAMES, SeatForm
from portal.participation.monitoring.policy import KEEPERS, may_keep_committee
from portal.participation.monitoring.progress import Money, Progress, progress
from portal.participation.monitoring.queries import board as boards
from portal.participation.monitoring.queries import committee as members
from portal.participation.monitoring.services import NewSeat
from portal.participation.monitoring.terms import GROUP_WORDS, SEATS, Group
from portal.participation.monitoring.views.door import blueprint
from portal.participation.projects import queries as projects
from portal.participation.projects.terms import Tool

if TYPE_CHECKING:
    from datetime import date, datetime

    from flask.typing import ResponseReturnValue

    from portal.participation.projects.queries import ProjectLine

DONE: dict[str, Lazy] = {
    "seated": lazy("The member is entered."),
    "ended": lazy("The term is ended."),
}
MOST = 40
"""Projects on the committee's page: the newest."""
Work = tuple["ProjectLine", Progress | None, int, int, Money, int]


@blueprint.get("/projects/monitoring")
@open_to(*ANYONE)
def committee() -> ResponseReturnValue:
    """The eleven seats, and all works side by side: late milestones, open findings, money."""
    today = clock.local(clock.now()).date()
    return render_template(
        "monitoring/committee.html",
        seats=members.seats(today),
        works=_works(today),
        may_keep=may_keep_committee(actor()),
    )


def _works(today: date) -> list[Work]:
    found: list[Work] = []
    for project in projects.every():
        if not project.is_published or all(s.tool is not Tool.MONITORING for s in project.stages):
            continue
        lines = boards.milestones(project.id)
        years = boards.money(project.id)
        total = Money(
            0,
            sum(y.approved for y in years),
            sum(y.contracted for y in years),
            sum(y.paid for y in years),
        )
        reports, still = boards.counts(project.id)
        late = sum(one.is_late(today) for one in lines)
        found.append((project, progress(lines, today), late, still, total, reports))
    return found[:MOST]


@blueprint.get("/desk/monitoring/committee")
@open_to(*KEEPERS)
def seats() -> ResponseReturnValue:
    """Enter members."""
    return _page(SeatForm(formdata=None))


@blueprint.post("/desk/monitoring/committee")
@open_to(*KEEPERS, checks_form=True)
def seat_member() -> ResponseReturnValue:
    """Enter one."""
    form = SeatForm()
    _choosable(form)

    def act(at: datetime) -> object:
        group, place = form.place()
        new = NewSeat(
            group,
            place,
            form.holder.data or "",
            form.day("begins_on"),
            form.day("ends_on"),
            form.elected(),
        )
        return services.seat(actor(), new, at=at)

    if is_done(form, act):
        return redirect(url_for(".seats", done="seated"), 303)
    return _page(form), 422


@blueprint.post("/desk/monitoring/committee/<int:seat_id>/end")
@open_to(*KEEPERS)
def end_term(seat_id: int) -> ResponseReturnValue:
    """End a term today, or on the day given."""
    at = clock.now()
    typed = request.form.get("last_day", "")
    day = parse_date(typed) if typed else clock.local(at).date()
    services.end_term(actor(), seat_id, day, at=at)
    return redirect(url_for(".seats", done="ended"), 303)


def _choosable(form: SeatForm) -> None:
    names = []
    for name in SEAT_NAMES:
        group, _dash, place = name.partition("-")
        words = lazy(
            "%(group)s – seat %(n)s of %(of)s",
            group=GROUP_WORDS[Group(group)],
            n=place,
            of=SEATS[Group(group)],
        )
        names.append((name, words))
    form.seat.choices = offered([("", lazy("Choose a seat")), *names])


def _page(form: SeatForm) -> str:
    _choosable(form)
    today = clock.local(clock.now()).date()
    return render_template(
        "monitoring/seats.html",
        form=form,
        seats=members.seats(today),
        notice=DONE.get(request.args.get("done", "")),
    )
