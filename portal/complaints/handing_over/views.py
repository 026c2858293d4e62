"""The desk hands a complaint over, ends codes, and decides on answers from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for
from wtforms.fields.choices import SelectChoice

from portal.complaints.forms.case import moment_of
from portal.complaints.handing_over import acts, directory, queries, replying, services
from portal.complaints.handing_over.forms import (
    BodyRequestForm,
    DecisionForm,
    NeighbourForm,
)
from portal.complaints.handing_over.services import Wish
from portal.complaints.handing_over.terms import Consent, Mode
from portal.complaints.lifecycle import State, Verb, allowed
from portal.complaints.queries import case as cases
from portal.complaints.queries.said import Said, said
from portal.complaints.views.door import blueprint
from portal.complaints.views.freshness import is_fresh
from portal.foundation import clock
from portal.foundation.errors import Invalid, Outdated, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import DESK
from portal.foundation.web import actor, forms_refused, open_to, personal, undo

if TYPE_CHECKING:
    from datetime import datetime

    from flask.typing import ResponseReturnValue
    from flask_wtf import FlaskForm

    from portal.complaints.queries.case import Found

CASE = "/desk/<int:year>/<int:running>"


@blueprint.app_template_global("hand_over_panel")
def hand_over_panel(complaint_id: int, at: datetime) -> queries.Panel:
    """What the case page shows of a complaint's hand-overs."""
    return queries.panel(complaint_id, at)


@blueprint.app_template_global("went_to")
def went_to(complaint_id: int) -> list[queries.HalfLine]:
    """What its reporter reads of where a complaint went."""
    return queries.for_reporter(complaint_id)


@blueprint.get(f"{CASE}/hand-over")
@open_to(*DESK)
def hand_over(year: int, running: int) -> ResponseReturnValue:
    """To whom a complaint could go: a municipality next door, or an outside body."""
    return _page(cases.find(actor(), year, running))


@blueprint.post(f"{CASE}/hand-over/municipality")
@open_to(*acts.HANDS_OVER, checks_form=True)
def hand_to_neighbour(year: int, running: int) -> ResponseReturnValue:
    """Give it to another municipality of this install."""
    found, form = cases.find(actor(), year, running), NeighbourForm()
    _offer_neighbours(form)
    status, refusal = 422, None
    if is_fresh(form) and form.validate():
        wish = Wish(
            int(form.other.data),
            Mode(form.mode.data),
            Consent(form.consent.data or ""),
            with_photos=form.with_photos.data,
            words=form.words.data or "",
            asked_by=moment_of(form.news_by.data),
        )
        try:
            services.hand_over(actor(), found.row.id, wish, seen=form.version(), at=clock.now())
        except Invalid as invalid:
            forms_refused(form, invalid)
        except (OutOfOrder, Outdated) as late:
            status, refusal = 409, late.message
        else:
            return redirect(url_for(".case", year=year, running=running, _anchor="others"), 303)
    undo()
    return _page(cases.find(actor(), year, running), to_neighbour=form, refusal=refusal), status


@blueprint.post(f"{CASE}/hand-over/body")
@open_to(*DESK, checks_form=True)
def ask_body(year: int, running: int) -> ResponseReturnValue:
    """Refer it to an outside body; the code stands on the answer and nowhere else."""
    found, form = cases.find(actor(), year, running), BodyRequestForm()
    listed = _offer_bodies(form, found)
    status, refusal = 422, None
    if is_fresh(form) and form.validate():
        asked = replying.Request(
            listed.get(form.listed.data or "", form.body.data or ""),
            moment_of(form.asked_by.data),
            form.shows_photos.data,
            form.length(),
        )
        try:
            at = clock.now()
            code = replying.ask_body(actor(), found.row.id, asked, seen=form.version(), at=at)
        except Invalid as invalid:
            forms_refused(form, invalid)
        except (OutOfOrder, Outdated) as late:
            status, refusal = 409, late.message
        else:
            return _letter(found, asked, code)
    undo()
    return _page(cases.find(actor(), year, running), to_body=form, refusal=refusal), status


@blueprint.post(f"{CASE}/hand-over/end-codes")
@open_to(*DESK)
def end_reply_codes(year: int, running: int) -> ResponseReturnValue:
    """Let its reply codes open nothing any more."""
    found = cases.find(actor(), year, running)
    replying.end_codes(actor(), found.row.id, at=clock.now())
    return redirect(url_for(".case", year=year, running=running, _anchor="others"), 303)


