"""Ideas, how they were answered, and how far they came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from portal.foundation.clock import local
from portal.foundation.i18n import Bilingual, Lazy, lazy
from portal.participation.chain.terms import Kind
from portal.participation.ideas.terms import ANSWER_WORDS, Answered
from portal.participation.monitoring.terms import ContractStep
from portal.reports import formulas
from portal.reports.content import Figure, Records, Row, Section, Table, Unit, both
from portal.reports.counting.drawing import column, counted, figure, shared, table
from portal.reports.counting.who import NO_POPULATION
from portal.reports.queries import funnel
from portal.reports.queries import ideas as queries
from portal.reports.queries.ideas import IdeaFact
from portal.reports.queries.population import Living
from portal.reports.scope import Scope
from portal.response_times.figures.kaplan_meier import curve

DAY = 86_400.0
FEW_TIMES = 10
NOT_YET = lazy("Not yet reached: too many are still without an answer.")
NO_IDEA = lazy("No idea was filed in this period.")
NONE_DUE = lazy("No answer was due yet.")
TOO_FEW = lazy("Fewer than ten ideas: a time of so few says nothing.")

Steps = Mapping[str, Mapping[int, date]]
"""By step: which ideas came so far, and on which day."""
STEPS: tuple[tuple[str, Lazy], ...] = (
    ("filed", lazy("Put forward")),
    ("answered", lazy("Answered by the municipality")),
    ("planned", lazy("In the announced plan")),
    ("budgeted", lazy("In the budget of a year")),
    ("contracted", lazy("Contract signed")),
    ("finished", lazy("Work accepted")),
    ("used", lazy("In use")),
)


def section(scope: Scope, living: Living) -> tuple[Section, dict[str, Records]]:
    """Everything about ideas."""
    found = queries.ideas(scope)
    steps = _steps(found, scope)
    figures = [
        counted("ideas", len(found), "ideas"),
        _for_thousand(len(found), living),
        *_answers(found, scope),
        *_times(found, scope),
    ]
    tables = [_funnel(steps, len(found)), _by_answer(found)]
    label = both(lazy("Ideas and what became of them"))
    records = {"ideas": _records(found, steps)}
    return Section("ideas", label, tuple(figures), tuple(tables)), records


def _for_thousand(n: int, living: Living) -> Figure:
    rate = n / living.people * 1000 if living.people else None
    return figure("ideas_rate", Unit.RATE, rate, NO_POPULATION)


def _answers(found: Sequence[IdeaFact], scope: Scope) -> list[Figure]:
    due = [one for one in found if one.due_at is not None and one.due_at <= scope.at]
    replied = sum(1 for one in due if one.answered_at is not None)
    in_time = sum(1 for one in due if _was_in_time(one))
    return [
        shared("replied", replied, len(due), NONE_DUE, records="ideas"),
        shared("reply_in_time", in_time, len(due), NONE_DUE, records="ideas"),
        counted("reply_overdue", len(due) - replied, "ideas"),
    ]


def _was_in_time(one: IdeaFact) -> bool:
    return one.answered_at is not None and one.due_at is not None and one.answered_at <= one.due_at


def _times(found: Sequence[IdeaFact], scope: Scope) -> list[Figure]:
    spells = [
        (((one.answered_at or scope.at) - one.created_at).total_seconds(), bool(one.answered_at))
        for one in found
    ]
    made = []
    reached = curve(spells) if len(spells) >= FEW_TIMES else None
    for key, part in (("reply_half", 0.5), ("reply_ninety", 0.9)):
        if reached is None:
            made.append(figure(key, Unit.DAYS, None, TOO_FEW if found else NO_IDEA))
            continue
        at = _within(reached, part)
        made.append(figure(key, Unit.DAYS, at, NOT_YET, n=len(found), records="ideas"))
    return made


def _within(reached: Any, part: float) -> float | None:  # noqa: ANN401 - a curve
    """Days after which this part is answered; None where the curve does not come so far."""
    pairs = zip(reached.times, reached.survival, strict=True)
    seconds = next((time for time, open_ in pairs if open_ <= 1 - part + 1e-12), None)
    return None if seconds is None else round(seconds / DAY, 1)


def _by_answer(found: Sequence[IdeaFact]) -> Table:
    counts = Counter(one.answer for one in found)
    rows = [
        Row(
            one.value,
            both(ANSWER_WORDS[one]),
            (counts[one], formulas.share(counts[one], len(found))),
        )
        for one in Answered
    ]
    none = lazy("No answer yet")
    rows.append(Row("", both(none), (counts[""], formulas.share(counts[""], len(found)))))
    columns = [
        column("ideas", lazy("Ideas")),
        column("share", lazy("Of all ideas"), Unit.SHARE),
    ]
    return table("by_answer", lazy("Answer"), columns, rows, bars="ideas")


def _steps(found: Sequence[IdeaFact], scope: Scope) -> Steps:
    """On which day each idea came to each step, as far as it came by the moment of the figures."""
    today = local(scope.at).date()
    chain = funnel.reached([one.id for one in found])
    days: dict[str, tuple[Kind, Mapping[int, date]]] = {
        "planned": (Kind.PLAN_ITEM, funnel.planned_on()),
        "budgeted": (Kind.BUDGET_LINE, funnel.budgeted_on()),
        "contracted": (Kind.CONTRACT, funnel.contract_days(ContractStep.SIGNED)),
        "finished": (Kind.CONTRACT, funnel.contract_days(ContractStep.ACCEPTED)),
        "used": (Kind.RESULT, funnel.used_since()),
    }
    steps: dict[str, dict[int, date]] = {
        "filed": {one.id: local(one.created_at).date() for one in found},
        "answered": {
            one.id: local(one.answered_at).date() for one in found if one.answered_at is not None
        },
    }
    for step, (kind, known) in days.items():
        steps[step] = {}
        for idea_id, records in chain.items():
            came = [known[one] for one in records.get(kind, ()) if one in known]
            if came and min(came) <= today:
                steps[step][idea_id] = min(came)
    return steps


def _funnel(steps: Steps, n: int) -> Table:
    rows = []
    before: Mapping[int, date] = {}
    for key, words in STEPS:
        here = steps[key]
        lengths = [(day - before[one]).days for one, day in here.items() if one in before]
        rows.append(
            Row(
                key,
                both(words),
                (len(here), formulas.share(len(here), n), formulas.median(lengths)),
            )
        )
        before = here
    columns = [
        column("ideas", lazy("Ideas")),
        column("share", lazy("Of all ideas"), Unit.SHARE),
        column("days", lazy("Days from the step before"), Unit.DAYS),
    ]
    return table("funnel", lazy("Step"), columns, rows, bars="ideas")


def _records(found: Sequence[IdeaFact], steps: Steps) -> Records:
    """Without titles: those are looked up when the list is read, as long as they are public."""
    words = dict(STEPS)
    head = (
        lazy("Idea"),
        lazy("Put forward on"),
        lazy("First answer"),
        lazy("How far"),
    )
    rows, links = [], []
    for one in found:
        last = [key for key, _words in STEPS if one.id in steps[key]][-1]
        answered = one.answered_at and local(one.answered_at).date().isoformat()
        plain = (
            f"{one.project_number}-{one.running}",
            local(one.created_at).date().isoformat(),
            answered or "",
        )
        rows.append((*(Bilingual(text, text) for text in plain), both(words[last])))
        links.append(f"/projects/{one.project_number}/ideas/{one.running}")
    label = both(lazy("Ideas of the report"))
    return Records(label, tuple(both(one) for one in head), tuple(rows), tuple(links))
