"""The office's copy: everything its reader may know of a complaint, as an official memorandum."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from portal.complaints.documents import parts
from portal.complaints.lifecycle import CHANNEL_WORDS, KIND_WORDS, VISIBILITY_WORDS, Visibility
from portal.complaints.queries.case import Case
from portal.complaints.queries.contact import ContactLine
from portal.complaints.queries.history import HistoryLine
from portal.complaints.queries.said import Said
from portal.foundation import dates
from portal.foundation.clock import local
from portal.foundation.documents import (
    Block,
    Document,
    Facts,
    Heading,
    Memo,
    Moments,
    Paragraph,
    Step,
    Words,
)
from portal.foundation.i18n import Bilingual, _, language
from portal.foundation.policy import Actor
from portal.municipalities.queries import Profile


def document(
    case: Case, contact: ContactLine | None, office: Profile, reader: Actor, at: datetime
) -> Document:
    """All of a complaint, in the reader's language. The contact only where it lies open."""
    unit = f"{case.unit.here} " if case.unit else ""
    made_by = _("%(name)s, %(moment)s", name=reader.name, moment=parts.moment(at))
    is_private = case.visibility is Visibility.PRIVATE
    mark = f"{reader.name} {local(at):%Y-%m-%d %H:%M}" if is_private else ""
    return Document(
        title=_("Complaint %(number)s", number=case.number),
        language=language(),
        made_at=at,
        memo=Memo(
            title=_("Memorandum"),
            office=(_("Government office"), f"{unit}{office.title.here}"),
            number=(_("No."), case.number),
            date=(_("Date"), dates.date_long(local(at).date(), language())),
            subject=(_("Subject"), _("Report on a complaint: %(title)s", title=case.title.text)),
        ),
        blocks=list(_blocks(case, contact, mark)),
        foot=_("Complaint %(number)s. Made by %(who)s", number=case.number, who=made_by),
        across=_("Private. %(who)s", who=made_by) if is_private else "",
        page=_("Page %(page)s of %(pages)s", page="%(page)s", pages="%(pages)s"),
    )


def _blocks(case: Case, contact: ContactLine | None, mark: str) -> Iterable[Block]:
    yield Facts(parts.known(_facts(case)))
    if contact is not None:
        yield Heading(_("Reporter"))
        yield Facts(
            parts.known(
                [
                    (_("Name"), contact.name),
                    (_("Telephone"), contact.phone),
                    (_("E-mail"), contact.email),
                    (_("Opened"), parts.moment(contact.opened_at)),
                ]
            )
        )
    yield Heading(_("What was reported"))
    yield Paragraph(parts.typed(case.text))
    yield from parts.promises(case.id)
    yield Heading(_("History"))
    yield Moments([_step(line) for line in reversed(case.history[: parts.MOST_STEPS])])
    before, after = ([one.id for one in photos] for photos in (case.before, case.after))
    yield from parts.pictures(before, after, is_public=False, mark=mark)
    yield from parts.sealed()
    yield from parts.signature()


def _facts(case: Case) -> list[tuple[object, object]]:
    area = case.area.here if case.area else ""
    return [
        (_("State"), case.state_words),
        (_("Kind of matter"), KIND_WORDS[case.kind]),
        (_("Category"), case.category.title.here if case.category else _("Not known yet")),
        (_("Responsible unit"), case.unit.here if case.unit else _("Not named yet")),
        (_("Also working on it"), ", ".join(unit.here for unit in case.co_units)),
        (_("Officer"), case.officer),
        (_("Urgency"), _("Urgent") if case.is_urgent else ""),
        (_("Channel"), CHANNEL_WORDS[case.channel]),
        (_("Filed"), parts.moment(case.filed_at)),
        (_("Happened"), parts.moment(case.occurred_at) if case.occurred_at else ""),
        (_("Place"), parts.place(area, case.landmark, case.point)),
        (_("Public"), VISIBILITY_WORDS[case.visibility]),
    ]


def _step(line: HistoryLine) -> Step:
    by = f"{line.by.text}, {line.role}" if line.by else str(line.role)
    notes = [_fact(one) for one in line.facts]
    if line.note.text:
        notes.append(parts.typed(line.note))
    return Step(parts.moment(line.at), str(line.words), by, notes)


def _fact(fact: object) -> Words:
    if isinstance(fact, Bilingual):
        return Words(fact.here)
    return parts.typed(fact) if isinstance(fact, Said) else parts.plain(fact)
