"""One spelling, its pieces, its order, and where a line may be cut."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.foundation import thai

THAI = [chr(code) for code in (*range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E5C))]
DIRT = ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00a0", "\x00", "\r\n", "\n", " "]
# Many short texts over few letters: broken stacks come up in every shape.
stacked = st.text(st.sampled_from("กนเแะาำํัิฺุู็่้๊์๎ๆa1 "), max_size=12)
typed = st.one_of(
    st.text(max_size=40),
    st.text(st.sampled_from([*THAI, *"aZ09.-"]), max_size=40),
    stacked,
    st.lists(st.sampled_from([*THAI, *DIRT, "👩", "🇹🇭", "\U00100041"]), max_size=40).map("".join),
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("นํ้าท่วม", "น้ำท่วม"),
        ("น้ํา", "น้ำ"),
        ("นำ้", "น้ำ"),
        ("มา่น", "ม่าน"),
        ("เเมว", "แมว"),
        ("ท่ีนี่", "ที่นี่"),
        ("ที่่", "ที่"),
        ("ก\u200bข\ufeffค\u2060ง\u200dจ", "กขคงจ"),
        ("๓ วัน", "3 วัน"),
        ("ABC\u00a0d\u3000e", "abc d e"),
        ("a\nb\tc\x0bd", "a b c d"),
        ("ก\x00ข\x1bค\x9f", "กขค"),
        ("ก\u202eข\u2066ค\u00ad", "กขค"),
        ("ก\ud800ข", "กข"),
        ("cafe\u0301", "caf\u00e9"),
        ("ฟ้า \U00100041\U00100084", "ฟ้า \U00100041\U00100084"),
        ("ไฟดับ 🙏", "ไฟดับ 🙏"),
    ],
)
def test_one_spelling(written: str, read: str) -> None:
    assert thai.normalise(written) == read


@given(typed)
@example("่้ิ")
@example("กา่า่")
@example("กํ่ำ")
@example("J\u030c")
def test_a_second_time_changes_nothing(text: str) -> None:
    once = thai.normalise(text)
    assert thai.normalise(once) == once
    tidy = thai.cleaned(text)
    assert thai.cleaned(tidy) == tidy
    assert thai.clusters(tidy) == thai.clusters(text)


@given(typed)
def test_sara_am_stays_whole(text: str) -> None:
    assert thai.normalise(text).count("\u0e33") >= text.count("\u0e33")
    assert "\u0e33" in thai.normalise(text + "ทำ")


def test_compatibility_forms_are_left_alone() -> None:
    assert thai.normalise("ทำ ½ ﬁ") == "ทำ ½ ﬁ"
    assert thai.normalise("ทำ") != unicodedata.normalize("NFKC", "ทำ")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Hello\r\nWorld\u2028!\x00 ", "Hello\nWorld\n!"),
        ("ชั้น ๓\u200b นํ้า", "ชั้น ๓ น้ำ"),
        ("👨\u200d👩\u200d👧 ok\u200d", "👨\u200d👩\u200d👧 ok"),
        ("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"),
        ("\U00100041", "\U00100041"),
    ],
)
def test_what_a_person_wrote_is_kept(written: str, kept: str) -> None:
    assert thai.cleaned(written) == kept


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("ไฟฟ้าส่องสว่างดับ", "ไฟ ฟ้า ส่ อ ง ส ว่า ง ดั บ"),
        ("หน้าตลาดบางลำภู", "ห น้า ต ลา ด บา ง ลำ ภู"),
        ("นํ้าท่วม ๓ วัน PM2.5", "น้ำ ท่ ว ม 3 วั น pm2 5"),
        ("เกาะ แพะ เ", "เกา ะ แพะ เ"),
        ("ต่าง ๆ ฯลฯ", "ต่า ง ๆ ฯ ล ฯ"),
        ('a\'b;"c" -- DROP', "a b c drop"),
        ("🙏 !?", ""),
        ("Café Ñandú ทำ", "cafe nandu ทำ"),
    ],
)
def test_pieces(text: str, pieces: str) -> None:
    assert thai.clusters(text) == pieces.split()


@given(typed)
def test_pieces_hold_nothing_but_letters_and_digits(text: str) -> None:
    for piece in thai.clusters(text):
        assert piece
        assert all(
            "\u0e01" <= c <= "\u0e4e" or c in "abcdefghijklmnopqrstuvwxyz0123456789" for c in piece
        )


@given(typed)
def test_no_letter_is_lost_in_pieces(text: str) -> None:
    normal = "".join(c for c in thai.normalise(text) if not "\u00c0" <= c <= "\u1eff" or c >= "ก")
    letters = re.findall("[ก-ฺเ-๎a-z0-9]", normal)
    found = "".join(thai.clusters(normal))
    assert found == "".join(letters)


def test_dictionary_order() -> None:
    in_order = [
        "กก", "กราบ", "กล้า", "กลาง", "การ", "กาแฟ", "เก", "เก่ง", "เก้า", "แก", "แก้ว", "โก", "ไก่",
        "ขา", "ข่า", "ข้า", "ข้าว", "ขาว", "เขต", "เขื่อน", "โรง", "ฤดู", "ลม", "หมา", "เหมา", "อบต.",
    ]  # fmt: skip
    by_rule = sorted(in_order, key=thai.sort_key)
    assert by_rule.index("แก") < by_rule.index("ขา")
    assert by_rule.index("ขา") < by_rule.index("ข่า") < by_rule.index("ข้า") < by_rule.index("ข้าว")
    assert by_rule.index("โรง") < by_rule.index("ฤดู") < by_rule.index("ลม")
    assert by_rule.index("หมา") < by_rule.index("เหมา") < by_rule.index("อบต.")
    assert by_rule.index("เก") < by_rule.index("เก่ง") < by_rule.index("แก") < by_rule.index("ไก่")


def test_latin_order_ignores_case() -> None:
    assert sorted(["banana", "Apple", "cherry"], key=thai.sort_key) == ["Apple", "banana", "cherry"]


@given(typed)
def test_a_key_can_be_stored_anywhere(text: str) -> None:
    assert "\x00" not in thai.sort_key(text)


def test_digits() -> None:
    assert thai.thai_digits("22 พ.ย. 2569") == "๒๒ พ.ย. ๒๕๖๙"
    assert thai.thai_digits(15) == "๑๕"
    assert thai.arabic_digits("๐๘๑-๒๓๔") == "081-234"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ไฟดับหน้าบ้าน", "th"),
        ("The street light is broken", "en"),
        ("ไฟดับ near Central Plaza", "th"),
        ("Broken lamp near the big temple on Soi 4 ซอย", "en"),
        ("12345 !!", "th"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert thai.language_of(text) == language


def test_language_of_no_letters_is_the_one_named() -> None:
    assert thai.language_of("", "en") == "en"
    assert thai.language_of("…5 ๕", "en") == "en"


@pytest.mark.parametrize(
    ("text", "limit", "line"),
    [
        ("\n  ไฟดับ \n ซอย 4", 20, "ไฟดับ"),
        ("", 10, ""),
        ("น้ำท่วม", 7, "น้ำท่วม"),
        ("ก่ก่ก่ก่", 4, "ก่…"),
        ("ทำนานานา", 4, "ทำ…"),
        ("เกาะเกาะ", 6, "เกาะ…"),
        ("ปปแก้ว", 5, "ปป…"),
        ("The lamp at the temple is broken", 20, "The lamp at the…"),
        ("aaaaaaaaaa", 5, "aaaa…"),
        ("ab👍🏽cd", 4, "ab…"),
        ("a👨\u200d👩\u200d👧cd", 5, "a…"),
        ("🇹🇭🇹🇭🇹🇭", 4, "🇹🇭…"),
        ("🇹🇭🇹🇭🇹🇭", 5, "🇹🇭🇹🇭…"),
    ],
)
def test_first_line(text: str, limit: int, line: str) -> None:
    assert thai.first_line(text, limit) == line


@given(typed, st.integers(1, 20))
def test_a_cut_never_splits_a_stack(text: str, limit: int) -> None:
    tidy = thai.cleaned(text)
    line = thai.first_line(tidy, limit)
    assert len(line) <= limit
    if not line.endswith("…") or "…" in tidy:
        return
    whole = next(row.strip() for row in tidy.splitlines() if row.strip())
    kept, rest = line[:-1].rstrip(), whole[len(line) - 1 :]
    assert whole.startswith(kept)
    if kept and kept == line[:-1]:
        assert unicodedata.category(rest[0]) not in {"Mn", "Me"}
        assert not (kept[-1] in "กน" and rest[0] in "ะาำ")
        assert not (kept[-1] in "เแ" and rest[0] in "กน")
