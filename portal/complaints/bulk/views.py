"""One move for many complaints: a look at what would happen, then the move, then what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from flask import render_template, request, url_for

from portal.complaints.bulk import queries, services
from portal.complaints.bulk.acts import BATCH, IN_BULK, MOST, Act, Order, too_many
from portal.complaints.bulk.forms import OrderForm, read_chosen, written_chosen
from portal.complaints.views import desk_filters
from portal.complaints.views.door import blueprint
from portal.complaints.views.freshness import EXPIRED, is_fresh
from portal.complaints.views.moves import units_and_people
from portal.foundation import audit, clock
from portal.foundation.errors import Invalid, PortalError
from portal.foundation.i18n import lazy
from portal.foundation.policy import DESK
from portal.foundation.web import actor, forms_refused, keep, open_to, undo

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from flask.typing import ResponseReturnValue

    from portal.complaints.bulk.queries import Lot
    from portal.foundation.policy import Actor

log = structlog.get_logger()
NOT_REACHED = lazy("The portal had a fault before it was reached. Nothing of it was changed.")
LONGEST_QUERY = 1000


@blueprint.post("/desk/bulk")
@open_to(*DESK, checks_form=True)
def check_bulk() -> ResponseReturnValue:
    """What would be done with the rows that were chosen, or with all that match the filters."""
    form, officer, at = OrderForm(), actor(), clock.now()
    act = _act(request.form.get("act"))
    if not is_fresh(form):
        return _nothing(EXPIRED), 422
    if act is None:
        return _nothing(lazy("Choose what is to be done with them")), 422
    if request.form.get("scope") == "all":
        return _shown(form, act, _lot_of_filters(form, officer, act, at))
    chosen = read_chosen(request.form.getlist("chosen"))
    if not chosen:
        return _nothing(lazy("Choose at least one complaint")), 422
    if len(chosen) > MOST:
        return _nothing(too_many(len(chosen))), 422
    form.query.data, form.after.data = "", ""
    return _shown(form, act, queries.lot(officer, Order(act), chosen))


@blueprint.post("/desk/bulk/<any(acknowledge,assign,reply):move>")
@open_to(*DESK, checks_form=True)
def do_bulk(move: str) -> ResponseReturnValue:
    """Do it with the complaints that the page showed, a lot after another; say what was done."""
    form, officer, act = OrderForm(), actor(), Act(move)
    form.unit.choices = units_and_people()
    chosen = form.chosen()
    if len(chosen) > MOST:
        return _nothing(too_many(len(chosen))), 422
    if is_fresh(form) and form.validate():
        try:
            order = services.checked(form.order(act))
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return _result(form, act, *_done(officer, order, chosen))
    undo()
    return _shown(form, act, queries.lot(officer, Order(act), chosen)), 422


def _done(
    officer: Actor, order: Order, chosen: Mapping[int, int | None]
) -> tuple[list[Lot], dict[int, int | None]]:
    """What became of each batch, and those that were not reached because of a fault."""
    at, lots = clock.now(), []
    left = dict(chosen)
    while left:
        some = dict(list(left.items())[:BATCH])
        try:
            lots.append(services.move_many(officer, order, some, at))
            audit.note(IN_BULK, by=officer, at=at, matters=len(lots[-1].ready), way=order.act.value)
            keep()
        except PortalError:
            raise
        except Exception:
            log.exception("bulk_failed", act=order.act.value, left=len(left))
            undo()
            break
        left = {number: seen for number, seen in left.items() if number not in some}
    return lots, left


def _result(
    form: OrderForm, act: Act, lots: list[Lot], left: dict[int, int | None]
) -> ResponseReturnValue:
    done = [line for lot in lots for line in lot.ready]
    skipped = [line for lot in lots for line in lot.left_out]
    page = render_template(
        "bulk/done.html",
        act=act,
        done=done,
        reasons=queries.reasons(skipped),
        unread=sum(lot.unread for lot in lots),
        not_reached=len(left),
        not_reached_words=NOT_REACHED,
        form=form if form.after.data else None,
        desk=_desk_address(form),
    )
    return page, (500 if left and not done else 200)


def _lot_of_filters(form: OrderForm, officer: Actor, act: Act, at: datetime) -> Lot:
    """The next lot of all that match the filters of the desk's address."""
    asked = desk_filters.read((form.query.data or "")[:LONGEST_QUERY])
    filters = desk_filters.filters_of(asked, officer)
    after = form.after.data or ""
    start = int(after) if after.isascii() and after.isdecimal() and len(after) < 19 else 0  # noqa: PLR2004 - digits of an id
    ids, count = queries.matching(officer, filters, start, at)
    form.after.data = str(ids[MOST - 1]) if len(ids) > MOST else ""
    found = queries.lot(officer, Order(act), dict.fromkeys(ids[:MOST]))
    return queries.of_filters(found, count)


def _shown(form: OrderForm, act: Act, lot: Lot) -> str:
    """The page that says how many, which are left out and why, before anything is done."""
    form.unit.choices = units_and_people()
    form.cases.data = written_chosen([(line.id, line.version) for line in lot.ready])
    return render_template(
        "bulk/check.html",
        act=act,
        form=form,
        lot=lot,
        most=MOST,
        matching=desk_filters.shown_number(lot.matching),
        reasons=queries.reasons(lot.left_out),
        desk=_desk_address(form),
    )


def _nothing(why: object) -> str:
    """The same page where there is nothing to do."""
    return render_template("bulk/nothing.html", why=why, desk=_desk_address(OrderForm()))


def _desk_address(form: OrderForm) -> str:
    query = desk_filters.query_of(desk_filters.read((form.query.data or "")[:LONGEST_QUERY]))
    return f"{url_for('.desk')}?{query}" if query else url_for(".desk")


def _act(typed: str | None) -> Act | None:
    return Act(typed) if typed in set(Act) else None
