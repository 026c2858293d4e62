"""Casts ballots from 32 clients at once: how many a second, durable, and none lost or doubled.

Each client is a thread with transactions of its own, as the server's are; some send a ballot twice.
The forms and pages around are not measured: `filing` shows what those cost.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

from flask import Flask
from sqlalchemy import func, select

from benchmarks.databases import Base
from portal.accounts import queries as accounts
from portal.accounts import services as account_services
from portal.foundation import clock, database, tenancy
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Actor, Role
from portal.operations import setup
from portal.operations.demo import seed
from portal.participation.ballots.models import BudgetBallot, BudgetVote, BudgetVoter
from portal.participation.ballots.papers import Option, Pot, Rules
from portal.participation.ballots.services import casting, setting_up
from portal.participation.projects import queries as projects
from portal.participation.projects import services
from portal.participation.projects.terms import ProjectForm, Tool, Who

CLIENTS = 32
VOTERS = 1600
AGAIN_EVERY = 10
LEAST = {"sqlite": 50, "postgresql": 200}


def measure(place: Base, voters: int = VOTERS) -> None:
    """Cast ballots in a new database and print what came of it."""
    place.migrate()
    app, at = place.app(), clock.now()
    with app.app_context():
        town = setup.found(seed.DETAILS, at=at)
        with tenancy.acting_for(town), database.writing():
            seed.add_people(at)
            stage_id, actors = _prepare(town, voters, at)
    ready = Barrier(CLIENTS + 1)
    with ThreadPoolExecutor(CLIENTS) as pool:
        work = [
            pool.submit(_client, app, town, stage_id, actors[number::CLIENTS], ready, at)
            for number in range(CLIENTS)
        ]
        ready.wait(timeout=60)
        began = time.perf_counter()
        receipts = [receipt for one in work for receipt in one.result()]
        lasted = time.perf_counter() - began
    _print(app, town, stage_id, receipts, lasted, place.kind)


def _prepare(municipality_id: int, voters: int, at: datetime) -> tuple[int, list[Actor]]:
    clerk = next(person for person in accounts.staff() if person.role is Role.CLERK)
    actor = Actor(Role.CLERK, municipality_id, clerk.id, clerk.unit_id, clerk.name)
    title = Bilingual("วัดความเร็ว", "Measured")
    details = services.Details(title, title, officer_id=clerk.id)
    made = services.create_from_template(
        actor, ProjectForm.CONSULTATION, details, (at + timedelta(days=30)).date(), at
    )
    plan = services.StagePlan(Tool.BALLOT, title, at, at + timedelta(days=9), Who.SIGNED_IN)
    services.set_stages(actor, made.id, [plan], seen=made.version, at=at)
    made = projects.project_by_id(made.id)
    services.publish(actor, made.id, seen=made.version, at=at)
    (stage,) = projects.stages_of(made.id)
    before = at - timedelta(days=1)
    setting_up.begin(actor, stage, at=before)
    setting_up.set_rules(actor, stage, Rules(seed="bench", most=5), at=before)
    setting_up.save_pot(actor, stage, Pot(0, "ก", "A", 5_000_000), at=before)
    for number in range(20):
        option = Option(0, 1, f"โครงการ {number}", f"Project {number}", 100_000 * (1 + number))
        setting_up.save_option(actor, stage, option, at=before)
    return stage.id, [
        Actor(Role.RESIDENT, municipality_id, account_services.add(_voter(number), at))
        for number in range(voters)
    ]


def _voter(number: int) -> account_services.NewPerson:
    name = f"voter-{number}"
    return account_services.NewPerson(f"{name}@bench.example.org", name, Role.RESIDENT)


def _client(
    app: Flask,
    municipality_id: int,
    stage_id: int,
    actors: list[Actor],
    ready: Barrier,
    at: datetime,
) -> list[str]:
    receipts = []
    ready.wait(timeout=60)
    for number, actor in enumerate(actors):
        for _time in range(2 if number % AGAIN_EVERY == 0 else 1):
            with (
                app.app_context(),
                tenancy.acting_for(municipality_id),
                database.writing(),
            ):
                marks = {1 + number % 20: 1, 1 + (number + 7) % 20: 1}
                receipt = casting.cast(actor, stage_id, marks, at=at).receipt
            receipts += [receipt] if receipt else []
    return receipts


def _print(
    app: Flask,
    municipality_id: int,
    stage_id: int,
    receipts: list[str],
    lasted: float,
    kind: str,
) -> None:
    with app.app_context(), tenancy.acting_for(municipality_id):
        vote = select(BudgetVote.id).where(BudgetVote.stage_id == stage_id).scalar_subquery()
        kept = set(
            database.session.scalars(select(BudgetVoter.receipt).where(BudgetVoter.vote_id == vote))
        )
        ballots = database.session.scalar(
            select(func.count(BudgetBallot.id)).where(BudgetBallot.vote_id == vote)
        )
        database.session.remove()
        database.db.engine.dispose()
    rate = len(receipts) / lasted
    missed = "" if rate >= LEAST[kind] else f"  fewer than {LEAST[kind]} a second"
    print(f"\nBallots, {CLIENTS} clients, {kind}")
    print(f"  {len(receipts)} cast, {rate:.0f} a second{missed}")
    lost, doubled = len(set(receipts) - kept), int(ballots or 0) - len(kept)
    print(f"  {lost} lost, {doubled} doubled")
