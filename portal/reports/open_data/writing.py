"""Rows as CSV, JSON and GeoJSON, page by page: whatever the size, a few thousand rows at a time."""

from __future__ import annotations

import csv
import io
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from portal.foundation.clock import BANGKOK
from portal.reports.open_data.terms import Dataset, Kind, Line, Value
from portal.response_times.figures.exporting import FORMULA

MARK = "\ufeff"
PAGE = 2000
LEVEL = 5
GZIP = 16
"""What zlib takes for gzip's frame."""
Pages = Iterable[Sequence[Line]]


def csv_text(dataset: Dataset, pages: Pages) -> Iterator[str]:
    """UTF-8 with a mark, for spreadsheets, too: no cell is run as a formula."""
    yield MARK + _written([[one.name for one in dataset.fields]])
    told = [_told_in_cell(one.kind) for one in dataset.fields]
    for page in pages:
        yield _written([[tell(value) for tell, value in zip(told, line.values)] for line in page])  # noqa: B905 - a test compares their lengths; a million rows are read so


def json_text(dataset: Dataset, pages: Pages) -> Iterator[str]:
    """A list of objects."""
    names = [one.name for one in dataset.fields]
    yield "["
    before = "\n"
    for page in pages:
        rows = (_object(names, line.values) for line in page)
        yield before + ",\n".join(rows)
        before = ",\n"
    yield "\n]\n"


def geojson_text(dataset: Dataset, pages: Pages) -> Iterator[str]:
    """A collection of points (RFC 7946); what has no place is in the other files only."""
    kinds = [one.kind for one in dataset.fields]
    lat, lon = kinds.index(Kind.LATITUDE), kinds.index(Kind.LONGITUDE)
    names = [one.name for one in dataset.fields]
    yield '{"type": "FeatureCollection", "features": ['
    before = "\n"
    for page in pages:
        points = [
            _feature(names, line.values, lat, lon)
            for line in page
            if line.values[lat] is not None and line.values[lon] is not None
        ]
        if points:
            yield before + ",\n".join(points)
            before = ",\n"
    yield "\n]}\n"


def packed(text: Iterable[str]) -> Iterator[bytes]:
    """The same as gzip, piece by piece: nothing is gathered first."""
    packer = zlib.compressobj(LEVEL, wbits=zlib.MAX_WBITS | GZIP)
    for piece in text:
        if ready := packer.compress(piece.encode()):
            yield ready
    yield packer.flush()


def _feature(names: Sequence[str], values: Sequence[Value], lat: int, lon: int) -> str:
    rest = {
        name: _plain(value)
        for place, (name, value) in enumerate(zip(names, values, strict=True))
        if place not in {lat, lon}
    }
    point = {"type": "Point", "coordinates": [values[lon], values[lat]]}
    told = {"type": "Feature", "geometry": point, "properties": rest}
    return json.dumps(told, ensure_ascii=False)


def _object(names: Sequence[str], values: Sequence[Value]) -> str:
    told = {name: _plain(value) for name, value in zip(names, values, strict=True)}
    return json.dumps(told, ensure_ascii=False)


def _plain(value: Value) -> Any:  # noqa: ANN401 - what JSON knows
    if isinstance(value, datetime):
        return _moment(value)
    return value.isoformat() if isinstance(value, date) else value


def _moment(value: datetime) -> str:
    return value.astimezone(BANGKOK).isoformat(timespec="seconds")


def _told_in_cell(kind: Kind) -> Callable[[Any], Any]:
    """How a value of a column stands in a cell; nothing stands as nothing."""
    match kind:
        case Kind.MOMENT:
            return lambda value: "" if value is None else _moment(value)
        case Kind.DAY:
            return lambda value: "" if value is None else value.isoformat()
        case Kind.FLAG:
            return lambda value: "" if value is None else str(value).lower()
        case Kind.TEXT:
            return lambda value: f"'{value}" if value and value.startswith(FORMULA) else value
        case _:
            return lambda value: value


def _written(rows: Iterable[Sequence[Any]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()
