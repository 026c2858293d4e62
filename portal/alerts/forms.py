"""What somebody types to be told of new complaints, or to be told no more."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, StringField
from wtforms.validators import InputRequired

from portal.alerts.terms import CADENCE_WORDS, RADII, Cadence
from portal.complaints.forms.placing import Placed
from portal.complaints.forms.reaching import (
    CHOOSE,
    LONGEST_EMAIL,
    LONGEST_LINE,
    kept,
    no_longer_than,
    one_of_the_choices,
)
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy

WAYS = {
    "all": lazy("The whole municipality"),
    "area": lazy("One area"),
    "here": lazy("Around where I am now"),
    "pin": lazy("Around a pin on the map"),
    "coordinates": lazy("Around a place, by coordinates"),
}
AROUND = frozenset({"here", "pin", "coordinates"})


class AlertForm(Placed, FlaskForm):
    """Where, what, how often, and to which address."""

    way = RadioField(
        lazy("Where?"),
        [CHOOSE],
        choices=offered(WAYS.items()),
        default="all",
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
    coordinates = StringField(lazy("Coordinates"), [no_longer_than(2000)], [kept])
    radius = SelectField(
        lazy("How far around the place?"),
        [one_of_the_choices(lazy("Choose how far around the place"))],
        choices=offered([(str(metres), lazy("%(n)s metres", n=f"{metres:,}")) for metres in RADII]),
        default="500",
        validate_choice=False,
    )
    category = SelectField(
        lazy("Category"),
        [one_of_the_choices(lazy("Choose a category from the list"))],
        choices=[],
        default="",
        validate_choice=False,
    )
    cadence = RadioField(
        lazy("How often?"),
        [CHOOSE],
        choices=offered([(cadence.value, words) for cadence, words in CADENCE_WORDS.items()]),
        default=Cadence.DAILY.value,
        validate_choice=False,
    )
    email = StringField(
        lazy("E-mail"),
        [InputRequired(lazy("Enter your e-mail address")), no_longer_than(LONGEST_EMAIL)],
        [kept],
    )

    def metres(self) -> int | None:
        """The radius, where the alert is about a point."""
        return int(self.radius.data) if self.way.data in AROUND else None

    def category_id(self) -> int | None:
        """The category chosen; None for all."""
        return int(self.category.data) if self.category.data else None


class CodeForm(FlaskForm):
    """A code from a message."""

    code = StringField(
        lazy("Code"), [InputRequired(lazy("Enter the code")), no_longer_than(LONGEST_LINE)], [kept]
    )
