"""What one member of staff keeps about a complaint, as its page shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup
from wtforms.fields.choices import SelectChoice

from portal.complaints.marking import queries as marks
from portal.complaints.marking.forms import WatchForm
from portal.complaints.queries.said import said
from portal.foundation.web import actor

if TYPE_CHECKING:
    from portal.complaints.queries.case import Case, Found
    from portal.complaints.queries.said import Said


def marked(shown: Case) -> dict[str, object]:
    """What this person keeps about it, and what changed since they said to have read it."""
    mine = marks.mine(actor(), shown.id)
    form = WatchForm(formdata=None)
    form.how.data = mine.watch.value
    newer = mine.seen_version is not None and mine.seen_version < shown.version
    return {
        "mine": mine,
        "watching": form,
        "newer": shown.since(mine.seen_version or 0) if newer else (),
    }


def readers_of(found: Found) -> list[SelectChoice]:
    """The colleagues who may be named in a note: who may read it, but for oneself."""
    me = actor().person_id
    return [
        SelectChoice(str(one.id), spoken(said(one.name)))
        for one in marks.readers(found.row)
        if one.id != me
    ]


def spoken(name: Said) -> Markup:
    """A name in the language of its letters, as the label of a box."""
    return Markup('<span lang="{}">{}</span>').format(name.language, name.text)
