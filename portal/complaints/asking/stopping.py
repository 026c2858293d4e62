"""Set up what interrupts somebody who files: whom to call, and whether one may go on."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import select

from portal.complaints.asking import acts, queries
from portal.complaints.asking.drafting import LONGEST_WORDS, StopDraft, wrong_condition
from portal.complaints.asking.models import CategoryStop
from portal.complaints.asking.questioning import enter
from portal.foundation import audit, thai
from portal.foundation.database import session
from portal.foundation.errors import Invalid, NotFound
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor

TELEPHONE = re.compile(r"[0-9+][0-9 -]{1,18}")


def add(actor: Actor, category_id: int, draft: StopDraft, at: datetime) -> int:
    """Interrupt whoever files in a category; returns the stop's id."""
    enter(actor, category_id)
    _check(draft, category_id)
    row = CategoryStop(category_id=category_id, position=len(queries.stops_of(category_id)) + 1)
    _write(row, draft)
    session.add(row)
    session.flush()
    audit.note(acts.STOP_ADDED, "stop", row.id, by=actor, at=at)
    return row.id


def change(actor: Actor, stop_id: int, draft: StopDraft, at: datetime) -> None:
    """Change what is said, or when."""
    row = load(stop_id)
    enter(actor, row.category_id)
    _check(draft, row.category_id)
    _write(row, draft)
    session.flush()
    audit.note(acts.STOP_CHANGED, "stop", row.id, by=actor, at=at)


def remove(actor: Actor, stop_id: int, at: datetime) -> None:
    """Interrupt nobody with it any more."""
    row = load(stop_id)
    enter(actor, row.category_id)
    session.delete(row)
    session.flush()
    audit.note(acts.STOP_REMOVED, "stop", stop_id, by=actor, at=at)


def load(stop_id: int) -> CategoryStop:
    """A stop message; `NotFound` in words."""
    row = session.scalar(select(CategoryStop).where(CategoryStop.id == stop_id))
    if row is None:
        raise NotFound(lazy("There is no such stop message."))
    return row


def _check(draft: StopDraft, category_id: int) -> None:
    wrong: dict[str, object] = {}
    for name, words in (("text_th", draft.text.th), ("text_en", draft.text.en)):
        if not thai.cleaned(words):
            wrong[name] = lazy("Enter it in both languages")
        elif len(words) > LONGEST_WORDS:
            wrong[name] = lazy("Use at most %(longest)s characters.", longest=LONGEST_WORDS)
    if not TELEPHONE.fullmatch(draft.telephone):
        wrong["telephone"] = lazy("Enter the number to call, like 1669 or 0 4322 1202")
    wrong |= wrong_condition(draft.when, queries.questions_of(category_id), 0)
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)


def _write(row: CategoryStop, draft: StopDraft) -> None:
    row.text_th, row.text_en = thai.cleaned(draft.text.th), thai.cleaned(draft.text.en)
    row.telephone, row.may_go_on = draft.telephone, draft.may_go_on
    row.when_id = draft.when.question_id if draft.when else None
    row.when_options = sorted(draft.when.options) if draft.when else []
