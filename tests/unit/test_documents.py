"""Documents are drawn, then read back as a browser reads them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import product
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from portal.foundation.documents import (
    Document,
    Facts,
    Heading,
    Memo,
    Moments,
    Paragraph,
    Picture,
    Pictures,
    Step,
    Table,
    Words,
    drawing,
    drawn,
    lettering,
)
from portal.foundation.errors import TooMany

pytestmark = pytest.mark.no_database

AT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
SAID = (
    "น้ำท่วมขังหน้าสำนักงานเทศบาล ได้ทำหนังสือแจ้งแล้วยังไม่ได้ดำเนินการ"
    " กำลังซ้ำเติมผู้สูงอายุที่ถือศีลกินเจ ญาติผู้ใหญ่ ฐานะ ปู่ กี่ครั้งก็ตาม"
)

CONSONANTS = "กขคฆงจฉชซญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
VOWELS = ("", *"ิีึืั็ุู")
TONES = ("", *"่้๊๋์")


def document(*blocks: object, **more: object) -> Document:
    given = {"title": "เรื่อง ขก 12/2569", "language": "th", "made_at": AT, "blocks": blocks}
    return Document(**{**given, **more})


def read(pdf: bytes) -> str:
    """The words of all pages, spaces and line breaks made one."""
    with pypdfium2.PdfDocument(pdf) as opened:
        pages = [page.get_textpage().get_text_range() for page in opened]
    return " ".join(" ".join(pages).replace("\ufffe", "").split())


def letters(text: str) -> str:
    return "".join(text.split())


def jpeg(side: int = 40) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (side, side), "navy").save(written, "JPEG")
    return written.getvalue()


def test_every_thai_letter_can_be_read_back() -> None:
    text = letters(read(drawn(document(Paragraph(Words(SAID))))))
    assert letters(SAID) in text
    assert text.count("ำ") == SAID.count("ำ")


@pytest.mark.parametrize("block", [Heading, lambda text: Paragraph(Words(text))])
def test_every_letter_with_vowel_and_tone_is_read_back_once(block: Callable[[str], Any]) -> None:
    """In plain and in bold: a tone a hair off its line would be read out and copied twice."""
    stacks = [
        f"{one}{vowel}{tone}"
        for one, vowel, tone in product(CONSONANTS, VOWELS, TONES)
        if vowel + tone
    ]
    text = " ".join([*stacks, *(f"{one}{tone}ำ" for one in CONSONANTS for tone in TONES[:4])])
    assert letters(text) in letters(re.sub("[0-9]/[0-9]", "", read(drawn(document(block(text))))))


def test_what_was_typed_is_never_markup() -> None:
    typed = '*bold* _it_ #import "x" $x$ `raw` <label> @ref \\ = heading #sys.inputs ${1} {{ 1 }}'
    assert typed in read(drawn(document(Paragraph(Words(typed, "en")), title=typed)))


def test_a_document_of_every_block() -> None:
    text = read(
        drawn(
            document(
                Facts([("สถานะ", Words("กำลังดำเนินการ")), ("Place", Words("Near a temple", "en"))]),
                Heading("ประวัติ"),
                Moments([Step("23 พ.ย. 2569", "รับเรื่องแล้ว", "ธุรการ", (Words("ขอบคุณ"),))]),
                Table(("ประเภท", "จำนวน"), (("ถนน", "1,204"), ("ไฟ", "7")), numeric=(1,)),
                Heading("ภาพ"),
                Pictures([Picture(jpeg(), "ภาพที่ 1", "ก่อนดำเนินการ")] * 3),
                above="เทศบาลเมืองตัวอย่าง",
                foot="ทำเมื่อ 23 พ.ย. 2569",
                page="หน้า %(page)s จาก %(pages)s",
            )
        )
    )
    for words in ("เทศบาลเมืองตัวอย่าง", "กำลังดำเนินการ", "Near a temple", "รับเรื่องแล้ว"):
        assert words in text
    for words in ("ขอบคุณ", "1,204", "ทำเมื่อ 23 พ.ย. 2569", "หน้า 1 จาก 1"):
        assert words in text
    assert text.count("ก่อนดำเนินการ") == 3


def test_thai_numerals_stand_for_all_digits() -> None:
    text = read(
        drawn(document(Paragraph(Words("ซอย 15 โทร 043-221")), page="%(page)s", thai_numerals=True))
    )
    assert "ขก ๑๒/๒๕๖๙" in text
    assert "ซอย ๑๕ โทร ๐๔๓-๒๒๑" in text
    assert not any(digit in text for digit in "0123456789")


def test_the_head_of_a_memorandum() -> None:
    memo = Memo(
        "บันทึกข้อความ",
        ("ส่วนราชการ", "กองช่าง"),
        ("ที่", "ขก 12/2569"),
        ("วันที่", "23 พฤศจิกายน 2569"),
        ("เรื่อง", "รายงาน"),
        ("เรียน", "นายกเทศมนตรี"),
    )
    text = read(drawn(document(Paragraph(Words("ด้วย")), memo=memo)))
    assert text.startswith("บันทึกข้อความ ส่วนราชการ กองช่าง ที่ ขก 12/2569 วันที่ 23 พฤศจิกายน 2569")
    assert "เรียน นายกเทศมนตรี" in text


def test_it_is_tagged_and_says_its_title_and_language() -> None:
    pdf = drawn(document(Pictures([Picture(jpeg(), "ถนนเป็นหลุม")]), language="en", title="One case"))
    with pypdfium2.PdfDocument(pdf) as opened:
        assert opened.get_metadata_value("Title") == "One case"
        assert opened.is_tagged()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"/Lang(en)" in pdf
    assert b"/Alt" in pdf


def test_signs_no_font_has_leave_a_mark_and_harm_nothing() -> None:
    text = read(drawn(document(Paragraph(Words("ไฟดับ 😡🇹🇭 漢字 \ue001 มืด")))))
    assert "ไฟดับ" in text
    assert "มืด" in text
    assert lettering.showable("ก😀b") in {"ก□b", "ก?b"}


def test_lines_are_kept_and_long_ones_broken() -> None:
    text = drawn(document(Paragraph(Words("บรรทัดหนึ่ง\nบรรทัดสอง\n" + "น้ำท่วม" * 2000))))
    with pypdfium2.PdfDocument(text) as opened:
        assert len(opened) > 1
        first = opened[0].get_textpage().get_text_range()
    assert "บรรทัดหนึ่ง\r\nบรรทัดสอง" in first


def test_a_copy_that_is_not_for_all_says_so_across_the_page() -> None:
    assert "ไม่เปิดเผย สมชาย" in read(drawn(document(across="ไม่เปิดเผย สมชาย")))


def test_the_same_document_is_the_same_file() -> None:
    one = document(Paragraph(Words(SAID)))
    assert drawn(one) == drawn(one)


def test_who_waits_too_long_for_a_turn_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "PATIENCE_SECONDS", 0.01)
    with drawing._TURN, pytest.raises(TooMany):
        drawn(document())
    assert drawn(document()).startswith(b"%PDF")
