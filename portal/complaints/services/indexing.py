"""The words by which complaints are found, written with each change."""

from __future__ import annotations

from typing import Protocol

from sqlalchemy import select

from portal.complaints.models import Category, Complaint
from portal.foundation import fulltext, masking, tenancy
from portal.foundation.database import session
from portal.foundation.fulltext import Document


class Findable(Protocol):
    """What a complaint is found by."""

    id: int
    year: int
    running: int
    text: str
    public_text: str
    landmark: str
    is_public: bool


def document(complaint: Findable, category: Category | None) -> Document:
    """The words by which it is found: by everyone in its public copy, by staff in all.

    Where nothing is masked the two copies are one, and it is written once.
    """
    number = f"{complaint.year}{complaint.running:06d}"
    titles = f"{category.title_th}\n{category.title_en}" if category else ""
    landmark = masking.masked(complaint.landmark)
    shown = (complaint.public_text, landmark)
    whole = (complaint.text, complaint.landmark)
    return Document(
        id=complaint.id,
        text="\n".join((*shown, titles, number)),
        public=complaint.is_public,
        staff_text="" if shown == whole else "\n".join(whole),
    )


def index(complaint: Complaint, category: Category | None) -> None:
    """Write these words, in place of the former ones."""
    fulltext.index_many(session(), complaint.municipality_id, [document(complaint, category)])


def reindex(after: int = 0, limit: int = 500) -> int:
    """Write the words of the next complaints after an id anew; returns the last id, 0 at the end.

    Needed when the words that count as one matter have changed.
    """
    rows = session.scalars(
        select(Complaint).where(Complaint.id > after).order_by(Complaint.id).limit(limit)
    ).all()
    categories = {row.id: row for row in session.scalars(select(Category))}
    fulltext.index_many(
        session(),
        tenancy.municipality_id(),
        [document(row, categories.get(row.category_id or 0)) for row in rows],
    )
    return rows[-1].id if rows else 0
