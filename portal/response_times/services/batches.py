"""The same for many matters in one go: their books are opened together, with two questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select

from portal.foundation.database import session
from portal.response_times.lifecycle import refuse_before
from portal.response_times.models import Pause, Promise
from portal.response_times.promises import Matter
from portal.response_times.services.book import Book
from portal.response_times.standards import PromiseKind, Standard


def meet_many(
    matters: Sequence[Matter],
    kinds: Collection[PromiseKind],
    at: datetime,
    news: Mapping[int, Sequence[Standard]] | None = None,
) -> dict[int, datetime | None]:
    """Note for matters of one kind that these promises were met; returns their next due moments.

    `news`, by matter, are the standards by which the next news are due: for matters that were
    told some. The caller holds the matters' own rows locked.

    Raises:
        OutOfOrder: the step lies before one of the matters began.

    """
    books = _open_books(matters, at)
    for number, book in books.items():
        for kind in kinds:
            book.meet(kind, at)
        standards = (news or {}).get(number)
        if standards is not None and _has_news(book, standards):
            book.tell_news(standards, at)
    session.flush()
    return {number: book.next_due() for number, book in books.items()}


def _has_news(book: Book, standards: Sequence[Standard]) -> bool:
    """Whether news were promised or are to be: else telling some changes nothing."""
    return book.open_promise(PromiseKind.NEWS) is not None or any(
        standard.promise_kind is PromiseKind.NEWS for standard in standards
    )


def _open_books(matters: Sequence[Matter], at: datetime) -> dict[int, Book]:
    if not matters:
        return {}
    kind, ids = matters[0].kind, [matter.id for matter in matters]
    promises: defaultdict[int, list[Promise]] = defaultdict(list)
    for promise in session.scalars(
        select(Promise)
        .where(Promise.matter_kind == kind, Promise.matter_id.in_(ids))
        .order_by(Promise.matter_id, Promise.id)
        .with_for_update()
    ):
        promises[promise.matter_id].append(promise)
    pauses: defaultdict[int, list[Pause]] = defaultdict(list)
    for pause in session.scalars(
        select(Pause)
        .where(Pause.matter_kind == kind, Pause.matter_id.in_(ids))
        .order_by(Pause.began_at, Pause.id)
    ):
        pauses[pause.matter_id].append(pause)
    books = {matter.id: Book(matter, promises[matter.id], pauses[matter.id]) for matter in matters}
    for book in books.values():
        refuse_before(book.began_at, at)
    return books
