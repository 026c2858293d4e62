"""Whoever took part in an early record of the chain hears when a later one goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.channels import rendering, services
from portal.channels.lifecycle import Medium, Occasion
from portal.channels.links import without_links
from portal.channels.rendering import Rendered
from portal.channels.services import NewNotice
from portal.foundation.i18n import LANGUAGES, Bilingual, Lazy, lazy, speaking
from portal.foundation.outbox import listens
from portal.participation.chain import kinds, queries
from portal.participation.chain.events import ChainMoved
from portal.participation.chain.kinds import Reader
from portal.participation.chain.terms import KIND_WORDS, Kind, Record

SUBJECT = lazy("What came of it: %(title)s")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a message tells, in the reader's language. Words of residents stay as they are."""

    first_kind: Lazy
    first_title: str
    kind: Lazy
    title: str
    what: str


@listens(ChainMoved)
def tell_earlier(fact: ChainMoved, at: datetime) -> None:
    """Everyone who took part in an earlier record, once; nothing that anyone may not read."""
    record = (Kind(fact.kind), fact.record_id)
    what = Bilingual(fact.what_th, fact.what_en)
    people = queries.interested(record)
    for language in LANGUAGES:
        with speaking(language):
            titles = _titles([record, *(one.record for one in people)])
            if record not in titles:
                return
            for one in people:
                if one.reader.language == language and one.record in titles:
                    told = _told(one.record, record, titles, what)
                    _send(one.reader, told, f"{fact.kind}:{fact.record_id}:{fact.moment}", at)


def _titles(records: list[Record]) -> dict[Record, str]:
    """What each is called, of those that anyone may read."""
    found: dict[Record, str] = {}
    for kind in {kind for kind, _id in records}:
        ids = sorted({id_ for one, id_ in records if one is kind})
        found |= {(kind, id_): one.title for id_, one in kinds.shown(kind, ids, None).items()}
    return found


def _told(first: Record, record: Record, titles: dict[Record, str], what: Bilingual) -> Facts:
    first_kind, kind = KIND_WORDS[first[0]], KIND_WORDS[record[0]]
    return Facts(first_kind, titles[first], kind, titles[record], what.here)


def _send(reader: Reader, facts: Facts, key: str, at: datetime) -> None:
    profile = rendering.here()
    subject = str(SUBJECT) % {"title": facts.first_title}
    message = Rendered(
        rendering.one_line(without_links(f"{subject} – {profile.title.here}")),
        rendering.written("channels/chain.txt", profile, facts),
    )
    new = NewNotice(Occasion.CHAIN, Medium.EMAIL, key, reader.email, reader.language, message)
    services.write(new, at)
