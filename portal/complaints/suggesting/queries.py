"""What a text seems to be about, and what can be learned from."""

from __future__ import annotations

import csv
import gzip
import time
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from sqlalchemy import Select, func, or_, select

from portal.complaints import guessing
from portal.complaints.lifecycle import Visibility
from portal.complaints.models import Category, Complaint
from portal.complaints.queries import choices
from portal.complaints.queries.choices import CategoryLine
from portal.complaints.suggesting.learning import Example
from portal.complaints.suggesting.models import SuggestionModel
from portal.complaints.suggesting.weights import Unreadable, Weights, from_bytes
from portal.complaints.terms import Withheld
from portal.foundation import tenancy
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual

ENOUGH = 2000
"""Own complaints with a category; with fewer, the shipped model answers."""
MOST_EXAMPLES = 20_000
"""The newest ones. More of them is slower and no better: words and habits change."""
SHORTEST = 8
"""Characters below which nothing is suggested."""
MOST = 3
LEAST_SHARE = 0.06
FIRST_SHARE = 0.12
"""Where not even the likeliest has this share, the text says too little."""
KEPT_SECONDS = 60.0
MOST_KEPT = 4
"""Municipalities whose model stays in a process's memory: at most 2 MB each."""
SHIPPED = Path(__file__).with_name("shipped.npz")
PHRASES = Path(__file__).with_name("phrases.tsv.gz")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A category that a text seems to belong to, and the unit that would do it."""

    category: CategoryLine
    unit: Bilingual | None
    share: float


@dataclass(frozen=True, slots=True)
class _Kept:
    until: float
    learned_at: datetime | None
    weights: Weights | None


_kept: OrderedDict[int, _Kept] = OrderedDict()


def suggested(text: str, *, for_staff: bool = False) -> list[Suggestion]:
    """At most three categories that the reader can choose now, the likeliest first.

    None for what accuses somebody: such a matter has no category and belongs on another form.
    """
    if len(text.strip()) < SHORTEST or guessing.is_about_conduct(text):
        return []
    lines = choices.categories() if for_staff else choices.residents_categories()
    offered = {line.code: line for line in lines}
    shares = [one for one in _weights().shares(text) if one[0] in offered]
    if not shares or shares[0][1] < FIRST_SHARE:
        return []
    return [
        Suggestion(offered[code], _unit(offered[code]), share)
        for code, share in shares[:MOST]
        if share >= LEAST_SHARE
    ]


def _unit(category: CategoryLine) -> Bilingual | None:
    line = choices.unit(category.unit_id)
    return line.title if line else None


@cache
def shipped() -> Weights:
    """The model that comes with the portal, learned from phrases of its own."""
    return from_bytes(SHIPPED.read_bytes())


def phrases() -> tuple[Example, ...]:
    """The phrases that the shipped model was learned from, with the code of their category."""
    with gzip.open(PHRASES, "rt", encoding="utf-8", newline="") as lines:
        return tuple(Example(text, code) for code, text in csv.reader(lines, delimiter="\t"))


def forget() -> None:
    """Read the models afresh from now on, in this process."""
    _kept.clear()


def _weights() -> Weights:
    """The municipality's own model; the shipped one where there is none that can be used."""
    here, now = tenancy.municipality_id(), time.monotonic()
    kept = _kept.get(here)
    if kept is None or kept.until < now:
        kept = _kept[here] = _read(kept, now + KEPT_SECONDS)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    _kept.move_to_end(here)
    return kept.weights or shipped()


def _read(known: _Kept | None, until: float) -> _Kept:
    """The kept model again; its bytes are fetched only where another one was learned."""
    learned_at = last_learned()
    if known is not None and known.learned_at == learned_at:
        return _Kept(until, learned_at, known.weights)
    written = session.scalar(select(SuggestionModel.weights))
    try:
        weights = from_bytes(written) if written else None
    except Unreadable:  # of an earlier version of the portal: the next round learns it anew
        weights = None
    return _Kept(until, learned_at, weights)


def last_learned() -> datetime | None:
    """When the model in use was learned; None where there is none of this municipality's own."""
    return session.scalar(select(SuggestionModel.learned_at))


def has_enough() -> bool:
    """Whether there are enough own complaints to learn from."""
    return (session.scalar(select(func.count()).select_from(_teaching().subquery())) or 0) >= ENOUGH


def examples() -> list[Example]:
    """The newest complaints that have a category, each text once, masked.

    Nothing is learned from what was told in private: for categories that only staff read, phrases
    of the portal's own stand in.
    """
    rows = session.execute(_teaching().order_by(Complaint.id.desc()).limit(MOST_EXAMPLES))
    texts: dict[str, str] = {}
    for row in rows:
        texts.setdefault(row.public_text, row.code)
    private = {line.code for line in choices.categories() if line.visibility == Visibility.PRIVATE}
    own = [Example(text, code) for text, code in texts.items()]
    return own + [phrase for phrase in phrases() if phrase.code in private]


def _teaching() -> Select[str, str]:
    """What teaches: masked words, never what is gone or was misuse."""
    return (
        select(Complaint.public_text, Category.code)
        .join(Category, Category.id == Complaint.category_id)
        .where(
            Category.is_active.is_(True),
            Category.visibility != Visibility.PRIVATE.value,
            Complaint.visibility != Visibility.PRIVATE.value,
            Complaint.words_gone_at.is_(None),
            or_(Complaint.withheld.is_(None), Complaint.withheld != Withheld.MISUSE.value),
            func.length(Complaint.public_text) >= SHORTEST,
        )
    )
