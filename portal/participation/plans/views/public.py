"""What everyone reads of a plan: its items with totals, one item, and the files."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask import make_response, render_template, request
from wtforms.fields.choices import SelectChoice

from portal.complaints.queries import choices
from portal.complaints.queries.said import said
from portal.foundation import clock
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy
from portal.foundation.policy import ANYONE
from portal.foundation.thai import language_of
from portal.foundation.web import actor, open_to
from portal.participation.plans import queries, rows, sheets
from portal.participation.plans.forms import PlanFilters
from portal.participation.plans.queries import listing
from portal.participation.plans.queries.listing import Wanted
from portal.participation.plans.terms import ItemState
from portal.participation.plans.views.door import Spot, blueprint, spot

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from wtforms import SelectField

BASE = "/projects/<int:number>/plan"
NAMES = ("text", "strategy", "heading", "year", "area", "state")
LONGEST = 300
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get(BASE)
@open_to(*ANYONE)
def plan(number: int) -> ResponseReturnValue:
    """The items of a plan, filtered by the address, with what they cost by strategy and year."""
    here = spot(number)
    if here.plan is None:
        return render_template("plans/none.html", spot=here, may_write=here.may_write(actor()))
    form, wanted = asked(here)
    chosen = {name: request.args.get(name, "")[:LONGEST] for name in NAMES}
    sums = listing.totals(here.begun, wanted)
    return render_template(
        "plans/plan.html",
        spot=here,
        plan=here.begun,
        form=form,
        page=listing.listed(here.begun, wanted, request.args.get("from")),
        sums=[(said(one.strategy), one) for one in sums],
        whole=listing.whole(sums),
        asked=not wanted.is_all,
        tags=_tags(form, chosen, here),
        address=lambda cursor: _address(here, {**chosen, "from": cursor}),
        may_see=here.may_check(actor()) or here.may_write(actor()),
    )


@blueprint.get(f"{BASE}/<int:running>")
@open_to(*ANYONE)
def item(number: int, running: int) -> ResponseReturnValue:
    """One item with all that the form says of it, and its feasibility checks."""
    here, me = spot(number), actor()
    found = queries.item(here.begun, running)
    return render_template(
        "plans/item.html",
        spot=here,
        plan=here.begun,
        item=found,
        checks=queries.checks_of(found.id),
        may_write=here.may_write(me) and found.state is not ItemState.WITHDRAWN,
        may_check=here.may_check(me) and found.state is not ItemState.WITHDRAWN,
        at=clock.now(),
    )


@blueprint.get(f"{BASE}/form.csv")
@open_to(*ANYONE)
def form_csv(number: int) -> ResponseReturnValue:
    """The items in the form's columns."""
    return _file(sheets.write_csv(_table(number)), "text/csv; charset=utf-8", f"plan-{number}.csv")


@blueprint.get(f"{BASE}/form.xlsx")
@open_to(*ANYONE)
def form_xlsx(number: int) -> ResponseReturnValue:
    """The same as a workbook."""
    content = sheets.write_xlsx(_table(number), "ผ.02", rows.numeric())
    return _file(content, XLSX, f"plan-{number}.xlsx")


@blueprint.get(f"{BASE}/items.csv")
@open_to(*ANYONE)
def items_csv(number: int) -> ResponseReturnValue:
    """The items with column names for machines."""
    content = sheets.write_csv(_table(number, for_machines=True), mark=False)
    return _file(content, "text/csv; charset=utf-8", f"plan-items-{number}.csv")


def _table(number: int, *, for_machines: bool = False) -> list[list[str]]:
    plan = spot(number).begun
    return rows.table_of(queries.items(plan.id), plan.first_year, for_machines=for_machines)


def _file(content: bytes, kind: str, name: str) -> ResponseReturnValue:
    answer = make_response(content)
    answer.headers["Content-Type"] = kind
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def asked(here: Spot) -> tuple[PlanFilters, Wanted]:
    """The filters of this address, as a form and as what is wanted; nonsense is not asked."""
    form, every = PlanFilters(request.args), ("", lazy("All"))
    form.strategy.choices = [*offered([every]), *map(_named, listing.strategies(here.begun))]
    form.heading.choices = [*offered([every]), *map(_named, listing.headings(here.begun))]
    years = ((str(year), rows.year_words(year)) for year in here.begun.years)
    form.year.choices = offered([every, *years])
    form.area.choices = offered(choices.area_choices(lazy("All")))
    area, year, state = _chosen(form.area), _chosen(form.year), _chosen(form.state)
    wanted = Wanted(
        text=(form.text.data or "").strip()[:LONGEST],
        strategy=_chosen(form.strategy),
        heading=_chosen(form.heading),
        year=int(year) if year else None,
        area_id=int(area) if area else None,
        state=ItemState(state) if state else None,
    )
    return form, wanted


def _named(words: str) -> SelectChoice:
    return SelectChoice(words, words, {"lang": language_of(words)})


def _chosen(field: SelectField) -> str:
    on_offer = {choice.value for choice in field.choices}
    return str(field.data) if field.data in on_offer else ""


def _address(here: Spot, chosen: dict[str, str]) -> str:
    query = urlencode({name: value for name, value in chosen.items() if value})
    base = here.address("plan")
    return f"{base}?{query}" if query else base


def _tags(form: PlanFilters, chosen: dict[str, str], here: Spot) -> list[tuple[object, str, str]]:
    """Each chosen filter: its words, their language (for typed ones), the address without it."""
    found: list[tuple[object, str, str]] = []
    for name in NAMES:
        if not chosen[name]:
            continue
        without = _address(here, {**chosen, name: ""})
        if name == "text":
            found.append((f"“{chosen[name]}”", language_of(chosen[name]), without))
            continue
        words = {one.value: one.label for one in form[name].choices}.get(chosen[name])
        language = language_of(chosen[name]) if name in {"strategy", "heading"} else ""
        found += [(words, language, without)] if words else []
    return found
