"""What must hold before the portal serves anybody."""

from __future__ import annotations

import structlog
from flask import Flask
from sqlalchemy.exc import OperationalError, ProgrammingError

from portal.accounts import queries as accounts
from portal.foundation import database, tenancy
from portal.municipalities import queries as municipalities

log = structlog.get_logger()


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


def _with_demo_accounts() -> list[str]:
    found = []
    for profile in municipalities.all_profiles():
        with tenancy.acting_for(profile.id):
            if accounts.demo_exists():
                found.append(profile.slug)
            database.session.remove()
    return found
