"""The values of an archive: plain JSON, the same whichever database they come from or go to."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from portal.foundation.database import Moment

_Value = Callable[[Any], Any]
KINDS: dict[str, tuple[type[Any], sa.types.TypeEngine[Any], _Value, _Value]] = {
    "json": (sa.JSON, sa.Text(), str, str),
    "moment": (Moment, Moment(), datetime.isoformat, datetime.fromisoformat),
    "bytes": (
        sa.LargeBinary,
        sa.LargeBinary(),
        lambda value: base64.b64encode(value).decode(),
        base64.b64decode,
    ),
    "uuid": (sa.Uuid, sa.Uuid(), str, UUID),
    "bool": (sa.Boolean, sa.Boolean(), bool, bool),
    "date": (sa.Date, sa.Date(), date.isoformat, date.fromisoformat),
    "time": (sa.Time, sa.Time(), time.isoformat, time.fromisoformat),
    "float": (sa.Float, sa.Double(), float, float),
    "number": (sa.Integer, sa.BigInteger(), int, int),
    "text": (sa.String, sa.Text(), str, str),
}
"""For each kind: what columns are of it, how a statement speaks of it, into the file and out."""


def kind_of(column: sa.Column[Any]) -> str:
    """The kind of a column. Raises LookupError for a type nobody has thought of."""
    for kind, (type_, *_rest) in KINDS.items():
        if isinstance(column.type, type_):
            return kind
    raise LookupError(f"{column.table.name}.{column.name}: {column.type!r}")


def selected(table: sa.Table) -> list[sa.ColumnElement[Any]]:
    """The columns of a table as they are read: JSON as the very text that is stored."""
    return [
        sa.cast(column, sa.Text).label(column.name) if kind_of(column) == "json" else column
        for column in table.columns
    ]


def written(kinds: Sequence[str], row: Iterable[Any]) -> bytes:
    """A row as one line of a file."""
    values = [
        None if value is None else KINDS[kind][2](value)
        for kind, value in zip(kinds, row, strict=True)
    ]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def read(columns: Mapping[str, str], lines: bytes) -> list[dict[str, Any]]:
    """Rows of a file, ready for `insertion`."""
    kinds = list(columns.items())
    return [
        {
            name: None if value is None else KINDS[kind][3](value)
            for (name, kind), value in zip(kinds, json.loads(line), strict=True)
        }
        for line in lines.splitlines()
    ]


def insertion(table: str, columns: Mapping[str, str], *, postgresql: bool) -> sa.Insert:
    """The statement that writes such rows, without any model: an old archive has old columns."""
    plain = sa.table(table, *(sa.column(name, KINDS[kind][1]) for name, kind in columns.items()))
    values = {
        name: sa.cast(sa.bindparam(name, type_=sa.Text), JSONB)
        if kind == "json" and postgresql
        else sa.bindparam(name, type_=KINDS[kind][1])
        for name, kind in columns.items()
    }
    return sa.insert(plain).values(values)
