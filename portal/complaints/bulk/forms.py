"""What somebody chooses on the desk to be done with many, and the order itself."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, TextAreaField

from portal.complaints.bulk.acts import Act, Order
from portal.complaints.forms.case import LONGEST_WORDS
from portal.complaints.forms.filing import kept, no_longer_than
from portal.foundation.i18n import lazy

LONGEST_ID = 19


class OrderForm(FlaskForm):
    """The order, with the complaints that were shown and the version of each."""

    cases = HiddenField()
    query = HiddenField()
    after = HiddenField()
    unit = SelectField(lazy("Unit or person"), choices=[], validate_choice=False)
    reply = TextAreaField(lazy("Answer to every reporter"), [no_longer_than(LONGEST_WORDS)], [kept])

    def order(self, act: Act) -> Order:
        """What is wanted; the verb judges what is missing."""
        unit, _, person = (self.unit.data or "").partition(":")
        return Order(act, _number(unit), _number(person), self.reply.data or "")

    def chosen(self) -> dict[int, int | None]:
        """The complaints that the page showed, with their versions."""
        return read_chosen((self.cases.data or "").split(","))


def read_chosen(typed: list[str]) -> dict[int, int | None]:
    """Ids with the versions that were shown, from `id:version`; nonsense is left out."""
    pairs = (each.partition(":") for each in typed)
    read = ((_number(left), _number(right)) for left, _, right in pairs)
    return {number: version or 0 for number, version in read if number is not None}


def written_chosen(chosen: list[tuple[int, int]]) -> str:
    """The same as one text."""
    return ",".join(f"{number}:{version}" for number, version in chosen)


def _number(typed: str) -> int | None:
    good = typed.isascii() and typed.isdecimal() and len(typed) < LONGEST_ID
    return int(typed) if good else None
