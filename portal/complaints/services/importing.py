"""Many complaints at once, from another register: as they were, with their own dates.

A batch is one transaction: all of it or nothing. What a moment is not known for is not made up: a
finished row without a trustworthy time has a state, but no time of finishing, and no promise is
judged by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import func, insert, select

from portal.complaints import numbering
from portal.complaints.importing.reading import PastComplaint
from portal.complaints.lifecycle import (
    DONE,
    OPEN,
    State,
    Visibility,
)
from portal.complaints.models import (
    MATTER,
    Category,
    Complaint,
    ComplaintContact,
    ComplaintCoUnit,
    ComplaintStep,
    RegisterBook,
)
from portal.complaints.services import categories, courses, indexing, moving, relinking
from portal.complaints.services.filing import TITLE_LENGTH, cell_of, identifier
from portal.complaints.services.imported_steps import steps_of
from portal.foundation import clock, database, fulltext, masking, phones, tenancy, thai
from portal.foundation.database import session
from portal.foundation.fulltext import Document
from portal.municipalities import services as municipalities
from portal.places import queries as places
from portal.response_times import services as promises
from portal.response_times.promises import Matter
from portal.response_times.services import PastMatter
from portal.response_times.standards import PromiseKind

NAMESPACE = UUID("0b6f3f1e-6f6e-5c1b-9b1d-2d7b2f1f8a10")
"""Ids of imported complaints hang on source and number, so that a second run finds them."""
FOUND_BY = ("id", "year", "running", "text", "public_text", "landmark", "is_public")


def known_numbers(source: str) -> set[str]:
    """The numbers of this source that are here already."""
    asked = select(Complaint.source_number).where(Complaint.source == source)
    return {number for number in session.scalars(asked) if number is not None}


class Batch:
    """Writes batches for one municipality and one source; what it needs to know is read once."""

    def __init__(self, source: str, at: datetime) -> None:
        """Read the categories; `at` is the moment of the import."""
        self.source = source
        self.at = at
        self.here = tenancy.municipality_id()
        self.links: list[relinking.Link] = []
        self.categories = {row.code: row for row in session.scalars(select(Category))}
        session.expunge_all()

    def write(self, rows: Sequence[PastComplaint]) -> None:
        """Write these complaints in the present transaction; none of them may be known."""
        if not rows:
            return
        database.lock(f"import:{self.here}")
        categories.add_missing(self.categories, rows)
        made = [self._complaint(row) for row in rows]
        groups = [
            steps_of(self.source, row, values["id"]) for row, values in zip(rows, made, strict=True)
        ]
        steps = [step for group in groups for step in group]
        for step, number in zip(steps, promises.take_past_numbers(len(steps)), strict=True):
            step["number"] = number
        _number(made)
        past = [self._past(row, values) for row, values in zip(rows, made, strict=True)]
        due = promises.promise_many(past, self.at).next_dues
        for values, next_due in zip(made, due, strict=True):
            values["next_due_at"] = next_due if values["is_open"] else None
        session.execute(insert(Complaint), made)
        session.execute(insert(ComplaintStep), steps)
        courses.tell([SimpleNamespace(officer_id=None, **values) for values in made])
        self._beside(rows, made)
        self.links += relinking.links_of(rows)
        fulltext.index_many(session(), self.here, self._documents(rows, made))

    def finish(self) -> None:
        """Tie together what belongs together; bring the map's counts and the tag up to date."""
        relinking.relink(self.source, self.links, self.at)
        moving.recount_map()
        fulltext.compact(session())
        municipalities.show_public_change()

    def _category(self, row: PastComplaint) -> Category | None:
        return self.categories.get(row.category_code) if row.category_code else None

    def _co_units(self, row: PastComplaint) -> Sequence[int]:
        category = self._category(row)
        return category.co_unit_ids if category else ()

    def _complaint(self, row: PastComplaint) -> dict[str, Any]:
        category = self._category(row)
        form_id = uuid5(NAMESPACE, f"{self.here}/{self.source}/{row.number}")
        public_text = masking.masked(row.text)
        title = thai.first_line(public_text, TITLE_LENGTH)
        visibility = _visibility(category)
        return {
            "municipality_id": self.here,
            "id": identifier(row.filed_at, form_id),
            "form_id": form_id,
            "year": clock.local(row.filed_at).year,
            "running": 0,
            "tracking_code": numbering.new_code(),
            "kind": row.kind.value,
            "channel": row.channel.value,
            "priority": row.priority.value,
            "counted_from": None,
            "reason": row.reason,
            "category_id": category.id if category else None,
            "unit_id": category.unit_id if category else None,
            "title": title or (category.title_th if category else "–"),
            "text": row.text,
            "public_text": public_text,
            "language": thai.language_of(row.text),
            **_place(row),
            "filed_at": row.filed_at,
            "recorded_at": self.at,
            "changed_at": row.resolved_at or row.last_activity or row.filed_at,
            **_standing(row),
            "visibility": visibility.value,
            "is_public": visibility is Visibility.PUBLIC and row.state is not State.MERGED,
            "evidence": "",
            "rating": row.stars,
            "rating_reason": "",
            "reopened": row.reopened,
            "source": self.source,
            "source_number": row.number,
            "version": 1,
        }

    def _past(self, row: PastComplaint, values: dict[str, Any]) -> PastMatter:
        met = {}
        if row.acknowledged_at is not None:
            met[PromiseKind.ACKNOWLEDGE] = row.acknowledged_at
        if row.resolved_at is not None and row.state is not State.CLOSED:
            met |= dict.fromkeys((PromiseKind.ANSWER, PromiseKind.RESOLVE), row.resolved_at)
            met.setdefault(PromiseKind.ACKNOWLEDGE, row.resolved_at)
        return PastMatter(
            matter=Matter(MATTER, values["id"]),
            standards=moving.standards(self._category(row), row.filed_at, row.priority),
            started_at=row.filed_at,
            met=met,
            dues={PromiseKind.RESOLVE: row.resolve_by} if row.resolve_by else {},
            is_over=row.state in DONE,
            ended_at=row.resolved_at,
        )

    def _beside(self, rows: Sequence[PastComplaint], made: Sequence[dict[str, Any]]) -> None:
        contacts = [
            {
                "municipality_id": self.here,
                "complaint_id": values["id"],
                "name": row.name,
                "phone": row.phone,
                "mobile": phones.mobile(row.phone) or "",
                "email": row.email,
                "language": values["language"],
                "shows_name": False,
            }
            for row, values in zip(rows, made, strict=True)
            if row.name or row.phone or row.email
        ]
        if contacts:
            session.execute(insert(ComplaintContact), contacts)
        helping = [
            {"municipality_id": self.here, "complaint_id": values["id"], "unit_id": unit_id}
            for row, values in zip(rows, made, strict=True)
            for unit_id in self._co_units(row)
        ]
        if helping:
            session.execute(insert(ComplaintCoUnit), helping)

    def _documents(
        self, rows: Sequence[PastComplaint], made: Sequence[dict[str, Any]]
    ) -> Iterable[Document]:
        for row, values in zip(rows, made, strict=True):
            words = {name: values[name] for name in FOUND_BY}
            yield indexing.document(SimpleNamespace(**words), self._category(row))


