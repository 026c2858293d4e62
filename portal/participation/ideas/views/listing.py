"""The public list of a project's ideas."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask import render_template, request, url_for

from portal.complaints.queries import choices
from portal.foundation import clock
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy
from portal.foundation.policy import ANYONE
from portal.foundation.thai import language_of
from portal.foundation.web import open_to
from portal.participation.ideas.forms import IdeaFilters
from portal.participation.ideas.queries import listing
from portal.participation.ideas.queries.listing import NO_ANSWER, Wanted
from portal.participation.ideas.queries.ruling import rules_of
from portal.participation.ideas.terms import ANSWER_WORDS, Order
from portal.participation.ideas.views.door import blueprint, here

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from wtforms import SelectField

NAMES = ("text", "category", "area", "answer")
LONGEST = 200


@blueprint.get("/projects/<int:number>/ideas")
@open_to(*ANYONE)
def ideas(number: int) -> ResponseReturnValue:
    """The ideas of a project, searched and filtered by the address."""
    at = clock.now()
    place = here(number, at)
    form, wanted = asked()
    chosen = {name: request.args.get(name, "")[:LONGEST] for name in (*NAMES, "order")}
    return render_template(
        "ideas/list.html",
        where=place,
        form=form,
        page=listing.listed(place.project.id, wanted, request.args.get("from")),
        totals=listing.totals(place.project.id),
        rules=rules_of(place.stage.id),
        asked=not wanted.is_all,
        tags=tags_of(form, chosen, number),
        clear=url_for(".ideas", number=number),
        address=lambda cursor: address_of(number, {**chosen, "from": cursor}),
        prefix=f"{url_for('.ideas', number=number)}/",
        answer_words=ANSWER_WORDS,
        at=at,
    )


def asked() -> tuple[IdeaFilters, Wanted]:
    """The filters of this address, as a form and as what is wanted; nonsense is not asked."""
    form = IdeaFilters(request.args)
    form.category.choices = offered(choices.category_choices(lazy("All")))
    form.area.choices = offered(choices.area_choices(lazy("All")))
    form.answer.choices = offered(
        [
            ("", lazy("All")),
            (NO_ANSWER, lazy("Not answered yet")),
            *((each.value, words) for each, words in ANSWER_WORDS.items()),
        ]
    )
    form.order.data = form.order.data if form.order.data in set(Order) else Order.SUPPORTED.value
    wanted = Wanted(
        text=(form.text.data or "").strip()[:LONGEST],
        category_id=_number(form.category),
        area_id=_number(form.area),
        answer=_chosen(form.answer),
        order=Order(form.order.data),
    )
    return form, wanted


def _chosen(field: SelectField) -> str | None:
    """The chosen line; what is not on offer counts as not asked."""
    on_offer = {choice.value for choice in field.choices}
    return str(field.data) if field.data and field.data in on_offer else None


def _number(field: SelectField) -> int | None:
    chosen = _chosen(field)
    return int(chosen) if chosen else None


def address_of(number: int, chosen: dict[str, str]) -> str:
    """The list's address with these filters."""
    query = urlencode({name: value for name, value in chosen.items() if value})
    base = url_for("ideas.ideas", number=number)
    return f"{base}?{query}" if query else base


def tags_of(
    form: IdeaFilters, chosen: dict[str, str], number: int
) -> list[tuple[object, str, str]]:
    """Each chosen filter: its words, their language (for typed ones), the address without it."""
    found: list[tuple[object, str, str]] = []
    for name in NAMES:
        without = address_of(number, {**chosen, name: ""})
        if not chosen[name]:
            continue
        if name == "text":
            found.append((f"“{chosen[name]}”", language_of(chosen[name]), without))
        else:
            words = {one.value: one.label for one in form[name].choices}.get(chosen[name])
            found += [(words, "", without)] if words else []
    return found
