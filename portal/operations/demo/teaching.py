"""Makes the model that suggests categories where a municipality has too few complaints of its own.

`python -m portal.operations.demo.teaching` writes texts from the phrase tables, learns from them
and puts both beside the code that uses them. Run it after changing the phrases or the learning.
"""

from __future__ import annotations

import csv
import gzip
import io

from portal.complaints.preset import CATEGORIES
from portal.complaints.suggesting.learning import Example, learn
from portal.complaints.suggesting.queries import PHRASES, SHIPPED
from portal.operations.demo import landmarks, phrasebook, writing
from portal.operations.demo.dice import Dice
from portal.operations.demo.writing import Subject

SEED = 20_690_101
TEXTS = {"th": 90, "en": 30}
"""How many texts each category gets in each language."""


def examples() -> list[Example]:
    """The texts to learn from: every sentence of the tables in many settings, always the same."""
    random = Dice(SEED)
    return [
        Example(" ".join(_text(random, category.code, language, number).split()), category.code)
        for category in CATEGORIES
        for language, most in TEXTS.items()
        for number in range(most)
    ]


def _text(random: Dice, code: str, language: str, number: int) -> str:
    """A text of this category; the first ones are the category's own name and plain effects."""
    category = next(one for one in CATEGORIES if one.code == code)
    named = [category.title.in_(language), *(category.traffy_types if language == "th" else ())]
    section = phrasebook.complaints(language)[code]
    named += [*section.get("fix", ()), *section.get("effect", ())]
    if number < len(named):
        return named[number]
    kind = random.choice(sorted(writing.kinds_known(code, language)))
    return writing.text(random, Subject(code, kind, language, landmarks.draw(random)))


def packed(taught: list[Example]) -> bytes:
    """The examples as a gzipped table, the same bytes each time."""
    table = io.StringIO()
    writer = csv.writer(table, delimiter="\t", lineterminator="\n")
    writer.writerows((example.code, example.text) for example in taught)
    return gzip.compress(table.getvalue().encode(), mtime=0)


def make() -> None:
    """Write both files anew."""
    taught = examples()
    PHRASES.write_bytes(packed(taught))
    SHIPPED.write_bytes(learn(taught).to_bytes())


if __name__ == "__main__":
    make()
