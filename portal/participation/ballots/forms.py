"""What is typed on the pages of a vote."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, ValidationError

from portal.complaints.forms.filing import kept, no_longer_than
from portal.foundation.errors import Invalid
from portal.foundation.fields import offered
from portal.foundation.i18n import Lazy, lazy
from portal.foundation.thai import arabic_digits
from portal.participation.ballots.papers import Option, Paper, Pot, Rules
from portal.participation.ballots.terms import (
    CHOOSING,
    COMPLETION_WORDS,
    KIND_WORDS,
    RULE_WORDS,
    UTILITY_WORDS,
    BallotKind,
)
from portal.participation.counting.results import Completion, Rule, Utility
from portal.participation.residents.terms import AGE_WORDS, SEX_WORDS, Age, Sex

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

TITLE = 200
TEXT = 3000
WHOLE = lazy("Enter a whole number")
NOT_SAID = ("", lazy("I do not say"))
KIND_HINTS = {
    BallotKind.APPROVAL.value: lazy("Tick up to a number of projects."),
    BallotKind.KNAPSACK.value: lazy("Tick projects as long as the pot can pay for them."),
    BallotKind.POINTS.value: lazy("Share out a number of points."),
    BallotKind.RANKED.value: lazy("Say which comes first, second and so on."),
}


def whole(text: str | None) -> int | None:
    """A whole number as people type it: Thai digits, commas between thousands."""
    typed = arabic_digits(text or "").replace(",", "").replace(" ", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 16 else None  # noqa: PLR2004 - digits


def _number(_form: Any, field: Any) -> None:  # noqa: ANN401 - WTForms
    if whole(field.data) is None:
        raise ValidationError(WHOLE)


def marks_in(paper: Paper, sent: MultiDict[str, str]) -> dict[int, int]:
    """What a voter marked on the page.

    Raises:
        Invalid: something stands where a number belongs; the fields are the pots.

    """
    if paper.rules.kind in CHOOSING:
        chosen = (whole(value) for value in sent.getlist("choice"))
        return {number: 1 for number in chosen if number is not None}
    marks: dict[int, int] = {}
    wrong: dict[str, object] = {}
    for option in paper.options:
        typed = sent.get(f"mark-{option.number}", "").strip()
        number = whole(typed) if typed else 0
        if number is None:
            words = lazy("“%(typed)s” is no number of points.", typed=typed[:20])
            wrong[f"pot-{option.pot}"] = words
        elif number:
            marks[option.number] = number
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    return marks


class VoteForm(FlaskForm):
    """What voters may say of themselves; the marks are read by `marks_in`."""

    age = SelectField(
        lazy("Your age"),
        choices=offered([NOT_SAID, *((age.value, words) for age, words in AGE_WORDS.items())]),
        validate_choice=False,
    )
    sex = SelectField(
        lazy("Sex"),
        choices=offered([NOT_SAID, *((sex.value, words) for sex, words in SEX_WORDS.items())]),
        validate_choice=False,
    )

    def stated(self) -> tuple[Age | None, Sex | None]:
        """What was said; nothing where it is none of the choices."""
        age, sex = self.age.data or "", self.sex.data or ""
        return (Age(age) if age in set(Age) else None, Sex(sex) if sex in set(Sex) else None)


class RulesForm(FlaskForm):
    """How the vote is cast and counted."""

    kind = RadioField(
        lazy("How people vote"),
        choices=offered((kind.value, words) for kind, words in KIND_WORDS.items()),
    )
    most = StringField(lazy("Most projects on a ballot"), [_number], [kept])
    points = StringField(lazy("Points to share out"), [_number], [kept])
    rule = RadioField(
        lazy("How winners are found"),
        choices=offered((rule.value, words) for rule, words in RULE_WORDS.items()),
    )
    threshold = StringField(lazy("Least score"), [_number], [kept])
    utility = RadioField(
        lazy("What a voter gains"),
        choices=offered((one.value, words) for one, words in UTILITY_WORDS.items()),
    )
    completion = RadioField(
        lazy("What happens to money that is left"),
        choices=offered((one.value, words) for one, words in COMPLETION_WORDS.items()),
    )
    least_voters = StringField(lazy("Minimum votes"), [_number], [kept])
    seed = StringField(lazy("Seed of the public draw"), [no_longer_than(64)], [kept])
    objection_days = StringField(lazy("Days for objections"), [_number], [kept])
    takes_paper = BooleanField(lazy("There are paper ballots, too"))

    def begin(self, rules: Rules) -> None:
        """Fill in the rules as they are."""
        for name in ("kind", "rule", "utility", "completion", "seed"):
            self[name].data = str(getattr(rules, name))
        for name in ("most", "points", "threshold", "least_voters", "objection_days"):
            self[name].data = str(getattr(rules, name))
        self.takes_paper.data = rules.takes_paper

    def rules(self) -> Rules:
        """What was typed, after `validate`."""
        return Rules(
            kind=BallotKind(self.kind.data),
            most=whole(self.most.data) or 0,
            points=whole(self.points.data) or 0,
            rule=Rule(self.rule.data),
            utility=Utility(self.utility.data),
            completion=Completion(self.completion.data),
            threshold=whole(self.threshold.data) or 0,
            least_voters=whole(self.least_voters.data) or 0,
            seed=(self.seed.data or "").strip(),
            takes_paper=bool(self.takes_paper.data),
            objection_days=whole(self.objection_days.data) or 0,
        )


class PotForm(FlaskForm):
    """A pot."""

    title_th = StringField(
        lazy("Name in Thai"),
        [InputRequired(lazy("Give it a name in Thai")), no_longer_than(TITLE)],
        [kept],
    )
    title_en = StringField(
        lazy("Name in English"),
        [InputRequired(lazy("Give it a name in English")), no_longer_than(TITLE)],
        [kept],
    )
    money = StringField(lazy("Money in baht"), [_number], [kept])
    area = SelectField(lazy("For whom"), choices=[], validate_choice=False)

    def offer(self, areas: Iterable[tuple[str, object]]) -> None:
        """Offer the areas."""
        self.area.choices = offered([("", lazy("The whole municipality")), *areas])

    def begin(self, pot: Pot) -> None:
        """Fill in a pot as it is."""
        self.title_th.data, self.title_en.data = pot.title_th, pot.title_en
        self.money.data, self.area.data = str(pot.money), str(pot.area_id or "")

    def pot(self, number: int) -> Pot:
        """What was typed, after `validate`."""
        offered_here = {choice.value for choice in self.area.choices or ()}
        area = self.area.data if self.area.data in offered_here else ""
        return Pot(
            number,
            self.title_th.data or "",
            self.title_en.data or "",
            whole(self.money.data) or 0,
            int(area) if area else None,
        )


class OptionForm(FlaskForm):
    """A project on the paper."""

    pot = SelectField(lazy("Paid from"), choices=[], validate_choice=False)
    title_th = StringField(
        lazy("Name in Thai"),
        [InputRequired(lazy("Give it a name in Thai")), no_longer_than(TITLE)],
        [kept],
    )
    title_en = StringField(
        lazy("Name in English"),
        [InputRequired(lazy("Give it a name in English")), no_longer_than(TITLE)],
        [kept],
    )
    price = StringField(lazy("Price in baht"), [_number], [kept])
    text_th = TextAreaField(lazy("What it is, in Thai"), [no_longer_than(TEXT)], [kept])
    text_en = TextAreaField(lazy("What it is, in English"), [no_longer_than(TEXT)], [kept])
    place = StringField(lazy("Place"), [no_longer_than(TITLE)], [kept])
    category = SelectField(lazy("Category"), choices=[], validate_choice=False)
    idea = SelectField(lazy("Idea it came from"), choices=[], validate_choice=False)

    def offer(
        self,
        pots: Iterable[tuple[str, object]],
        categories: Iterable[tuple[str, object]],
        ideas: Iterable[tuple[str, object]],
    ) -> None:
        """Offer pots, categories and the project's ideas."""
        self.pot.choices = offered(pots)
        self.category.choices = offered(categories)
        self.idea.choices = offered(ideas)

    def begin(self, option: Option) -> None:
        """Fill in a project as it is."""
        for name in ("title_th", "title_en", "text_th", "text_en", "place"):
            self[name].data = getattr(option, name)
        self.pot.data, self.price.data = str(option.pot), str(option.price)
        self.category.data = str(option.category_id or "")
        self.idea.data = str(option.idea_id or "")

    def option(self, number: int) -> Option:
        """What was typed, after `validate`."""
        known = {choice.value for choice in self.category.choices or ()}
        category = self.category.data if self.category.data in known else ""
        return Option(
            number=number,
            pot=whole(self.pot.data) or 0,
            title_th=self.title_th.data or "",
            title_en=self.title_en.data or "",
            price=whole(self.price.data) or 0,
            text_th=self.text_th.data or "",
            text_en=self.text_en.data or "",
            place=self.place.data or "",
            idea_id=whole(self.idea.data),
            category_id=int(category) if category else None,
        )


