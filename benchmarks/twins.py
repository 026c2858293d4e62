"""Each measured page beside its twin: the same answer without a database and without a session.

The twin is the portal once more, with the same extensions, templates and headers. Its view only
draws the template that the real view drew, with the same rows; its municipality and its actor are
constants. What a page costs beyond its twin is asking, reading and deciding.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

from flask import (
    Flask,
    g,
    make_response,
    redirect,
    render_template,
    request,
    template_rendered,
    url_for,
)
from flask.typing import ResponseReturnValue

from benchmarks.asking import Visitor, ask, counted
from benchmarks.databases import Base
from portal.complaints.forms.filing import FilingForm
from portal.foundation import web

ROUNDS = 5
SECONDS = 0.15
"""CPU time spent on each side in each round, at least."""
WARMING = 10


@dataclass(slots=True)
class Figure:
    """What was measured of one page."""

    name: str
    queries: int
    ratio: float
    cpu: float
    """Seconds a request."""
    wall: list[float] = field(default_factory=list)
    unchanged: float = 0.0
    """How often a conditional request is answered in the time of one twin."""

    @property
    def milliseconds(self) -> tuple[float, float]:
        """Wall-clock time, median and 95th percentile."""
        parts = quantiles(self.wall, n=20)
        return median(self.wall) * 1000, parts[18] * 1000


@dataclass(frozen=True, slots=True)
class Page:
    """A page to measure. `form` makes the fields of a POST, new ones for each."""

    name: str
    endpoint: str
    path: str
    signed_in: bool = False
    form: Callable[[], dict[str, str]] | None = None


class Pair:
    """The portal on one database, and its twin."""

    def __init__(self, place: Base) -> None:
        """Make both; the twin's database is never asked."""
        self.app = place.app()
        self.twin = place.app()
        self.visitor = Visitor(self.app)
        self.officer = Visitor(self.app)
        self._constants: dict[str, object] = {}
        self.twin.wsgi_app.find = self._find  # type: ignore[attr-defined]
        self.twin.before_request_funcs[None].insert(0, self._enter)

    def _find(self, _host: str, _first: str) -> tuple[Any, bool]:
        return self._constants["profile"], True

    def _enter(self) -> None:
        g.actor = self._constants["actor"]

    def figure(self, page: Page) -> Figure:
        """Measure a page against its twin, in turn."""
        who = self.officer if page.signed_in else self.visitor
        self._become(page, who)
        other = Visitor(self.twin)
        sides = [_Side(self.twin, other, page), _Side(self.app, who, page)]
        for side in sides:
            side.run(WARMING)
        queries = _queries(self.app, who, page)
        figure = Figure(page.name, queries, 0.0, 0.0)
        costs = [[side.cost() for side in sides] for _round in range(ROUNDS)]
        figure.ratio = median(twin / own for twin, own in costs)
        figure.cpu = median(own for _twin, own in costs)
        figure.wall = sides[1].wall
        if page.form is None and not page.signed_in:
            figure.unchanged = self._unchanged(page, sides[0])
        return figure

    def _unchanged(self, page: Page, twin: _Side) -> float:
        tag = self.visitor.ask(page.path).headers["ETag"]
        knowing = Visitor(self.app, headers={"If-None-Match": tag})
        if knowing.ask(page.path).status != 304:  # noqa: PLR2004 - HTTP
            raise RuntimeError(f"{page.path} is not answered by 304.")
        side = _Side(self.app, knowing, page)
        return median(twin.cost() / side.cost() for _round in range(ROUNDS))

    def _become(self, page: Page, who: Visitor) -> None:
        """Let the twin answer what the real page answered."""
        drawn: list[tuple[str, dict[str, Any]]] = []

        def keep(_app: Flask, template: Any, context: dict[str, Any], **_rest: object) -> None:  # noqa: ANN401
            glue: dict[str, Any] = {}
            self.app.update_template_context(glue)
            own = {name: value for name, value in context.items() if name not in glue}
            drawn.append((template.name, own))
            self._constants = {"profile": web.profile(), "actor": web.actor()}

        if page.form is not None:
            self.twin.view_functions[page.endpoint] = _filed
            return
        with template_rendered.connected_to(keep, self.app):
            answer = who.ask(page.path)
        if answer.status != 200 or not drawn:  # noqa: PLR2004 - HTTP
            raise RuntimeError(f"{page.path} answered {answer.status}.")
        self.twin.view_functions[page.endpoint] = _drawing(*drawn[-1], tagged=not page.signed_in)


def _drawing(
    template: str, context: dict[str, Any], *, tagged: bool
) -> Callable[..., ResponseReturnValue]:
    """A view that knows its rows already."""

    @web.open_to()
    def view(**_parts: object) -> ResponseReturnValue:
        if tagged:
            web.unchanged("twin")
            return web.tagged(render_template(template, **context))
        return make_response(render_template(template, **context))

    return view


@web.open_to(checks_form=True)
def _filed() -> ResponseReturnValue:
    """Filing that reads the form and files nothing."""
    FilingForm(request.form)
    return redirect(url_for("complaints.receipt"), 303)


class _Side:
    """One portal asked for one page, again and again."""

    def __init__(self, app: Flask, who: Visitor, page: Page) -> None:
        self.app, self.who, self.page = app, who, page
        self.fixed = None if page.form else who.environ(page.path)
        self.wall: list[float] = []
        self.times = WARMING

    def run(self, times: int) -> float:
        """Ask so many times; returns the CPU seconds spent."""
        page, wall = self.page, self.wall
        asked = [
            self.fixed or self.who.environ(page.path, page.form() if page.form else None)
            for _time in range(times)
        ]
        gc.collect()
        began = process_time()
        for environ in asked:
            start = perf_counter()
            answer = ask(self.app, _renewed(environ))
            wall.append(perf_counter() - start)
            if answer.status >= 400:  # noqa: PLR2004 - HTTP
                raise RuntimeError(f"{page.path} answered {answer.status}: {answer.body[:2000]!r}")
        return process_time() - began

    def cost(self) -> float:
        """CPU seconds of one request, from enough requests to be measured well."""
        spent = self.run(self.times)
        if spent < SECONDS:
            self.times = round(self.times * SECONDS / spent) + 1
            spent = self.run(self.times)
        return spent / self.times


def _renewed(environ: dict[str, Any]) -> dict[str, Any]:
    body = environ.get("wsgi.input")
    if body is not None:
        body.seek(0)
    return environ


def _queries(app: Flask, who: Visitor, page: Page) -> int:
    """Queries of a warm request: the median of some, since short-lived lists are read anew."""
    counts = []
    for _time in range(9):
        environ = who.environ(page.path, page.form() if page.form else None)
        with counted() as asked:
            ask(app, environ)
        counts.append(len(asked))
    return round(median(counts))
