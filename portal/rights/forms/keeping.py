"""What the clerk or an administrator types about personal data."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, StringField, TextAreaField

from portal.foundation import thai
from portal.foundation.clock import BANGKOK, local
from portal.foundation.dates import date_short, parse_date
from portal.foundation.errors import Invalid
from portal.foundation.fields import offered
from portal.foundation.i18n import Bilingual, language, lazy
from portal.foundation.personal import Kept
from portal.rights.terms import DEFAULT_MONTHS, KEPT_WORDS, RISK_WORDS, Risk

TIME = re.compile(r"(\d{1,2})[.:](\d{2})")
MOST_TYPED = 20
NOT_A_NUMBER = lazy("Enter a whole number, for example 15")
A_MOMENT = lazy("Enter the day like 24/11/2026 and the time like 14:05")


def number_of(typed: str | None) -> int | None:
    """A whole number in Thai or Arabic digits; None where it is none."""
    digits = thai.arabic_digits((typed or "").strip())
    fits = len(digits) <= 9 and digits.isascii() and digits.isdecimal()  # noqa: PLR2004 - digits
    return int(digits) if fits else None


class Seen(FlaskForm):
    """A form that carries the version its page showed."""

    seen = HiddenField()

    def version(self) -> int:
        """The version; -1, which nothing has, when it was tampered with."""
        found = number_of(self.seen.data)
        return -1 if found is None else found


class SettingsForm(Seen):
    """Periods, the data protection officer, and what the notice says besides."""

    officer_name = StringField(lazy("Data protection officer, or the office that answers"))
    officer_phone = StringField(lazy("Telephone"))
    officer_email = StringField(lazy("E-mail"))
    recipients_th = TextAreaField(lazy("Who else receives personal data (Thai)"))
    recipients_en = TextAreaField(lazy("Who else receives personal data (English)"))
    measures_th = TextAreaField(lazy("How it is kept safe, besides what the portal does (Thai)"))
    measures_en = TextAreaField(lazy("How it is kept safe, besides what the portal does (English)"))
    names_openers = BooleanField(lazy("Tell people the name of whoever opened their contact"))

    def periods(self) -> list[tuple[Kept, Any]]:
        """The fields of the periods, by kind."""
        return [(kind, self[kind.value]) for kind in DEFAULT_MONTHS]

    def months(self) -> dict[Kept, int]:
        """The periods as typed; 0, which is refused, where there is no number."""
        return {kind: number_of(field.data) or 0 for kind, field in self.periods()}

    def text(self, name: str) -> Bilingual:
        """A text in both languages."""
        return Bilingual(self[f"{name}_th"].data or "", self[f"{name}_en"].data or "")


for _kind in DEFAULT_MONTHS:
    setattr(SettingsForm, _kind.value, StringField(KEPT_WORDS[_kind]))


class HoldForm(FlaskForm):
    """A complaint that must be kept, and why."""

    number = StringField(lazy("Number of the complaint"))
    reason = TextAreaField(lazy("Reason"))


class LiftForm(FlaskForm):
    """Why it need not be kept any longer."""

    reason = TextAreaField(lazy("Why it need not be kept any longer"))


class IncidentForm(Seen):
    """What is known of an incident."""

    title = StringField(lazy("What happened, in one line"))
    happened = TextAreaField(lazy("What happened, and to which data?"))
    known_on = StringField(lazy("Known since: day"))
    known_time = StringField(lazy("Known since: time"))
    found_by = StringField(lazy("How was it found?"))
    people = StringField(lazy("How many people’s data?"))
    risk = RadioField(
        lazy("What may it do to people?"),
        choices=offered((risk.value, words) for risk, words in RISK_WORDS.items()),
        validate_choice=False,
    )
    told_regulator_on = StringField(lazy("Regulator told: day"))
    told_regulator_time = StringField(lazy("Regulator told: time"))
    told_people_on = StringField(lazy("People told: day"))
    told_people_time = StringField(lazy("People told: time"))
    measures = TextAreaField(lazy("What is done about it?"))
    not_told_because = TextAreaField(lazy("Why nobody is told, or told late"))
    note = TextAreaField(lazy("Note for the book of this incident"))

    def moment(self, name: str, *, needed: bool = False) -> datetime | None:
        """A day and a time as a moment; raises `Invalid`, naming the field."""
        day, time = self[f"{name}_on"].data or "", self[f"{name}_time"].data or ""
        if not day.strip() and not needed:
            return None
        found = parse_date(day[:MOST_TYPED])
        parts = TIME.fullmatch(thai.arabic_digits(time.strip()[:MOST_TYPED]))
        hour, minute = map(int, parts.groups()) if parts else (99, 0)
        if found is None or hour > 23 or minute > 59:  # noqa: PLR2004 - a clock
            raise Invalid(fields={f"{name}_on": A_MOMENT})
        return datetime(found.year, found.month, found.day, hour, minute, tzinfo=BANGKOK)

    def put(self, name: str, moment: datetime | None) -> None:
        """Fill in a moment as it would be typed."""
        if moment is not None:
            here = local(moment)
            self[f"{name}_on"].data = date_short(here.date(), language())
            self[f"{name}_time"].data = here.strftime("%H:%M")

    def chosen_risk(self) -> Risk:
        """The risk; raises `Invalid`, naming the field."""
        if self.risk.data not in set(Risk):
            raise Invalid(fields={"risk": lazy("Choose what it may do to people")})
        return Risk(self.risk.data)
