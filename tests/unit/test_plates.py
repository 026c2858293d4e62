"""Number plates in free text: what is one, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.foundation import masking
from portal.foundation.masking import MARK, Kind


def found(text: str) -> list[str]:
    return [text[one.start : one.end] for one in masking.finds(text) if one.kind is Kind.PLATE]


@pytest.mark.parametrize(
    ("text", "plate"),
    [
        ("รถสีขาว 1กข 1234 จอดขวาง", "1กข 1234"),
        ("รถ 1กข 1234", "1กข 1234"),
        ("ทะเบียนกข 123 จอดทุกวัน", "กข 123"),
        ("ทะเบียน ๓ขฒ ๙๘๗๖", "๓ขฒ ๙๘๗๖"),
        ("มอเตอร์ไซค์ รทท 413 กรุงเทพมหานคร", "รทท 413"),
        ("กต-7600 ศรีสะเกษ", "กต-7600"),
        ("รถบรรทุกทะเบียน 81-8015 สมุทรสาคร", "81-8015"),
        ("ป้ายทะเบียน ฌป 2 กทม", "ฌป 2"),
        ("car plate 2กข 4567", "2กข 4567"),
    ],
)
def test_plates_are_found(text: str, plate: str) -> None:
    assert found(text) == [plate]
    assert plate not in masking.masked(text)


@pytest.mark.parametrize(
    "text",
    [
        "เรื่องที่ ขก 2569/000123",
        "ซอย 33 เลยโรงเรียน",
        "กม 12 ถนนมิตรภาพ",
        "จอด 3คน 200 บาท",
        "หนังสือ มท 0808.2/ว 123",
        "พบ 3 คัน รถ 20 คัน",
        "5มค 2569 เวลา 14.05",
        "โทร 70-1234 ต่อ 5",
        "ข้าว 5กก 200 บาท",
        "งานทะเบียนราษฎร์ 3 วัน",
    ],
)
def test_what_only_looks_like_one_stays(text: str) -> None:
    assert found(text) == []


@given(st.text(alphabet="กขฒญ 0123456789-./ทะเบียนซอย", max_size=60))
def test_masking_twice_changes_nothing(text: str) -> None:
    once = masking.masked(text)
    assert masking.masked(once) == once
    assert len(masking.finds(text)) == once.count(MARK) - text.count(MARK)
