"""Questions to the log. Lines of confidential matters are not here: those concerned see them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, func, or_, select, tuple_

from portal.accounts.models import Person
from portal.complaints import policy as complaint_policy
from portal.complaints.models import MATTER, Complaint
from portal.complaints.numbering import formatted
from portal.foundation import paging, tenancy, thai
from portal.foundation.audit import Act, AuditLine
from portal.foundation.clock import BANGKOK
from portal.foundation.database import session
from portal.foundation.i18n import language, lazy
from portal.foundation.paging import Page
from portal.foundation.policy import ROLE_WORDS, STAFF, Actor, Role
from portal.municipalities import queries as municipalities
from portal.oversight.models import PolicyReport
from portal.oversight.wording import DETAILS, FORMS, KINDS

ROWS = 50
MOST_BROKEN = 50
MOST_EXPORTED = 20_000
_AT_ONCE = 500
_ROLES = frozenset({"role", "before", "after"})


@dataclass(frozen=True, slots=True)
class Asked:
    """Which lines: of one person, of one act, of some days, about one matter."""

    person_id: int | None = None
    act: str = ""
    since: date | None = None
    until: date | None = None
    matter: tuple[str, str] | None = None
    """Its kind and its id."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line as it is read."""

    id: int
    at: datetime
    person_id: int | None
    name: str
    role: object
    unit: object
    act: str
    words: object
    what: str
    """What it was done to, in words; empty for nothing in particular."""
    address: tuple[int, int] | None
    """Year and number of a complaint this reader may open."""
    details: tuple[tuple[object, str], ...]


@dataclass(frozen=True, slots=True)
class _Names:
    """What the numbers in some lines stand for, for this reader."""

    people: dict[str, str]
    units: dict[int, object]
    complaints: dict[str, tuple[int, int, bool]]
    """Year, number, and whether the reader may open the case."""


def page(reader: Actor, asked: Asked, cursor: str | None) -> Page[LogLine]:
    """A page of the log, newest first."""
    position = paging.decoded(cursor, (datetime, int))
    backwards = position is not None and position.backwards
    key = tuple_(AuditLine.at, AuditLine.id)
    wanted = select(AuditLine).where(*_which(asked))
    if position is not None:
        wanted = wanted.where(key > position.key if backwards else key < position.key)
    way = (
        (AuditLine.at.asc(), AuditLine.id.asc())
        if backwards
        else (AuditLine.at.desc(), AuditLine.id.desc())
    )
    rows = session.scalars(wanted.order_by(*way).limit(ROWS + 1)).all()
    lines = _read(reader, rows)
    return paging.page(lines, ROWS, lambda line: (line.at, line.id), position)


def newest(reader: Actor, asked: Asked, limit: int = MOST_EXPORTED) -> list[LogLine]:
    """The newest lines, as many as `limit`."""
    wanted = select(AuditLine).where(*_which(asked))
    ordered = wanted.order_by(AuditLine.at.desc(), AuditLine.id.desc()).limit(limit)
    return _read(reader, session.scalars(ordered).all())


def acts() -> list[Act]:
    """Every act there can be a line of, in the order of its words."""
    told = [act for act in Act.known.values() if not act.confidential]
    return sorted(told, key=lambda act: thai.sort_key(str(act.words)))


def people() -> list[tuple[int, str]]:
    """Everyone who is or was a member of staff: id and name, in the order of the names."""
    rows = session.execute(
        select(Person.id, Person.name, Person.email).where(
            Person.role.in_([role.value for role in STAFF])
        )
    )
    named = [(row.id, row.name or row.email or "") for row in rows]
    return sorted(named, key=lambda pair: thai.sort_key(pair[1]))


def complaint_by(reader: Actor, year: int, running: int) -> str | None:
    """The id of the complaint with this number, if this reader may know of it."""
    found = session.scalar(
        select(Complaint.id).where(
            Complaint.year == year, Complaint.running == running, _may_know(reader)
        )
    )
    return str(found) if found is not None else None


def _may_know(reader: Actor) -> ColumnElement[bool]:
    return or_(complaint_policy.readable_by(reader), complaint_policy.public())


def _which(asked: Asked) -> Iterable[ColumnElement[bool]]:
    yield AuditLine.is_confidential.is_(False)
    if asked.person_id is not None:
        yield AuditLine.person_id == asked.person_id
    if asked.act:
        yield AuditLine.act == asked.act
    if asked.since is not None:
        yield AuditLine.at >= _midnight(asked.since)
    if asked.until is not None:
        yield AuditLine.at < _midnight(asked.until + timedelta(days=1))
    if asked.matter is not None:
        kind, what = asked.matter
        yield (AuditLine.kind == kind) & (AuditLine.what == what)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BANGKOK).astimezone(UTC)


