"""What everyone reads of a draft, and where residents comment on a paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request

from portal.foundation import clock
from portal.foundation.errors import Invalid, NotFound
from portal.foundation.i18n import lazy
from portal.foundation.policy import ANYONE, Role
from portal.foundation.web import actor, forms_refused, open_to, sender, undo
from portal.foundation.web.freshness import is_fresh
from portal.participation.drafts import acts, queries
from portal.participation.drafts.forms import GroundForm, ParagraphForm
from portal.participation.drafts.queries import Edition, Paragraph
from portal.participation.drafts.services import commenting
from portal.participation.drafts.views.door import Spot, blueprint, spot
from portal.participation.ideas.policy import speaks_for_self
from portal.participation.projects.terms import Phase

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

BASE = "/projects/<int:number>/draft/<int:stage_id>"
DONE = {
    "sent": lazy("Your comment stands here now. It is answered officially."),
    "waits": lazy("Thank you. Somebody looks at your comment before everyone reads it."),
    "flagged": lazy("Thank you. Somebody will look at it."),
}


@blueprint.get(BASE)
@open_to(*ANYONE)
def draft(number: int, stage_id: int) -> ResponseReturnValue:
    """The draft paragraph by paragraph; earlier editions stay to be read."""
    here = spot(number, stage_id)
    asked = request.args.get("edition", "")
    wanted = int(asked[:6]) if asked.isascii() and asked.isdecimal() else None
    return render_template(
        "drafts/draft.html",
        spot=here,
        edition=queries.edition(stage_id, wanted),
        phase=here.stage.phase(clock.now()),
        may_work=actor().role in acts.SEES,
    )


@blueprint.get(f"{BASE}/answers")
@open_to(*ANYONE)
def answers(number: int, stage_id: int) -> ResponseReturnValue:
    """The response table: what was said, and what the municipality answered."""
    here = spot(number, stage_id)
    lines = queries.answered(stage_id)
    return render_template("drafts/answers.html", spot=here, lines=lines)


@blueprint.get(f"{BASE}/paragraphs/<int:position>")
@open_to(*ANYONE)
def paragraph(number: int, stage_id: int, position: int) -> ResponseReturnValue:
    """One paragraph with what is said of it."""
    here = spot(number, stage_id)
    return _page(here, *_found(stage_id, position), ParagraphForm(formdata=None))


@blueprint.post(f"{BASE}/paragraphs/<int:position>")
@open_to(Role.VISITOR, Role.RESIDENT, checks_form=True)
def comment(number: int, stage_id: int, position: int) -> ResponseReturnValue:
    """Say something of it."""
    here, form = spot(number, stage_id), ParagraphForm()
    edition, one = _found(stage_id, position)
    if is_fresh(form) and form.validate():
        try:
            commenting.comment(
                actor(), one.id, form.text.data or "", form_id=form.identifier(), at=clock.now()
            )
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            done = "waits" if edition.checks_first else "sent"
            return redirect(here.address("paragraph", position=position, done=done), 303)
    undo()
    return _page(here, edition, one, form), 422


@blueprint.get(f"{BASE}/comments/<int:comment_id>/flag")
@open_to(*ANYONE)
def flag_form(number: int, stage_id: int, comment_id: int) -> ResponseReturnValue:
    """Ask somebody to look at a comment."""
    here = spot(number, stage_id)
    return render_template(
        "drafts/flag.html", spot=here, form=GroundForm(formdata=None), comment_id=comment_id
    )


@blueprint.post(f"{BASE}/comments/<int:comment_id>/flag")
@open_to(*ANYONE)
def flag_comment(number: int, stage_id: int, comment_id: int) -> ResponseReturnValue:
    """Ask it."""
    here, form = spot(number, stage_id), GroundForm()
    commenting.flag(actor(), comment_id, form.chosen(), who=sender(), at=clock.now())
    return redirect(here.address("draft", done="flagged"), 303)


def _found(stage_id: int, position: int) -> tuple[Edition, Paragraph]:
    """The newest edition and its paragraph; raises `NotFound`."""
    edition = queries.edition(stage_id)
    for one in edition.paragraphs if edition else ():
        if edition is not None and one.position == position:
            return edition, one
    raise NotFound(lazy("There is no such paragraph."))


def _page(here: Spot, edition: Edition, one: Paragraph, form: ParagraphForm) -> str:
    me = actor()
    if not form.form_id.data:
        form.identifier()
    return render_template(
        "drafts/paragraph.html",
        spot=here,
        edition=edition,
        one=one,
        comments=queries.of_paragraph(one.id, me.person_id),
        form=form,
        is_open=here.stage.phase(clock.now()) is Phase.OPEN,
        may_speak=speaks_for_self(me),
        is_visitor=me.role is Role.VISITOR,
        notice=DONE.get(request.args.get("done", "")),
    )
