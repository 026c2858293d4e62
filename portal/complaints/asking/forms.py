"""What somebody types to set up a category, a question and a stop message."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, ValidationError

from portal.complaints.asking.drafting import CategoryDraft, QuestionDraft, StopDraft
from portal.complaints.asking.reading import (
    KIND_WORDS,
    Condition,
    Kind,
    Question,
    Stop,
    number_of,
    written,
)
from portal.complaints.forms.filing import kept, no_longer_than, one_of_the_choices
from portal.complaints.lifecycle import VISIBILITY_WORDS, Visibility
from portal.foundation import thai
from portal.foundation.fields import offered
from portal.foundation.i18n import Bilingual, lazy

LONGEST = 8000
CHOOSE = one_of_the_choices(lazy("Choose one of the answers"))
BAR = "|"


def _line(label: object) -> StringField:
    return StringField(label, [no_longer_than(LONGEST)], [kept])


def _area(label: object) -> TextAreaField:
    return TextAreaField(label, [no_longer_than(LONGEST)], [kept])


class CategoryForm(FlaskForm):
    """A category."""

    title_th = _line(lazy("Name in Thai"))
    title_en = _line(lazy("Name in English"))
    unit = SelectField(
        lazy("Responsible unit"),
        [InputRequired(lazy("Choose a unit from the list"))],
        choices=[],
        validate_choice=False,
    )
    co_units = SelectMultipleField(lazy("Units that help"), choices=[], validate_choice=False)
    visibility = RadioField(
        lazy("Who can read its complaints"),
        [CHOOSE],
        choices=offered((each.value, words) for each, words in VISIBILITY_WORDS.items()),
        default=Visibility.REVIEW.value,
        validate_choice=False,
    )
    is_staff_only = BooleanField(lazy("Only staff choose it"))
    is_active = BooleanField(lazy("It can be chosen"), default=True)
    near_metres = _line(lazy("The same place, in metres"))
    outside_owner_th = _line(lazy("Outside body that often owns it, in Thai"))
    outside_owner_en = _line(lazy("Outside body that often owns it, in English"))

    def draft(self) -> CategoryDraft:
        """What was typed, after `validate`."""
        return CategoryDraft(
            title=_both(self, "title"),
            unit_id=_number(self.unit.data),
            co_unit_ids=tuple(_number(each) for each in self.co_units.data or []),
            visibility=Visibility(self.visibility.data),
            is_staff_only=self.is_staff_only.data,
            is_active=self.is_active.data,
            outside_owner=_both(self, "outside_owner"),
            near_metres=_number(thai.arabic_digits(self.near_metres.data or "")),
        )

    def begin(self, draft: CategoryDraft) -> None:
        """Fill in a category as it is."""
        self.title_th.data, self.title_en.data = draft.title.th, draft.title.en
        self.unit.data = str(draft.unit_id)
        self.co_units.data = [str(each) for each in draft.co_unit_ids]
        self.visibility.data = draft.visibility.value
        self.is_staff_only.data, self.is_active.data = draft.is_staff_only, draft.is_active
        self.near_metres.data = str(draft.near_metres)
        self.outside_owner_th.data = draft.outside_owner.th
        self.outside_owner_en.data = draft.outside_owner.en


class Conditional(FlaskForm):
    """What depends on answers to another question: each value is `question:answer`."""

    when = SelectMultipleField(
        lazy("Only if one of these was answered"), choices=[], validate_choice=False
    )

    def validate_when(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """All of them must be answers to one question."""
        if len({value.partition(":")[0] for value in field.data or []}) > 1:
            raise ValidationError(lazy("Choose answers to one question only"))

    def condition(self) -> Condition | None:
        """What was chosen, after `validate`."""
        chosen = [value.partition(":") for value in self.when.data or []]
        if not chosen:
            return None
        return Condition(_number(chosen[0][0]), frozenset(code for _, _, code in chosen))

    def begin_when(self, when: Condition | None) -> None:
        """Tick what the condition names."""
        self.when.data = [f"{when.question_id}:{code}" for code in when.options] if when else []


class QuestionForm(Conditional):
    """A question."""

    title_th = _line(lazy("Question in Thai"))
    title_en = _line(lazy("Question in English"))
    hint_th = _line(lazy("Help in Thai"))
    hint_en = _line(lazy("Help in English"))
    kind = RadioField(
        lazy("How is it answered?"),
        [CHOOSE],
        choices=offered((each.value, words) for each, words in KIND_WORDS.items()),
        default=Kind.TEXT.value,
        validate_choice=False,
    )
    options = _area(lazy("Answers to choose from"))
    measure_th = _line(lazy("What is counted, in Thai"))
    measure_en = _line(lazy("What is counted, in English"))
    least = _line(lazy("At least"))
    most = _line(lazy("At most"))
    is_required = BooleanField(lazy("It must be answered"))
    is_public = BooleanField(lazy("The answer is shown to the public"))

    def validate_least(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """A bound is a number, or left out."""
        if field.data and self.kind.data == Kind.NUMBER and number_of(field.data) is None:
            raise ValidationError(lazy("Enter a number like 12 or 1.5"))

    validate_most = validate_least

    def draft(self) -> QuestionDraft:
        """What was typed, after `validate`."""
        lines = [line.strip() for line in (self.options.data or "").split("\n")]
        pairs = [line.partition(BAR) for line in lines if line]
        return QuestionDraft(
            kind=Kind(self.kind.data),
            title=_both(self, "title"),
            hint=_both(self, "hint"),
            options=tuple(Bilingual(th.strip(), en.strip()) for th, _, en in pairs),
            measure=_both(self, "measure"),
            least=_bound(self.least.data),
            most=_bound(self.most.data),
            is_required=self.is_required.data,
            is_public=self.is_public.data,
            when=self.condition(),
        )

    def begin(self, question: Question) -> None:
        """Fill in a question as it is."""
        self.title_th.data, self.title_en.data = question.title.th, question.title.en
        self.hint_th.data, self.hint_en.data = question.hint.th, question.hint.en
        self.kind.data = question.kind.value
        titles = [one.title for one in question.options]
        self.options.data = "\n".join(f"{one.th} {BAR} {one.en}" for one in titles)
        self.measure_th.data, self.measure_en.data = question.measure.th, question.measure.en
        self.least.data = "" if question.least is None else written(question.least)
        self.most.data = "" if question.most is None else written(question.most)
        self.is_required.data, self.is_public.data = question.is_required, question.is_public
        self.begin_when(question.when)


class StopForm(Conditional):
    """A stop message."""

    text_th = _area(lazy("Words in Thai"))
    text_en = _area(lazy("Words in English"))
    telephone = _line(lazy("Number to call"))
    may_go_on = BooleanField(lazy("One may go on and send it all the same"), default=True)

    def draft(self) -> StopDraft:
        """What was typed, after `validate`."""
        telephone = self.telephone.data or ""
        when = self.condition()
        return StopDraft(_both(self, "text"), telephone, self.may_go_on.data, when)

    def begin(self, stop: Stop) -> None:
        """Fill in a stop as it is."""
        self.text_th.data, self.text_en.data = stop.text.th, stop.text.en
        self.telephone.data, self.may_go_on.data = stop.telephone, stop.may_go_on
        self.begin_when(stop.when)


def _both(form: FlaskForm, name: str) -> Bilingual:
    return Bilingual(form[f"{name}_th"].data or "", form[f"{name}_en"].data or "")


def _number(typed: object) -> int:
    text = str(typed or "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0  # noqa: PLR2004 - digits of an id


def _bound(typed: str | None) -> float | None:
    number = number_of(typed) if typed else None
    return float(number) if number is not None else None
