"""What a reporter seems to want, by their words."""

from __future__ import annotations

import pytest

from portal.complaints.guessing import is_about_conduct, kind_of
from portal.complaints.lifecycle import Kind

CASES = [
    ("ไฟถนนดับหน้าตลาด มืดมาก", Kind.RELIEF),
    ("ขยะไม่มาเก็บสามวันแล้ว เมื่อไหร่จะมา", Kind.RELIEF),
    ("Pothole in front of the school", Kind.RELIEF),
    ("", Kind.RELIEF),
    ("เจ้าหน้าที่ช่วยมาดูไฟถนนหน่อย", Kind.RELIEF),
    ("ขอชื่นชมทีมงานกวาดถนน สะอาดมาก", Kind.COMPLIMENT),
    ("Great work on the new park", Kind.COMPLIMENT),
    ("ขอเสนอให้ทำทางจักรยานรอบบึง", Kind.SUGGESTION),
    ("I suggest a bench at the bus stop", Kind.SUGGESTION),
    ("ขอสอบถามเรื่องภาษีที่ดิน ต้องใช้เอกสารอะไร", Kind.ENQUIRY),
    ("สอบถามเวลาเปิดทำการ", Kind.ENQUIRY),
    ("Where can I pay the waste fee?", Kind.ENQUIRY),
]


@pytest.mark.parametrize(("text", "kind"), CASES)
def test_the_kind_is_guessed_from_the_words(text: str, kind: Kind) -> None:
    assert kind_of(text) is kind


def test_spelling_does_not_matter() -> None:
    assert kind_of("ขอส\u200bอบถาม เเละเเจ้ง") is Kind.ENQUIRY


@pytest.mark.parametrize(
    "text",
    [
        "เจ้าหน้าที่เก็บค่าขยะพูดจาหยาบคายใส่ผม",
        "มีการเรียกรับเงินตอนขอใบอนุญาต",
        "The officer at the counter was rude to my mother",
    ],
)
def test_words_that_accuse_somebody_are_known(text):
    assert is_about_conduct(text)


@pytest.mark.parametrize("text", [text for text, _kind in CASES])
def test_other_words_accuse_nobody(text):
    assert not is_about_conduct(text)
