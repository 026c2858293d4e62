"""Record milestones, contracts and money: one page for each."""

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
from portal.participation.monitoring import services
from portal.participation.monitoring.forms import ContractForm, MilestoneForm, MoneyForm, whole
from portal.participation.monitoring.policy import RECORDERS, may_record
from portal.participation.monitoring.progress import Money, baht_of
from portal.participation.monitoring.queries import board as boards
from portal.participation.monitoring.services import ContractPlan, MilestonePlan
from portal.participation.monitoring.services.loading import NOT_YOURS
from portal.participation.monitoring.terms import ContractStep
from portal.participation.monitoring.views.desk import RECORD
from portal.participation.monitoring.views.door import Here, blueprint, here
from portal.participation.plans import chained as budgets

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from flask_wtf import FlaskForm

ERA = {"th": 543}


def _place(number: int) -> Here:
    place = here(number, clock.now())
    if not may_record(actor(), place.project.unit_id):
        raise Forbidden(NOT_YOURS)
    return place


def _saved(
    place: Here, form: FlaskForm, template: str, save: Callable[[datetime], object]
) -> ResponseReturnValue:
    if is_done(form, save):
        return redirect(url_for(".record", number=place.project.number, done="saved"), 303)
    return _page(place, form, template), 422


def _page(place: Here, form: FlaskForm, template: str) -> str:
    return render_template(template, where=place, form=form, steps=list(ContractStep))


@blueprint.get(f"{RECORD}/milestones/<int:milestone_id>")
@open_to(*RECORDERS)
def milestone(number: int, milestone_id: int) -> ResponseReturnValue:
    """One milestone; zero for a new one."""
    place = _place(number)
    values: dict[str, Any] = {"seen": "0"}
    if milestone_id:
        line = _one(boards.milestones(place.project.id), milestone_id)
        values = {
            "title_th": line.title.th,
            "title_en": line.title.en,
            "weight": str(line.weight),
            "reason_th": line.reason.th,
            "reason_en": line.reason.en,
            "seen": str(line.version),
        }
        for name in ("planned_from", "planned_to", "begun_on", "done_on"):
            values[name] = date_typed(getattr(line, name), language())
    return _page(place, MilestoneForm(formdata=None, **values), "monitoring/milestone.html")


@blueprint.post(f"{RECORD}/milestones/<int:milestone_id>")
@open_to(*RECORDERS, checks_form=True)
def save_milestone(number: int, milestone_id: int) -> ResponseReturnValue:
    """Record it."""
    place, form = _place(number), MilestoneForm()

    def save(at: datetime) -> object:
        plan = MilestonePlan(
            form.words("title"),
            whole(form.weight.data),
            form.day("planned_from"),
            form.day("planned_to"),
            form.day("begun_on"),
            form.day("done_on"),
            form.words("reason"),
        )
        known = (milestone_id, form.version()) if milestone_id else None
        return services.save_milestone(actor(), place.project.id, plan, at=at, known=known)

    return _saved(place, form, "monitoring/milestone.html", save)


@blueprint.get(f"{RECORD}/contracts/<int:contract_id>")
@open_to(*RECORDERS)
def contract(number: int, contract_id: int) -> ResponseReturnValue:
    """One contract; zero for a new one."""
    place = _place(number)
    values: dict[str, Any] = {"seen": "0"}
    if contract_id:
        line = _one(boards.contracts(place.project.id), contract_id)
        values = {
            "reference": line.reference,
            "title_th": line.title.th,
            "title_en": line.title.en,
            "company": line.company,
            "paid_from": str(boards.budget_of(line.id) or ""),
            "seen": str(line.version),
        }
        for step, (planned, done) in line.days.items():
            values[f"{step}_planned"], values[f"{step}_done"] = (
                date_typed(planned, language()),
                date_typed(done, language()),
            )
    form = ContractForm(formdata=None, **values).offer(budgets.may_pay())
    return _page(place, form, "monitoring/contract.html")


@blueprint.post(f"{RECORD}/contracts/<int:contract_id>")
@open_to(*RECORDERS, checks_form=True)
def save_contract(number: int, contract_id: int) -> ResponseReturnValue:
    """Record it."""
    place, form = _place(number), ContractForm().offer(budgets.may_pay())

    def save(at: datetime) -> object:
        plan = ContractPlan(
            form.reference.data or "",
            form.words("title"),
            form.company.data or "",
            form.days(),
            form.budget_id(),
        )
        known = (contract_id, form.version()) if contract_id else None
        return services.save_contract(actor(), place.project.id, plan, at=at, known=known)

    return _saved(place, form, "monitoring/contract.html", save)


@blueprint.get(f"{RECORD}/money/<int:year>")
@open_to(*RECORDERS)
def money(number: int, year: int) -> ResponseReturnValue:
    """The money of one fiscal year; zero for another one."""
    place = _place(number)
    found = next((one for one in boards.money(place.project.id) if one.year == year), None)
    values: dict[str, Any] = {}
    if found is not None:
        values = {
            "year": str(found.year + ERA.get(language(), 0)),
            "approved": baht_of(found.approved),
            "contracted": baht_of(found.contracted),
            "paid": baht_of(found.paid),
        }
    return _page(place, MoneyForm(formdata=None, **values), "monitoring/money.html")


@blueprint.post(f"{RECORD}/money")
@open_to(*RECORDERS, checks_form=True)
def save_money(number: int) -> ResponseReturnValue:
    """Record it."""
    place, form = _place(number), MoneyForm()

    def save(at: datetime) -> object:
        amounts = (form.satang(name) for name in ("approved", "contracted", "paid"))
        new = Money(form.common_year(), *amounts)
        return services.save_money(actor(), place.project.id, new, at=at)

    return _saved(place, form, "monitoring/money.html", save)


def _one(lines: Any, wanted: int) -> Any:  # noqa: ANN401 - lines of either kind
    for line in lines:
        if line.id == wanted:
            return line
    raise NotFound(lazy("There is nothing recorded under this number."))
