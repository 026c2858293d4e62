"""What the desk types to make a complaint urgent, to merge two, or to split one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from portal.complaints.forms.case import LONGEST_LINE, LONGEST_WORDS, MoveForm
from portal.complaints.forms.filing import kept, no_longer_than
from portal.foundation.i18n import lazy

MOST_ROWS = 9
"""Further parts; the complaint itself is the first of ten."""
FIRST_ROWS = 2
Row = tuple[Any, Any, Any]


class UrgencyForm(MoveForm):
    """Why it cannot wait, or can."""

    why = TextAreaField(lazy("Why?"), [no_longer_than(LONGEST_WORDS)], [kept])


class MergeForm(MoveForm):
    """The number of the complaint in which this one goes on, looked at before it is done."""

    other = StringField(
        lazy("Number of the other complaint"), [no_longer_than(LONGEST_LINE)], [kept]
    )
    sure = HiddenField()
    """The other's id, once both were shown beside each other."""

    def validate_other(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """There must be something to look up."""
        if not (field.data or "").strip():
            raise ValidationError(lazy("Enter the number of the other complaint"))

    def is_sure_of(self, complaint_id: int) -> bool:
        """Whether just this one was shown before the press."""
        return (self.sure.data or "") == str(complaint_id)


class SplitForm(MoveForm):
    """Up to nine further parts, each with its words, its category and its unit."""

    shown = HiddenField(default=str(FIRST_ROWS))

    @property
    def count(self) -> int:
        """How many rows the page shows."""
        typed = self.shown.data or ""
        wanted = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 3 else 0  # noqa: PLR2004 - digits
        return min(max(wanted, FIRST_ROWS), MOST_ROWS)

    def rows(self) -> Iterator[Row]:
        """The fields of each row that is shown."""
        for number in range(1, self.count + 1):
            yield self._row(number)

    def add_rows(self, *, everything: bool = False) -> None:
        """Show one more, or all that there can be."""
        self.shown.data = str(MOST_ROWS if everything else min(self.count + 1, MOST_ROWS))

    def close_gaps(self) -> int:
        """Move typed rows up over those left empty; returns how many were typed."""
        typed = [
            [field.data for field in row]
            for row in self.rows()
            if (row[0].data or "").strip() or row[1].data or row[2].data
        ]
        for row, values in zip(self.rows(), typed + [["", "", ""]] * self.count, strict=False):
            for field, value in zip(row, values, strict=True):
                field.data = value
        return len(typed)

    def _row(self, number: int) -> Row:
        return self[f"text_{number}"], self[f"category_{number}"], self[f"unit_{number}"]


for _number in range(1, MOST_ROWS + 1):
    _part = _number + 1
    _words = TextAreaField(
        lazy("Part %(n)s: what is it about?", n=_part), [no_longer_than(LONGEST_WORDS)], [kept]
    )
    _category = SelectField(
        lazy("Part %(n)s: category", n=_part), choices=[], validate_choice=False
    )
    _unit = SelectField(lazy("Part %(n)s: unit", n=_part), choices=[], validate_choice=False)
    setattr(SplitForm, f"text_{_number}", _words)
    setattr(SplitForm, f"category_{_number}", _category)
    setattr(SplitForm, f"unit_{_number}", _unit)
