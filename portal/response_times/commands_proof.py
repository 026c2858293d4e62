"""The operator’s door to the proof: verify it, publish a head, say what was lawful."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask.cli import with_appcontext

from portal.foundation import clock, database, tenancy
from portal.foundation.errors import PortalError
from portal.foundation.i18n import _, ngettext
from portal.municipalities import queries as municipalities
from portal.municipalities.queries import Profile
from portal.response_times import jobs_proof as jobs
from portal.response_times import publications
from portal.response_times.proof import leaves
from portal.response_times.proof.heads import Head
from portal.response_times.queries import proofs, verifying
from portal.response_times.services import proving

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
SLUG = click.option("--municipality", "slug", help="Its short name; all of them if left out.")


@click.command("verify")
@SLUG
@click.option("--heads", "file", type=FILE, help="Published heads, as anyone can download them.")
@with_appcontext
def verify(slug: str | None, file: Path | None) -> None:
    """Compare the database with the published heads; name what is wrong, and end with 1 if so."""
    wrong = 0
    for profile in _profiles(slug):
        with tenancy.acting_for(profile.id):
            wrong += _verify(profile, file)
        database.session.remove()
    if wrong:
        raise SystemExit(1)


def _verify(profile: Profile, file: Path | None) -> int:
    known = [*publications.known_heads(profile.id), *_heads_of(profile.slug, file)]
    wrong = 0
    for finding in verifying.verify(known):
        wrong += finding.is_wrong
        click.echo(f"{profile.slug}: {'✗' if finding.is_wrong else '·'} {finding}")
    if wrong:
        words = ngettext("%(n)s thing is wrong.", "%(n)s things are wrong.", wrong)
    else:
        extent = proofs.extent()
        words = _(
            "Nothing is wrong: %(steps)s steps, %(leaves)s leaves, %(heads)s heads.",
            steps=extent.given,
            leaves=extent.size,
            heads=len(proofs.heads()),
        )
    click.echo(f"{profile.slug}: {words}")
    return wrong


@click.command("publish-head")
@SLUG
@click.option("--heads", "file", type=FILE, help="Heads kept elsewhere that must not be forgotten.")
@with_appcontext
def publish_head(slug: str | None, file: Path | None) -> None:
    """Bind what is new and publish a head now, whether or not today has one."""
    for profile in _profiles(slug):
        with _refusals(), tenancy.acting_for(profile.id):
            jobs.bind_all()
            publications.keep(profile.id, _heads_of(profile.slug, file))
            head = jobs.publish(profile.slug, clock.now(), only_today=False)
        if head is not None:
            click.echo(json.dumps(head.published, sort_keys=True))


@click.command("explain-steps")
@click.option("--municipality", "slug", required=True)
@click.option("--steps", required=True, help="Numbers and ranges: 12,15-20.")
@click.option("--ground", required=True, help="Why; anyone can read it.")
@with_appcontext
def explain_steps(slug: str, steps: str, ground: str) -> None:
    """Say in public why steps are missing or bear a time before a head that lacks them."""
    profile = _profiles(slug)[0]
    with _refusals(), tenancy.acting_for(profile.id), database.writing():
        proving.explain(_numbers(steps), ground, clock.now())
    click.echo(_("Recorded. It is part of the next head."))


def _numbers(text: str) -> set[int]:
    try:
        pairs = [[int(n) for n in part.split("-")] for part in text.split(",")]
    except ValueError as error:
        raise click.BadParameter(text, param_hint="--steps") from error
    return leaves.in_ranges((pair[0], pair[-1]) for pair in pairs)


def _heads_of(slug: str, file: Path | None) -> list[Head]:
    if file is None:
        return []
    try:
        heads = publications.heads_in(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise click.ClickException(_("%(file)s holds no heads.", file=file.name)) from error
    return [head for head in heads if head.municipality == slug]


def _profiles(slug: str | None) -> list[Profile]:
    if slug is None:
        return municipalities.all_profiles()
    profile = municipalities.profile_by("", slug)
    if profile is None:
        raise click.ClickException(_("There is no municipality “%(slug)s”.", slug=slug))
    return [profile]


@contextmanager
def _refusals() -> Iterator[None]:
    """Say a refusal in words, without the trace of a fault."""
    try:
        yield
    except (PortalError, ValueError) as refusal:
        raise click.ClickException(str(refusal)) from refusal


COMMANDS = (verify, publish_head, explain_steps)
