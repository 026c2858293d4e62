"""Register numbers and tracking codes, printed and typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.complaints import numbering
from portal.complaints.numbering import Number
from portal.foundation.thai import thai_digits

years = st.integers(1941, 2200)
runnings = st.integers(1, 999_999_999)


def test_printed_for_the_reader() -> None:
    assert numbering.formatted("ขก", 2026, 123, "th") == "ขก 2569/000123"
    assert numbering.formatted("KK", 2026, 123, "en") == "KK 2026/000123"
    assert numbering.formatted("KK", 2026, 1_234_567, "en") == "KK 2026/1234567"


@pytest.mark.parametrize(
    "typed",
    [
        "ขก 2569/000123", "KK 2026/000123", "kk 2026/000123", "ขก 2026/000123", "KK 2569/123",
        "ขก2569/123", "ข.ก. 2569/000123", "K.K. 2026/123", "ข ก 2569/123", "2569/123",
        "2026/000123", "๒๕๖๙/๐๐๐๑๒๓", "ขก ๒๕๖๙/๑๒๓", "  KK-2026-000123 ", "KK 2026 123",
        "2569 / 000123", "2569000123", "KK2026000123", "2569/0000000123", "kk: 2026/123",
        "#2569/123", "ขก\u200b2569/123", "2569-123", "2569–123",
    ],
)  # fmt: skip
def test_typed_numbers(typed: str) -> None:
    assert numbering.parsed(typed, "ขก", "KK") == Number(2026, 123)


@pytest.mark.parametrize(
    "typed",
    [
        "", "123", "2569", "2569/", "2569/0", "ขก 123", "ขข 2569/123", "XX 2026/123", "KKK 2026/1",
        "3000/123", "1899/1", "2569/1234567890", "256900012", "25690001234", "2569/123x",
        "26/123", "KK" * 40 + "2026/123", "2569/-", "KK/2026/123/4", "'; drop table",
    ],
)  # fmt: skip
def test_what_is_no_number_of_ours(typed: str) -> None:
    assert numbering.parsed(typed, "ขก", "KK") is None


def test_letters_with_vowels_and_dots() -> None:
    assert numbering.parsed("อบต.นา 2569/5", "อบต.นา", "NA") == Number(2026, 5)
    assert numbering.parsed("นํ้า 2569/5", "น้ำ", "NM") == Number(2026, 5)
    assert numbering.parsed("นา 2569/5", "น้ำ", "NM") is None


@given(years, runnings, st.sampled_from(["th", "en"]), st.booleans())
def test_what_is_printed_can_be_typed(year, running, language, digits) -> None:
    letters = {"th": "ขก", "en": "KK"}[language]
    printed = numbering.formatted(letters, year, running, language)
    if digits:
        printed = thai_digits(printed)
    assert numbering.parsed(printed, "ขก", "KK") == Number(year, running)


@given(st.text(max_size=70))
def test_no_text_breaks_it(text: str) -> None:
    numbering.parsed(text, "ขก", "KK")
    assert numbering.same_code(text, "") is False


def test_codes() -> None:
    codes = {numbering.new_code() for _ in range(500)}
    assert len(codes) > 495
    assert all(len(code) == 6 and set(code) <= set(numbering.ALPHABET) for code in codes)
    assert not set(numbering.ALPHABET) & set("01258AEIOULSZB")


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("CD34FG", True), ("cd34fg", True), (" cd3-4fg ", True), ("CD 34 FG", True),
        ("cd๓๔fg", True), ("CD34FH", False), ("CD34F", False), ("CD34FGG", False), ("", False),
        ("ข้อความ", False), ("CD34FG" * 100, False),
    ],
)  # fmt: skip
def test_same_code(typed: str, same) -> None:
    assert numbering.same_code(typed, "CD34FG") is same
