"""Paper ballots, entered twice by two people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request

from portal.foundation import clock
from portal.foundation.errors import Forbidden, Invalid, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.web import actor, forms_refused, open_to, undo
from portal.foundation.web.freshness import is_fresh
from portal.participation.ballots import acts, batches, queries
from portal.participation.ballots.forms import BatchForm, how_to_type, lines_in, whole
from portal.participation.ballots.services import counting, paper_ballots
from portal.participation.ballots.terms import BatchState
from portal.participation.ballots.views.door import Place, blueprint, place

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.participation.ballots.batches import Batch

BASE = "/desk/projects/<int:number>/votes/<int:stage_id>/paper"
DONE = {
    BatchState.ENTERED.value: lazy("Entered once. Now somebody else enters it again."),
    BatchState.DIFFERS.value: lazy("The two entries differ. A third person looks at the papers."),
    BatchState.ACCEPTED.value: lazy("Both entries agree. The batch is taken into the vote."),
    "decided": lazy("The batch is taken into the vote."),
}


@blueprint.get(BASE)
@open_to(*acts.SEES)
def paper(number: int, stage_id: int) -> ResponseReturnValue:
    """The batches, and the form for another one."""
    here = place(number, stage_id, published=False)
    return _list(here, BatchForm(formdata=None))


@blueprint.post(BASE)
@open_to(*acts.ENTERS, checks_form=True)
def open_batch(number: int, stage_id: int) -> ResponseReturnValue:
    """Begin a batch."""
    here, form = place(number, stage_id, published=False), BatchForm()
    if is_fresh(form) and form.validate():
        try:
            opened = paper_ballots.open_batch(
                actor(),
                here.stage,
                form.origin.data or "",
                whole(form.papers.data) or 0,
                at=clock.now(),
            )
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return redirect(here.address("batch", batch=opened), 303)
    undo()
    return _list(here, form), 422


@blueprint.get(f"{BASE}/<int:batch>")
@open_to(*acts.SEES)
def batch(number: int, stage_id: int, batch: int) -> ResponseReturnValue:
    """One batch: to be entered, to be entered again, or to be decided."""
    here = place(number, stage_id, published=False)
    return _batch(here, batches.batch(queries.vote(here.stage).id, batch), {})


@blueprint.post(f"{BASE}/<int:batch>")
@open_to(*acts.ENTERS)
def enter(number: int, stage_id: int, batch: int) -> ResponseReturnValue:
    """Take an entry, or the third look."""
    here, at = place(number, stage_id, published=False), clock.now()
    found = batches.batch(queries.vote(here.stage).id, batch)
    typed = lines_in(request.form, range(1, found.papers + 1))
    try:
        if found.state is BatchState.DIFFERS:
            paper_ballots.decide(actor(), here.stage, batch, typed, at=at)
            done = "decided"
        else:
            lines = list(typed.values())
            done = paper_ballots.enter(actor(), here.stage, batch, lines, at=at).value
    except (Invalid, Forbidden, OutOfOrder) as refusal:
        undo()
        return _batch(here, found, typed, refusal), refusal.status
    return redirect(here.address("paper", done=done), 303)


@blueprint.post(f"{BASE}/done")
@open_to(*acts.SETS)
def paper_done(number: int, stage_id: int) -> ResponseReturnValue:
    """Say that every paper ballot is in."""
    here = place(number, stage_id, published=False)
    try:
        counting.finish_paper(actor(), here.stage, at=clock.now())
    except OutOfOrder as refusal:
        undo()
        return _list(here, BatchForm(formdata=None), refusal.message), 409
    return redirect(here.address("set_up", done="paper"), 303)


def _list(here: Place, form: BatchForm, refusal: object = "") -> str:
    vote = queries.vote(here.stage)
    return render_template(
        "ballots/paper.html",
        spot=here,
        vote=vote,
        batches=batches.batches(vote.id),
        form=form,
        refusal=refusal,
        may_enter=actor().role in acts.ENTERS,
        may_set=actor().role in acts.SETS,
        is_over=clock.now() >= vote.closes_at,
        notice=DONE.get(request.args.get("done", "")),
    )


def _batch(
    here: Place,
    found: Batch,
    typed: dict[int, str],
    refusal: Invalid | Forbidden | OutOfOrder | None = None,
) -> str:
    vote = queries.vote(here.stage)
    wrong = refusal.fields if isinstance(refusal, Invalid) else {}
    differs = found.state is BatchState.DIFFERS
    return render_template(
        "ballots/batch.html",
        spot=here,
        vote=vote,
        batch=found,
        typed=typed,
        wrong=wrong,
        message=refusal.message if refusal is not None and not wrong else "",
        how=how_to_type(vote.paper.rules.kind),
        positions=batches.differing(found.id) if differs else range(1, found.papers + 1),
        entries=[batches.entered(found.id, turn) for turn in (1, 2)] if differs else [],
        differs=differs,
        is_done=found.state is BatchState.ACCEPTED,
        may_enter=actor().role in acts.ENTERS and actor().person_id not in found.entered_by,
    )
