"""Where staff publish a draft, look at comments and answer them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request

from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.foundation.web import actor, forms_refused, open_to, undo
from portal.foundation.web.freshness import is_fresh
from portal.participation.drafts import acts, queries
from portal.participation.drafts.forms import AnswerForm, DraftForm, GroundForm
from portal.participation.drafts.services import answering, publishing
from portal.participation.drafts.views.door import Spot, blueprint, spot
from portal.participation.projects import policy

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

BASE = "/desk/projects/<int:number>/draft/<int:stage_id>"
COMMENT = f"{BASE}/comments/<int:comment_id>"
DONE = {
    "published": lazy("The edition is published. Earlier ones stay to be read."),
    "answered": lazy("The answer is published in the response table."),
    "let": lazy("Everyone can read the comment now."),
    "hidden": lazy("The comment is hidden. Its author reads why."),
    "restored": lazy("The comment is shown again."),
    "left": lazy("The flags are settled. The comment stays."),
}


@blueprint.get(BASE)
@open_to(*acts.SEES)
def desk_draft(number: int, stage_id: int) -> ResponseReturnValue:
    """What waits: to be looked at, to be answered, flagged."""
    return _page(spot(number, stage_id), AnswerForm(formdata=None))


@blueprint.post(f"{BASE}/answer")
@open_to(*acts.WORKS, checks_form=True)
def answer_comments(number: int, stage_id: int) -> ResponseReturnValue:
    """Answer one comment or several."""
    here, form = spot(number, stage_id), AnswerForm()
    if is_fresh(form) and form.validate():
        try:
            answering.answer(actor(), stage_id, form.answer(), at=clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return redirect(here.address("desk_draft", done="answered"), 303)
    undo()
    return _page(here, form), 422


@blueprint.get(f"{BASE}/publish")
@open_to(*acts.SETS)
def new_edition(number: int, stage_id: int) -> ResponseReturnValue:
    """Write an edition, beginning from the newest."""
    here, form = spot(number, stage_id), DraftForm(formdata=None)
    newest = queries.edition(stage_id)
    if newest is not None:
        form.text_th.data = "\n\n".join(one.text.th for one in newest.paragraphs)
        english = [one.text.en for one in newest.paragraphs]
        form.text_en.data = "\n\n".join(english) if any(english) else ""
        form.checks_first.data = newest.checks_first
    return render_template("drafts/publish.html", spot=here, form=form)


@blueprint.post(f"{BASE}/publish")
@open_to(*acts.SETS, checks_form=True)
def publish_draft(number: int, stage_id: int) -> ResponseReturnValue:
    """Publish it."""
    here, form = spot(number, stage_id), DraftForm()
    if is_fresh(form) and form.validate():
        try:
            publishing.publish(
                actor(),
                stage_id,
                form.text(),
                checks_first=bool(form.checks_first.data),
                at=clock.now(),
            )
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return redirect(here.address("desk_draft", done="published"), 303)
    undo()
    return render_template("drafts/publish.html", spot=here, form=form), 422


@blueprint.post(f"{COMMENT}/let")
@open_to(*acts.WORKS)
def let_comment(number: int, stage_id: int, comment_id: int) -> ResponseReturnValue:
    """Let it through."""
    here = spot(number, stage_id)
    answering.let_through(actor(), comment_id, at=clock.now())
    return redirect(here.address("desk_draft", done="let"), 303)


@blueprint.post(f"{COMMENT}/restore")
@open_to(*acts.WORKS)
def restore_comment(number: int, stage_id: int, comment_id: int) -> ResponseReturnValue:
    """Show it again."""
    here = spot(number, stage_id)
    answering.restore(actor(), comment_id, at=clock.now())
    return redirect(here.address("desk_draft", done="restored"), 303)


@blueprint.post(f"{COMMENT}/leave")
@open_to(*acts.WORKS)
def leave_comment(number: int, stage_id: int, comment_id: int) -> ResponseReturnValue:
    """Settle its flags."""
    here = spot(number, stage_id)
    answering.leave(actor(), comment_id, at=clock.now())
    return redirect(here.address("desk_draft", done="left"), 303)


@blueprint.get(f"{COMMENT}/hide")
@open_to(*acts.WORKS)
def hiding(number: int, stage_id: int, comment_id: int) -> ResponseReturnValue:
    """Why it is hidden."""
    here = spot(number, stage_id)
    return render_template(
        "drafts/hide.html", spot=here, form=GroundForm(formdata=None), comment_id=comment_id
    )


@blueprint.post(f"{COMMENT}/hide")
@open_to(*acts.WORKS, checks_form=True)
def hide_comment(number: int, stage_id: int, comment_id: int) -> ResponseReturnValue:
    """Hide it."""
    here, form = spot(number, stage_id), GroundForm()
    if is_fresh(form) and form.validate():
        try:
            why = form.why.data or ""
            answering.hide(actor(), comment_id, form.chosen(), why, at=clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return redirect(here.address("desk_draft", done="hidden"), 303)
    undo()
    return render_template("drafts/hide.html", spot=here, form=form, comment_id=comment_id), 422


def _page(here: Spot, form: AnswerForm) -> str:
    me, at = actor(), clock.now()
    owed = queries.owed(here.stage.id)
    return render_template(
        "drafts/desk.html",
        spot=here,
        form=form,
        edition=queries.edition(here.stage.id),
        owed=owed,
        late=sum(one.due_at < at for one in owed),
        waiting=queries.waiting(here.stage.id),
        flagged=queries.flagged(here.stage.id),
        hidden=queries.hidden(here.stage.id),
        ticked=set(form.comments.data or []),
        may_work=me.role in acts.WORKS,
        may_publish=me.role in acts.SETS and policy.may_change(me, here.project.unit_id),
        at=at,
        notice=DONE.get(request.args.get("done", "")),
    )
