"""Form fields without a form: the macros speak to WTForms fields, and this speaks like one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from wtforms.fields.choices import SelectChoice


class PlainChoice(NamedTuple):
    """One choice of a field, in the order of WTForms."""

    value: str
    label: object
    selected: bool


@dataclass(frozen=True, slots=True)
class PlainLabel:
    """The words above a field."""

    text: object


@dataclass(frozen=True, slots=True)
class PlainField:
    """A field for the macros, made by `plain`."""

    name: str
    label: PlainLabel
    value: str = ""
    errors: Sequence[object] = ()
    description: object = ""
    choices: Sequence[tuple[str, object]] = ()
    chosen: frozenset[str] = frozenset()
    render_kw: dict[str, object] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Its id in the page."""
        return self.name

    @property
    def data(self) -> bool:
        """Whether a lone checkbox is ticked."""
        return self.value not in {"", "0", "False"}

    def _value(self) -> str:
        return self.value

    def iter_choices(self) -> Iterator[PlainChoice]:
        """Its choices, the chosen ones marked."""
        for value, label in self.choices:
            yield PlainChoice(value, label, value in self.chosen)

    def has_groups(self) -> bool:
        """Say that choices stand in no groups."""
        return False


@dataclass(frozen=True, slots=True)
class PlainDate:
    """A date in three boxes for the macros, made by `plain_date`."""

    name: str
    label: PlainLabel
    day: PlainField
    month: PlainField
    year: PlainField
    errors: Sequence[object] = ()
    description: object = ""

    @property
    def id(self) -> str:
        """Its id in the page."""
        return self.name


def plain(
    name: str,
    label: object,
    value: object = "",
    errors: Iterable[object] = (),
    choices: Iterable[tuple[str, object]] = (),
) -> PlainField:
    """Make a field without a form. `value` may be a list where several choices can be chosen."""
    several = isinstance(value, (list, tuple, set, frozenset))
    chosen = frozenset(map(str, value)) if several else frozenset({str(value)})  # type: ignore[call-overload]
    return PlainField(
        name=name,
        label=PlainLabel(label),
        value="" if several or value is None else str(value),
        errors=tuple(errors),
        choices=tuple((str(key), words) for key, words in choices),
        chosen=chosen,
    )


def plain_date(
    name: str, label: object, parts: tuple[object, object, object], errors: Iterable[object] = ()
) -> PlainDate:
    """Make a date in three boxes without a form; `parts`: day, month, year as typed."""
    day, month, year = (
        plain(f"{name}-{part}", "", value)
        for part, value in zip(("day", "month", "year"), parts, strict=True)
    )
    return PlainDate(name, PlainLabel(label), day, month, year, tuple(errors))


def offered(pairs: Iterable[tuple[str, object]]) -> list[SelectChoice]:
    """Choices for a WTForms field from (value, words); words may be lazy."""
    return [SelectChoice(value, words) for value, words in pairs]
