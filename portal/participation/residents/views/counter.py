"""At the counter: who was seen, codes on paper, and accounts that are likely one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.foundation.policy import DESK
from portal.foundation.web import actor, forms_refused, open_to, undo
from portal.foundation.web.freshness import is_fresh
from portal.participation.residents import policy, queries, services
from portal.participation.residents.forms import CodesForm, CounterForm
from portal.participation.residents.policy import DECIDES, PRINTS
from portal.participation.residents.services import NewCodes, Seen
from portal.participation.residents.terms import PROOF_WORDS
from portal.participation.residents.views.door import (
    area_choices,
    area_titles,
    blueprint,
    secret,
)

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

DONE = {
    "seen": lazy("It is written down. They are a verified resident now."),
    "ended": lazy("They are no verified resident any more."),
    "codes": lazy("The codes are ended."),
    "same": lazy("The later verification is ended."),
    "apart": lazy("They stay two people."),
}


@blueprint.get("/desk/residents")
@open_to(*DESK)
def counter() -> ResponseReturnValue:
    """A form for whoever stands at the counter, and who was seen last."""
    return _counter_page(CounterForm(formdata=None))


@blueprint.post("/desk/residents")
@open_to(*DESK, checks_form=True)
def write_down() -> ResponseReturnValue:
    """Write down that a card or a house register was seen."""
    form = CounterForm()
    form.area.choices = area_choices()
    if is_fresh(form) and form.validate():
        seen = Seen(
            form.name.data or "",
            form.born_on(),
            form.proof(),
            form.area_id(),
            form.email.data or "",
        )
        try:
            services.verify_at_counter(actor(), seen, secret_key=secret(), at=clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return redirect(url_for(".counter", done="seen"), 303)
    undo()
    return _counter_page(form), 422


@blueprint.post("/desk/residents/<int:verification_id>/end")
@open_to(*DESK)
def end(verification_id: int) -> ResponseReturnValue:
    """Say that somebody lives here no more."""
    services.end(actor(), verification_id, clock.now())
    return redirect(url_for(".counter", done="ended"), 303)


@blueprint.get("/desk/residents/codes")
@open_to(*PRINTS)
def codes() -> ResponseReturnValue:
    """The batches there are, and a form for one more."""
    form = CodesForm(formdata=None)
    form.begin()
    return _codes_page(form)


@blueprint.post("/desk/residents/codes")
@open_to(*PRINTS, checks_form=True)
def print_codes() -> ResponseReturnValue:
    """Make codes, and show them this one time."""
    form = CodesForm()
    form.area.choices = area_choices()
    if is_fresh(form) and form.validate():
        new = NewCodes(
            form.own_id(), form.title.data or "", form.number(), form.area_id(), form.ends_at()
        )
        try:
            made = services.print_codes(actor(), new, secret_key=secret(), at=clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            titles = area_titles()
            area = titles.get(new.area_id or 0, "")
            return render_template("residents/sheet.html", codes=made, new=new, area=area)
    undo()
    return _codes_page(form), 422


@blueprint.post("/desk/residents/codes/<int:batch_id>/end")
@open_to(*PRINTS)
def end_codes(batch_id: int) -> ResponseReturnValue:
    """End codes that were lost."""
    services.end_codes(actor(), batch_id, clock.now())
    return redirect(url_for(".codes", done="codes"), 303)


@blueprint.get("/desk/residents/doubles")
@open_to(*DECIDES)
def doubles() -> ResponseReturnValue:
    """Accounts that are likely one person."""
    return render_template(
        "residents/doubles.html",
        lines=queries.doubles(clock.now()),
        grounds=PROOF_WORDS,
        areas=area_titles(),
        notice=DONE.get(request.args.get("done", "")),
    )


@blueprint.post("/desk/residents/doubles/<int:double_id>/<any(same,apart):verdict>")
@open_to(*DECIDES)
def decide(double_id: int, verdict: str) -> ResponseReturnValue:
    """Say whether they are."""
    services.decide(actor(), double_id, is_same=verdict == "same", at=clock.now())
    return redirect(url_for(".doubles", done=verdict), 303)


def _counter_page(form: CounterForm) -> str:
    form.area.choices = area_choices()
    me = actor()
    return render_template(
        "residents/counter.html",
        form=form,
        lines=queries.lately(clock.now()),
        waiting=queries.undecided() if policy.may_decide(me) else 0,
        may_print=policy.may_print(me),
        grounds=PROOF_WORDS,
        areas=area_titles(),
        notice=DONE.get(request.args.get("done", "")),
    )


def _codes_page(form: CodesForm) -> str:
    form.area.choices = area_choices()
    return render_template(
        "residents/codes.html",
        form=form,
        lines=queries.batches(),
        areas=area_titles(),
        at=clock.now(),
        notice=DONE.get(request.args.get("done", "")),
    )