def _read(reader: Actor, rows: Sequence[AuditLine]) -> list[LogLine]:
    people = {row.person_id for row in rows if row.person_id is not None}
    people |= {int(row.what) for row in rows if row.kind == "person" and row.what.isdecimal()}
    names = _Names(
        _people(people),
        {unit.id: unit.title.here for unit in municipalities.every_unit()},
        _complaints(
            reader, {int(row.what) for row in rows if row.kind == MATTER and row.what.isdecimal()}
        ),
    )
    return [_line(row, names) for row in rows]


def _people(ids: Collection[int]) -> dict[str, str]:
    wanted = select(Person.id, Person.name)
    rows = (
        row for some in _parts(ids) for row in session.execute(wanted.where(Person.id.in_(some)))
    )
    return {str(row.id): row.name for row in rows}


def _complaints(reader: Actor, ids: Collection[int]) -> dict[str, tuple[int, int, bool]]:
    """Those this reader may know of: year, number, and whether they may open the case."""
    own = complaint_policy.readable_by(reader)
    wanted = select(Complaint.id, Complaint.year, Complaint.running, own.label("own"))
    rows = (
        row
        for some in _parts(ids)
        for row in session.execute(wanted.where(Complaint.id.in_(some), _may_know(reader)))
    )
    return {str(row.id): (row.year, row.running, bool(row.own)) for row in rows}


def _parts(ids: Collection[int]) -> Iterable[Sequence[int]]:
    listed = sorted(ids)
    return (listed[start : start + _AT_ONCE] for start in range(0, len(listed), _AT_ONCE))


def _line(row: AuditLine, names: _Names) -> LogLine:
    act = Act.known.get(row.act)
    known = names.complaints.get(row.what) if row.kind == MATTER else None
    return LogLine(
        id=row.id,
        at=row.at,
        person_id=row.person_id,
        name=names.people.get(str(row.person_id), ""),
        role=_role(row.role),
        unit=names.units.get(row.unit_id or 0, ""),
        act=row.act,
        words=act.words if act else row.act,
        what=_what(row, names),
        address=known[:2] if known and known[2] else None,
        details=tuple(
            (DETAILS.get(name, name), _value(name, value, names))
            for name, value in row.details.items()
        ),
    )


def _role(code: str) -> object:
    return ROLE_WORDS[Role(code)] if code in set(Role) else lazy("The portal or its operator")


def _what(row: AuditLine, names: _Names) -> str:
    """What it was done to: by its number or name where this reader may know it."""
    if row.kind == MATTER and row.what in names.complaints:
        year, running, _own = names.complaints[row.what]
        profile = municipalities.profile_of(tenancy.municipality_id())
        letters = profile.letters.here if profile else ""
        return formatted(letters, year, running, language())
    if row.kind == "page":
        return str(FORMS.get(row.what, row.what))
    if row.kind == "person" and row.what == str(row.person_id):
        return ""
    if row.kind in {MATTER, "person"}:
        return names.people.get(row.what, "") or str(KINDS[row.kind])
    title = str(KINDS.get(row.kind, row.kind))
    return f"{title} {row.what}".strip()


def _value(name: str, value: object, names: _Names) -> str:
    if name in _ROLES and value in set(Role):
        return str(ROLE_WORDS[Role(str(value))])
    if name == "person":
        return names.people.get(str(value), str(value))
    if isinstance(value, bool):
        return str(lazy("yes") if value else lazy("no"))
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "–" if value is None or value == "" else str(value)


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """What browsers kept a page from, how often, and on which day last."""

    route: str
    directive: str
    source: str
    n: int
    last: date


def broken_policies(since: date) -> list[BrokenLine]:
    """What browsers refused of our pages since a day, the most frequent first."""
    kind = (PolicyReport.route, PolicyReport.directive, PolicyReport.source)
    n = func.sum(PolicyReport.n)
    rows = session.execute(
        select(*kind, n, func.max(PolicyReport.day))
        .where(PolicyReport.day >= since)
        .group_by(*kind)
        .order_by(n.desc(), *kind)
        .limit(MOST_BROKEN)
    )
    return [
        BrokenLine(route, directive, source, int(often), last)
        for route, directive, source, often, last in rows
    ]
