"""The operator's door to accounts: `flask accounts add`, `flask accounts list`."""

from __future__ import annotations

import click
from flask import Flask
from flask.cli import AppGroup

from portal.accounts import queries, services
from portal.foundation import clock, database, tenancy
from portal.foundation.errors import Invalid
from portal.foundation.policy import EVERYTHING, Role, Scope
from portal.municipalities import queries as municipalities

accounts = AppGroup("accounts", help="Add and list the people who sign in.")


def install(app: Flask) -> None:
    """Make the commands known to `flask`."""
    app.cli.add_command(accounts)


@accounts.command("add")
@click.argument("email")
@click.option("--municipality", "slug", required=True, help="Slug of the municipality.")
@click.option("--name", required=True)
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--unit", "unit_code", help="Code of the unit, for officers and heads.")
@click.option("--only-unit", multiple=True, help="Limit to this unit (its code); may be repeated.")
@click.option("--only-category", multiple=True, type=int, help="Limit to this category (its id).")
@click.option("--only-area", multiple=True, type=int, help="Limit to this area (its id).")
@click.password_option(help="Asked for when not given; 12 characters or more.")
def add(  # noqa: PLR0913, PLR0917 - one for each option
    email: str,
    slug: str,
    name: str,
    role: str,
    unit_code: str | None,
    only_unit: tuple[str, ...],
    only_category: tuple[int, ...],
    only_area: tuple[int, ...],
    password: str,
) -> None:
    """Add somebody who signs in with a password."""
    profile = municipalities.profile_by("", slug)
    if profile is None:
        raise click.ClickException(f"There is no municipality {slug}.")
    with tenancy.acting_for(profile.id), database.writing():
        units = municipalities.unit_ids()
        for code in (*only_unit, *([unit_code] if unit_code else [])):
            if code not in units:
                raise click.ClickException(f"There is no unit {code}; known: {', '.join(units)}.")
        unit_id = units[unit_code] if unit_code else None
        scope = Scope(
            frozenset(units[code] for code in only_unit),
            frozenset(only_category),
            frozenset(only_area),
        )
        person = services.NewPerson(email, name, Role(role), unit_id, password)
        try:
            if scope != EVERYTHING:
                services.staffing.check(services.staffing.Post(Role(role), unit_id, scope))
            services.staffing.limit(services.add(person, clock.now()), scope)
        except Invalid as refusal:
            words = "; ".join(str(message) for message in refusal.fields.values())
            raise click.ClickException(words or str(refusal)) from refusal
    click.echo(f"Added {email} as {role}.")


@accounts.command("reset-second-factor")
@click.argument("email")
@click.option("--municipality", "slug", required=True, help="Slug of the municipality.")
def reset_second_factor(email: str, slug: str) -> None:
    """Take away somebody's second factor and end their sessions; they set up a new one."""
    profile = municipalities.profile_by("", slug)
    if profile is None:
        raise click.ClickException(f"There is no municipality {slug}.")
    with tenancy.acting_for(profile.id), database.writing():
        person_id = queries.person_by(email)
        if person_id is None:
            raise click.ClickException(f"There is nobody with the e-mail {email}.")
        services.second_factors.remove(person_id, clock.now())
    click.echo(f"{email} sets up a new second factor at the next sign-in.")


@accounts.command("list")
@click.option("--municipality", "slug", required=True, help="Slug of the municipality.")
def list_staff(slug: str) -> None:
    """List the active members of staff."""
    profile = municipalities.profile_by("", slug)
    if profile is None:
        raise click.ClickException(f"There is no municipality {slug}.")
    with tenancy.acting_for(profile.id):
        for person in queries.staff():
            click.echo(f"{person.email}\t{person.role}\t{person.name}")
