"""Who took part: how many, which groups, which way, how deep."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from portal.foundation.i18n import Bilingual, Lazy, lazy
from portal.foundation.suppression import FEWEST, is_few
from portal.participation.ledger import queries as ledger
from portal.participation.ledger.queries import ActLine
from portal.participation.ledger.terms import ACT_WORDS, LEVEL_OF, STEP_OF, ActKind
from portal.participation.projects import queries as projects
from portal.participation.projects.terms import INFLUENCE_WORDS, STEP_WORDS, Influence, Step
from portal.participation.residents.acting import CHANNEL_WORDS, Channel
from portal.participation.residents.terms import AGE_WORDS, SEX_WORDS
from portal.places import queries as places
from portal.reports import formulas
from portal.reports.content import FEW, Figure, Records, Row, Section, Table, Unit, Value, both
from portal.reports.counting.drawing import (
    cells,
    column,
    counted,
    figure,
    people,
    shared,
    table,
)
from portal.reports.queries.population import Living
from portal.reports.scope import Scope

NO_POPULATION = lazy("No table of the registered population has been loaded, so there is no rate.")
NOT_TOLD = lazy("The table of the population does not tell this.")
UNKNOWN = lazy("Not known")
TOO_FEW_KNOWN = lazy("Too few are known to say.")
LEVELS = tuple(Influence)


@dataclass(frozen=True, slots=True)
class Dimension:
    """By what people are told apart."""

    key: str
    label: Lazy
    name: Lazy
    group_of: Callable[[ActLine], str]
    groups: Mapping[str, Bilingual]
    """In their order."""
    living: Mapping[str, int]


def section(scope: Scope, living: Living) -> tuple[Section, dict[str, Records]]:
    """Everything about who took part."""
    acts = ledger.acts(scope.first, scope.last, scope.project_id)
    latest = {one.participant: one for one in acts if one.participant is not None}
    n = len(latest)
    dimensions = _dimensions(living)
    figures = [
        people("participants", n, "acts"),
        counted("acts", sum(one.n for one in acts), "acts"),
        counted("nameless", sum(one.n for one in acts if one.participant is None), "acts"),
        shared("rate", n, living.people, NO_POPULATION, of_people=True),
        _newcomers(scope, list(latest)),
        *_known(latest.values(), n),
    ]
    tables = [_steps(acts), _channels(acts), _levels(acts)]
    for one in dimensions:
        made, more = _groups(one, list(latest.values()))
        figures += more
        tables.append(made)
    label = lazy("Who took part")
    return Section("who", both(label), tuple(figures), tuple(tables)), {"acts": _records(acts)}


def _newcomers(scope: Scope, participants: Sequence[int | None]) -> Figure:
    known = [one for one in participants if one is not None]
    firsts = ledger.first_days(known)
    new = sum(1 for day in firsts.values() if day >= scope.first)
    return shared("newcomers", new, len(known), of_people=True)


def _known(lines: Collection[ActLine], n: int) -> list[Figure]:
    return [
        shared("known_age", sum(1 for one in lines if one.age), n, of_people=True),
        shared("known_sex", sum(1 for one in lines if one.sex), n, of_people=True),
        shared("known_area", sum(1 for one in lines if one.area_id), n, of_people=True),
    ]


def _dimensions(living: Living) -> list[Dimension]:
    areas = {str(one.id): one.title for one in places.areas()}
    closed = {
        str(one.id): both(lazy("%(area)s (no longer an area)", area=one.title))
        for one in places.every_area()
        if str(one.id) not in areas
    }
    return [
        Dimension(
            "area",
            lazy("By area"),
            lazy("area"),
            lambda one: str(one.area_id or ""),
            areas | closed,
            living.by_area,
        ),
        Dimension(
            "age",
            lazy("By age"),
            lazy("age"),
            lambda one: one.age,
            {age.value: both(words) for age, words in AGE_WORDS.items()},
            living.by_age,
        ),
        Dimension(
            "sex",
            lazy("By sex"),
            lazy("sex"),
            lambda one: one.sex,
            {sex.value: both(words) for sex, words in SEX_WORDS.items()},
            living.by_sex,
        ),
    ]


def _groups(by: Dimension, latest: Sequence[ActLine]) -> tuple[Table, list[Figure]]:
    found = Counter(by.group_of(one) for one in latest)
    known = {key: n for key, n in found.items() if key in by.groups}
    keys = [key for key in by.groups if known.get(key) or by.living.get(key)]
    counts = [known.get(key, 0) for key in keys] + [len(latest) - sum(known.values())]
    rows = [
        _row(key, by.groups[key], told, by.living)
        for key, told in zip(keys, cells(counts), strict=False)
    ]
    rows.append(Row("", both(UNKNOWN), (cells(counts)[-1], None, None)))
    columns = [
        column("people", lazy("People")),
        column("living", lazy("Registered")),
        column("rate", lazy("Of those registered"), Unit.SHARE),
    ]
    made = table("by_group", by.label, columns, rows, bars="people", label=by.label)
    return Table(
        f"by_{by.key}",
        made.label,
        made.note,
        made.head,
        made.columns,
        made.rows,
        bars=made.bars,
    ), _evenness(by, known)


def _row(key: str, label: Bilingual, told: Value, living: Mapping[str, int]) -> Row:
    n = living.get(key)
    rate = FEW if told == FEW else formulas.share(int(told or 0), n or 0)
    return Row(key, label, (told, n, rate if n else None))


def _evenness(by: Dimension, known: Mapping[str, int]) -> list[Figure]:
    """Both indices, where there are residents to compare with and enough people to tell of."""
    lived_in = {key: n for key, n in by.living.items() if key in by.groups and n}
    enough = sum(known.values()) >= FEWEST and not any(is_few(n) for n in known.values())
    made = []
    for name, formula in (
        ("representativeness", formulas.representativeness),
        ("similarity", formulas.similarity),
    ):
        value = formula(known, lived_in) if enough and lived_in else None
        why = TOO_FEW_KNOWN if lived_in else NOT_TOLD if by.living else NO_POPULATION
        one = figure(name, Unit.INDEX, value, why)
        label = both(lazy("%(figure)s (%(group)s)", figure=one.label, group=by.name))
        made.append(
            Figure(f"{name}_{by.key}", label, one.note, one.unit, one.value, remark=one.remark)
        )
    return made


def _steps(acts: Sequence[ActLine]) -> Table:
    taking: dict[Step, set[int]] = defaultdict(set)
    done: Counter[Step] = Counter()
    for one in acts:
        step = STEP_OF[ActKind(one.kind)]
        done[step] += one.n
        if one.participant is not None:
            taking[step].add(one.participant)
    rows = [
        Row(step.value, both(STEP_WORDS[step]), (_alone(len(taking[step])), done[step]))
        for step in Step
    ]
    columns = [column("people", lazy("People")), column("acts", lazy("Acts"))]
    return table("by_step", lazy("Step"), columns, rows, bars="acts")


def _alone(n: int) -> Value:
    return FEW if is_few(n) else n


def _channels(acts: Sequence[ActLine]) -> Table:
    found: Counter[str] = Counter()
    for one in acts:
        found[one.channel] += one.n
    whole = found.total()
    rows = [
        Row(one.value, both(CHANNEL_WORDS[one]), (found[one], formulas.share(found[one], whole)))
        for one in Channel
        if found[one] or one is Channel.WEB
    ]
    columns = [
        column("acts", lazy("Acts")),
        column("share", lazy("Of all acts"), Unit.SHARE),
    ]
    return table("by_channel", lazy("Way"), columns, rows, bars="acts")


def _levels(acts: Sequence[ActLine]) -> Table:
    deepest: dict[int, int] = {}
    for one in acts:
        if one.participant is not None:
            level = LEVELS.index(LEVEL_OF[ActKind(one.kind)])
            deepest[one.participant] = max(level, deepest.get(one.participant, 0))
    found = Counter(deepest.values())
    told = cells([found[place] for place in range(len(LEVELS))])
    rows = [
        Row(level.value, both(INFLUENCE_WORDS[level]), (told[place],))
        for place, level in enumerate(LEVELS)
    ]
    return table("by_level", lazy("Level"), [column("people", lazy("People"))], rows, bars="people")


def _records(acts: Sequence[ActLine]) -> Records:
    """Acts by day, project, kind and way: who did them is not in it."""
    found: Counter[tuple[str, int, str, str]] = Counter()
    for one in acts:
        found[one.day.isoformat(), one.project_id, one.kind, one.channel] += one.n
    titles = {one.id: one.title for one in projects.every()}
    kinds = {kind.value: both(words) for kind, words in ACT_WORDS.items()}
    ways = {way.value: both(words) for way, words in CHANNEL_WORDS.items()}
    head = (lazy("Day"), lazy("Project"), lazy("What"), lazy("Way"), lazy("How many"))
    rows = tuple(
        (
            Bilingual(day, day),
            titles.get(project, Bilingual(str(project), str(project))),
            kinds[kind],
            ways[way],
            Bilingual(str(n), str(n)),
        )
        for (day, project, kind, way), n in sorted(found.items())
    )
    return Records(both(lazy("Acts by day")), tuple(both(one) for one in head), rows)
