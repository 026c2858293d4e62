"""Record what came of a project, who benefits, and the pacts of those who look after it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from portal.foundation import audit, clock, database, thai
from portal.foundation.database import session
from portal.foundation.errors import Invalid, NotFound, OutOfOrder
from portal.foundation.i18n import Bilingual, lazy
from portal.foundation.policy import Actor
from portal.participation.chain import services as chain
from portal.participation.chain.terms import Kind
from portal.participation.results import acts, chained
from portal.participation.results.models import Benefit, Pact, ProjectResult
from portal.participation.results.services.loading import pact_of, recorded, refuse_older
from portal.participation.results.terms import (
    LONGEST_REASON,
    LONGEST_TEXT,
    LONGEST_TITLE,
    LONGEST_UNIT,
    MOST_HUNDREDTHS,
    MOST_MONTHS,
    MOST_PEOPLE,
    months_after,
)
from portal.places import queries as places

CORRECT = lazy("There is something to correct")


@dataclass(frozen=True, slots=True)
class ResultPlan:
    """What came of a project; numbers in hundredths of their unit."""

    summary: Bilingual
    measure: Bilingual
    unit: Bilingual
    before: int | None
    after: int | None
    in_use_on: date | None
    ours: Bilingual
    theirs: Bilingual


@dataclass(frozen=True, slots=True)
class BenefitPlan:
    """How many of whom benefit, in an area; None: everywhere."""

    who: Bilingual
    people: int | None
    area_id: int | None


@dataclass(frozen=True, slots=True)
class PactPlan:
    """Who looks after what, how often, and for how long."""

    what: Bilingual
    keeper: str
    every_months: int | None
    agreed_on: date | None
    ends_on: date | None


def save_result(
    actor: Actor, project_id: int, plan: ResultPlan, *, seen: int, at: datetime
) -> ProjectResult:
    """Record it; `seen` is the version that the page showed, zero where there was none.

    Whoever took part earlier in the chain is told when it is recorded first, and when it is in use.
    Raises `Forbidden`, `NotFound`, `Outdated`, and `Invalid`, naming the fields.
    """
    recorded(actor, project_id)
    database.lock(f"result:{project_id}")
    wrong = _result_wrong(plan, clock.local(at).date())
    if wrong:
        raise Invalid(CORRECT, fields=wrong)
    row = session.scalar(select(ProjectResult).where(ProjectResult.project_id == project_id))
    refuse_older(row.version if row else 0, seen)
    was = (row is not None, bool(row and row.in_use_on))
    row = row or ProjectResult(project_id=project_id, version=0)
    for name in ("summary", "measure", "unit", "ours", "theirs"):
        words: Bilingual = getattr(plan, name)
        setattr(row, f"{name}_th", thai.cleaned(words.th))
        setattr(row, f"{name}_en", thai.cleaned(words.en))
    row.before, row.after, row.in_use_on = plan.before, plan.after, plan.in_use_on
    row.saved_at, row.version = at, row.version + 1
    session.add(row)
    session.flush()
    chained.lead_to_result(actor, row, at)
    audit.note(acts.RESULT_SAVED, "project_result", row.id, by=actor, at=at, project=project_id)
    if was != (True, row.in_use_on is not None):
        chain.moved((Kind.RESULT, row.id), chained.state_of(row), at)
    return row


def _result_wrong(plan: ResultPlan, today: date) -> dict[str, object]:
    wrong: dict[str, object] = {}
    if not thai.cleaned(plan.summary.th):
        wrong["summary_th"] = lazy("Say in Thai what came of it")
    for name in ("summary", "ours", "theirs"):
        wrong |= _too_long(name, getattr(plan, name), LONGEST_TEXT)
    wrong |= _too_long("measure", plan.measure, LONGEST_TITLE)
    wrong |= _too_long("unit", plan.unit, LONGEST_UNIT)
    for name in ("before", "after"):
        value = getattr(plan, name)
        if value is not None and abs(value) > MOST_HUNDREDTHS:
            wrong[name] = lazy("Enter a number with at most two decimals")
    if (plan.before is None) != (plan.after is None):
        missing = "before" if plan.before is None else "after"
        wrong.setdefault(missing, lazy("Enter both numbers, or none"))
    if plan.before is not None and not thai.cleaned(plan.measure.th):
        wrong["measure_th"] = lazy("Say in Thai what was measured")
    if plan.in_use_on is not None and plan.in_use_on > today:
        wrong["in_use_on"] = lazy("This day has not come yet: enter what has happened")
    return wrong


def _too_long(name: str, words: Bilingual, most: int) -> Iterable[tuple[str, object]]:
    return [
        (f"{name}_{language}", lazy("Shorten the text to %(most)s characters", most=most))
        for language, text in (("th", words.th), ("en", words.en))
        if len(text) > most
    ]


def save_benefit(
    actor: Actor,
    project_id: int,
    plan: BenefitPlan,
    *,
    at: datetime,
    known: tuple[int, int] | None = None,
) -> Benefit:
    """Record who benefits; `known` is the id and the version that the page showed.

    Raises as `save_result`.
    """
    recorded(actor, project_id)
    row = _benefit(project_id, known)
    wrong: dict[str, object] = dict(_too_long("who", plan.who, LONGEST_TITLE))
    if not thai.cleaned(plan.who.th):
        wrong["who_th"] = lazy("Say in Thai who benefits")
    if plan.people is None or not 0 < plan.people <= MOST_PEOPLE:
        wrong["people"] = lazy("Enter how many people, one or more")
    if plan.area_id is not None and plan.area_id not in {one.id for one in places.areas()}:
        wrong["area"] = lazy("Choose an area from the list")
    if wrong or plan.people is None:
        raise Invalid(CORRECT, fields=wrong)
    row.who_th, row.who_en = thai.cleaned(plan.who.th), thai.cleaned(plan.who.en)
    row.people, row.area_id, row.version = plan.people, plan.area_id, row.version + 1
    session.add(row)
    session.flush()
    audit.note(acts.BENEFIT_SAVED, "result_benefit", row.id, by=actor, at=at, project=project_id)
    return row


def _benefit(project_id: int, known: tuple[int, int] | None) -> Benefit:
    if known is None:
        return Benefit(project_id=project_id, version=0)
    row = session.get(Benefit, known[0], with_for_update=True)
    if row is None or row.project_id != project_id:
        raise NotFound(lazy("There is nothing recorded under this number."))
    refuse_older(row.version, known[1])
    return row


def remove_benefit(actor: Actor, project_id: int, benefit_id: int, *, at: datetime) -> None:
    """Take a group out again. Raises `Forbidden`, `NotFound`."""
    recorded(actor, project_id)
    row = session.get(Benefit, benefit_id)
    if row is None or row.project_id != project_id:
        raise NotFound(lazy("There is nothing recorded under this number."))
    session.delete(row)
    session.flush()
    audit.note(
        acts.BENEFIT_REMOVED, "result_benefit", benefit_id, by=actor, at=at, project=project_id
    )


def save_pact(
    actor: Actor,
    project_id: int,
    plan: PactPlan,
    *,
    at: datetime,
    known: tuple[int, int] | None = None,
) -> Pact:
    """Record who looks after what. Raises as `save_result`; `OutOfOrder` for one that has ended."""
    recorded(actor, project_id)
    row = pact_of(known[0], project_id) if known else Pact(project_id=project_id, version=0)
    if known:
        refuse_older(row.version, known[1])
    if row.ended_at is not None:
        raise OutOfOrder(lazy("This pact has ended. Record a new one."))
    wrong = _pact_wrong(plan, clock.local(at).date())
    if wrong or plan.every_months is None or plan.agreed_on is None:
        raise Invalid(CORRECT, fields=wrong)
    first = months_after(plan.agreed_on, plan.every_months)
    if not known or (row.every_months, row.agreed_on) != (plan.every_months, plan.agreed_on):
        last = chained.last_check(row.id) if known else None
        row.next_on = months_after(last, plan.every_months) if last else first
    row.what_th, row.what_en = thai.cleaned(plan.what.th), thai.cleaned(plan.what.en)
    row.keeper, row.ends_on = thai.cleaned(plan.keeper), plan.ends_on
    row.every_months, row.agreed_on = plan.every_months, plan.agreed_on
    row.version += 1
    session.add(row)
    session.flush()
    chained.lead_to_pact(actor, row, at)
    audit.note(acts.PACT_SAVED, "caretaker_pact", row.id, by=actor, at=at, project=project_id)
    if not known:
        chain.moved((Kind.CARETAKER, row.id), chained.AGREED, at)
    return row


def _pact_wrong(plan: PactPlan, today: date) -> dict[str, object]:
    wrong: dict[str, object] = dict(_too_long("what", plan.what, LONGEST_TITLE))
    if not thai.cleaned(plan.what.th):
        wrong["what_th"] = lazy("Say in Thai what is looked after")
    keeper = thai.cleaned(plan.keeper)
    if not keeper or len(keeper) > 120:  # noqa: PLR2004 - the length of the column
        wrong["keeper"] = lazy("Name the group, school or shop that looks after it")
    if plan.every_months is None or not 0 < plan.every_months <= MOST_MONTHS:
        wrong["every_months"] = lazy(
            "Enter a number of months from 1 to %(most)s", most=MOST_MONTHS
        )
    if plan.agreed_on is None:
        wrong["agreed_on"] = lazy("Enter the day like 24/11/2026 or 24 Nov 2026")
    elif plan.agreed_on > today:
        wrong["agreed_on"] = lazy("This day has not come yet: enter what has happened")
    elif plan.ends_on is not None and plan.ends_on < plan.agreed_on:
        wrong["ends_on"] = lazy("The last day lies before the day it was agreed")
    return wrong


def end_pact(actor: Actor, pact_id: int, why: str, *, at: datetime) -> int:
    """End a pact, with a reason that everyone reads; returns the project.

    Raises `Invalid`, `Forbidden`, `NotFound`, `OutOfOrder`.
    """
    row = pact_of(pact_id)
    recorded(actor, row.project_id)
    words = thai.cleaned(why)
    if not words or len(words) > LONGEST_REASON:
        raise Invalid(fields={"why": lazy("Tell everyone why it ends, in a sentence or two")})
    if row.ended_at is not None:
        raise OutOfOrder(lazy("It has ended already."))
    row.ended_at, row.ended_why, row.version = at, words, row.version + 1
    session.flush()
    audit.note(acts.PACT_ENDED, "caretaker_pact", row.id, by=actor, at=at, project=row.project_id)
    return row.project_id
