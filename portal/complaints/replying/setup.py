"""Prepared texts and the rule for unanswered questions, for a set-up file and from one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from portal.complaints.lifecycle import Verb
from portal.complaints.models import Category
from portal.complaints.queries.asking_back import asking_back
from portal.complaints.replying import placeholders, services, templates
from portal.complaints.replying.models import ReplyTemplate
from portal.complaints.replying.rules import SETTING, rule_of
from portal.foundation.database import session
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.municipalities import services as municipalities


def dump() -> dict[str, Any]:
    """Every prepared text, its category by code; and the rule."""
    codes = {id_: code for code, id_ in _ids().items()}
    return {
        "templates": [
            {
                "move": one.move.value,
                "category": codes.get(one.category_id or 0, ""),
                "title_th": one.title.th,
                "title_en": one.title.en,
                "text_th": one.text.th,
                "text_en": one.text.en,
            }
            for one in templates.every()
        ],
        "asking_back": asking_back().kept(),
    }


def load(kept: dict[str, Any]) -> None:
    """Take over what `dump` gave: a text of the same move, category and name is replaced.

    Raises `Invalid` in words for an unknown placeholder or category.
    """
    ids = _ids()
    rows = {
        (row.move, row.category_id, row.title_th): row
        for row in session.scalars(select(ReplyTemplate))
    }
    for line in kept["templates"]:
        if line["category"] and line["category"] not in ids:
            raise Invalid(lazy("There is no such category: %(codes)s", codes=line["category"]))
        category_id = ids.get(line["category"])
        strange = placeholders.unknown(line["text_th"]) + placeholders.unknown(line["text_en"])
        if strange:
            raise services.strange_placeholder(strange)
        key = (Verb(line["move"]).value, category_id, line["title_th"])
        row = rows.get(key) or ReplyTemplate(move=key[0], category_id=category_id)
        for name in ("title_th", "title_en", "text_th", "text_en"):
            setattr(row, name, line[name])
        session.add(row)
    rule = rule_of(kept["asking_back"])
    rule.check()
    municipalities.keep_setting(SETTING, rule.kept())
    session.flush()


def _ids() -> dict[str, int]:
    return {row.code: row.id for row in session.execute(select(Category.id, Category.code))}
