"""A past recorded at once equals the same past played through the verbs, row by row."""

from __future__ import annotations

import io
import itertools
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from argon2 import PasswordHasher
from PIL import Image
from sqlalchemy import select

from portal.accounts.services import proving
from portal.attachments import recording as photo_recording
from portal.attachments import services as attachments
from portal.attachments.models import Attachment
from portal.complaints import services, setup
from portal.complaints.lifecycle import Closing, Hold, Refusal, Verb
from portal.complaints.models import (
    Category,
    Complaint,
    ComplaintContact,
    ComplaintCoUnit,
    ComplaintStep,
    MapCount,
)
from portal.complaints.queries import choices
from portal.complaints.services import Key, recording
from portal.complaints.services.recording import ComplaintPast, PastMove
from portal.foundation import fulltext, tenancy
from portal.foundation.database import session
from portal.foundation.errors import OutOfOrder
from portal.foundation.outbox import OutboxRow
from portal.foundation.policy import machine, visitor
from portal.municipalities import queries as municipalities
from portal.municipalities import services as municipality_services
from portal.operations.demo import album, seed
from portal.operations.demo import cast as casting
from portal.operations.demo.planning import plan
from portal.places import setup as places
from portal.response_times import queries as calendars
from portal.response_times import setup as response_times
from portal.response_times.models import MatterFact, Pause, Promise
from tests import makers
from tests.unit.test_demo_plan import NOT_PLANNED

