"""The operator's door to complaints."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from portal.complaints import numbering, verdicts
from portal.complaints.duplicates import evaluating, looking, similarity
from portal.complaints.queries import second_looks as looks
from portal.complaints.services import courses, recounting
from portal.complaints.services.recounting import Moved
from portal.complaints.suggesting.commands import evaluate_suggestions
from portal.foundation import database as foundation
from portal.foundation import dates, tenancy
from portal.foundation.errors import PortalError
from portal.foundation.i18n import _, language, ngettext
from portal.municipalities import queries as municipalities
from portal.response_times.commands import response_times
from portal.response_times.standards import LABELS

complaints = AppGroup("complaints", help="Import, export and look after complaints.")
complaints.add_command(evaluate_suggestions)


def install(app: Flask) -> None:
    """Make the commands known to `flask`."""
    app.cli.add_command(complaints)


@response_times.command("recount")
@click.option("--municipality", "slug", required=True, help="Whose open promises.")
@click.option("--dry-run", is_flag=True, help="Print what would move and change nothing.")
def recount(slug: str, *, dry_run: bool) -> None:
    """Count open promises anew after the calendar has changed, and print each that moved."""
    profile = municipalities.profile_by("", slug)
    if profile is None:
        raise click.ClickException(_("There is no municipality “%(slug)s”.", slug=slug))
    try:
        with tenancy.acting_for(profile.id), foundation.writing():
            moved = recounting.recount(keep=not dry_run)
    except PortalError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    for change in moved:
        click.echo(_line(profile.letters.in_(language()), change))
    count = len(moved)
    if dry_run:
        click.echo(ngettext("%(n)d promise would move.", "%(n)d promises would move.", count))
    else:
        click.echo(ngettext("%(n)d promise has moved.", "%(n)d promises have moved.", count))


def _line(letters: str, change: Moved) -> str:
    """One moved promise: the complaint's number, what was promised, from when to when."""
    return _(
        "%(number)s  %(what)s: %(was)s → %(now)s",
        number=numbering.formatted(letters, change.year, change.running, language()),
        what=LABELS[change.promise_kind],
        was=dates.deadline(change.was, language()),
        now=dates.deadline(change.now, language()),
    )


@response_times.command("rebuild-facts")
@click.option("--municipality", "slug", required=True)
def rebuild_facts(slug: str) -> None:
    """Tell the figures anew what became of every complaint. Doing it twice changes nothing."""
    profile = municipalities.profile_by("", slug)
    if profile is None:
        raise click.ClickException(_("There is no municipality “%(slug)s”.", slug=slug))
    last = 0
    with tenancy.acting_for(profile.id):
        while True:
            with foundation.writing():
                last = courses.tell_next(last)
            if not last:
                break
    click.echo("Done.")


@complaints.command("evaluate-duplicates")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--threshold", type=int, default=similarity.SHOWN_FROM, show_default=True)
@click.option(
    "--pairs", type=click.Path(path_type=Path), help="Write proposals, to be read by hand."
)
def evaluate_duplicates(file: Path, *, as_json: bool, threshold: int, pairs: Path | None) -> None:
    """Measure the proposals of likely duplicates on a file of Traffy Fondue."""
    rows = evaluating.read(file)
    found = evaluating.evaluate(rows, most=looking.MOST_COMPARED, threshold=threshold)
    if pairs is not None:
        pairs.write_text(evaluating.written(rows, found), encoding="utf-8")
    click.echo(evaluating.as_json(found) if as_json else evaluating.in_words(found))


@complaints.command("second-looks")
@click.option("--municipality", "slug", required=True)
@click.option("--week", type=click.DateTime(["%Y-%m-%d"]), required=True, help="Its Monday.")
def second_looks(slug: str, week: datetime) -> None:
    """Draw the lots of a week once more from the kept seed, and say whether they are the same."""
    profile = municipalities.profile_by("", slug)
    if profile is None:
        raise click.ClickException(_("There is no municipality “%(slug)s”.", slug=slug))
    with tenancy.acting_for(profile.id):
        draw = looks.draw_of(week.date())
        if draw is None:
            raise click.ClickException(_("Nothing was drawn for this week."))
        finished = looks.finished_as_of(draw.first_day, draw.drawn_at)
        again = sorted(verdicts.drawn(draw.seed, finished, draw.size))
        click.echo(f"seed {draw.seed}: {draw.size} of {draw.finished}, now {len(finished)}")
        if again != looks.chosen_in(draw):
            raise click.ClickException(_("The lots are not the same: the cases have changed."))
        click.echo(_("The lots are the same."))
