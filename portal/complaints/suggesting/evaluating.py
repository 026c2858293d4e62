"""How often the suggestions are right: learn from the earlier part of a file, ask about the later.

Only rows with one type count, since nobody can say which of several was meant; what stands in the
earlier part word for word is left out of the later.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from portal.complaints.importing import rows
from portal.complaints.importing.maps import ImportMap
from portal.complaints.importing.reading import Reader
from portal.complaints.suggesting import grams
from portal.complaints.suggesting.learning import Example, learn
from portal.complaints.suggesting.queries import MOST, MOST_EXAMPLES
from portal.complaints.suggesting.weights import Weights, from_bytes
from portal.foundation import thai
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy

EARLIER = 0.8


@dataclass(frozen=True, slots=True)
class Report:
    """What came of it. Memory is what asking added to this process, learning apart."""

    rows: int
    rows_with_one_type: int
    types: int
    learned_from: int
    asked: int
    top_1: float
    top_3: float
    cpu_milliseconds_a_text: float
    cpu_seconds_learning: float
    model_bytes: int
    kept_bytes: int
    memory_bytes: int

    def figures(self) -> dict[str, float]:
        """The same as plain numbers, for JSON."""
        return {name: round(number, 4) for name, number in asdict(self).items()}


def evaluate(path: Path, using: ImportMap) -> Report:
    """Read a register's file by its map and try the suggestions on it.

    Raises `Invalid` for a file with too little in it.
    """
    read = list(rows.read(path))
    single = sorted(_single(read, using))
    cut = int(len(single) * EARLIER)
    earlier = [Example(text, code) for _at, text, code in single[:cut]]
    seen = {_compared(example.text) for example in earlier}
    later = [Example(text, code) for _at, text, code in single[cut:] if _compared(text) not in seen]
    if not earlier or not later:
        raise Invalid(lazy("The file has too few rows with a text, a time and exactly one type."))
    spent = _children_seconds()
    kept = learn(earlier[-MOST_EXAMPLES:]).to_bytes()
    before = _memory()
    weights = from_bytes(kept)
    first, among, each = _asked(weights, later)
    return Report(
        rows=len(read),
        rows_with_one_type=len(single),
        types=len({code for _at, _text, code in single}),
        learned_from=len(earlier[-MOST_EXAMPLES:]),
        asked=len(later),
        top_1=first,
        top_3=among,
        cpu_milliseconds_a_text=each,
        cpu_seconds_learning=_children_seconds() - spent,
        model_bytes=weights.size,
        kept_bytes=len(kept),
        memory_bytes=max(_memory() - before, 0),
    )


def _single(read: Iterable[rows.Row], using: ImportMap) -> Iterator[tuple[datetime, str, str]]:
    """Time, text and type of each row with one type, a time and a text."""
    reader = Reader(using, {})
    text, types = (using.columns.get(name, "") for name in ("text", "types"))
    for _line, cells in read:
        named = [part.strip() for part in cells.get(types, "").split(",") if part.strip()]
        words = thai.cleaned(cells.get(text, ""))
        if len(named) == 1 and words and (filed_at := reader.filed_at(cells)):
            yield filed_at, words, named[0]


def _compared(text: str) -> str:
    return " ".join(thai.normalise(text).lower().split())


def _asked(weights: Weights, later: Sequence[Example]) -> tuple[float, float, float]:
    """The share right at first, the share right among three, milliseconds of CPU a text."""
    grams.buckets(later[0].text, len(weights.rarity))  # what is done once is not part of each
    first = among = 0
    begun = time.process_time()
    for example in later:
        offered = [code for code, _share in weights.shares(example.text)[:MOST]]
        first += offered[:1] == [example.code]
        among += example.code in offered
    spent = time.process_time() - begun
    return first / len(later), among / len(later), 1000 * spent / len(later)


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _memory() -> int:
    """Bytes of this process in memory; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    except OSError:
        return 0
