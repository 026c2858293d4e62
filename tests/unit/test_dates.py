"""Dates and times in both languages, and the dates people type."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment

from portal.foundation import dates, i18n, thai
from portal.foundation.clock import BANGKOK

AFTERNOON = datetime(2026, 11, 24, 7, 5, tzinfo=UTC)
NEW_YEAR = datetime(2026, 12, 31, 20, 0, tzinfo=UTC)  # already 2027 in Bangkok
days = st.dates(date(1941, 1, 1), date(2199, 12, 31))
languages = st.sampled_from(["th", "en"])


@pytest.mark.parametrize(
    ("form", "thai_words", "english_words"),
    [
        (dates.date_short, "24 พ.ย. 2569", "24 Nov 2026"),
        (dates.date_long, "24 พฤศจิกายน 2569", "24 November 2026"),
        (dates.date_full, "วันอังคารที่ 24 พฤศจิกายน พ.ศ. 2569", "Tuesday 24 November 2026"),
        (dates.clock, "14.05 น.", "14:05"),
        (dates.moment, "อังคาร 24 พ.ย. 2569, 14.05 น.", "Tue 24 Nov 2026, 14:05"),
    ],
)
def test_forms(form, thai_words: str, english_words: str) -> None:
    assert form(AFTERNOON, "th") == thai_words
    assert form(AFTERNOON, "en") == english_words


def test_a_plain_date_is_taken_as_it_is() -> None:
    assert dates.date_short(date(2026, 1, 1), "th") == "1 ม.ค. 2569"
    assert dates.date_full(date(2026, 11, 22), "th") == "วันอาทิตย์ที่ 22 พฤศจิกายน พ.ศ. 2569"
    assert dates.iso(date(2026, 1, 1)) == "2026-01-01"


def test_the_year_turns_in_bangkok() -> None:
    assert dates.date_long(NEW_YEAR, "th") == "1 มกราคม 2570"
    assert dates.moment(NEW_YEAR, "en") == "Fri 1 Jan 2027, 03:00"
    assert dates.clock(NEW_YEAR, "th") == "03.00 น."
    assert dates.iso(NEW_YEAR) == "2027-01-01T03:00:00+07:00"
    assert dates.year_shown(2026, "th") == "2569"
    assert dates.year_shown(2026, "en") == "2026"


@given(st.datetimes(datetime(1941, 1, 1), datetime(2199, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_the_fixed_offset_is_bangkok(moment: datetime) -> None:
    assert datetime.fromisoformat(dates.iso(moment)) == moment.replace(microsecond=0)
    assert dates.clock(moment, "en") == f"{moment.astimezone(BANGKOK):%H:%M}"


@pytest.mark.parametrize(
    ("length", "thai_words", "english_words"),
    [
        (timedelta(0), "ไม่ถึง 1 นาที", "less than a minute"),
        (59, "ไม่ถึง 1 นาที", "less than a minute"),
        (60, "1 นาที", "1 minute"),
        (timedelta(hours=1), "1 ชั่วโมง", "1 hour"),
        (timedelta(hours=1, minutes=30, seconds=59), "1 ชั่วโมง 30 นาที", "1 hour 30 minutes"),
        (timedelta(days=1, hours=6, minutes=5), "1 วัน 6 ชั่วโมง", "1 day 6 hours"),
        (timedelta(days=3, minutes=5), "3 วัน", "3 days"),
        (-timedelta(days=400, hours=2), "400 วัน 2 ชั่วโมง", "400 days 2 hours"),
    ],
)
def test_duration(length: timedelta | float, thai_words: str, english_words: str) -> None:
    assert dates.duration(length, "th") == thai_words
    assert dates.duration(length, "en") == english_words


@pytest.mark.parametrize(
    ("ago", "thai_words", "english_words"),
    [
        (timedelta(seconds=59), "เมื่อสักครู่", "just now"),
        (timedelta(seconds=-59), "เมื่อสักครู่", "just now"),
        (timedelta(minutes=1), "1 นาทีที่แล้ว", "1 minute ago"),
        (timedelta(hours=2, minutes=59), "2 ชั่วโมงที่แล้ว", "2 hours ago"),
        (timedelta(days=3), "3 วันที่แล้ว", "3 days ago"),
        (timedelta(days=65), "2 เดือนที่แล้ว", "2 months ago"),
        (timedelta(days=800), "2 ปีที่แล้ว", "2 years ago"),
        (timedelta(hours=-2), "อีก 2 ชั่วโมง", "in 2 hours"),
        (timedelta(days=-1), "อีก 1 วัน", "in 1 day"),
    ],
)
def test_relative(ago: timedelta, thai_words: str, english_words: str) -> None:
    assert dates.relative(AFTERNOON - ago, AFTERNOON, "th") == thai_words
    assert dates.relative(AFTERNOON - ago, AFTERNOON, "en") == english_words


@pytest.mark.parametrize(
    ("day", "year", "quarter"),
    [
        (date(2026, 9, 30), 2026, 4),
        (date(2026, 10, 1), 2027, 1),
        (AFTERNOON, 2027, 1),
        (date(2027, 1, 1), 2027, 2),
        (date(2027, 6, 30), 2027, 3),
        (datetime(2026, 9, 30, 17, 0, tzinfo=UTC), 2027, 1),  # midnight in Bangkok
    ],
)
def test_fiscal_year(day: date, year: int, quarter: int) -> None:
    assert dates.fiscal_year(day) == year
    assert dates.fiscal_quarter(day) == quarter


@pytest.mark.parametrize(
    "typed",
    [
        "24/11/2569", "24/11/2026", "24-11-2569", "24.11.2026", "24 11 2569", " ๒๔/๑๑/๒๕๖๙ ",
        "24 / 11 / 2569", "2026-11-24", "2569-11-24", "2026/11/24", "2026-11-24T14:05:00+07:00",
        "2026-11-24 14:05", "24 พ.ย. 2569", "24 พย 2569", "24พ.ย.2569", "24 พ. ย. 2569",
        "๒๔ พฤศจิกายน ๒๕๖๙", "24 พฤศจิกา 2569", "24 พฤศจิกายน พ.ศ. 2569", "24 พฤศจิกายน พศ 2569",
        "วันอังคารที่ 24 พฤศจิกายน พ.ศ. 2569", "วันที่ 24 เดือนพฤศจิกายน ปี 2569",
        "อังคาร 24 พ.ย. 2569", "อังคาร 24/11/2569", "24 Nov 2026", "24 november 2026",
        "24th of November 2026", "Tue 24 Nov 2026", "Tuesday, 24 Nov. 2026", "November 24, 2026",
        "Nov 24th, 2026", "24-Nov-2026", "24 Nov 2569 BE", "24 NOV 2026 AD",
    ],
)  # fmt: skip
def test_typed_dates(typed: str) -> None:
    assert dates.parse_date(typed) == date(2026, 11, 24)


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "24", "24/11", "24/11/69", "24/11/26", "24 พ.ย. 69", "31/2/2569", "32/1/2569",
        "24/13/2569", "0/1/2569", "11/24/2026", "24/11/2399", "24/11/1899", "24/11/9999",
        "24-11/2569", "2026-11", "24 พ 2569", "24 Foo 2026", "Nov 2026", "yesterday", "๒๔ พฤษ ๒๕๖๙",
        "24/11/2569 x", "1" * 100, "24" + " " * 100 + "Nov 2026",
    ],
)  # fmt: skip
def test_what_is_no_date_or_in_doubt(typed: str) -> None:
    assert dates.parse_date(typed) is None


@given(days, languages)
def test_what_is_shown_can_be_typed(day: date, language: str) -> None:
    for form in (dates.date_short, dates.date_long, dates.date_full):
        assert dates.parse_date(form(day, language)) == day
        assert dates.parse_date(thai.thai_digits(form(day, language))) == day
    assert dates.parse_date(dates.iso(day)) == day
    assert dates.parse_date(f"{day.day}/{day.month}/{dates.year_shown(day.year, language)}") == day


@given(st.text(max_size=70))
def test_no_text_breaks_it(text: str) -> None:
    assert dates.parse_date(text) is None or isinstance(dates.parse_date(text), date)


def test_filters_speak_the_language_of_the_moment() -> None:
    jinja = Environment(autoescape=True)
    jinja.filters |= dates.filters
    page = jinja.from_string("{{ m|moment }} {{ m|relative(at) }} {{ m|iso }} {{ 90|duration }}")
    values = {"m": AFTERNOON, "at": AFTERNOON + timedelta(days=3)}
    with i18n.speaking("th"):
        assert page.render(values) == (
            "อังคาร 24 พ.ย. 2569, 14.05 น. 3 วันที่แล้ว 2026-11-24T14:05:00+07:00 1 นาที"
        )
    with i18n.speaking("en"):
        assert page.render(values).startswith("Tue 24 Nov 2026, 14:05 3 days ago")


@pytest.mark.parametrize(
    ("due_at", "thai", "english"),
    [
        (
            datetime(2026, 12, 7, 17, tzinfo=UTC),
            "จันทร์ 7 ธ.ค. 2569, 24.00 น.",
            "Mon 7 Dec 2026, 24:00",
        ),
        (
            datetime(2026, 12, 7, 9, 30, tzinfo=UTC),
            "จันทร์ 7 ธ.ค. 2569, 16.30 น.",
            "Mon 7 Dec 2026, 16:30",
        ),
    ],
)
def test_an_end_at_midnight_belongs_to_the_day_it_closes(due_at, thai, english):
    assert dates.deadline(due_at, "th") == thai
    assert dates.deadline(due_at, "en") == english


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 30, 17, 0, tzinfo=UTC), date(2026, 11, 30)),
        (datetime(2026, 11, 30, 16, 59, tzinfo=UTC), date(2026, 11, 30)),
        (datetime(2026, 11, 30, 17, 1, tzinfo=UTC), date(2026, 12, 1)),
    ],
)
def test_a_deadline_at_midnight_closes_the_day_before(moment: datetime, day: date) -> None:
    assert dates.deadline_day(moment) == day
