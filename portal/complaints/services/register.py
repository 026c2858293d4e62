"""The register: one running number after another in each year, without gaps."""

from __future__ import annotations

from sqlalchemy import bindparam, update

from portal.complaints.models import RegisterBook
from portal.foundation import database

_NEXT = (
    update(RegisterBook)
    .where(RegisterBook.year == bindparam("of_year"))
    .values(last=RegisterBook.last + bindparam("count"))
    .returning(RegisterBook.last)
)


def next_numbers(year: int, count: int) -> range:
    """The next numbers of the year's register, without gaps: the row stays locked until commit."""
    last = database.run(_NEXT, {"of_year": year, "count": count}).scalar_one_or_none()
    if last is None:
        last = count
        database.write_now(RegisterBook(year=year, last=last))
    return range(last - count + 1, last + 1)