class PairForm(FlaskForm):
    """Two projects of which only one can win."""

    one = SelectField(lazy("This project"), choices=[], validate_choice=False)
    other = SelectField(lazy("and this one"), choices=[], validate_choice=False)

    def offer(self, options: Iterable[tuple[str, object]]) -> None:
        """Offer the projects."""
        self.one.choices = self.other.choices = offered(options)

    def numbers(self) -> tuple[int, int]:
        """What was chosen; 0, which no project has, when it was tampered with."""
        return whole(self.one.data) or 0, whole(self.other.data) or 0


class BatchForm(FlaskForm):
    """A pile of paper ballots."""

    origin = StringField(
        lazy("Polling place or box"),
        [InputRequired(lazy("Say where these papers come from")), no_longer_than(120)],
        [kept],
    )
    papers = StringField(lazy("Number of papers"), [_number], [kept])


class WithdrawForm(FlaskForm):
    """Why a project is withdrawn."""

    because = TextAreaField(
        lazy("Why is it withdrawn?"), [InputRequired(lazy("Say why")), no_longer_than(500)], [kept]
    )


def lines_in(sent: MultiDict[str, str], positions: Iterable[int]) -> dict[int, str]:
    """What was typed of each paper."""
    return {position: sent.get(f"paper-{position}", "") for position in positions}


def how_to_type(kind: BallotKind) -> Lazy:
    """How a paper ballot is typed in."""
    match kind:
        case BallotKind.POINTS:
            return lazy("Project numbers with their points: 3=5 7=2. A spoiled paper: -")
        case BallotKind.RANKED:
            return lazy("Project numbers in the order of their ranks: 7 3 5. A spoiled paper: -")
        case _:
            return lazy("The numbers that are ticked: 3 5 7. A spoiled paper: -")
