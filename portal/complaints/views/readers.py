"""A reader says what is wrong with a public page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, url_for

from portal.complaints import services
from portal.complaints.forms.misuse import ReportForm
from portal.complaints.queries import public_page
from portal.complaints.queries.said import Said
from portal.complaints.views.door import blueprint
from portal.complaints.views.freshness import is_fresh
from portal.foundation import clock, limits
from portal.foundation.errors import Invalid, NotFound, TooMany
from portal.foundation.i18n import lazy
from portal.foundation.limits import Limit
from portal.foundation.policy import ANYONE
from portal.foundation.web import device, forms_refused, know_device, open_to, sender

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

OF_ONE = Limit("reports of one reader", 5, minutes=60)
OF_ADDRESS = Limit("reports of one address", 60, minutes=60)


@blueprint.get("/complaints/<int:year>/<int:running>/report")
@open_to(*ANYONE)
def new_report(year: int, running: int) -> ResponseReturnValue:
    """What is wrong with this page?"""
    return _page((year, running), ReportForm(formdata=None))


@blueprint.post("/complaints/<int:year>/<int:running>/report")
@open_to(*ANYONE, checks_form=True)
def report(year: int, running: int) -> ResponseReturnValue:
    """Pass it on to the desk. Who says it is not kept."""
    form = ReportForm()
    if is_fresh(form) and form.validate():
        counted = [(OF_ADDRESS, sender()), *([(OF_ONE, device())] if device() else [])]
        if any(limits.is_reached(*each) for each in counted):
            raise TooMany(lazy("You have reported several pages. Wait an hour, or call us."))
        know_device()
        try:
            services.report((year, running), form.wrong(), form.words.data or "", clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            for each in counted:
                limits.count(*each)
            return redirect(url_for(".reported", year=year, running=running), 303)
    return _page((year, running), form), 422


@blueprint.get("/complaints/<int:year>/<int:running>/reported")
@open_to(*ANYONE)
def reported(year: int, running: int) -> ResponseReturnValue:
    """Thank the reader, whatever becomes of the page."""
    return render_template("complaints/reported.html", year=year, running=running)


def _page(number: tuple[int, int], form: ReportForm) -> str:
    known = public_page.head(*number)
    if known is None or not known.is_shown:
        raise NotFound(lazy("There is no such complaint, or it is not public."))
    title = Said(known.row.title, known.row.language)
    return render_template(
        "complaints/report_page.html",
        form=form,
        title=title,
        year=number[0],
        running=number[1],
    )
