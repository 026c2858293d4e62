"""The doors of open data: what there is, what its columns mean, and the files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from email.utils import format_datetime
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Final

from flask import Response as FlaskResponse
from flask import current_app, g, render_template, request, url_for

from portal.foundation import tenancy
from portal.foundation.errors import NotFound, TooMany
from portal.foundation.i18n import language, lazy, speaking
from portal.foundation.policy import ANYONE
from portal.foundation.web import open_to, profile, unchanged
from portal.reports.open_data import writing
from portal.reports.open_data.catalogue import LICENCE, TYPES, catalogue, forms_of
from portal.reports.open_data.datasets import DATASETS
from portal.reports.open_data.terms import KIND_WORDS, Dataset, Line
from portal.reports.views.door import blueprint

if TYPE_CHECKING:
    from flask.ctx import AppContext
    from flask.typing import ResponseReturnValue

ANY_DATASET: Final = (
    '<any("complaints","response-times","projects","ideas","plan-items","milestones","results",'
    '"ballots"):key>'
)
AT_ONCE: Final = 2
"""Files that one process gives out at a time: pages for people come first."""
_TURNS = BoundedSemaphore(AT_ONCE)
WRITERS: Final[dict[str, Callable[[Dataset, writing.Pages], Iterator[str]]]] = {
    "csv": writing.csv_text,
    "json": writing.json_text,
    "geojson": writing.geojson_text,
}


class _Turn:
    """A turn that was taken: given back once, when the file is out or nobody reads on."""

    def __init__(self) -> None:
        self.is_over = False

    def give_back(self) -> None:
        if not self.is_over:
            self.is_over = True
            _TURNS.release()

    def during(self, text: Iterator[str]) -> Iterator[str]:
        try:
            yield from text
        finally:
            self.give_back()


@blueprint.get("/open-data")
@open_to(*ANYONE)
def open_data() -> ResponseReturnValue:
    """Every dataset, its files and the licence."""
    return render_template(
        "reports/open_data.html", datasets=DATASETS.values(), forms_of=forms_of, licence=LICENCE
    )


@blueprint.get(f"/open-data/{ANY_DATASET}")
@open_to(*ANYONE)
def dataset(key: str) -> ResponseReturnValue:
    """What the columns of a dataset mean."""
    found = DATASETS[key]
    return render_template(
        "reports/dataset.html",
        dataset=found,
        forms=forms_of(found),
        kind_words=KIND_WORDS,
        licence=LICENCE,
    )


@blueprint.get("/open-data/catalogue.jsonld")
@open_to(*ANYONE)
def open_data_catalogue() -> ResponseReturnValue:
    """The catalogue for machines."""
    told = catalogue(profile().title, url_for(".open_data", _external=True), _address)
    return FlaskResponse(
        json.dumps(told, ensure_ascii=False, indent=1), mimetype="application/ld+json"
    )


@blueprint.get(f"/open-data/{ANY_DATASET}.<any(csv,json,geojson):form>")
@open_to(*ANYONE)
def dataset_file(key: str, form: str) -> ResponseReturnValue:
    """All rows of a dataset, one after the other, however many there are."""
    found = DATASETS[key]
    if form not in forms_of(found):
        raise NotFound(lazy("This dataset has no places."))
    if kept := unchanged(*found.stamp()):
        return kept
    changed = found.changed_at()
    if not _TURNS.acquire(blocking=False):
        raise TooMany(lazy("Many files are being fetched. Please try again in a minute."))
    answer = _streamed(WRITERS[form](found, _pages(found)), TYPES[form])
    answer.set_etag(g.page_tag, weak=True)
    answer.headers["Content-Disposition"] = f'attachment; filename="{key}.{form}"'
    answer.headers["Access-Control-Allow-Origin"] = "*"
    if changed is not None:
        answer.headers["Last-Modified"] = format_datetime(changed, usegmt=True)
    return answer


def _streamed(text: Iterator[str], kind: str) -> FlaskResponse:
    """An answer that is written while it is read, smaller for whoever can unpack it."""
    turn = _Turn()
    pieces = turn.during(text)
    is_packed = request.accept_encodings["gzip"] > 0
    body = writing.packed(pieces) if is_packed else (piece.encode() for piece in pieces)
    answer = FlaskResponse(body, mimetype=kind)
    answer.call_on_close(turn.give_back)
    answer.headers.add("Vary", "Accept-Encoding")
    if is_packed:
        answer.headers["Content-Encoding"] = "gzip"
    return answer


def _pages(found: Dataset) -> Iterator[Sequence[Line]]:
    """The rows page by page, each in a context of its own: between two the database is let go.

    What names the municipality is asked now: when rows are read, the request is over.
    """
    return _read(found, current_app.app_context, tenancy.municipality_id(), language())


def _read(
    found: Dataset, enter: Callable[[], AppContext], municipality_id: int, spoken: str
) -> Iterator[Sequence[Line]]:
    after: tuple[int, ...] | None = None
    while True:
        with enter(), tenancy.acting_for(municipality_id), speaking(spoken):
            lines = found.page(after, writing.PAGE)
        if not lines:
            return
        yield lines
        after = lines[-1].key


def _address(found: Dataset, form: str) -> str:
    if not form:
        return url_for(".dataset", key=found.key, _external=True)
    return url_for(".dataset_file", key=found.key, form=form, _external=True)
