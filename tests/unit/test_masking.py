"""What is hidden in public copies, and what must stay readable."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.foundation import masking
from portal.foundation.masking import Found, Kind, finds, masked
from portal.foundation.thai import thai_digits


def with_check_digit(first_twelve: str) -> str:
    total = sum(int(d) * w for d, w in zip(first_twelve, range(13, 1, -1), strict=True))
    return f"{first_twelve}{(11 - total % 11) % 10}"


@pytest.mark.parametrize(
    "number",
    [
        "0812345678", "081-234-5678", "081 234 5678", "081.234.5678", "081-2345678",
        "08-1234-5678", "08 1234 5678", "0-8123-45678", "081 - 234 - 5678", "(081) 234-5678",
        "081–234–5678", "๐๘๑-๒๓๔-๕๖๗๘", "0912345678", "0612345678", "08 12 34 56 78",
        "081-234-56-78", "021234567", "02-123-4567", "02 123 4567", "0-2123-4567", "043221185",
        "043-221-185", "043 221185", "0-4322-1185", "053-22-1185", "074.221.185", "+66812345678",
        "+66 81 234 5678", "+66-81-234-5678", "+66 (0)81 234 5678", "+66(0)812345678",
        "66812345678", "0066812345678", "+66 43 221 185", "+66 2 123 4567", "081\u200b2345678",
        "081\u00a0234\u00a05678",
    ],
)  # fmt: skip
def test_phones(number: str) -> None:
    for text in (f"โทร {number} ครับ", f"โทร.{number}", f"call {number}", number, f"ก{number}ข"):
        hidden = masked(text)
        assert masking.MARK in hidden
        assert not any(digit in hidden for digit in "23456789๒๓๔๕๖๗๘")
        assert [found.kind for found in finds(text)] == [Kind.PHONE]


@pytest.mark.parametrize(
    "text",
    [
        "บ้านเลขที่ 99/123 หมู่ 4", "123/45-47 ถ.ศรีจันทร์", "24/11/2569", "2026-11-24",
        "24-11-2569", "02-11-2569", "02-11-2569 9 โมง", "08-11-2569 12 นาฬิกา",
        "08.11.2569 12.30", "05-12-2569 2", "08.30-16.30 น.", "08.30 - 16.30",
        "08.30-16.30 12 ม.ค.", "06.00-08.00 12", "09.00 10.30 11", "1,234,567.50 บาท",
        "150000000 บาท", "ขก 2569/000123", "KK 2026/000123", "2569000123",
        "16.441934, 102.835999", "16.0432211851, 102.8", "100.0812345678", "40000", "1567",
        "1132", "PM2.5 = 75", "12345678901", "081 234 567", "081 234 56789",
        "0812345678902", "08123456789", "0112345678", "0312345678", "สูง 0.5 เมตร ยาว 100", "66",
        "6612345678", "หมายเลขเสา 0456789123", "ซอย 4 แยก 12-8", "2023-11-24 08:30:15",
        "1 2 3 4 5 6 7 8 9 10",
    ],
)  # fmt: skip
def test_what_stays(text: str) -> None:
    assert masked(text) == text
    assert masked(thai_digits(text)) == thai_digits(text)


def test_two_phones_beside_each_other() -> None:
    for between in (" ", ", ", "/", " หรือ ", ",", " - "):
        text = f"0812345678{between}089-765-4321"
        assert masked(text) == f"[•••]{between}[•••]"
    assert masked("02-123-4567-8") == "[•••]-8"
    assert masked("043 221 185 ต่อ 12") == "[•••] ต่อ 12"


@pytest.mark.parametrize(
    "address",
    [
        "somchai@gmail.com", "Somchai.J+lamp@mail.example.co.th", "a@b.co",
        "x_y-z%1@ex-ample.org", "0812345678@gmail.com", "user1@go.th",
    ],
)  # fmt: skip
def test_emails(address: str) -> None:
    for text in (address, f"อีเมล{address}ครับ", f"<{address}>", f"mail: {address}."):
        assert masked(text) == text.replace(address, "[•••]")
        assert [found.kind for found in finds(text)] == [Kind.EMAIL]


def test_what_is_no_email() -> None:
    for text in ("a @ b", "@gmail.com", "line: @shop", "ราคา 5@10 บาท", "x@localhost", "a@b"):
        assert masked(text) == text


@given(st.text("0123456789", min_size=12, max_size=12))
def test_national_ids(first_twelve: str) -> None:
    number = with_check_digit(first_twelve)
    card = f"{number[0]}-{number[1:5]}-{number[5:10]}-{number[10:12]}-{number[12]}"
    for written in (number, card, card.replace("-", " "), thai_digits(number)):
        text = f"เลขบัตร {written} ค่ะ"
        assert masked(text) == "เลขบัตร [•••] ค่ะ"
        assert finds(text) == [Found(Kind.NATIONAL_ID, 8, 8 + len(written))]


@given(st.text("123456789", min_size=12, max_size=12))
def test_thirteen_digits_by_dots_or_scattered_are_no_id(first_twelve: str) -> None:
    number = with_check_digit(first_twelve)
    for written in (f"{number[:3]}.{number[3]}.{number[4:]}", f"{number[:4]} {number[4:]}"):
        assert not any(found.kind is Kind.NATIONAL_ID for found in finds(written))


@given(st.text("123456789", min_size=12, max_size=12), st.integers(1, 9))
def test_a_wrong_check_digit_is_no_id(first_twelve: str, off: int) -> None:
    right = with_check_digit(first_twelve)
    wrong = right[:12] + str((int(right[12]) + off) % 10)
    assert not any(found.kind is Kind.NATIONAL_ID for found in finds(wrong))


mixed = st.lists(
    st.one_of(
        st.text(st.sampled_from("0123456789๐๘๑+-. ()@/:,กaบ"), max_size=15),
        st.sampled_from(["081-234-5678", "a@b.co", "1101700230708", "24/11/2569", "+66", " โทร "]),
    ),
    max_size=6,
).map("".join)


@given(st.one_of(mixed, st.text(max_size=60)))
def test_finds_lie_in_order_and_masking_twice_changes_nothing(text: str) -> None:
    found = finds(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert masked(masked(text)) == masked(text)


@given(
    st.text(st.sampled_from("กขa, \n"), max_size=10),
    st.text(st.sampled_from("กขa, \n"), max_size=10),
)
def test_a_phone_is_found_among_any_words(before: str, after: str) -> None:
    assert masked(f"{before}0812345678{after}") == f"{before}[•••]{after}"


def test_long_texts_take_no_time() -> None:
    for hard in (
        "a" * 50_000,
        "a." * 25_000,
        "a@" * 25_000,
        "1 " * 25_000,
        "0-" * 25_000,
        "a@" + "b." * 25_000,
    ):
        assert masked(hard) == hard