END = datetime(2026, 11, 22, 9, tzinfo=UTC)
START = END - timedelta(days=400)
COMPLAINTS = 500
"""The demo's past has none of these; urgency has a past of its own in `test_urgency.py`."""


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch):
    """Hashes that cost nothing: this is not about guessing."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(proving, "hasher", lambda: quick)


@pytest.fixture
def photo(monkeypatch):
    """One small photo for all."""
    file = io.BytesIO()
    Image.new("RGB", (40, 30), (90, 120, 90)).save(file, "JPEG")
    file.seek(0)
    small = attachments.prepare(file)
    monkeypatch.setattr(album, "_drawn", lambda _name, _drawn: small)
    return small


def town_with_everything(slug):
    new = municipality_services.create(makers.details(slug, demo=True))
    profile = municipalities.profile_of(new)
    with tenancy.acting_for(new):
        response_times.preset(new)
        places.preset(profile, at=START)
        setup.preset(profile, at=START)
        seed.add_people(START)
        choices.forget_choices()
        return casting.gather("test")


class Player:
    """Makes every move of a planned complaint through its verb."""

    def __init__(self, cast, planned, photo):
        self.cast, self.planned, self.photo = cast, planned, photo
        self.results = 0
        self.seen = 1

    def play(self):
        one, cast = self.planned, self.cast
        for position, _ in enumerate(one.pictures, 1):
            self.send(visitor(cast.municipality_id), f"before-{position}", "form", one.filed_at)
        actor = cast.filer_of(one)
        verb = services.file if actor.person_id is None else services.take_in
        self.id = verb(actor, cast.filing_of(one), one.filed_at).complaint_id
        for step in one.steps:
            self.take(cast.move_of(step, one), step)
            self.seen += 1

    def send(self, actor, name, form, at):
        attachments.take(
            actor,
            self.photo,
            attachment_id=self.cast.id_of(self.planned, name),
            form_id=self.cast.id_of(self.planned, form),
            at=at,
        )

    def take(self, move, step):
        at, details = move.at, move.details
        key = Key(move.actor, self.id, by_code=True)
        staff = partial(self.staffs, move)
        verbs = {
            Verb.ACKNOWLEDGE: lambda: staff(services.acknowledge),
            Verb.RECATEGORISE: lambda: staff(services.recategorise, details["to"]),
            Verb.ASSIGN: lambda: staff(services.assign, details["unit_id"], details["officer_id"]),
            Verb.REVIEW: lambda: staff(services.review, show=True),
            Verb.START: lambda: staff(services.start),
            Verb.ASK: lambda: staff(services.ask, move.note),
            Verb.REFER: lambda: staff(services.refer, details["body"], asked_by=move.due_at),
            Verb.HOLD: lambda: staff(
                services.hold, Hold(details["reason"]), next_news=move.due_at, note=move.note
            ),
            Verb.REPLY: lambda: staff(services.reply, move.note),
            Verb.NOTE: lambda: staff(services.note, move.note),
            Verb.RESOLVE: lambda: self.resolve(move, step),
            Verb.CLOSE: lambda: self.close(move),
            Verb.ANSWER_QUESTION: lambda: services.answer_question(key, move.note, at=at),
            Verb.ADD_INFORMATION: lambda: services.add_information(key, move.note, at=at),
            Verb.WITHDRAW: lambda: services.withdraw(key, move.note, at=at),
            Verb.RATE: lambda: services.rate(
                key, details["stars"], move.note, accepts=False, at=at
            ),
            Verb.ACCEPT: lambda: self.accept(move),
            Verb.SETTLE: lambda: services.settle_due(at),
            Verb.REOPEN: lambda: services.ask_to_reopen(key, move.note, at=at),
        }
        verbs[move.verb]()

    def staffs(self, move, verb, *words, **more):
        verb(move.actor, self.id, *words, **more, seen=self.seen, at=move.at)

    def resolve(self, move, step):
        self.results += 1
        form = None
        if step.picture:
            form = self.cast.id_of(self.planned, f"result-{self.results}")
            self.send(move.actor, f"after-{self.results}", f"result-{self.results}", move.at)
        because = move.details["no_photo_because"]
        self.staffs(move, services.resolve, move.note, form_id=form, no_photo_because=because)

    def close(self, move):
        if move.actor == machine(self.cast.municipality_id):
            services.follow_up_unanswered(move.at)
            return
        refusal = move.details["refusal"] and Refusal(move.details["refusal"])
        reason = Closing(move.details["reason"])
        self.staffs(move, services.close, reason, move.note, refusal=refusal)

    def accept(self, move):
        complaint = session.get(Complaint, self.id)
        services.accept(move.actor, complaint, move.at)


def varied(planned):
    """One in twenty, and each that shows something none before it showed."""
    known = set()
    kept = []
    for one in planned:
        verbs = [step.verb for step in one.steps]
        shown = {(verb, step.reason, step.by) for verb, step in zip(verbs, one.steps, strict=True)}
        shown |= {one.kind, one.channel, one.names_category, *itertools.pairwise(verbs)}
        if one.number % 20 == 0 or not shown <= known:
            kept.append(one)
            known |= shown
    return kept


ANYWHERE = {"id", "municipality_id", "complaint_id", "matter_id", "owner_id", "form_id", "cover_id"}


def rows(table, names, *order):
    found = session.scalars(select(table).order_by(*order)).all()
    columns = [column.key for column in table.__table__.columns if column.key not in ANYWHERE]
    return [{key: renamed(key, getattr(row, key), names) for key in columns} for row in found]


def renamed(key, value, names):
    """Ids of this municipality's own rows become the names they have in every municipality."""
    if key == "details":
        return {name: renamed(name, inner, names) for name, inner in value.items()}
    if key in {"category_id", "from", "to"}:
        return names["category"].get(value, value)
    if key == "unit_id":
        return names["unit"].get(value, value)
    if key in {"officer_id", "actor_id", "person_id"}:
        return names["person"].get(value, value)
    if key == "area_id":
        return value is not None
    return value


def everything(cast):
    """All that the rooms know of the complaints, comparable between municipalities."""
    ids = {unit_id: code for code, unit_id in municipalities.unit_ids().items()}
    people = {a.person_id: a.name for a in [*cast.actors.values(), *cast.officers.values()]}
    codes = {row.id: row.code for row in session.scalars(select(Category))}
    names = {"category": codes, "unit": ids, "person": people}
    numbers = {c.id: c.running for c in session.scalars(select(Complaint))}

    def by_complaint(table, column, *order):
        of = session.scalars(select(table).order_by(*order)).all()
        plain = rows(table, names, *order)
        for row in plain:  # the demo makes up where a photo was taken; the played one has no notes
            row.pop("metres_off", None)
            row.pop("is_older", None)
        keys = [numbers[getattr(row, column)] for row in of]
        return sorted(zip(keys, map(repr, plain), strict=True), key=lambda pair: pair[0])

    complaints = rows(Complaint, names, Complaint.id)
    for row in complaints:
        del row["tracking_code"]
    return {
        "complaints": complaints,
        "steps": by_complaint(ComplaintStep, "complaint_id", ComplaintStep.id),
        "contacts": by_complaint(ComplaintContact, "complaint_id", ComplaintContact.complaint_id),
        "co-units": sorted(by_complaint(ComplaintCoUnit, "complaint_id", ComplaintCoUnit.unit_id)),
        "promises": sorted(by_complaint(Promise, "matter_id", Promise.id)),
        "pauses": by_complaint(Pause, "matter_id", Pause.id),
        "facts": by_complaint(MatterFact, "matter_id", MatterFact.matter_id),
        "photos": sorted(by_complaint(Attachment, "owner_id", Attachment.filed_at, Attachment.id)),
        "map": sorted(
            (row.cell, codes.get(row.category_id, 0), row.is_open, row.n)
            for row in session.scalars(select(MapCount))
            if row.n
        ),
    }