@blueprint.get(f"{CASE}/outside-replies/<int:reply_id>")
@open_to(*DESK)
def outside_reply(year: int, running: int, reply_id: int) -> ResponseReturnValue:
    """An answer from outside, with what the reporter would get."""
    found = cases.find(actor(), year, running)
    line = queries.reply(found.row.id, reply_id)
    form = DecisionForm(formdata=None, seen=str(found.row.version), text=line.words.text)
    return _reply_page(found, line, form)


@blueprint.post(f"{CASE}/outside-replies/<int:reply_id>")
@open_to(*DESK, checks_form=True)
def decide_on_reply(year: int, running: int, reply_id: int) -> ResponseReturnValue:
    """Pass it on in these words, or keep it inside."""
    found, form = cases.find(actor(), year, running), DecisionForm()
    line = queries.reply(found.row.id, reply_id)
    status, refusal = 422, None
    if is_fresh(form) and form.validate():
        passes_on = request.form.get("decision") != "keep"
        try:
            replying.decide(
                actor(),
                line.id,
                form.text.data or "",
                passes_on=passes_on,
                seen=form.version(),
                at=clock.now(),
            )
        except Invalid as invalid:
            wrong = next(iter(invalid.fields.values()), invalid.message)
            forms_refused(form, Invalid(invalid.message, fields={"text": wrong}))
        except (OutOfOrder, Outdated) as late:
            status, refusal = 409, late.message
        else:
            return redirect(url_for(".case", year=year, running=running, _anchor="others"), 303)
    undo()
    found = cases.find(actor(), year, running)
    form.seen.data = str(found.row.version)
    return _reply_page(found, line, form, refusal), status


def _page(
    found: Found,
    *,
    to_neighbour: NeighbourForm | None = None,
    to_body: BodyRequestForm | None = None,
    refusal: object = None,
) -> str:
    row, seen = found.row, str(found.row.version)
    neighbour = to_neighbour or NeighbourForm(formdata=None)
    asked = to_body or BodyRequestForm(formdata=None)
    _offer_neighbours(neighbour)
    _offer_bodies(asked, found)
    neighbour.seen.data = asked.seen.data = seen
    failed: FlaskForm | None = next((one for one in (to_neighbour, to_body) if one), None)
    return render_template(
        "handing_over/hand_over.html",
        title=Said(row.title, row.language),
        year=row.year,
        running=row.running,
        neighbour=neighbour,
        body=asked,
        may_refer=Verb.REFER in allowed(State(row.state)),
        may_give=actor().role in acts.HANDS_OVER,
        has_neighbours=len(neighbour.other.choices) > 1,
        has_contact=found.reporter.can_be_reached,
        failed=failed if failed is not None and failed.errors else None,
        refusal=refusal,
    )


def _letter(found: Found, asked: replying.Request, code: str) -> str:
    """What is printed for the body. No page is kept of it, so nobody finds the code later."""
    personal()
    row = found.row
    return render_template(
        "handing_over/letter.html",
        code=code,
        asked=asked,
        body=said(asked.body),
        year=row.year,
        running=row.running,
        address=url_for(".reply_door", _external=True),
        at=clock.now(),
    )


def _reply_page(
    found: Found, line: queries.ReplyLine, form: DecisionForm, refusal: object = None
) -> str:
    return render_template(
        "handing_over/outside_reply.html",
        form=form,
        line=line,
        year=found.row.year,
        running=found.row.running,
        refusal=refusal,
    )


def _offer_neighbours(form: NeighbourForm) -> None:
    others = [(str(one.id), one.title.here) for one in queries.neighbours()]
    form.other.choices = [("", str(lazy("Choose"))), *others]


def _offer_bodies(form: BodyRequestForm, found: Found) -> dict[str, str]:
    """Offer the directory, those for this category first; returns the names by their values."""
    lines = [one for one in directory.bodies(found.row.category_id) if one.is_active]
    first = lazy("Choose, or type another below")
    named = [SelectChoice(str(one.id), one.name.text, {"lang": one.name.language}) for one in lines]
    form.listed.choices = [SelectChoice("", str(first)), *named]
    return {str(one.id): one.title.th for one in lines}
