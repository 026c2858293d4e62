"""The report of complaints: how many, how fast, what is overdue and why."""

from __future__ import annotations

from collections.abc import Mapping

from portal.complaints.lifecycle import STATE_WORDS
from portal.complaints.queries import labels
from portal.foundation.i18n import Bilingual, lazy
from portal.reports.content import Content, Figure, Records, Row, Section, Table, Unit, Value, both
from portal.reports.counting import lists
from portal.reports.counting.drawing import column, counted, figure, shared, table
from portal.reports.counting.naming import about
from portal.reports.queries import overdue as queries
from portal.reports.queries.overdue import Late
from portal.reports.scope import Scope
from portal.response_times.figures import rooms
from portal.response_times.figures.kaplan_meier import Quantile
from portal.response_times.figures.rooms import Name
from portal.response_times.figures.shares import FEWEST, wilson
from portal.response_times.figures.sheets import By, Line, Sheet
from portal.response_times.figures.spells import Measure
from portal.response_times.lifecycle import REASON_LABELS
from portal.response_times.services import figures
from portal.response_times.standards import PromiseKind

DAY = 86_400.0
TOO_FEW = lazy("Fewer than ten cases: only their number is told.")
NOT_YET = lazy("Not yet reached: too many are still open.")
NONE_CAME = lazy("No complaint was filed in this period.")
BYS = (By.CATEGORY, By.UNIT, By.AREA)


def count(scope: Scope) -> tuple[Content, dict[str, Records]]:
    """Count everything anew; returns the report and what is behind its figures."""
    sheets = figures.briefly(rooms.room().kind, scope.period, (By.ALL, *BYS), scope.at)
    late = queries.late(scope.at)
    tables = [_table(by, sheets[by]) for by in BYS]
    flow = Section(
        "received",
        both(lazy("Complaints and response times")),
        tuple(_figures(sheets[By.ALL])),
        tuple(tables),
    )
    now = Section(
        "now", both(lazy("How it stands now")), tuple(_now(late, scope)), tuple(_waiting(scope))
    )
    title = both(lazy("Complaints and how they were answered"))
    content = Content(title, about(scope), (flow, now), tuple(_warnings(scope, sheets[By.ALL])))
    days = lists.received(sheets[By.ALL].days)
    return content, {"received": days, "overdue": _records(late)}


def _warnings(scope: Scope, whole: Sheet) -> list[Bilingual]:
    said = []
    if scope.ends_at == scope.at:
        said.append(both(lazy("The period is not over yet: everything is counted up to now.")))
    if whole.not_counted:
        n = f"{whole.not_counted:,}"
        words = lazy(
            "%(n)s complaints against conduct are confidential and stand in no table.", n=n
        )
        said.append(both(words))
    if not whole.all.received:
        said.append(both(NONE_CAME))
    return said


def _figures(whole: Sheet) -> list[Figure]:
    line = whole.all
    made = [counted("c_received", line.received, "received")]
    for key, kind in (
        ("c_acknowledged", PromiseKind.ACKNOWLEDGE),
        ("c_in_time", PromiseKind.RESOLVE),
    ):
        part = line.in_time(kind)
        if part.value is None:
            made.append(figure(key, Unit.SHARE, None, TOO_FEW, n=part.n))
        else:
            made.append(shared(key, part.part, part.n))
    measured = line.measured(Measure.RESOLVE)
    made.append(_time("c_half", measured.median, measured.n))
    made.append(_time("c_ninety", measured.ninetieth, measured.n))
    made.append(shared("c_reopened", line.reopened, line.received, NONE_CAME))
    made.append(_pleased(line))
    return made


def _time(key: str, reached: Quantile | None, n: int) -> Figure:
    if reached is None:
        return figure(key, Unit.DAYS, None, TOO_FEW, n=n)
    low, high = _days(reached.low), _days(reached.high)
    return figure(key, Unit.DAYS, _days(reached.at), NOT_YET, n=n, low=low, high=high)


def _days(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds / DAY, 1)


