"""The public copy: what anyone may read of a complaint, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from portal.complaints.documents import parts
from portal.complaints.queries.public_page import PublicPage, PublicStep
from portal.foundation import dates
from portal.foundation.documents import (
    Block,
    Document,
    Facts,
    Heading,
    Moments,
    Paragraph,
    Step,
    Words,
)
from portal.foundation.i18n import _, language
from portal.municipalities.queries import Profile


def document(
    page: PublicPage, complaint_id: int, number: str, office: Profile, at: datetime
) -> Document:
    """The public copy of a complaint in the reader's language."""
    return Document(
        title=_("Complaint %(number)s", number=number),
        language=language(),
        made_at=at,
        above=office.title.here,
        blocks=list(_blocks(page, complaint_id)),
        foot=_("Public copy of %(moment)s", moment=parts.moment(at)),
        page=_("Page %(page)s of %(pages)s", page="%(page)s", pages="%(pages)s"),
    )


def _blocks(page: PublicPage, complaint_id: int) -> Iterable[Block]:
    yield Facts(
        parts.known(
            [
                (_("Subject"), page.title),
                (_("State"), parts.state_words(page.state)),
                (_("Category"), page.category.here if page.category else _("Not known yet")),
                (_("Responsible unit"), page.unit.here if page.unit else _("Not named yet")),
                (_("Filed"), parts.moment(page.filed_at)),
                (
                    _("Place"),
                    parts.place(page.area.here if page.area else "", page.landmark, page.point),
                ),
                (_("Reporter"), page.reporter),
            ]
        )
    )
    if page.text.text:
        yield Heading(_("What was reported"))
        yield Paragraph(parts.typed(page.text))
    yield from parts.promises(complaint_id)
    yield Heading(_("History"))
    yield Moments([_step(step) for step in reversed(page.steps[: parts.MOST_STEPS])])
    before, after = ([one.id for one in photos] for photos in (page.before, page.after))
    yield from parts.pictures(before, after, is_public=True)
    yield from parts.sealed()


def _step(step: PublicStep) -> Step:
    notes = [parts.typed(one) for one in (step.body, step.note) if one and one.text]
    if step.reason_words:
        notes.insert(0, parts.plain(step.reason_words))
    if step.news_by:
        day = dates.date_long(step.news_by.date(), language())
        notes.append(Words(_("Next news by %(day)s", day=day)))
    return Step(parts.moment(step.at), str(step.words), step.unit.here if step.unit else "", notes)
