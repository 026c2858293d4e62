"""The yearly posting of the plan's result: for everyone, and for who records its days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, url_for

from portal.foundation import clock
from portal.foundation.dates import date_typed, fiscal_year
from portal.foundation.errors import NotFound
from portal.foundation.fields import offered
from portal.foundation.i18n import language, lazy
from portal.foundation.policy import ANYONE
from portal.foundation.web import actor, open_to, personal
from portal.foundation.web.doing import is_done
from portal.reports import policy, services
from portal.reports.forms import PostingForm, day_of
from portal.reports.queries import issued
from portal.reports.queries import posting as queries
from portal.reports.services import Posting
from portal.reports.views.door import blueprint

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

EARLIEST = 2000


@blueprint.get("/reports/postings")
@open_to(*ANYONE)
def postings() -> ResponseReturnValue:
    """What was presented and posted, year by year."""
    today = clock.local(clock.now()).date()
    lines = queries.postings()
    wanted = queries.wanted_year(today)
    if all(one.year != wanted for one in lines):
        lines.insert(0, queries.posting(wanted))
    return render_template(
        "reports/postings.html",
        lines=[(one, queries.duty(one, today)) for one in lines],
        reports={one.id: one for one in issued.reports()},
        words=queries.DUTY_WORDS,
        tones=queries.TONES,
        may_record=actor().role in policy.POSTERS,
    )


@blueprint.get("/desk/council-reports/postings/<int:year>")
@open_to(*policy.POSTERS)
def posting(year: int) -> ResponseReturnValue:
    """The days of a year."""
    line = queries.posting(_checked(year))
    days = {
        name: date_typed(getattr(line, name), language())
        for name in ("presented_on", "posted_on", "posted_until")
    }
    form = PostingForm(formdata=None, place=line.place, report=str(line.report_id or ""), **days)
    return _page(year, form)


@blueprint.post("/desk/council-reports/postings/<int:year>")
@open_to(*policy.POSTERS, checks_form=True)
def record_posting(year: int) -> ResponseReturnValue:
    """Keep them."""
    form = PostingForm()
    _checked(year)
    new = Posting(
        year,
        form.report_id(),
        day_of(form.presented_on),
        day_of(form.posted_on),
        day_of(form.posted_until),
        form.place.data or "",
    )
    if is_done(form, lambda at: services.post(actor(), new, at=at)):
        return redirect(url_for(".postings"), 303)
    return _page(year, form), 422


def _checked(year: int) -> int:
    today = clock.local(clock.now()).date()
    if not EARLIEST <= year <= fiscal_year(today):
        raise NotFound(lazy("There is no posting of such a year."))
    return year


def _page(year: int, form: PostingForm) -> str:
    personal()
    titles = [(str(one.id), f"{one.title.here}, {one.about.here}") for one in issued.reports()]
    form.report.choices = offered([("", lazy("None of the portal’s reports")), *titles])
    return render_template("reports/posting.html", year=year, form=form)