def found_by(words, *, public):
    here = tenancy.municipality_id()
    found = fulltext.search(session, here, words, public=public, limit=1000)
    numbers = {c.id: c.running for c in session.scalars(select(Complaint))}
    return sorted(numbers[one] for one in found)


def test_a_recorded_past_is_what_the_verbs_would_have_written(inside, photo):
    played, recorded = town_with_everything("played"), town_with_everything("recorded")
    with tenancy.acting_for(played.municipality_id):
        calendar = calendars.calendar_of(played.municipality_id)
    shut = partial(seed.is_day_off, calendar)
    planned = varied(plan(COMPLAINTS, "verbs", START, END, shut))
    verbs = {step.verb for one in planned for step in one.steps}
    assert verbs == set(Verb) - NOT_PLANNED, "the plan is too small"
    with tenancy.acting_for(played.municipality_id):
        for one in planned:
            Player(played, one, photo).play()
        expected = everything(played)
        searched = [(found_by(w, public=p)) for w in ("ถนน", "light") for p in (True, False)]
    with tenancy.acting_for(recorded.municipality_id):
        ids = recording.record_many(recorded.past_of(one) for one in planned)
        photo_recording.record_many(album.photos_of(recorded, planned, ids, {}))
        session.expire_all()
        got = everything(recorded)
        assert searched == [
            (found_by(w, public=p)) for w in ("ถนน", "light") for p in (True, False)
        ]
    for part, lines in expected.items():
        assert got[part] == lines, part


def test_nobody_is_told_of_what_happened_long_ago(inside, photo):
    cast = town_with_everything("recorded")
    planned = list(plan(20, "quiet", START, END))
    with tenancy.acting_for(cast.municipality_id):
        ids = recording.record_many(cast.past_of(one) for one in planned)
        photo_recording.record_many(album.photos_of(cast, planned, ids, {}))
        assert session.scalars(select(OutboxRow)).all() == []


def test_numbers_go_on_where_the_register_stands(inside):
    cast = town_with_everything("recorded")
    first, second = plan(8, "a", START, END), plan(8, "b", START, END)
    with tenancy.acting_for(cast.municipality_id):
        recording.record_many(cast.past_of(one) for one in first)
        again = casting.gather("again")
        recording.record_many(again.past_of(one) for one in second)
        numbers = [
            (row.year, row.running)
            for row in session.scalars(
                select(Complaint).order_by(Complaint.year, Complaint.running)
            )
        ]
    for year in {year for year, _ in numbers}:
        of_year = [running for found, running in numbers if found == year]
        assert of_year == list(range(1, len(of_year) + 1))


def test_a_move_that_is_no_arrow_is_refused(inside):
    cast = town_with_everything("recorded")
    (one,) = plan(1, "x", START, END)
    with tenancy.acting_for(cast.municipality_id):
        past = cast.past_of(one)
        settled = PastMove(Verb.SETTLE, END, machine(cast.municipality_id))
        wrong = ComplaintPast(past.filing, past.actor, past.at, (settled,))
        with pytest.raises(OutOfOrder):
            recording.record_many([wrong])


def test_nothing_to_record_writes_nothing(inside):
    cast = town_with_everything("recorded")
    with tenancy.acting_for(cast.municipality_id):
        assert recording.record_many([]) == []
        assert photo_recording.record_many([]) == 0
