"""`make bench`: fill, measure, print. Ratios judge; times depend on the machine and its day."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks import databases, filling, pages, stock

FOLDER = Path("instance/bench")


def main() -> None:
    """Measure what was asked for."""
    asked = _arguments()
    folder = asked.folder.resolve()
    known = stock.build(folder)
    try:
        for kind in asked.databases:
            figures = []
            for size in asked.sizes:
                place = databases.KINDS[kind](folder, f"bench_{size}")
                filling.fill(place, size, known, keep=asked.keep)
                figures.append(pages.measure(place, known))
            if len(figures) > 1:
                print(f"  growth from {min(asked.sizes):,} to {max(asked.sizes):,}")
                pages.grown(figures[0], figures[-1])
    finally:
        databases.stop()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--sizes", type=_sizes, default=[10_000, 100_000])
    parser.add_argument("--databases", type=_names, default=["sqlite", "postgresql"])
    parser.add_argument("--keep", action="store_true", help="use what an earlier run has filled")
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    return sorted(int(part.replace("_", "")) for part in text.split(","))


def _names(text: str) -> list[str]:
    return text.split(",")


if __name__ == "__main__":
    main()
