"""Votes, works and money, and what came of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from portal.foundation.dates import year_shown
from portal.foundation.i18n import Bilingual, lazy
from portal.foundation.suppression import FEWEST
from portal.places import queries as places
from portal.reports import formulas
from portal.reports.content import Figure, Records, Row, Section, Table, Unit, both
from portal.reports.counting import lists
from portal.reports.counting.drawing import column, counted, figure, shared, table
from portal.reports.counting.who import NO_POPULATION
from portal.reports.queries import ideas as moderation
from portal.reports.queries import results as result_queries
from portal.reports.queries import votes as vote_queries
from portal.reports.queries import works as queries
from portal.reports.queries.population import Living
from portal.reports.queries.results import UsedFact
from portal.reports.queries.works import MilestoneFact
from portal.reports.scope import Scope
from portal.response_times.figures.shares import Share, wilson

NO_VOTE = lazy("No vote was counted in this period.")
NO_MILESTONE = lazy("No milestone was planned for this period.")
NONE_DONE = lazy("No milestone was done in this period.")
NO_MONEY = lazy("No money is recorded for these fiscal years.")
NO_WORK = lazy("No work was open to be followed in this period.")
NO_FINDING = lazy("No finding was due in this period.")
NOT_USED = lazy("No project is in use yet.")
FEW_STARS = lazy("Fewer than five answers: only their number is told.")
NO_FILED = lazy("Nothing was filed in this period.")
NO_APPEAL = lazy("No appeal was decided in this period.")
NO_BENEFIT = lazy("For no area is it recorded who benefits.")


def votes(scope: Scope) -> tuple[Section, dict[str, Records]]:
    """The budget votes of the period."""
    found = vote_queries.votes(scope)
    ballots = sum(one.ballots for one in found)
    chose, won = sum(one.with_choice for one in found), sum(one.with_winner for one in found)
    money = sum(one.satang for one in found) if found else None
    figures = [
        counted("votes", len(found), "votes"),
        counted("ballots", ballots, "votes"),
        shared("satisfied_voters", won, chose, NO_VOTE, of_people=True, records="votes"),
        figure("citizen_decided", Unit.MONEY, money, NO_VOTE, records="votes"),
    ]
    rows = [
        Row(
            str(one.project_number),
            one.title,
            (
                one.ballots,
                one.chosen,
                one.offered,
                one.satang,
                formulas.share(one.satang, one.money),
            ),
        )
        for one in found
    ]
    columns = [
        column("ballots", lazy("Ballots")),
        column("chosen", lazy("Projects that won")),
        column("offered", lazy("Projects on the paper")),
        column("satang", lazy("Money decided"), Unit.MONEY),
        column("share", lazy("Of the money there was"), Unit.SHARE),
    ]
    made = table("by_vote", lazy("Vote"), columns, rows)
    section = Section("votes", both(lazy("Votes")), tuple(figures), (made,))
    return section, {"votes": lists.votes(found)}


def works(scope: Scope) -> tuple[Section, dict[str, Records]]:
    """Milestones, money, inspections and findings."""
    stones, looked = queries.milestones(scope), queries.looked(scope)
    planned = [one for one in stones if scope.first <= one.planned_to <= scope.last]
    done = [one for one in stones if one.done_on and scope.first <= one.done_on <= scope.last]
    kept = sum(1 for one in planned if one.done_on is not None)
    late = formulas.median(
        (one.done_on - one.first_to).days for one in done if one.done_on is not None
    )
    money = queries.money(scope)
    paid, approved = sum(one.paid for one in money), sum(one.approved for one in money)
    figures = [
        shared("milestones", kept, len(planned), NO_MILESTONE, records="milestones"),
        figure("delay", Unit.DAYS, late, NONE_DONE, n=len(done), records="milestones"),
        figure("executed", Unit.SHARE, formulas.share(paid, approved), NO_MONEY),
        shared("inspected", looked.inspected, looked.running, NO_WORK, records="inspections"),
        shared("findings_in_time", looked.in_time, looked.due, NO_FINDING, records="findings"),
    ]
    rows = [
        Row(
            f"{one.project_number}-{one.year}",
            Bilingual(
                f"{one.title.th} ({year_shown(one.year, 'th')})",
                f"{one.title.in_('en')} ({year_shown(one.year, 'en')})",
            ),
            (one.approved, one.contracted, one.paid, formulas.share(one.paid, one.approved)),
        )
        for one in money
    ]
    columns = [
        column("approved", lazy("Approved"), Unit.MONEY),
        column("contracted", lazy("Contracted"), Unit.MONEY),
        column("paid", lazy("Paid"), Unit.MONEY),
        column("share", lazy("Paid of what was approved"), Unit.SHARE),
    ]
    made = table("by_money", lazy("Project (fiscal year)"), columns, rows)
    label = both(lazy("Works and money"))
    records = {"milestones": _stones(stones), **lists.from_sites(scope)}
    return Section("works", label, tuple(figures), (made,)), records


def _stones(stones: Sequence[MilestoneFact]) -> Records:
    head = (lazy("Project"), lazy("Milestone"), lazy("First plan"), lazy("Plan"), lazy("Done"))
    rows = tuple(
        (
            Bilingual(str(one.project_number), str(one.project_number)),
            Bilingual(one.title_th, one.title_en or one.title_th),
            *(Bilingual(day, day) for day in (_day(one.first_to), _day(one.planned_to))),
            Bilingual(_day(one.done_on), _day(one.done_on)),
        )
        for one in stones
    )
    links = tuple(f"/projects/{one.project_number}/monitoring" for one in stones)
    return Records(
        both(lazy("Milestones of the report")), tuple(both(one) for one in head), rows, links
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def results(scope: Scope, living: Living) -> tuple[Section, dict[str, Records]]:
    """What is in use, how content people are, who benefits, who looks after it."""
    used = result_queries.used(scope)
    new = [one for one in used if one.since >= scope.first]
    cared = sum(1 for one in used if one.is_cared)
    figures = [
        counted("in_use", len(new), "used"),
        _satisfaction(scope),
        shared("cared", cared, len(used), NOT_USED, records="used"),
    ]
    ids = [one.project_id for one in used]
    made, spread = _benefits(ids, living)
    label = both(lazy("Results and care"))
    section = Section("results", label, (*figures, spread), (made,))
    titles = {one.id: one.title for one in places.areas()}
    records = {
        "used": _used(used),
        "stars": lists.starred(result_queries.stars(scope)),
        "benefits": lists.benefits(result_queries.benefit_lines(ids), titles),
    }
    return section, records


def _satisfaction(scope: Scope) -> Figure:
    good, n = result_queries.content(scope)
    if n < FEWEST:
        why = FEW_STARS if n else lazy("Nobody gave stars in this period.")
        return figure("satisfaction", Unit.SHARE, None, why, n=n, records="stars")
    low, high = wilson(Share(good, n))
    made = figure("satisfaction", Unit.SHARE, good / n, part=good, n=n, records="stars")
    return replace(made, low=low, high=high)


def _benefits(ids: list[int], living: Living) -> tuple[Table, Figure]:
    found = result_queries.benefits(ids)
    areas = places.areas()
    everywhere = found.get(None, 0)
    rows = [
        Row(
            str(one.id),
            one.title,
            (
                found.get(one.id, 0),
                living.by_area.get(str(one.id)),
                _each(found.get(one.id, 0), living.by_area.get(str(one.id), 0)),
            ),
        )
        for one in areas
    ]
    rows.append(Row("", both(lazy("The whole municipality")), (everywhere, None, None)))
    columns = [
        column("benefit", lazy("People who benefit")),
        column("living", lazy("Registered")),
        column("rate", lazy("For every 1,000 registered"), Unit.RATE),
    ]
    pairs = [(float(found.get(one.id, 0)), living.by_area.get(str(one.id), 0)) for one in areas]
    why = NO_BENEFIT if living.people else NO_POPULATION
    gini = figure("benefit_gini", Unit.INDEX, formulas.gini(pairs), why, records="benefits")
    return table("by_benefit", lazy("Area"), columns, rows, bars="benefit"), gini


def _each(people: int, living: int) -> float | None:
    return people / living * 1000 if living else None


def _used(used: Sequence[UsedFact]) -> Records:
    head = (lazy("Project"), lazy("Title"), lazy("In use since"), lazy("Looked after"))
    words = {True: both(lazy("Yes")), False: both(lazy("No"))}
    rows = tuple(
        (
            Bilingual(str(one.project_number), str(one.project_number)),
            one.title,
            Bilingual(one.since.isoformat(), one.since.isoformat()),
            words[one.is_cared],
        )
        for one in used
    )
    links = tuple(f"/projects/{one.project_number}/result" for one in used)
    return Records(both(lazy("Projects in use")), tuple(both(one) for one in head), rows, links)


def fairness(scope: Scope) -> tuple[Section, dict[str, Records]]:
    """What staff hid, and what came of appeals."""
    found = moderation.moderated(scope)
    figures = (
        shared("hidden", found.hidden, found.filed, NO_FILED, records="moderated"),
        shared("appeals", found.right, found.appeals, NO_APPEAL, records="moderated"),
    )
    return Section("fairness", both(lazy("How words were moderated")), figures), {
        "moderated": lists.moderated(moderation.hidings(scope))
    }
