"""The operator's door to participation, and everybody's: counting a published file again."""

from __future__ import annotations

import json
from dataclasses import replace
from enum import StrEnum
from typing import BinaryIO, TextIO

import click
from flask import Flask
from flask.cli import AppGroup

from portal.foundation import clock, database, tenancy
from portal.foundation.errors import PortalError
from portal.foundation.i18n import _
from portal.foundation.policy import Actor, Role
from portal.municipalities import queries as municipalities
from portal.participation.counting import pabulib
from portal.participation.counting.counts import count, terms_of
from portal.participation.counting.elections import Election
from portal.participation.counting.results import Completion, Result, Rule, Terms, Utility
from portal.participation.plans import money
from portal.participation.plans.services import importing
from portal.participation.projects import queries as projects

participation = AppGroup("participation", help="Count ballots, take plans over.")


def install(app: Flask) -> None:
    """Make the commands known to `flask`."""
    app.cli.add_command(participation)


def _choice(names: type[StrEnum]) -> click.Choice[str]:
    return click.Choice([name.value for name in names])


@participation.command("count")
@click.argument("file", type=click.File(encoding="utf-8-sig"))
@click.option(
    "--rule",
    type=_choice(Rule),
    help="Instead of the one the file names.",
)
@click.option(
    "--utility",
    type=_choice(Utility),
    help="Of Equal Shares: cost or number.",
)
@click.option("--completion", type=_choice(Completion), help="Of Equal Shares.")
@click.option("--seed", default="", help="The published seed of the public draw.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of words.")
def recount(file: TextIO, *, as_json: bool, **asked: str | None) -> None:
    """Count the ballots of a .pb FILE; needs no database."""
    try:
        election = pabulib.read(file)
        terms = _terms(election, asked)
        result = count(election, terms)
    except PortalError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    except UnicodeDecodeError as error:
        raise click.ClickException(str(error)) from error
    report = _report(election, terms, result)
    click.echo(json.dumps(report, ensure_ascii=False) if as_json else _words(report))


@participation.command("import-plan")
@click.argument("file", type=click.File("rb"))
@click.option("--municipality", "slug", required=True, help="Whose plan.")
@click.option("--project", "number", type=int, required=True, help="The project’s number.")
@click.option("--strategy", default="", help="Of rows in a file without that column.")
@click.option("--look", is_flag=True, help="Only say what it would do.")
def import_plan(file: BinaryIO, slug: str, number: int, strategy: str, *, look: bool) -> None:
    """Take the items of a plan over from FILE (CSV or XLSX), all or none."""
    town = municipalities.profile_by("", slug)
    if town is None:
        raise click.ClickException(_("There is no municipality “%(slug)s”.", slug=slug))
    content, actor = file.read(), Actor(Role.ADMINISTRATOR, town.id)
    try:
        with tenancy.acting_for(town.id), database.writing():
            project_id = projects.project(number).id
            preview = importing.look_at(actor, project_id, content, strategy=strategy)
            for one in preview.wrong:
                click.echo(f"{one.row}\t{one.column}\t{one.cell}\t{one.what}", err=True)
            if not look:
                at = clock.now()
                importing.take_over(actor, project_id, content, strategy=strategy, at=at)
    except PortalError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"+{len(preview.added)} ~{len(preview.changed)} ={preview.same}")
    click.echo(money.shown(preview.total))


def _terms(election: Election, asked: dict[str, str | None]) -> Terms:
    rule = asked["rule"]
    terms = Terms(Rule(rule)) if rule else terms_of(election)
    utility, completion = asked["utility"], asked["completion"]
    return replace(
        terms,
        seed=asked["seed"] or terms.seed,
        utility=Utility(utility) if utility else terms.utility,
        completion=Completion(completion) if completion else terms.completion,
    )


def _report(election: Election, terms: Terms, result: Result) -> dict[str, object]:
    ids = [project.id for project in election.projects]
    shares = terms.rule is Rule.EQUAL_SHARES
    return {
        "winners": [ids[place] for place in result.winners],
        "scores": dict(zip(ids, election.scores, strict=True)),
        "voters": dict(zip(ids, election.voters, strict=True)),
        "money_left": _money(result.money_left, election.units),
        "ties": [
            {"projects": [tie.first, tie.second], "decided_by": tie.decided_by.value}
            for tie in result.ties
        ],
        "rule": terms.rule.value,
        "utility": terms.utility.value if shares else None,
        "completion": terms.completion.value if shares else None,
        "seed": terms.seed,
        "budget": _money(election.budget, election.units),
        "ballots": election.cast,
    }


def _money(amount: int, units: int) -> int | float:
    return amount if units == 1 else amount / units


def _words(report: dict[str, object]) -> str:
    return "\n".join(
        f"{name}: {json.dumps(said, ensure_ascii=False)}" for name, said in report.items()
    )
