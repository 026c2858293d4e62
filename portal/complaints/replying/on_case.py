"""Prepared texts and the preview on the case page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request

from portal.complaints.lifecycle import Verb
from portal.complaints.queries import asking_back
from portal.complaints.queries import case as cases
from portal.complaints.replying import templates
from portal.complaints.replying.previewing import Preview, preview
from portal.complaints.replying.rules import LAST_CHANCE, Rule
from portal.complaints.views.door import blueprint
from portal.foundation import clock
from portal.foundation.i18n import Lazy
from portal.foundation.web import actor, keep

if TYPE_CHECKING:
    from portal.complaints.queries.case import Case, Found


@blueprint.app_template_global("asking_rule")
def asking_rule() -> Rule:
    """The rule for questions asked now."""
    return asking_back.asking_back()


@blueprint.app_template_global("unanswered_words")
def unanswered_words(complaint_id: int) -> Lazy:
    """What follows when the reporter does not answer, in words to the reporter."""
    rule, is_reminded = asking_back.rule_asked_by(complaint_id)
    return LAST_CHANCE if is_reminded else rule.words()


FIELDS = {
    Verb.REPLY: "reply",
    Verb.ASK: "question",
    Verb.RESOLVE: "result",
    Verb.CLOSE: "text",
}
"""The box of each move that a prepared text fills."""


@blueprint.app_template_global("prepared_texts")
def prepared_texts(case: Case, move: str) -> list[templates.Prepared]:
    """What can be put into the box of this move."""
    return templates.prepared(case, Verb(move))


@blueprint.app_template_global("reporters_language")
def reporters_language(case: Case) -> str:
    """The language in which the reporter reads."""
    return templates.reporters_language(case.id)


def fills(form: Any, verb: Verb, found: Found) -> bool:  # noqa: ANN401 - one of the moves' forms
    """Put the prepared text that was asked for into the box; false where none was.

    What was typed is kept: the prepared text stands after it.
    """
    if "use" not in request.form or verb not in FIELDS:
        return False
    field = form[FIELDS[verb]]
    shown = cases.case(actor(), found, clock.now())
    for one in templates.prepared(shown, verb):
        if str(one.id) == request.form.get("template"):
            typed = (field.data or "").strip()
            field.data = f"{typed}\n\n{one.text}" if typed else one.text
    keep()
    return True


def keeps(form: Any, verb: Verb | None) -> None:  # noqa: ANN401 - one of the moves' forms
    """Keep the photos that came with a preview, which undoes everything else."""
    if "preview" in request.form and verb is Verb.RESOLVE:
        form.photo_form()
        keep()


def previewed(complaint_id: int, verb: Verb | None) -> Preview | None:
    """What the move that was just made would tell; None where it was not asked for."""
    if verb is None or verb not in FIELDS or "preview" not in request.form:
        return None
    return preview(complaint_id, verb)
