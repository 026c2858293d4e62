"""`make bench`: fill, measure, print. Ratios judge; times depend on the machine and its day."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks import (
    ballots,
    databases,
    doors,
    due,
    duplicates,
    figures,
    filing,
    filling,
    ideas,
    importing,
    pages,
    proof,
    reports,
    scale,
    stock,
    weight,
)
from benchmarks.databases import Base, Sqlite
from benchmarks.stock import Stock

FOLDER = Path("instance/bench")
PARTS = (
    "pages",
    "filing",
    "weight",
    "due",
    "figures",
    "proof",
    "doors",
    "scale",
    "ballots",
    "ideas",
    "reports",
)


def main() -> None:
    """Measure what was asked for."""
    asked = _arguments()
    folder = asked.folder.resolve()
    if asked.traffy:
        importing.measure(folder, asked.traffy.resolve())
        return
    known = stock.build(folder)
    try:
        if "pages" in asked.parts:
            for kind in asked.databases:
                _measure_pages(asked, databases.KINDS[kind](folder, ""), known)
        if "ballots" in asked.parts:
            for kind in asked.databases:
                ballots.measure(databases.KINDS[kind](folder, "bench_ballots"))
        _measure_others(asked, Sqlite(folder, f"bench_{asked.sizes[0]}"), known)
    finally:
        databases.stop()


def _measure_pages(asked: argparse.Namespace, kind: Base, known: Stock) -> None:
    figures = []
    for size in asked.sizes:
        place = kind.named(f"bench_{size}")
        filling.fill(place, size, known, keep=asked.keep)
        figures.append(pages.measure(place, known))
    if len(figures) > 1:
        print(f"\nCPU at {asked.sizes[-1]:,} over that at {asked.sizes[0]:,}, {kind.kind}")
        pages.grown(figures[0], figures[-1])


def _measure_others(asked: argparse.Namespace, place: Sqlite, known: Stock) -> None:
    wanted = set(asked.parts) - {"pages", "ballots"}
    if wanted:
        filling.fill(place, asked.sizes[0], known, keep=True)
    for name, part in (
        ("figures", figures),
        ("doors", doors),
        ("due", due),
        ("duplicates", duplicates),
        ("scale", scale),
        ("ideas", ideas),
    ):
        if name in wanted:
            part.measure(place)
    _measure_alone(asked, place, known, wanted)
    if "weight" in wanted:
        weight.measure(place.named(stock.NAME))  # its photos are real files
    if "filing" in wanted:
        filing.measure(place)


def _measure_alone(
    asked: argparse.Namespace, place: Sqlite, known: Stock, wanted: set[str]
) -> None:
    """What fills a database of its own, on each kind."""
    for name, part in (("proof", proof), ("reports", reports)):
        if name in wanted:
            for kind in asked.databases:
                part.measure(databases.KINDS[kind](place.folder, f"bench_{name}"), known)
    if "rows" in wanted:
        reports.measure(place.named("bench_rows"), known, rows=reports.MANY)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the databases are made")
    parser.add_argument("--sizes", type=_sizes, default=[10_000, 100_000])
    parser.add_argument("--databases", type=_names, default=["sqlite", "postgresql"])
    parser.add_argument("--parts", type=_names, default=list(PARTS), help=", ".join(PARTS))
    parser.add_argument("--keep", action="store_true", help="use what an earlier run has filled")
    parser.add_argument("--traffy", type=Path, help="time the import of this file, and no more")
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    return sorted(int(part.replace("_", "")) for part in text.split(","))


def _names(text: str) -> list[str]:
    return text.split(",")


if __name__ == "__main__":
    main()
