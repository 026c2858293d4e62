"""What people type about ideas, cleaned."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    MultipleFileField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import ValidationError

from portal.complaints.forms.filing import (
    CHOOSE,
    LONGEST_LINE,
    WAYS,
    kept,
    no_longer_than,
    one_of_the_choices,
)
from portal.complaints.forms.placing import Placed
from portal.foundation import thai
from portal.foundation.dates import parse_date
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy
from portal.foundation.identified import Identified
from portal.participation.ideas.terms import (
    ANSWER_WORDS,
    CHANNEL_WORDS,
    GROUND_WORDS,
    LEANING_WORDS,
    LONGEST_COMMENT,
    LONGEST_REASON,
    LONGEST_TEXT,
    LONGEST_TITLE,
    ORDER_WORDS,
    TAKEN_DOWN,
    Ground,
    Leaning,
)

LONGEST_EMAIL = 254


class IdeaForm(Placed, Identified):
    """Two short steps: what is proposed and why; then where, with photos."""

    title = StringField(lazy("Your idea in one line"), [no_longer_than(LONGEST_TITLE)], [kept])
    text = TextAreaField(
        lazy("Why, and what would be better by it?"), [no_longer_than(LONGEST_TEXT)], [kept]
    )
    category = SelectField(
        lazy("What is it about?"),
        [one_of_the_choices(lazy("Choose a category from the list"))],
        choices=[],
        default="",
        validate_choice=False,
    )
    photos = MultipleFileField(lazy("Photos"))
    way = RadioField(
        lazy("Where is it?"),
        [CHOOSE],
        choices=offered(WAYS.items()),
        default="area",
        validate_choice=False,
    )
    lat = StringField(filters=[kept])
    lon = StringField(filters=[kept])
    area = SelectField(
        lazy("Area"),
        [one_of_the_choices(lazy("Choose an area from the list"))],
        choices=[],
        default="",
        validate_choice=False,
    )
    landmark = StringField(lazy("Landmark"), [no_longer_than(LONGEST_LINE)], [kept])
    coordinates = StringField(lazy("Coordinates"), [no_longer_than(2000)], [kept])
    outside_is_meant = BooleanField(lazy("The place is outside this municipality, and I mean it"))
    email = StringField(lazy("E-mail for the answer"), [no_longer_than(LONGEST_EMAIL)], [kept])

    def validate_email(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """Take what looks like an e-mail address, or nothing."""
        typed = (field.data or "").strip()
        name, at, host = typed.rpartition("@")
        if typed and not (name and at and "." in host.strip(".") and " " not in typed):
            raise ValidationError(lazy("Enter an e-mail address like name@example.com"))

    def category_id(self) -> int | None:
        """The category chosen."""
        return int(self.category.data) if self.category.data else None


class TakenDownForm(IdeaForm):
    """The same, written by staff for somebody else."""

    channel = RadioField(
        lazy("How did it reach you?"),
        [CHOOSE],
        choices=offered((each.value, CHANNEL_WORDS[each]) for each in TAKEN_DOWN),
        validate_choice=False,
    )


class TopicForm(Identified):
    """What a hotspot is made into."""

    title = StringField(lazy("The idea in one line"), [no_longer_than(LONGEST_TITLE)], [kept])
    text = TextAreaField(
        lazy("What is asked of people here?"), [no_longer_than(LONGEST_TEXT)], [kept]
    )
    landmark = StringField(lazy("Landmark"), [no_longer_than(LONGEST_LINE)], [kept])


class CommentForm(Identified):
    """For, against or neither, and why."""

    leaning = RadioField(
        lazy("How do you see it?"),
        [CHOOSE],
        choices=offered((each.value, words) for each, words in LEANING_WORDS.items()),
        default=Leaning.FOR.value,
        validate_choice=False,
    )
    text = TextAreaField(lazy("Your comment"), [no_longer_than(LONGEST_COMMENT)], [kept])


class FlagForm(FlaskForm):
    """What somebody finds wrong."""

    ground = RadioField(
        lazy("What is wrong with it?"),
        [CHOOSE],
        choices=offered((each.value, words) for each, words in GROUND_WORDS.items()),
        default=Ground.INSULT.value,
        validate_choice=False,
    )
    words = TextAreaField(lazy("What should we know?"), [no_longer_than(LONGEST_COMMENT)], [kept])


class AppealForm(FlaskForm):
    """Why it should be shown."""

    code = StringField(lazy("Code of the idea"), [no_longer_than(LONGEST_LINE)], [kept])
    words = TextAreaField(lazy("Why should it be shown?"), [no_longer_than(LONGEST_REASON)], [kept])


class AnswerForm(FlaskForm):
    """The official answer."""

    seen = HiddenField()
    state = RadioField(
        lazy("Answer"),
        [CHOOSE],
        choices=offered((each.value, words) for each, words in ANSWER_WORDS.items()),
        validate_choice=False,
    )
    reason_th = TextAreaField(lazy("Reason in Thai"), [no_longer_than(LONGEST_REASON)], [kept])
    reason_en = TextAreaField(lazy("Reason in English"), [no_longer_than(LONGEST_REASON)], [kept])
    unit = SelectField(lazy("Responsible unit"), choices=[], default="", validate_choice=False)
    news_on = StringField(lazy("Day of the next news"), [no_longer_than(LONGEST_LINE)], [kept])

    def validate_news_on(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """Take the day in either era."""
        if field.data and parse_date(field.data) is None:
            raise ValidationError(lazy("Enter the day like 24/11/2026 or 24 Nov 2026"))

    def day(self) -> date | None:
        """The day of the next news, if one was typed."""
        return parse_date(self.news_on.data or "")


class MergeForm(FlaskForm):
    """Which idea it goes on in, and why."""

    seen = HiddenField()
    into = StringField(lazy("Number of the other idea"), [no_longer_than(20)], [kept])
    why = StringField(lazy("Why are the two one idea?"), [no_longer_than(LONGEST_REASON)], [kept])

    def number(self) -> int:
        """The number typed; zero, which nothing has, for nonsense."""
        return whole(self.into.data)


class HideForm(FlaskForm):
    """Why it is hidden."""

    comment = HiddenField(default="0")
    ground = RadioField(
        lazy("Why is it hidden?"),
        [CHOOSE],
        choices=offered((each.value, words) for each, words in GROUND_WORDS.items()),
        validate_choice=False,
    )
    reason = TextAreaField(
        lazy("What the author is told"), [no_longer_than(LONGEST_REASON)], [kept]
    )


class DecisionForm(FlaskForm):
    """What becomes of an appeal."""

    words = TextAreaField(lazy("What the author is told"), [no_longer_than(LONGEST_REASON)], [kept])


class RulesForm(FlaskForm):
    """How a stage of ideas goes."""

    quota = StringField(
        lazy("How many ideas may one person support?"), [no_longer_than(20)], [kept]
    )
    answer_days = StringField(
        lazy("Within how many days is each idea answered?"), [no_longer_than(20)], [kept]
    )
    checks_first = BooleanField(
        lazy("Somebody looks at ideas and comments before everyone reads them")
    )


class IdeaFilters(FlaskForm):
    """What the list is to show."""

    class Meta:
        """Asked by its address: nothing to protect."""

        csrf = False

    text = StringField(lazy("Words"))
    category = SelectField(lazy("Category"), choices=[], validate_choice=False)
    area = SelectField(lazy("Area"), choices=[], validate_choice=False)
    answer = SelectField(lazy("Answer"), choices=[], validate_choice=False)
    order = SelectField(
        lazy("Order"),
        choices=offered((each.value, words) for each, words in ORDER_WORDS.items()),
        validate_choice=False,
    )


def whole(typed: str | None) -> int:
    """A whole number in Thai or other digits; zero for anything else."""
    digits = thai.arabic_digits(typed or "").strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else 0  # noqa: PLR2004 - fits any column
