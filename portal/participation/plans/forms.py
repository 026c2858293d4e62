"""What staff type about a plan and its items."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from flask_wtf import FlaskForm
from wtforms import FileField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from portal.complaints.forms.filing import kept, no_longer_than
from portal.foundation.errors import Invalid
from portal.foundation.fields import offered
from portal.foundation.i18n import Bilingual, lazy
from portal.participation.plans import money, rows
from portal.participation.plans.rows import Item
from portal.participation.plans.services.deciding import Grant, NewCheck
from portal.participation.plans.terms import (
    LONGEST_LINE,
    LONGEST_TEXT,
    POWER_WORDS,
    STATE_WORDS,
    VERDICT_WORDS,
    YEARS,
    Power,
    Verdict,
)

MONEY_FIELDS = tuple(f"money_{place}" for place in range(1, YEARS + 1))


def _one_of(kind: type[StrEnum]) -> Callable[[Any, Any], None]:
    """Take one of the choices."""

    def check(_form: Any, field: Any) -> None:  # noqa: ANN401 - WTForms
        if field.data not in set(kind):
            raise ValidationError(lazy("Choose one of these"))

    return check


def _baht(_form: Any, field: Any) -> None:  # noqa: ANN401 - WTForms
    try:
        money.satang(field.data or "")
    except Invalid as refusal:
        raise ValidationError(refusal.message) from refusal


class BeginForm(FlaskForm):
    """Which years the plan is for."""

    first_year = StringField(lazy("First year of the plan"), [no_longer_than(10)], [kept])

    def year(self) -> int | None:
        """In the Common Era, as it was typed in either; None for nonsense."""
        return rows.year_of(self.first_year.data or "")


class ItemForm(FlaskForm):
    """A row of the form."""

    version = HiddenField()
    strategy = StringField(lazy("Strategy"), [no_longer_than(LONGEST_LINE)], [kept])
    heading = StringField(lazy("Plan heading"), [no_longer_than(LONGEST_LINE)], [kept])
    title = StringField(lazy("Project, in Thai"), [no_longer_than(LONGEST_LINE)], [kept])
    title_en = StringField(lazy("Project, in English"), [no_longer_than(LONGEST_LINE)], [kept])
    objective = TextAreaField(lazy("Objective"), [no_longer_than(LONGEST_TEXT)], [kept])
    target = TextAreaField(lazy("Target (output)"), [no_longer_than(LONGEST_TEXT)], [kept])
    money_1 = StringField("1", [_baht], [kept])
    money_2 = StringField("2", [_baht], [kept])
    money_3 = StringField("3", [_baht], [kept])
    money_4 = StringField("4", [_baht], [kept])
    money_5 = StringField("5", [_baht], [kept])
    indicator = TextAreaField(lazy("Indicator (KPI)"), [no_longer_than(LONGEST_TEXT)], [kept])
    result = TextAreaField(lazy("Expected result"), [no_longer_than(LONGEST_TEXT)], [kept])
    responsible = StringField(lazy("Responsible unit"), [no_longer_than(LONGEST_LINE)], [kept])
    area = SelectField(lazy("Area"), choices=[], validate_choice=False)

    def offer(self, years: Sequence[int], areas: Sequence[Bilingual]) -> ItemForm:
        """Name the years, and the areas to choose from."""
        for name, year in zip(MONEY_FIELDS, years, strict=True):
            words = lazy("Budget of %(year)s (baht)", year=rows.year_words(year))
            self[name].label.text = words
        titles = [(title.th or title.en, title.here) for title in areas]
        self.area.choices = offered([("", lazy("The whole municipality")), *titles])
        return self

    def begin(self, item: Item, version: int) -> None:
        """What stands there."""
        names = ("strategy", "heading", "title", "title_en", "objective", "target", "indicator")
        for name in (*names, "result", "responsible", "area"):
            self[name].data = getattr(item, name)
        for name, amount in zip(MONEY_FIELDS, item.money, strict=True):
            self[name].data = money.plain(amount) if amount else ""
        self.version.data = str(version)

    def item(self, number: int | None) -> Item:
        """The item as it was typed."""
        return Item(
            number=number,
            strategy=self.strategy.data or "",
            heading=self.heading.data or "",
            title=self.title.data or "",
            title_en=self.title_en.data or "",
            objective=self.objective.data or "",
            target=self.target.data or "",
            money=tuple(money.satang(self[name].data or "") for name in MONEY_FIELDS),
            indicator=self.indicator.data or "",
            result=self.result.data or "",
            responsible=self.responsible.data or "",
            area=self.area.data or "",
        )


class WithdrawForm(FlaskForm):
    """Why an item is taken out."""

    version = HiddenField()
    why = TextAreaField(lazy("Why is it withdrawn?"), [no_longer_than(LONGEST_TEXT)], [kept])


class IdeaForm(FlaskForm):
    """Which idea an item came from."""

    idea = SelectField(lazy("Idea it came from"), choices=[], validate_choice=False)

    def offer(self, ideas: Sequence[tuple[int, str]]) -> IdeaForm:
        """The ideas of the project."""
        self.idea.choices = offered((str(id_), title) for id_, title in ideas)
        return self

    def chosen(self) -> int:
        """The idea's id; zero, which nothing has, for nonsense."""
        known = {choice.value for choice in self.idea.choices or ()}
        return int(self.idea.data) if self.idea.data in known else 0


