"""Measures the pages on one database after another, and prints what came of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import cycle
from uuid import uuid4

from sqlalchemy import text

from benchmarks.asking import Visitor
from benchmarks.databases import Base
from benchmarks.stock import Stock
from benchmarks.twins import Figure, Page, Pair
from portal.foundation import database
from portal.operations.demo import seed
from portal.operations.demo.people import PASSWORD

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
HOME = f"/{seed.DETAILS.slug}"
DISPATCHER = "dispatcher@example.org"
SEARCHED = "ไฟดับ"
OFFICERS_FILTER = "channel=web"
IN_EVERY_SIZE = 4
"""Of 2,000 in the stock, every fourth is among the 500 of the smallest size."""
LEAST_RATIO = {
    "public list": 0.45,
    "complaint page": 0.4,
    "officer’s queue": 0.3,
    "figures": 0.4,
    "head’s figures": 0.4,
}
MOST_QUERIES = {"public list": 4, "complaint page": 6, "officer’s queue": 8}
HEADING = (
    f"  {'page':<18}{'queries':>8}{'of twin':>9}{'304':>8}{'CPU ms':>9}"
    f"{'p50 ms':>9}{'p95 ms':>9}{'per s':>8}"
)


def measure(place: Base, stock: Stock) -> list[Figure]:
    """Every page on this database."""
    pair = Pair(place)
    _sign_in(pair.officer)
    figures = []
    print(
        f"\n{place.name.removeprefix('bench_')} complaints on {place.kind}\n{HEADING}", flush=True
    )
    for page in _pages(pair, stock):
        figures.append(pair.figure(page))
        print(f"  {line(figures[-1])}", flush=True)
    for app in (pair.app, pair.twin):
        with app.app_context():
            database.db.engine.dispose()
    return figures


def line(figure: Figure) -> str:
    """A figure as a line of the table, with what it misses."""
    middle, slow = figure.milliseconds
    missed = [
        f"ratio below {least}"
        for name, least in LEAST_RATIO.items()
        if figure.name == name and figure.ratio < least
    ]
    missed += [
        f"more than {most} queries"
        for name, most in MOST_QUERIES.items()
        if figure.name == name and figure.queries > most
    ]
    unchanged = f"{figure.unchanged:.1f}x" if figure.unchanged else ""
    return (
        f"{figure.name:<18}{figure.queries:>8}{figure.ratio:>9.2f}{unchanged:>8}"
        f"{figure.cpu * 1000:>9.2f}{middle:>9.2f}{slow:>9.2f}{1000 / middle:>8.0f}"
        f"  {', '.join(missed)}"
    )


def grown(smallest: list[Figure], biggest: list[Figure]) -> None:
    """Print how much more a page costs at the biggest size."""
    for before, after in zip(smallest, biggest, strict=True):
        print(f"  {after.name:<18}{after.cpu / before.cpu:>6.2f} x", flush=True)


def _pages(pair: Pair, stock: Stock) -> Iterator[Page]:
    yield Page("public list", "complaints.public_list", f"{HOME}/complaints")
    yield Page("map", "complaints.public_map", f"{HOME}/map")
    yield Page(
        "complaint page", "complaints.public_case", f"{HOME}/complaints/{_shown(pair, stock)}"
    )
    yield Page(
        "officer’s queue", "complaints.desk", f"{HOME}/desk?{OFFICERS_FILTER}", signed_in=True
    )
    yield Page("figures", "response_times.figures", f"{HOME}/figures")
    yield Page(
        "head’s figures", "response_times.desk_figures", f"{HOME}/desk/figures", signed_in=True
    )
    yield Page("search", "complaints.public_list", f"{HOME}/complaints?text={SEARCHED}")
    yield Page("filing", "complaints.file", f"{HOME}/report", form=_filings(pair.visitor, stock))


def _shown(pair: Pair, stock: Stock) -> str:
    """The number of a settled public complaint of middling length, the same at every size."""
    settled = [
        one
        for one in stock.matters[::IN_EVERY_SIZE]
        if one.complaint["is_public"] and one.complaint["state"] == "settled"
    ]
    settled.sort(key=lambda one: len(one.beside["complaint_step"]))
    code = settled[len(settled) // 2].complaint["tracking_code"]
    with pair.app.app_context(), database.db.engine.connect() as connection:
        here = "(SELECT id FROM municipality WHERE slug = :slug)"
        if connection.dialect.name == "postgresql":
            connection.execute(
                text(
                    "SELECT set_config('portal.municipality',"
                    " (SELECT id::text FROM municipality WHERE slug = :slug), true)"
                ),
                {"slug": seed.DETAILS.slug},
            )
        row = connection.execute(
            text(
                f"SELECT year, running FROM complaint WHERE municipality_id = {here}"
                " AND state = 'settled' AND is_public ORDER BY tracking_code <> :code, id LIMIT 1"
            ),
            {"slug": seed.DETAILS.slug, "code": code},
        ).one()
    return f"{row.year}/{row.running}"


def token(visitor: Visitor, path: str) -> str:
    """The secret of a form, which a browser gets with the page."""
    found = TOKEN.search(visitor.ask_plainly(path))
    if found is None:
        raise RuntimeError(f"{path} holds no form.")
    return found[1]


def _sign_in(officer: Visitor) -> None:
    door = f"{HOME}/staff"
    form = {
        "csrf_token": token(officer, door),
        "email": DISPATCHER,
        "password": PASSWORD,
        "onward": "",
    }
    answer = officer.ask(door, form)
    if answer.status != 303:  # noqa: PLR2004 - HTTP
        raise RuntimeError(f"The dispatcher cannot sign in: {answer.status}.")


def _filings(visitor: Visitor, stock: Stock) -> Callable[[], dict[str, str]]:
    """Forms as a browser sends them, each with an id of its own."""
    secret = token(visitor, f"{HOME}/report")
    texts = cycle(matter.complaint["text"] for matter in stock.matters)

    def form() -> dict[str, str]:
        return filled(secret, next(texts))

    return form


def filled(secret: str, words: str) -> dict[str, str]:
    """The filing form as somebody fills it in."""
    return {
        "csrf_token": secret,
        "form_id": str(uuid4()),
        "text": words,
        "way": "area",
        "landmark": "หน้าตลาดสดเทศบาล",
        "kind": "relief",
        "answers_in": "th",
        "phone": "081-000-0123",
    }
