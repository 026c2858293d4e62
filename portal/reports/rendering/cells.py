"""Values in words, in the language of the moment."""

from __future__ import annotations

from portal.foundation.i18n import _
from portal.participation.monitoring.progress import baht_of
from portal.reports.content import FEW, Figure, Table, Unit, Value

NONE = "–"


def shown(value: Value, unit: Unit) -> str:
    """A value as people read it. What is withheld says so; what is not there is a dash."""
    if value is None:
        return NONE
    if value == FEW or isinstance(value, str):
        return _("not told (too few)")
    return _number(value, unit)


def _number(value: float, unit: Unit) -> str:
    match unit:
        case Unit.COUNT:
            return f"{int(value):,}"
        case Unit.SHARE:
            return _share(value)
        case Unit.DAYS:
            return _("%(n)s days", n=_days(value))
        case Unit.HOURS:
            return _("%(n)s hours", n=_days(value))
        case Unit.MONEY:
            return _("%(n)s baht", n=baht_of(int(value)))
        case Unit.RATE | Unit.INDEX:
            return f"{value:,.1f}" if unit is Unit.RATE else f"{value:.2f}"


def _share(value: float) -> str:
    """In per cent; a share under one per cent with a digit more, so that it is not told as none."""
    return f"{value * 100:.2f}%" if 0 < value < 0.01 else f"{value * 100:.1f}%"  # noqa: PLR2004 - said above


def _days(value: float) -> str:
    """A number of days or hours, without decimals where there are none."""
    return f"{value:,.1f}".removesuffix(".0").replace("-", "−")


def in_cell(value: Value, unit: Unit) -> str:
    """The same where the column's head names the unit."""
    if unit in {Unit.DAYS, Unit.HOURS} and isinstance(value, int | float):
        return _days(value)
    if unit is Unit.MONEY and isinstance(value, int | float):
        return baht_of(int(value))
    return shown(value, unit)


def behind(figure: Figure) -> str:
    """What a figure is of: "12 of 30", the number of cases, the range."""
    said = []
    if figure.part is not None and figure.n is not None:
        said.append(_("%(part)s of %(n)s", part=f"{figure.part:,}", n=f"{figure.n:,}"))
    elif figure.n and figure.value != FEW:
        said.append(_("n = %(n)s", n=f"{figure.n:,}"))
    if figure.low is not None or figure.high is not None:
        low, high = shown(figure.low, figure.unit), shown(figure.high, figure.unit)
        said.append(_("95%% between %(low)s and %(high)s", low=low, high=high))
    return ", ".join(said)


def lengths(table: Table) -> list[float]:
    """How long the bar of each row is, from 0 to 1; what is not told has none."""
    place = next((at for at, one in enumerate(table.columns) if one.key == table.bars), None)
    if place is None:
        return [0.0 for _row in table.rows]
    numbers = [
        float(cell) if isinstance(cell := row.cells[place], int | float) else 0.0
        for row in table.rows
    ]
    most = max(numbers, default=0.0)
    return [max(number, 0.0) / most if most > 0 else 0.0 for number in numbers]