def _standing(row: PastComplaint) -> dict[str, Any]:
    """Its state, and when it ended where that is known."""
    finished = row.state not in {State.CLOSED, State.MERGED}
    return {
        "state": row.state.value,
        "is_open": row.state in OPEN,
        "is_referred": row.state is State.REFERRED,
        "resolved_at": row.resolved_at if finished else None,
        "closed_at": row.resolved_at if row.state in DONE else None,
    }


def _place(row: PastComplaint) -> dict[str, Any]:
    where = None
    if row.lat is not None and row.lon is not None:
        where = places.where_is(row.lat, row.lon)
    return {
        "lat": row.lat,
        "lon": row.lon,
        "cell": cell_of(row.lat, row.lon),
        "area_id": where.area_id if where else None,
        "landmark": row.landmark,
        "is_outside": bool(where and not where.inside),
    }


def _visibility(category: Category | None) -> Visibility:
    return Visibility(category.visibility) if category else Visibility.REVIEW


def _number(made: Sequence[dict[str, Any]]) -> None:
    """Give register numbers by year, in the order of filing, from where each year's book stands."""
    for year in sorted({values["year"] for values in made}):
        book = session.scalar(
            select(RegisterBook).where(RegisterBook.year == year).with_for_update()
        )
        if book is None:
            book = RegisterBook(year=year, last=0)
            session.add(book)
        of_year = [values for values in made if values["year"] == year]
        for values in sorted(of_year, key=lambda values: values["id"]):
            book.last += 1
            values["running"] = book.last
    session.flush()


def imported(source: str) -> int:
    """How many complaints of this source are here."""
    asked = select(func.count()).select_from(Complaint).where(Complaint.source == source)
    return session.scalar(asked) or 0
