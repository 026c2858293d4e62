"""What must hold before the portal serves anybody."""

from __future__ import annotations

import structlog
from flask import Flask
from sqlalchemy.exc import OperationalError, ProgrammingError

from portal.accounts import queries as accounts
from portal.foundation import database, tenancy
from portal.foundation.database import Gap
from portal.municipalities import queries as municipalities

log = structlog.get_logger()


WORDS = {
    Gap.SUPERUSER: "it is a superuser",
    Gap.BYPASS: "it has BYPASSRLS",
    Gap.MAKES_ROLES: "it may make roles",
    Gap.OWNER: "it owns the tables, or may become the role that does",
    Gap.OPEN_TABLE: "there are tables without row-level security",
}
"""Why the second wall between municipalities would not hold, in an operator's words."""


class NotToBeServed(SystemExit):
    """The portal does not start; the message says why and what to do."""


def check(app: Flask) -> None:
    """Refuse to start while a demo account could be used by anybody, or without tables.

    Demo accounts have a password that everyone knows. They work on this machine only, and only
    where the demo was asked for.
    """
    with app.app_context():
        if not database.is_safe(database.db.engine):
            log.warning("old_sqlite", advice="run one server process only: --workers 1")
        _check_role(strict=app.config["PORTAL"].strict_roles)
        try:
            left = [] if app.config["PORTAL"].demo else _with_demo_accounts()
        except (OperationalError, ProgrammingError) as error:
            message = "The database has no tables yet. Run: flask --app wsgi db upgrade"
            raise NotToBeServed(message) from error
        finally:
            database.session.remove()
    if left:
        message = (
            f"There are demo accounts in: {', '.join(left)}. Everyone knows their password."
            " Start with DEMO=1 on this machine only, or take them out: flask demo remove"
        )
        raise NotToBeServed(message)


def _check_role(*, strict: bool) -> None:
    """Refuse a role of PostgreSQL that could pass by row-level security; or only warn of it."""
    with database.db.engine.connect() as connection:
        found = [WORDS[gap] for gap in database.gaps(connection)]
    if found and strict:
        message = (
            f"The role in DATABASE_URL could read every municipality’s rows: {'; '.join(found)}."
            " Use a plain role there and the owner in MIGRATION_DATABASE_URL (docs/security.md)."
            " STRICT_ROLES=0 starts all the same, with one wall less."
        )
        raise NotToBeServed(message)
    if found:
        log.warning("weak_database_role", because=found)


def _with_demo_accounts() -> list[str]:
    found = []
    for profile in municipalities.all_profiles():
        with tenancy.acting_for(profile.id):
            if accounts.demo_exists():
                found.append(profile.slug)
            database.session.remove()
    return found