def _pleased(line: Line) -> Figure:
    pleased = line.pleased
    if pleased.n < FEWEST:
        return figure("c_rated", Unit.SHARE, None, TOO_FEW, n=pleased.n)
    low, high = wilson(pleased)
    return figure(
        "c_rated", Unit.SHARE, pleased.value, part=pleased.part, n=pleased.n, low=low, high=high
    )


def _table(by: By, sheet: Sheet) -> Table:
    names = labels.names(by)
    order = {key: place for place, key in enumerate(names)}
    lines = sorted(sheet.lines, key=lambda line: order.get(line.key, len(order)))
    rows = [Row(line.key, _named(names, line.key), _cells(line)) for line in lines]
    columns = [
        column("received", lazy("Received")),
        column("open", lazy("Still open")),
        column("in_time", lazy("Resolved in time"), Unit.SHARE),
        column("half", lazy("Half resolved within, days"), Unit.DAYS),
        column("ninety", lazy("Nine in ten within, days"), Unit.DAYS),
        column("reopened", lazy("Opened again")),
    ]
    words = {
        By.CATEGORY: (lazy("By category"), lazy("Category")),
        By.UNIT: (lazy("By unit"), lazy("Unit")),
        By.AREA: (lazy("By area"), lazy("Area")),
    }[by]
    made = table("c_by", words[1], columns, rows, bars="received", label=words[0])
    return Table(
        f"c_by_{by.value}",
        made.label,
        made.note,
        made.head,
        made.columns,
        made.rows,
        bars=made.bars,
    )


def _named(names: Mapping[str, Name], key: str) -> Bilingual:
    name = names.get(key)
    if isinstance(name, Bilingual):
        return name
    return both(name) if name is not None else Bilingual(key, key)


def _cells(line: Line) -> tuple[Value, ...]:
    measured = line.measured(Measure.RESOLVE)
    half, ninety = measured.median, measured.ninetieth
    return (
        line.received,
        line.open,
        line.in_time(PromiseKind.RESOLVE).value,
        _days(half.at) if half else None,
        _days(ninety.at) if ninety else None,
        line.reopened,
    )


def _now(late: list[Late], scope: Scope) -> list[Figure]:
    stands = queries.stands(scope.at)
    return [
        counted("c_open", stands.open),
        counted("c_overdue", len(late), "overdue"),
        counted("c_forwarded", stands.forwarded),
    ]


def _waiting(scope: Scope) -> list[Table]:
    found = queries.stands(scope.at).waiting
    rows = [
        Row(reason.value, both(words), (found.get(reason.value, 0),))
        for reason, words in REASON_LABELS.items()
    ]
    columns = [column("open", lazy("Complaints"))]
    return [table("c_waiting", lazy("Waits for"), columns, rows, bars="open")]


def _records(late: list[Late]) -> Records:
    """The overdue ones; of what not everyone may see only that it is there."""
    head = (
        lazy("Number"),
        lazy("Category"),
        lazy("Unit"),
        lazy("Due"),
        lazy("Days late"),
        lazy("Where it stands"),
        lazy("Why it waits"),
    )
    categories, units = labels.names(By.CATEGORY), labels.names(By.UNIT)
    secret, nothing = both(lazy("Not public")), both(lazy("No reason was given"))
    states = {state.value: both(words) for state, words in STATE_WORDS.items()}
    reasons = {reason.value: both(words) for reason, words in REASON_LABELS.items()}
    rows, links = [], []
    for one in late:
        number = f"{one.year}/{one.running}"
        rows.append(
            (
                Bilingual(number, number) if one.is_public else secret,
                _named(categories, str(one.category_id or "")) if one.is_public else secret,
                _named(units, str(one.unit_id or "")) if one.is_public else secret,
                Bilingual(one.due_on.isoformat(), one.due_on.isoformat()),
                Bilingual(str(one.days), str(one.days)),
                states[one.state],
                reasons.get(one.paused, nothing),
            )
        )
        links.append(f"/complaints/{one.year}/{one.running}" if one.is_public else "")
    return Records(
        both(lazy("Overdue complaints")),
        tuple(both(one) for one in head),
        tuple(rows),
        tuple(links),
    )
