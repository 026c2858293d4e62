"""What each tool tells of its records, so that the chain knows none of them.

kinds.register(Kind.IDEA, Teller(shown=..., acted=...))       in the tool's glue, once
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from portal.foundation.i18n import Lazy
from portal.foundation.policy import Actor
from portal.participation.chain.terms import Kind


@dataclass(frozen=True, slots=True)
class Shown:
    """A record as the line shows it, in the language of the moment."""

    title: str
    language: str = ""
    """Of the title, where it is the words of a resident."""
    address: str | None = None
    state: Lazy | str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who acted on a record, and where they are told."""

    email: str
    language: str


@dataclass(frozen=True, slots=True)
class Teller:
    """Two questions about records of one kind, many at a time.

    `shown` leaves out what the actor may not see; with None for the actor it gives what anyone
    may. `acted` gives, by record, who took part in it and wants to be told.
    """

    shown: Callable[[Sequence[int], Actor | None], Mapping[int, Shown]]
    acted: Callable[[Sequence[int]], Mapping[int, Sequence[Reader]]] = lambda _ids: {}


_tellers: dict[Kind, Teller] = {}


def register(kind: Kind, teller: Teller) -> None:
    """Let this tool answer for a kind."""
    _tellers[kind] = teller


def shown(kind: Kind, ids: Sequence[int], actor: Actor | None) -> Mapping[int, Shown]:
    """What may be shown of these; a kind that nobody answers for shows nothing."""
    teller = _tellers.get(kind)
    return teller.shown(ids, actor) if teller and ids else {}


def acted(kind: Kind, ids: Sequence[int]) -> Mapping[int, Sequence[Reader]]:
    """Who acted on each of these."""
    teller = _tellers.get(kind)
    return teller.acted(ids) if teller and ids else {}
