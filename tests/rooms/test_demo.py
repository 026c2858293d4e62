"""The demo's commands: made once in an empty install, added to on request."""

from __future__ import annotations

import dataclasses

import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select

from portal.accounts import queries as accounts
from portal.accounts import services as account_services
from portal.accounts.services import proving
from portal.alerts import queries as alerts
from portal.announcements import queries as announcements
from portal.attachments import queries as attachments
from portal.complaints.handing_over import directory
from portal.complaints.models import MATTER, Complaint
from portal.complaints.replying import templates
from portal.complaints.routing import queries as routing
from portal.foundation import database, tenancy
from portal.foundation.database import Base, session
from portal.municipalities import queries as municipalities
from portal.municipalities.models import Municipality
from portal.operations.demo import desk_setup
from portal.operations.demo.people import PASSWORD, PEOPLE
from tests.fixtures.portal import MONDAY
from tests.fixtures.statements import unheard


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch):
    """Hashes that cost nothing: this is not about guessing."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(proving, "hasher", lambda: quick)


@pytest.fixture
def empty(app, town, clock, monkeypatch):
    """An install without a municipality, asked to show the demo."""
    monkeypatch.setitem(app.config, "PORTAL", dataclasses.replace(app.config["PORTAL"], demo=True))
    with town.work() as working, unheard():
        for table in reversed(Base.metadata.sorted_tables):
            if "municipality_id" in table.c:
                working.execute(table.delete())
        with tenancy.acting_for(None):
            working.execute(Municipality.__table__.delete())
    municipalities.forget_profiles()
    return app


@pytest.fixture
def flask(app):
    def run(*words):
        municipalities.forget_profiles()
        return app.test_cli_runner().invoke(args=["demo", *words])

    return run


def complaints_of(app):
    with app.app_context():
        (profile,) = municipalities.all_profiles()
        with tenancy.acting_for(profile.id):
            found = session.scalar(select(func.count(Complaint.id)))
        session.remove()
    return found


def test_an_empty_install_gets_the_demo_once(empty, flask):
    first = flask("ensure", "--complaints", "6", "--address", "http://localhost:8123")
    assert first.exit_code == 0, first.output
    assert "http://localhost:8123" in first.output
    assert all(person.email in first.output for person in PEOPLE if person.is_printed)
    assert complaints_of(empty) == 6
    again = flask("ensure", "--complaints", "6")
    assert again.exit_code == 0, again.output
    assert "Making" not in again.output
    assert PASSWORD in again.output
    assert complaints_of(empty) == 6


def test_more_complaints_can_be_added(empty, flask, clock):
    first = flask("seed", "--complaints", "3")
    assert first.exit_code == 0, first.output
    clock.pass_(minutes=1)
    assert flask("seed", "--complaints", "4").exit_code == 0
    assert complaints_of(empty) == 7


def test_the_demo_can_be_worked_with(empty, flask, clock):
    flask("ensure", "--complaints", "15")
    with empty.app_context():
        (profile,) = municipalities.all_profiles()
        with tenancy.acting_for(profile.id):
            people = accounts.demo_people()
            assert [line.email for line in people] == [person.email for person in PEOPLE]
            ids = session.scalars(select(Complaint.id)).all()
            photos = attachments.of_many(MATTER, ids)
            assert [rule.number for rule in routing.rules()] == [1, 2, 3, 4]
            assert len(templates.every()) == len(desk_setup.TEXTS) + 1
            assert len(directory.bodies()) == len(desk_setup.BODIES)
            assert len(announcements.notices(clock.now())) == 1
            assert len(alerts.of_email("resident@example.org")) == 2
            shown = next(line for lines in photos.values() for line in lines)
            with database.writing():
                assert account_services.check_password(
                    "officer@example.org", PASSWORD, who="x", demo_is_open=True, at=MONDAY
                )
        session.remove()
    stored = empty.config["PORTAL"].instance_dir / "files" / str(profile.id)
    kept = [path for path in stored.glob("??/*.jpg") if str(shown.id) in path.name]
    assert len(kept) == 2
    assert max(path.stat().st_size for path in kept) > 10_000


def test_an_install_with_real_municipalities_gets_no_demo(app, town, flask, clock, monkeypatch):
    monkeypatch.setitem(app.config, "PORTAL", dataclasses.replace(app.config["PORTAL"], demo=True))
    result = flask("ensure")
    assert result.exit_code == 0
    assert "no demo" in result.output
    assert flask("seed", "--complaints", "1").exit_code != 0
    assert complaints_of(app) == 0


def test_nothing_is_added_where_the_demo_was_not_asked_for(app, flask):
    assert "DEMO is off" in flask("ensure").output
    assert complaints_of(app) == 0