class CheckForm(FlaskForm):
    """What a feasibility check found."""

    verdict = RadioField(
        lazy("Can it be done?"),
        [_one_of(Verdict)],
        choices=offered((one.value, words) for one, words in VERDICT_WORDS.items()),
        validate_choice=False,
    )
    cost = StringField(lazy("What it is likely to cost (baht)"), [_baht], [kept])
    power = RadioField(
        lazy("Whose power and duty is it?"),
        [_one_of(Power)],
        choices=offered((one.value, words) for one, words in POWER_WORDS.items()),
        validate_choice=False,
    )
    reason_th = TextAreaField(lazy("Reason in Thai"), [no_longer_than(LONGEST_TEXT)], [kept])
    reason_en = TextAreaField(lazy("Reason in English"), [no_longer_than(LONGEST_TEXT)], [kept])

    def check(self) -> NewCheck:
        """What was found."""
        return NewCheck(
            Verdict(self.verdict.data),
            money.satang(self.cost.data or ""),
            Power(self.power.data),
            Bilingual(self.reason_th.data or "", self.reason_en.data or ""),
        )


class BudgetForm(FlaskForm):
    """That a year's budget pays for an item."""

    version = HiddenField()
    year = SelectField(lazy("Budget of which year?"), choices=[], validate_choice=False)
    approved = StringField(lazy("How much does it give (baht)?"), [_baht], [kept])
    ordinance = StringField(
        lazy("Which budget ordinance, and which page?"), [no_longer_than(LONGEST_LINE)], [kept]
    )

    def offer(self, years: Sequence[int]) -> BudgetForm:
        """The years of the plan."""
        self.year.choices = offered((str(year), rows.year_words(year)) for year in years)
        return self

    def grant(self) -> Grant:
        """What the budget gives."""
        year = self.year.data or ""
        return Grant(
            int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else 0,  # noqa: PLR2004 - digits
            money.satang(self.approved.data or ""),
            self.ordinance.data or "",
        )


class PlanFileForm(FlaskForm):
    """A file in the form's columns."""

    file = FileField(lazy("File of the plan"))
    strategy = StringField(
        lazy("Strategy of rows in a file without that column"),
        [no_longer_than(LONGEST_LINE)],
        [kept],
    )


class PlanFilters(FlaskForm):
    """What the list is to show."""

    class Meta:
        """Asked by its address: nothing to protect."""

        csrf = False

    text = StringField(lazy("Words"))
    strategy = SelectField(lazy("Strategy"), choices=[], validate_choice=False)
    heading = SelectField(lazy("Plan heading"), choices=[], validate_choice=False)
    year = SelectField(lazy("Money in the year"), choices=[], validate_choice=False)
    area = SelectField(lazy("Area"), choices=[], validate_choice=False)
    state = SelectField(
        lazy("State"),
        choices=offered(
            [("", lazy("All")), *((one.value, words) for one, words in STATE_WORDS.items())]
        ),
        validate_choice=False,
    )
