"""What both documents are put together from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from flask import url_for

from portal.attachments import content, marking
from portal.complaints.lifecycle import STATE_WORDS, State
from portal.complaints.models import MATTER
from portal.complaints.queries.said import Said
from portal.foundation import dates
from portal.foundation.documents import (
    NO_LANGUAGE,
    Block,
    Facts,
    Heading,
    Paragraph,
    Picture,
    Pictures,
    Words,
)
from portal.foundation.i18n import _, language, ngettext
from portal.response_times import queries as promised
from portal.response_times.promises import Matter, PromiseLine
from portal.response_times.queries import proofs
from portal.response_times.wording import until

MOST_PICTURES = 6
"""More would make a document that no telephone on a slow line can fetch."""
MOST_STEPS = 200
BLANK = "…" * 20
"""To be filled in by hand."""


def plain(words: object) -> Words:
    """Words of the interface, in the language of the document."""
    return Words(str(words))


def typed(words: Said) -> Words:
    """Words that somebody typed, with the language they are in."""
    return Words(words.text, words.language)


def known(lines: Iterable[tuple[object, object]]) -> list[tuple[str, Words]]:
    """The facts that are known, each with its words."""
    return [
        (str(label), typed(value) if isinstance(value, Said) else plain(value))
        for label, value in lines
        if value and str(value)
    ]


def moment(at: datetime) -> str:
    """A moment as the document writes it."""
    return dates.moment(at, language())


def place(area: object, landmark: Said, point: tuple[float, float] | None) -> str:
    """Where it is, in one line."""
    where = f"{point[0]:.5f}, {point[1]:.5f}" if point else ""
    return " · ".join(part for part in (str(area or ""), landmark.text, where) if part)


def state_words(state: State) -> str:
    """How far it is."""
    return str(STATE_WORDS[state])


def promises(complaint_id: int) -> list[Block]:
    """What the municipality promised in the present round, and what came of it."""
    lines = [
        line
        for line in promised.promises_of(Matter(MATTER, complaint_id))
        if line.is_duty and line.superseded_at is None
    ]
    newest = max((line.round for line in lines), default=1)
    facts = [(str(line.label), plain(_outcome(line))) for line in lines if line.round == newest]
    return [Heading(_("Promised times")), Facts(facts)] if facts else []


def sealed() -> list[Block]:
    """The newest signed head of all histories, so that it lives outside this server, too."""
    head = proofs.latest_printed()
    if head is None:
        return []
    said = _(
        "On %(moment)s the portal signed %(n)s steps of all cases, so that nobody can change them"
        " unseen.",
        moment=moment(head.at),
        n=f"{head.steps:,}",
    )
    seals = [
        (_("Seal"), f"{head.size}:{head.root}"),
        (_("Key of the signature"), head.key),
        (_("To be checked at"), url_for("response_times.proof", _external=True)),
    ]
    return [
        Heading(_("Proof that nothing was changed")),
        Paragraph(plain(said)),
        Facts([(label, Words(sign, NO_LANGUAGE)) for label, sign in seals]),
    ]


def signature() -> list[Block]:
    """Room for the signature, name and office of whoever signs."""
    signed, office = _("Signed"), _("Position")
    lines = (f"{signed} {BLANK}", f"({BLANK})", f"{office} {BLANK}")
    return [Heading(_("To be signed")), Paragraph(Words("\n".join(lines)))]


def _outcome(line: PromiseLine) -> str:
    due = until(line.due_at)
    if line.met_at is not None:
        return _("%(due)s; done %(moment)s", due=due, moment=moment(line.met_at))
    if line.cancelled_at is not None:
        return _("%(due)s; no longer owed", due=due)
    return _("%(due)s; not done yet", due=due)


def pictures(
    before: Sequence[UUID], after: Sequence[UUID], *, is_public: bool, mark: str = ""
) -> list[Block]:
    """Photos of before and after, the first of each first; how many were left out is said."""
    half = MOST_PICTURES // 2
    first = [*before[: max(half, MOST_PICTURES - len(after))]]
    then = [*after[: MOST_PICTURES - len(first)]]
    shown = [
        Picture(marking.marked(jpeg, mark) if mark else jpeg, words, words)
        for words, jpeg in _numbered(first, then, is_public=is_public)
    ]
    blocks: list[Block] = [Heading(_("Photos")), Pictures(shown)] if shown else []
    left_out = len(before) + len(after) - len(first) - len(then)
    if left_out:
        more = ngettext(
            "%(n)s more photo is on the portal.", "%(n)s more photos are on the portal.", left_out
        )
        blocks.append(Facts([(_("Not printed"), plain(more))]))
    return blocks


def _numbered(
    before: Sequence[UUID], after: Sequence[UUID], *, is_public: bool
) -> list[tuple[str, bytes]]:
    named = [(_("Before the work, photo %(n)s", n=n), one) for n, one in enumerate(before, 1)]
    named += [(_("After the work, photo %(n)s", n=n), one) for n, one in enumerate(after, 1)]
    read = ((words, content.picture(one, is_public=is_public)) for words, one in named)
    return [(words, jpeg) for words, jpeg in read if jpeg is not None]
