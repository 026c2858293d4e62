"""Dates and times as people in Thailand say them, in Thai (Buddhist years) and in English.

Moments are aware datetimes, shown in Asia/Bangkok; dates are taken as they are. Written by hand
because Babel knows no Buddhist year and costs 27 µs a date where this costs about one. The words
are tables here and not in the catalogue: they are rules of a calendar, not interface texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import Final

from portal.foundation import i18n
from portal.foundation.thai import normalise

BUDDHIST_ERA: Final = 543
"""Years between the Buddhist and the Common Era; right for dates since 1 January 1941."""
_FIRST_BUDDHIST_YEAR: Final = 2400  # a typed year from here on is Buddhist
_YEARS: Final = range(1900, 2201)  # a year outside is a slip of the finger
_FISCAL_START: Final = 10  # October, since พ.ร.บ. วิธีการงบประมาณ

# Thailand has had no summer time and one offset since 1920; a fixed one is twice as fast as
# clock.BANGKOK, and a test holds the two together.
_BANGKOK: Final = timezone(timedelta(hours=7))

# fmt: off
_MONTHS: Final = {
    "th": (
        "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
        "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}
_SHORT_MONTHS: Final = {
    "th": (
        "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
        "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
    ),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
_WEEKDAYS: Final = {
    "th": ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_SHORT_WEEKDAYS: Final = {
    "th": _WEEKDAYS["th"],
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
# fmt: on

_MINUTE: Final = 60
_HOUR: Final = 60 * _MINUTE
_DAY: Final = 24 * _HOUR
_MONTH: Final = 30 * _DAY
_YEAR: Final = 365 * _DAY
# Seconds, Thai, English for one, English for many; from the largest.
_UNITS: Final = (
    (_YEAR, "ปี", "year", "years"),
    (_MONTH, "เดือน", "month", "months"),
    (_DAY, "วัน", "day", "days"),
    (_HOUR, "ชั่วโมง", "hour", "hours"),
    (_MINUTE, "นาที", "minute", "minutes"),
)
_EXACT_UNITS: Final = _UNITS[2:]


def _here(day: date) -> date:
    """The day as Bangkok sees it: moments are moved, dates stay."""
    return day.astimezone(_BANGKOK) if isinstance(day, datetime) else day


def year_shown(year_ce: int, language: str) -> str:
    """The year number people read: Buddhist in Thai, Common Era in English."""
    return str(year_ce + BUDDHIST_ERA if language == "th" else year_ce)


def date_typed(day: date | None, language: str) -> str:
    """The day as a reader would type it into a field: `24/11/2569`; nothing for none."""
    return f"{day.day}/{day.month}/{year_shown(day.year, language)}" if day else ""


def date_short(day: date, language: str) -> str:
    """`24 พ.ย. 2569`, `24 Nov 2026`."""
    day = _here(day)
    month = _SHORT_MONTHS[language][day.month - 1]
    return f"{day.day} {month} {day.year + BUDDHIST_ERA if language == 'th' else day.year}"


def date_long(day: date, language: str) -> str:
    """`24 พฤศจิกายน 2569`, `24 November 2026`."""
    day = _here(day)
    month = _MONTHS[language][day.month - 1]
    return f"{day.day} {month} {day.year + BUDDHIST_ERA if language == 'th' else day.year}"


def date_full(day: date, language: str) -> str:
    """`วันอังคารที่ 24 พฤศจิกายน พ.ศ. 2569`, `Tuesday 24 November 2026`."""
    day = _here(day)
    weekday, month = _WEEKDAYS[language][day.weekday()], _MONTHS[language][day.month - 1]
    if language == "th":
        return f"วัน{weekday}ที่ {day.day} {month} พ.ศ. {day.year + BUDDHIST_ERA}"
    return f"{weekday} {day.day} {month} {day.year}"


def clock(moment: datetime, language: str) -> str:
    """`14.05 น.`, `14:05`."""
    here = moment.astimezone(_BANGKOK)
    if language == "th":
        return f"{here.hour:02d}.{here.minute:02d} น."
    return f"{here.hour:02d}:{here.minute:02d}"


def moment(moment: datetime, language: str) -> str:
    """`อังคาร 24 พ.ย. 2569, 14.05 น.`, `Tue 24 Nov 2026, 14:05`."""
    here = moment.astimezone(_BANGKOK)
    weekday = _SHORT_WEEKDAYS[language][here.weekday()]
    month = _SHORT_MONTHS[language][here.month - 1]
    if language == "th":
        return (
            f"{weekday} {here.day} {month} {here.year + BUDDHIST_ERA},"
            f" {here.hour:02d}.{here.minute:02d} น."
        )
    return f"{weekday} {here.day} {month} {here.year}, {here.hour:02d}:{here.minute:02d}"


def deadline(due_at: datetime, language: str) -> str:
    """As `moment`, but an end at midnight is 24.00 of the day it closes, as people say it."""
    here = due_at.astimezone(_BANGKOK)
    if (here.hour, here.minute) != (0, 0):
        return moment(due_at, language)
    last = moment(due_at - timedelta(minutes=1), language)
    return last.replace("23.59", "24.00") if language == "th" else last.replace("23:59", "24:00")


def deadline_day(due_at: datetime) -> date:
    """The last day of a deadline: one at midnight closes the day before."""
    return (due_at.astimezone(_BANGKOK) - timedelta(microseconds=1)).date()


def iso(day: date) -> str:
    """For `<time datetime>`: `2026-11-24T14:05:00+07:00`, or `2026-11-24` for a date."""
    here = _here(day)
    return here.isoformat("T", "seconds") if isinstance(here, datetime) else here.isoformat()


def duration(length: timedelta | float, language: str) -> str:
    """A length in words by its two largest units, rounded down: `1 วัน 6 ชั่วโมง`, `5 minutes`.

    Takes a timedelta or seconds; the sign is left out. Days are 24 hours.
    """
    seconds = abs(int(length.total_seconds() if isinstance(length, timedelta) else length))
    if seconds < _MINUTE:
        return "ไม่ถึง 1 นาที" if language == "th" else "less than a minute"
    words: list[str] = []
    for size, thai, one, many in _EXACT_UNITS:
        count, rest = divmod(seconds, size)
        if count:
            words.append(f"{count} {thai if language == 'th' else one if count == 1 else many}")
            seconds = rest
        elif words:
            break
        if len(words) == 2:  # noqa: PLR2004 - the two largest, as said above
            break
    return " ".join(words)


def relative(moment: datetime, at: datetime, language: str) -> str:
    """How far `moment` is from `at`: `3 วันที่แล้ว`, `3 days ago`, `อีก 2 ชั่วโมง`, `in 2 hours`.

    By the largest full unit: minutes, hours, days, months of 30 and years of 365 days.
    """
    seconds = int((moment - at).total_seconds())
    far = abs(seconds)
    if far < _MINUTE:
        return "เมื่อสักครู่" if language == "th" else "just now"
    size, thai, one, many = next(unit for unit in _UNITS if far >= unit[0])
    count = far // size
    if language == "th":
        return f"อีก {count} {thai}" if seconds > 0 else f"{count} {thai}ที่แล้ว"
    words = f"{count} {one if count == 1 else many}"
    return f"in {words}" if seconds > 0 else f"{words} ago"


def fiscal_year(day: date) -> int:
    """The fiscal year (1 October to 30 September) by the Common Era year it ends in."""
    here = _here(day)
    return here.year + (here.month >= _FISCAL_START)


def fiscal_quarter(day: date) -> int:
    """1 (October to December) to 4 (July to September)."""
    return (_here(day).month - _FISCAL_START) % 12 // 3 + 1


_LONGEST_TYPED: Final = 60
_WEEKDAY: Final = (
    f"(?:(?:วัน)?(?:{'|'.join([*_WEEKDAYS['th'], 'พฤหัส'])})?(?:ที่)?"
    "|(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?)[,.]?"
)
_DAY_TYPED: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_NUMBER_TYPED: Final = r"(?P<month>\d{1,2})"
_MONTH_TYPED: Final = r"(?P<month>[a-z\u0e01-\u0e4e][a-z\u0e01-\u0e4e. ]*?)"
_YEAR_TYPED: Final = (
    r"(?:พ\. ?ศ\.|พศ\.?|ค\. ?ศ\.|คศ\.?|ปี)? *(?P<year>\d{4}) *(?:be|b\.e\.|ce|ad|a\.d\.)?\.?"
)
_TYPED: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<year>\d{4})(?P<gap>[-/])(?P<month>\d{1,2})(?P=gap)(?P<day>\d{1,2})(?:[t ].*)?",
        rf"{_WEEKDAY} *{_DAY_TYPED} *(?P<gap>[-/. ]) *{_NUMBER_TYPED} *(?P=gap) *{_YEAR_TYPED}",
        rf"{_WEEKDAY} *{_DAY_TYPED}[-/ ]*(?:of |เดือน)? *{_MONTH_TYPED}[-/, ]*{_YEAR_TYPED}",
        rf"{_WEEKDAY} *{_MONTH_TYPED}[-/ ]*{_DAY_TYPED}[-/, ]+{_YEAR_TYPED}",
    )
)


def _month_numbers() -> dict[str, int]:
    numbers = {str(number): number for number in range(1, 13)}
    numbers |= {f"0{number}": number for number in range(1, 10)}
    numbers["sept"] = 9
    for months in (*_MONTHS.values(), *_SHORT_MONTHS.values()):
        numbers |= {_bare(month): number for number, month in enumerate(months, 1)}
    # Thai months are often said without their ending.
    for number, month in enumerate(_MONTHS["th"], 1):
        numbers[re.sub("(คม|ยน|พันธ์)$", "", month)] = number
    return numbers


def _bare(words: str) -> str:
    """Without full stops and spaces, so that `พ.ย.`, `พย` and `พ. ย.` are one."""
    return normalise(words).replace(".", "").replace(" ", "")


_MONTH_NUMBERS: Final = _month_numbers()


def parse_date(text: str) -> date | None:
    """The date a person typed, or None when it is none or in doubt.

    Day before month; `24/11/2569`, `24-11-2026`, `2026-11-24`, `24 พ.ย. 2569`, `Tue 24 Nov 2026`,
    `November 24, 2026`, with Thai or Arabic digits. A year from 2400 on is Buddhist. Years of two
    digits are refused, since 69 may be 2026 or 1969, and so are years outside 1900 to 2200 CE.
    """
    typed = normalise(text).strip()
    if len(typed) > _LONGEST_TYPED:
        return None
    match = next((found for form in _TYPED if (found := form.fullmatch(typed))), None)
    month = _MONTH_NUMBERS.get(_bare(match["month"])) if match else None
    return _checked(int(match["year"]), month, int(match["day"])) if match and month else None


def _checked(year: int, month: int, day: int) -> date | None:
    year_ce = year - BUDDHIST_ERA if year >= _FIRST_BUDDHIST_YEAR else year
    if year_ce not in _YEARS:
        return None
    try:
        return date(year_ce, month, day)
    except ValueError:
        return None


def _spoken(name: Callable[..., str]) -> Callable[..., str]:
    """The same in the language of the moment, for templates."""

    def filtered(*arguments: object) -> str:
        return name(*arguments, i18n.language())

    return filtered


filters: Final[dict[str, Callable[..., str]]] = {
    "date_short": _spoken(date_short),
    "date_long": _spoken(date_long),
    "date_full": _spoken(date_full),
    "clock": _spoken(clock),
    "moment": _spoken(moment),
    "deadline": _spoken(deadline),
    "duration": _spoken(duration),
    "relative": _spoken(relative),
    "year_shown": _spoken(year_shown),
    "iso": iso,
}
"""For Jinja: `{{ complaint.filed_at | moment }}`, `{{ complaint.filed_at | relative(now) }}`."""
