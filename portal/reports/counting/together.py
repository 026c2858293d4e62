"""What was done together: people, hours, gifts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from portal.foundation.i18n import Bilingual, lazy
from portal.participation.ledger import queries as ledger
from portal.participation.ledger.terms import ActKind
from portal.participation.tasks.terms import hours_of
from portal.reports.content import Records, Row, Section, Unit, both
from portal.reports.counting import lists
from portal.reports.counting.drawing import cells, column, counted, figure, people, shared, table
from portal.reports.queries import together as queries
from portal.reports.queries.together import GiftFact, TaskFact
from portal.reports.scope import Scope

NO_TASK = lazy("No task was over in this period, or nobody has said who came.")
NO_GIFT = lazy("Nothing was given in this period.")


def section(scope: Scope) -> tuple[Section, dict[str, Records]]:
    """Everything about work together."""
    tasks, gifts = queries.tasks(scope), queries.gifts(scope)
    minutes = sum(one.minutes for one in tasks)
    placed, came = sum(one.placed for one in tasks), sum(one.came for one in tasks)
    value = sum(one.value for one in gifts) if gifts else None
    figures = (
        people("volunteers", _people(scope), "tasks"),
        figure("hours", Unit.HOURS, float(hours_of(minutes)), n=len(tasks), records="tasks"),
        shared("attended", came, placed, NO_TASK, of_people=True, records="tasks"),
        counted("gifts", len(gifts), "gifts"),
        figure("gift_value", Unit.MONEY, value, NO_GIFT, n=len(gifts), records="gifts"),
    )
    columns = [
        column("tasks", lazy("Tasks")),
        column("came", lazy("Attendances")),
        column("hours", lazy("Hours"), Unit.HOURS),
        column("gifts", lazy("Gifts")),
        column("value", lazy("Worth"), Unit.MONEY),
    ]
    made = table("by_together", lazy("Project"), columns, _rows(tasks, gifts))
    records = {"tasks": lists.tasks(tasks), "gifts": lists.gifts(gifts)}
    return Section("together", both(lazy("Work together")), figures, (made,)), records


def _people(scope: Scope) -> int:
    acts = [
        one
        for one in ledger.acts(scope.first, scope.last, scope.project_id)
        if one.kind == ActKind.TASK
    ]
    known = {one.participant for one in acts if one.participant is not None}
    return len(known) + sum(one.n for one in acts if one.participant is None)


def _rows(tasks: Sequence[TaskFact], gifts: Sequence[GiftFact]) -> list[Row]:
    titles: dict[int, Bilingual] = {one.project_number: one.project for one in tasks}
    titles |= {one.project_number: one.project for one in gifts}
    done: dict[int, list[TaskFact]] = defaultdict(list)
    given: dict[int, list[GiftFact]] = defaultdict(list)
    for task in tasks:
        done[task.project_number].append(task)
    for gift in gifts:
        given[gift.project_number].append(gift)
    numbers = sorted(titles)
    came = cells([sum(one.came for one in done[number]) for number in numbers])
    return [
        Row(
            str(number),
            titles[number],
            (
                len(done[number]),
                attendances,
                float(hours_of(sum(one.minutes for one in done[number]))),
                len(given[number]),
                sum(one.value for one in given[number]),
            ),
        )
        for number, attendances in zip(numbers, came, strict=True)
    ]
