"""Record the result, who benefits, and the pacts: one page for each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask import redirect, render_template, url_for

from portal.foundation import clock
from portal.foundation.dates import date_typed
from portal.foundation.errors import Forbidden, NotFound
from portal.foundation.i18n import language, lazy
from portal.foundation.web import actor, open_to
from portal.foundation.web.doing import is_done
from portal.participation.monitoring.forms import whole
from portal.participation.monitoring.policy import RECORDERS, may_record
from portal.participation.results import services
from portal.participation.results.forms import (
    BenefitForm,
    PactForm,
    ResultForm,
    WhyForm,
    hundredths,
)
from portal.participation.results.queries import board as boards
from portal.participation.results.services import BenefitPlan, PactPlan, ResultPlan
from portal.participation.results.services.loading import NOT_YOURS
from portal.participation.results.views.desk import RECORD
from portal.participation.results.views.door import Here, blueprint, here, pact_here
from portal.participation.results.views.door import hundredths as shown

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from flask_wtf import FlaskForm

    from portal.foundation.i18n import Bilingual


def _place(number: int) -> Here:
    place = here(number, clock.now())
    if not may_record(actor(), place.project.unit_id):
        raise Forbidden(NOT_YOURS)
    return place


def _saved(
    place: Here, form: FlaskForm, template: str, save: Callable[[datetime], object]
) -> ResponseReturnValue:
    if is_done(form, save):
        return redirect(url_for(".record_result", number=place.project.number, done="saved"), 303)
    return render_template(template, where=place, form=form), 422


def _both(name: str, words: Bilingual) -> dict[str, str]:
    return {f"{name}_th": words.th, f"{name}_en": words.en}


@blueprint.get(f"{RECORD}/summary")
@open_to(*RECORDERS)
def summary(number: int) -> ResponseReturnValue:
    """What came of the project."""
    place = _place(number)
    line = boards.result(place.project.id)
    values: dict[str, Any] = {"seen": "0"}
    if line is not None:
        values = {"seen": str(line.version), "in_use_on": date_typed(line.in_use_on, language())}
        for name in ("summary", "measure", "unit", "ours", "theirs"):
            values |= _both(name, getattr(line, name))
        for name in ("before", "after"):
            value = getattr(line, name)
            values[name] = "" if value is None else shown(value)
    return render_template(
        "results/summary.html", where=place, form=ResultForm(formdata=None, **values)
    )


@blueprint.post(f"{RECORD}/summary")
@open_to(*RECORDERS, checks_form=True)
def save_result(number: int) -> ResponseReturnValue:
    """Record it."""
    place, form = _place(number), ResultForm()

    def save(at: datetime) -> object:
        plan = ResultPlan(
            form.words("summary"),
            form.words("measure"),
            form.words("unit"),
            hundredths(form.before.data),
            hundredths(form.after.data),
            form.day("in_use_on"),
            form.words("ours"),
            form.words("theirs"),
        )
        return services.save_result(actor(), place.project.id, plan, seen=form.version(), at=at)

    return _saved(place, form, "results/summary.html", save)


@blueprint.get(f"{RECORD}/benefits/<int:benefit_id>")
@open_to(*RECORDERS)
def benefit(number: int, benefit_id: int) -> ResponseReturnValue:
    """One group that benefits; zero for a new one."""
    place = _place(number)
    values: dict[str, Any] = {"seen": "0"}
    if benefit_id:
        found = [one for one in boards.benefits(place.project.id) if one.id == benefit_id]
        if not found:
            raise NotFound(lazy("There is nothing recorded under this number."))
        line = found[0]
        values = {
            "people": str(line.people),
            "area": str(line.area_id or ""),
            "seen": str(line.version),
            **_both("who", line.who),
        }
    form = BenefitForm(formdata=None, **values).offer()
    return render_template("results/benefit.html", where=place, form=form)


@blueprint.post(f"{RECORD}/benefits/<int:benefit_id>")
@open_to(*RECORDERS, checks_form=True)
def save_benefit(number: int, benefit_id: int) -> ResponseReturnValue:
    """Record it."""
    place, form = _place(number), BenefitForm().offer()

    def save(at: datetime) -> object:
        plan = BenefitPlan(form.words("who"), whole(form.people.data), form.area_id())
        known = (benefit_id, form.version()) if benefit_id else None
        return services.save_benefit(actor(), place.project.id, plan, at=at, known=known)

    return _saved(place, form, "results/benefit.html", save)


@blueprint.post(f"{RECORD}/benefits/<int:benefit_id>/remove")
@open_to(*RECORDERS)
def remove_benefit(number: int, benefit_id: int) -> ResponseReturnValue:
    """Take it out."""
    place = _place(number)
    services.remove_benefit(actor(), place.project.id, benefit_id, at=clock.now())
    return redirect(url_for(".record_result", number=number, done="removed"), 303)


@blueprint.get(f"{RECORD}/pacts/<int:pact_id>")
@open_to(*RECORDERS)
def pact(number: int, pact_id: int) -> ResponseReturnValue:
    """One pact of caretakers; zero for a new one."""
    place = _place(number)
    values: dict[str, Any] = {"seen": "0"}
    if pact_id:
        line = pact_here(place, pact_id)
        values = {
            "keeper": line.keeper,
            "every_months": str(line.every_months),
            "agreed_on": date_typed(line.agreed_on, language()),
            "ends_on": date_typed(line.ends_on, language()),
            "seen": str(line.version),
            **_both("what", line.what),
        }
    form = PactForm(formdata=None, **values)
    return render_template("results/pact.html", where=place, form=form)


@blueprint.post(f"{RECORD}/pacts/<int:pact_id>")
@open_to(*RECORDERS, checks_form=True)
def save_pact(number: int, pact_id: int) -> ResponseReturnValue:
    """Record it."""
    place, form = _place(number), PactForm()

    def save(at: datetime) -> object:
        plan = PactPlan(
            form.words("what"),
            form.keeper.data or "",
            whole(form.every_months.data),
            form.day("agreed_on"),
            form.day("ends_on"),
        )
        known = (pact_id, form.version()) if pact_id else None
        return services.save_pact(actor(), place.project.id, plan, at=at, known=known)

    return _saved(place, form, "results/pact.html", save)


@blueprint.get(f"{RECORD}/pacts/<int:pact_id>/end")
@open_to(*RECORDERS)
def ending(number: int, pact_id: int) -> ResponseReturnValue:
    """Why a pact is to end."""
    return _ending_page(number, pact_id, WhyForm(formdata=None))


@blueprint.post(f"{RECORD}/pacts/<int:pact_id>/end")
@open_to(*RECORDERS, checks_form=True)
def end_pact(number: int, pact_id: int) -> ResponseReturnValue:
    """End it."""
    form = WhyForm()
    if is_done(form, lambda at: services.end_pact(actor(), pact_id, form.why.data or "", at=at)):
        return redirect(url_for(".record_result", number=number, done="ended"), 303)
    return _ending_page(number, pact_id, form), 422


def _ending_page(number: int, pact_id: int, form: WhyForm) -> str:
    place = _place(number)
    pact_here(place, pact_id)
    address = url_for(".end_pact", number=number, pact_id=pact_id)
    return render_template(
        "results/why.html",
        where=place,
        form=form,
        address=address,
        title=lazy("End a pact of caretakers"),
        act=lazy("End the pact"),
        hint=lazy("Everyone reads it."),
    )
