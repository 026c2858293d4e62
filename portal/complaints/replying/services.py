"""Set up prepared texts, and what follows when a reporter does not answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from portal.complaints.lifecycle import Verb
from portal.complaints.queries import choices
from portal.complaints.replying import acts, placeholders
from portal.complaints.replying.models import ReplyTemplate
from portal.complaints.replying.rules import SETTING, Rule
from portal.complaints.replying.templates import MOVES
from portal.foundation import audit, thai
from portal.foundation.database import session
from portal.foundation.errors import Invalid, NotFound, Outdated
from portal.foundation.i18n import Bilingual, lazy
from portal.foundation.policy import Actor
from portal.municipalities import services as municipalities

LONGEST_TITLE = 120
LONGEST_TEXT = 4000
MOST = 500
KIND = "template"


@dataclass(frozen=True, slots=True)
class Draft:
    """A prepared text as somebody writes it."""

    move: Verb
    category_id: int | None
    title: Bilingual
    text: Bilingual


def add(actor: Actor, draft: Draft, at: datetime) -> int:
    """Prepare a text; returns its id. Raises `Invalid`, naming the fields."""
    acts.may_set(actor)
    _check(draft)
    if (session.scalar(select(func.count()).select_from(ReplyTemplate)) or 0) >= MOST:
        raise Invalid(lazy("There are %(most)s reply templates already.", most=MOST))
    row = ReplyTemplate()
    _write(row, draft)
    session.add(row)
    session.flush()
    audit.note(acts.TEMPLATE_ADDED, KIND, row.id, by=actor, at=at)
    return row.id


def change(actor: Actor, template_id: int, draft: Draft, *, seen: int, at: datetime) -> None:
    """Change a text; what was sent with it stays as it was sent."""
    acts.may_set(actor)
    row = _load(template_id)
    if row.version != seen:
        raise Outdated(lazy("Somebody else changed this template while you were writing."))
    _check(draft)
    _write(row, draft)
    row.version += 1
    session.flush()
    audit.note(acts.TEMPLATE_CHANGED, KIND, row.id, by=actor, at=at)


def remove(actor: Actor, template_id: int, at: datetime) -> None:
    """Offer it no longer."""
    acts.may_set(actor)
    session.delete(_load(template_id))
    session.flush()
    audit.note(acts.TEMPLATE_REMOVED, KIND, template_id, by=actor, at=at)


def set_rule(actor: Actor, rule: Rule, at: datetime) -> None:
    """What follows an unanswered question from now on; questions already asked keep their rule."""
    acts.may_set(actor)
    rule.check()
    municipalities.keep_setting(SETTING, rule.kept())
    after = f"{rule.then.value}:{rule.days}"
    audit.note(acts.RULE_SET, "page", "asking_back", by=actor, at=at, after=after)


def _load(template_id: int) -> ReplyTemplate:
    row = session.scalar(select(ReplyTemplate).where(ReplyTemplate.id == template_id))
    if row is None:
        raise NotFound(lazy("There is no such reply template."))
    return row


def _check(draft: Draft) -> None:
    wrong: dict[str, object] = {}
    for name, words, most in (
        ("title_th", draft.title.th, LONGEST_TITLE),
        ("title_en", draft.title.en, LONGEST_TITLE),
        ("text_th", draft.text.th, LONGEST_TEXT),
        ("text_en", draft.text.en, LONGEST_TEXT),
    ):
        if not thai.cleaned(words):
            wrong[name] = lazy("Enter it in both languages")
        elif len(words) > most:
            wrong[name] = lazy("Use at most %(longest)s characters.", longest=most)
        elif name.startswith("text") and (strange := placeholders.unknown(words)):
            wrong[name] = strange_placeholder(strange).message
    if draft.move not in MOVES:
        wrong["move"] = lazy("Choose one of the answers")
    if draft.category_id is not None and choices.category(draft.category_id) is None:
        wrong["category"] = lazy("Choose a category from the list")
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)


def strange_placeholder(strange: list[str]) -> Invalid:
    """What is said of placeholders that there are not, with those there are."""
    return Invalid(
        lazy(
            "There is no placeholder %(strange)s. Use only: %(known)s",
            strange=", ".join(strange),
            known=", ".join(f"{{{known}}}" for known in placeholders.PLACEHOLDERS),
        )
    )


def _write(row: ReplyTemplate, draft: Draft) -> None:
    row.move, row.category_id = draft.move.value, draft.category_id
    row.title_th, row.title_en = thai.cleaned(draft.title.th), thai.cleaned(draft.title.en)
    row.text_th, row.text_en = thai.cleaned(draft.text.th), thai.cleaned(draft.text.en)
