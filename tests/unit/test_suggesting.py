"""Learning which category a text belongs to: plain arrays that remember no text."""

from __future__ import annotations

import io
import subprocess
import sys

import numpy as np
import pytest

from portal.complaints.preset import CATEGORIES
from portal.complaints.suggesting import grams, queries
from portal.complaints.suggesting.learning import Example, NothingToLearn, learn
from portal.complaints.suggesting.weights import (
    LARGEST,
    Unreadable,
    fitting_buckets,
    from_bytes,
    quantised,
)
from portal.operations.demo import teaching

pytestmark = pytest.mark.no_database

LAMPS = [f"ไฟถนนดับ ซอย {n} มืดมาก" for n in range(30)]
DOGS = [f"หมาจรจัดไล่กัดคน ซอย {n}" for n in range(30)]
RUBBISH = [f"rubbish has not been collected at number {n}" for n in range(30)]


@pytest.fixture(scope="module")
def learned():
    named = (("streetlight", LAMPS), ("animals", DOGS), ("waste", RUBBISH))
    return learn([Example(text, code) for code, texts in named for text in texts])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ไฟดับทั้งถนนเลย", "streetlight"),
        ("มีหมาจรจัดสามตัว", "animals"),
        ("Nobody collected the rubbish", "waste"),
    ],
)
def test_what_was_learned_is_suggested(learned, text: str, code: str) -> None:
    shares = learned.shares(text)
    assert shares[0][0] == code
    assert sum(share for _code, share in shares) == pytest.approx(1)


def test_it_comes_back_from_its_bytes_the_same(learned) -> None:
    again = from_bytes(learned.to_bytes())
    assert again.codes == learned.codes
    assert again.shares(LAMPS[0]) == learned.shares(LAMPS[0])


def test_two_categories_are_learned_like_many() -> None:
    both = [Example(text, "streetlight") for text in LAMPS] + [Example(t, "animals") for t in DOGS]
    learned = learn(both)
    assert learned.shares("ไฟถนนดับ")[0][0] == "streetlight"
    assert learned.shares("หมาจรจัด")[0][0] == "animals"


@pytest.mark.parametrize(
    "examples",
    [
        [],
        [Example("ไฟดับ", "streetlight")] * 4,
        [Example(text, "streetlight") for text in LAMPS] + [Example("หมา", "animals")] * 4,
    ],
)
def test_too_little_teaches_nothing(examples: list[Example]) -> None:
    with pytest.raises(NothingToLearn):
        learn(examples)


@pytest.mark.parametrize("kept", [b"", b"nonsense", b"PK\x03\x04broken"])
def test_other_bytes_are_no_model(kept: bytes) -> None:
    with pytest.raises(Unreadable):
        from_bytes(kept)


def test_a_pickle_in_a_model_is_not_opened() -> None:
    written = io.BytesIO()
    np.savez(written, version=np.array([print], dtype=object))
    with pytest.raises(Unreadable):
        from_bytes(written.getvalue())


def test_a_model_of_another_version_is_not_used(learned, monkeypatch) -> None:
    kept = learned.to_bytes()
    monkeypatch.setattr(grams, "VERSION", grams.VERSION + 1)
    with pytest.raises(Unreadable):
        from_bytes(kept)


@pytest.mark.parametrize("categories", [2, 30, 58, 65, 300])
def test_a_model_of_many_categories_is_not_larger(categories: int) -> None:
    number = fitting_buckets(categories)
    ones = np.ones((categories, number))
    made = quantised(("a",) * categories, ones, ones[:, 0], np.ones(number, np.float32))
    assert made.size <= LARGEST + 8 * categories


def test_a_run_of_characters_is_one_bucket_however_it_is_typed() -> None:
    plain = grams.buckets("แสงสว่าง ๑๒", 4096)
    assert list(plain) == list(grams.buckets("  เเสงสว่าง 99 ", 4096))
    assert list(grams.buckets("", 4096)) == list(grams.buckets("\u200b ", 4096)) == []
    assert plain.max() < 4096


def test_a_text_without_any_letter_gets_no_suggestion(learned) -> None:
    assert learned.shares(" \n ") == []


def test_the_shipped_model_knows_every_category() -> None:
    shipped = queries.shipped()
    assert set(shipped.codes) == {category.code for category in CATEGORIES}
    assert shipped.size <= LARGEST
    assert shipped.shares("ไฟถนนดับทั้งซอย มืดมาก")[0][0] == "streetlight"
    assert shipped.shares("Stray dogs chase people")[0][0] == "animals"


def test_the_shipped_phrases_are_those_of_the_tables() -> None:
    """Otherwise run `python -m portal.operations.demo.teaching`."""
    assert list(queries.phrases()) == teaching.examples()


def test_the_shipped_model_is_what_its_phrases_teach() -> None:
    again, shipped = learn(teaching.examples()), queries.shipped()
    assert again.codes == shipped.codes
    # processors round the last digit differently: a weight of one byte may fall on either side
    assert np.abs(again.matrix.astype(int) - shipped.matrix).max() <= 2
    assert np.allclose(again.scale, shipped.scale, rtol=0.01)


def test_asking_does_not_import_what_learning_needs() -> None:
    asks = (
        "import sys; from portal.complaints.suggesting import queries, jobs;"
        "queries.shipped().shares('ไฟถนนดับ');"
        "print([name for name in ('sklearn', 'scipy', 'joblib') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
