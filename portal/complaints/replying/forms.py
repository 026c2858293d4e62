"""What somebody types to prepare a text, and to set the rule for unanswered questions."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from portal.complaints.forms.filing import kept, no_longer_than, one_of_the_choices
from portal.complaints.lifecycle import Verb
from portal.complaints.replying.rules import LEAST_DAYS, MOST_DAYS, THEN_WORDS, Rule, Then
from portal.foundation import thai
from portal.foundation.fields import offered
from portal.foundation.i18n import Bilingual, lazy

CHOOSE = one_of_the_choices(lazy("Choose one of the answers"))
LONGEST = 8000


class TemplateForm(FlaskForm):
    """A prepared text."""

    seen = HiddenField()
    title_th = StringField(lazy("Name in Thai"), [no_longer_than(LONGEST)], [kept])
    title_en = StringField(lazy("Name in English"), [no_longer_than(LONGEST)], [kept])
    move = RadioField(lazy("When is it used?"), [CHOOSE], choices=[], validate_choice=False)
    category = SelectField(lazy("Category"), [CHOOSE], choices=[], validate_choice=False)
    text_th = TextAreaField(lazy("Words in Thai"), [no_longer_than(LONGEST)], [kept])
    text_en = TextAreaField(lazy("Words in English"), [no_longer_than(LONGEST)], [kept])

    def version(self) -> int:
        """The version the page showed; 0, which nothing has, when it was tampered with."""
        typed = self.seen.data or ""
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0  # noqa: PLR2004 - digits

    def chosen(self) -> tuple[Verb, int | None]:
        """Move and category, after `validate`."""
        return Verb(self.move.data), int(self.category.data) if self.category.data else None

    def words(self) -> tuple[Bilingual, Bilingual]:
        """Name and text."""
        return (
            Bilingual(self.title_th.data or "", self.title_en.data or ""),
            Bilingual(self.text_th.data or "", self.text_en.data or ""),
        )


class RuleForm(FlaskForm):
    """How long a reporter may take to answer, and what then."""

    days = StringField(lazy("Days to answer"), [], [kept])
    then = RadioField(
        lazy("If no answer comes"),
        [CHOOSE],
        choices=offered((each.value, words) for each, words in THEN_WORDS.items()),
        validate_choice=False,
    )

    def validate_days(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """Refuse what is no whole number, in Thai digits or others."""
        if _number(field.data) is None:
            raise ValidationError(
                lazy("Enter a number from %(least)s to %(most)s", least=LEAST_DAYS, most=MOST_DAYS)
            )

    def rule(self) -> Rule:
        """What was entered, after `validate`."""
        return Rule(_number(self.days.data) or 0, Then(self.then.data))


def _number(typed: object) -> int | None:
    digits = thai.arabic_digits(str(typed or "")).strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 5 else None  # noqa: PLR2004 - digits of a number of days
