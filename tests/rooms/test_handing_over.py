"""A complaint goes to the municipality next door: moved or shared, and its answer comes back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select, text

from portal.attachments import queries as photographs
from portal.channels.models import Notice
from portal.complaints import services
from portal.complaints.handing_over import crossing, queries, relaying
from portal.complaints.handing_over import services as handing
from portal.complaints.handing_over.models import HandOver
from portal.complaints.handing_over.services import Wish
from portal.complaints.handing_over.terms import Consent, Mode
from portal.complaints.lifecycle import Channel, Closing, State, Verb
from portal.complaints.models import MATTER, Complaint, ComplaintContact
from portal.complaints.services import Contact
from portal.foundation import audit, outbox
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, OutOfOrder
from portal.foundation.i18n import Bilingual, speaking
from portal.foundation.policy import Role
from tests import makers
from tests.cases import HOUR, does, row, steps, verbs, with_photo
from tests.fixtures.portal import Town
from tests.fixtures.statements import unheard
from tests.makers import MONDAY

SECRET = "ไฟดับหน้าบ้าน โทร 081 234 5678"
MALEE = Contact("มาลี", "081 234 5678", "malee@example.com")


@pytest.fixture
def beside(town: Town) -> Town:
    with town.app.app_context():
        title = Bilingual("เทศบาลข้างเคียง", "Beside")
        founded = makers.municipality("beside", title=title, letters=Bilingual("ขค", "BS"))
    return Town(town.app, founded)


def filed(town: Town, **more: Any) -> int:
    with town.work():
        return makers.complaint(SECRET, contact=MALEE, **more).complaint_id


def hands(
    town: Town, complaint_id: int, to: Town, *, role: Role = Role.CLERK, **more: Any
) -> crossing.Arrived:
    with town.work():
        wish = Wish(to.id, **more)
        return does(town.actor(role), handing.hand_over, complaint_id, wish, at=MONDAY + HOUR)


def only(town: Town, look: Callable[[Complaint], Any]) -> Any:
    """Something of the one complaint of a municipality."""
    with town.look():
        return look(session.scalars(select(Complaint)).one())


def the_id(town: Town) -> int:
    return int(only(town, lambda one: one.id))


def deliver(town: Town) -> None:
    with town.app.app_context():
        outbox.deliver(lambda: MONDAY + 3 * HOUR)


def told(town: Town, occasion: str) -> list[str]:
    with town.look():
        found = select(Notice.address).where(Notice.occasion == occasion)
        return list(session.scalars(found))


def test_shared_it_gets_a_number_and_promises_there_and_stays_open_here(
    town: Town, beside: Town
) -> None:
    complaint_id = filed(town)
    arrived = hands(town, complaint_id, beside)
    with town.look():
        here = row(complaint_id)
        assert (here.state, here.is_referred) == (State.REFERRED, True)
        half = queries.panel(here.id, MONDAY).halves[0]
        assert (half.is_in, half.state, half.number) == (False, State.RECEIVED, "BS 2026/000001")
        refer = next(one for one in steps(complaint_id) if one.verb == Verb.REFER)
        assert refer.details["body"] == "เทศบาลข้างเคียง"
    for side, act in ((town, "hand_over.out"), (beside, "hand_over.in")):
        with side.look():
            lines = select(func.count()).where(audit.AuditLine.act == act)
            assert session.scalar(lines) == 1
    with beside.look():
        there = session.scalars(select(Complaint)).one()
        assert (there.year, there.running) == (arrived.year, arrived.running)
        assert there.channel == Channel.NEIGHBOUR
        assert there.next_due_at is not None


def test_without_consent_nothing_of_the_reporter_goes_along(town: Town, beside: Town) -> None:
    complaint_id = filed(town)
    with town.work():
        with_photo(complaint_id)
    hands(town, complaint_id, beside, with_photos=True)
    with beside.look():
        there = session.scalars(select(Complaint)).one()
        assert "081" not in there.text, "the number in the words stays here, too"
        contact = session.get_one(ComplaintContact, there.id)
        assert (contact.name, contact.phone, contact.email) == ("", "", "")
        assert len(photographs.of(MATTER, there.id)) == 1
        assert there.photos_wait
        half = queries.panel(there.id, MONDAY).halves[0]
        assert (half.is_in, half.state, half.number) == (True, State.REFERRED, "KK 2026/000001")
        assert queries.panel(there.id, MONDAY).is_unreachable


@pytest.mark.parametrize("consent", [Consent.PHONE, Consent.COUNTER, Consent.WRITING])
def test_contact_goes_along_only_where_the_reporter_agreed(
    town: Town, beside: Town, consent: Consent
) -> None:
    complaint_id = filed(town)
    hands(town, complaint_id, beside, consent=consent)
    with beside.look():
        there = session.scalars(select(Complaint)).one()
        contact = session.get_one(ComplaintContact, there.id)
        assert (contact.name, contact.email) == (MALEE.name, MALEE.email)
        assert there.text == SECRET
    with town.look():
        half = session.scalars(select(HandOver)).one()
        assert (half.consent, half.person_id) == (consent, town.actor(Role.CLERK).person_id)


def test_moved_it_is_closed_here_and_its_reporter_finds_it_there(town: Town, beside: Town) -> None:
    complaint_id = filed(town)
    hands(town, complaint_id, beside, mode=Mode.MOVED, words="ขออภัย")
    with town.look():
        assert row(complaint_id).state == State.CLOSED
        close = steps(complaint_id)[-1]
        assert close.note.startswith("ขออภัย\n\n")
        assert "ขค 2569/000001" in close.note, "in the reporter's language"
        line = queries.for_reporter(complaint_id)[0]
        assert line.code == only(beside, lambda one: one.tracking_code)
    deliver(town)
    assert told(town, "closed") == [MALEE.email]
    assert told(beside, "receipt") == [], "nobody is written to there without consent"


def test_an_answer_comes_back_once_where_the_contact_stayed(town: Town, beside: Town) -> None:
    complaint_id = filed(town)
    hands(town, complaint_id, beside)
    there = the_id(beside)
    with beside.work():
        does(beside.actor(Role.CLERK), services.reply, there, "พรุ่งนี้ไปซ่อม", at=MONDAY + 2 * HOUR)
        step_id = steps(there)[-1].id
    deliver(town)
    deliver(town)
    with beside.work():
        assert not relaying.relay(there, step_id, MONDAY + 3 * HOUR), "heard twice, written once"
    with town.look():
        answer = steps(complaint_id)[-1]
        assert (answer.verb, answer.note) == ("reply", "พรุ่งนี้ไปซ่อม")
        assert answer.details == {"from": "เทศบาลข้างเคียง"}
        assert verbs(complaint_id).count(Verb.REPLY) == 1
        assert row(complaint_id).state == State.REFERRED
    assert told(town, "answer") == [MALEE.email]
    assert told(beside, "answer") == []


def test_who_has_the_contact_tells_the_reporter_and_the_other_side_only_notes_it(
    town: Town, beside: Town
) -> None:
    complaint_id = filed(town)
    hands(town, complaint_id, beside, consent=Consent.PHONE)
    there = the_id(beside)
    with beside.work():
        does(beside.actor(Role.CLERK), services.reply, there, "พรุ่งนี้ไปซ่อม", at=MONDAY + 2 * HOUR)
    deliver(town)
    assert (told(town, "answer"), told(beside, "answer")) == ([], [MALEE.email])
    with town.look():
        heard = steps(complaint_id)[-1]
        assert (heard.verb, heard.details["what"], heard.is_public) == ("hear", "spoke", False)


@pytest.mark.parametrize(("mode", "state"), [("moved", "in_progress"), ("shared", "referred")])
def test_not_theirs_comes_back_to_be_decided_anew(
    town: Town, beside: Town, mode: str, state: str
) -> None:
    complaint_id = filed(town)
    hands(town, complaint_id, beside, mode=Mode(mode))
    there = the_id(beside)
    with beside.work():
        clerk = beside.actor(Role.CLERK)
        does(clerk, services.close, there, Closing.NOT_OURS, "ไม่ใช่เขตของเรา", at=MONDAY + 2 * HOUR)
    deliver(town)
    with town.look():
        assert row(complaint_id).state == state
        assert Verb.HEAR in verbs(complaint_id)
        assert Verb.REPLY not in verbs(complaint_id), "no answer for the reporter"
        assert (Verb.REOPEN in verbs(complaint_id)) is (mode == "moved")


def test_it_cannot_go_round_in_a_circle(town: Town, beside: Town) -> None:
    complaint_id = filed(town)
    hands(town, complaint_id, beside)
    with pytest.raises(Invalid) as refused:
        hands(beside, the_id(beside), town)
    with speaking("en"):
        assert "cannot go round in a circle" in str(refused.value.fields["other"])
    with pytest.raises(Invalid) as refused:
        hands(town, complaint_id, beside)
    with speaking("en"):
        assert "before" in str(refused.value.fields["other"])
    with town.app.app_context():
        third = Town(town.app, makers.municipality("third"))
    hands(beside, the_id(beside), third)
    for back in (town, beside):
        with pytest.raises(Invalid):
            hands(third, the_id(third), back)
    with town.look():
        assert session.scalar(select(func.count()).select_from(Complaint)) == 1


def test_what_cannot_be_handed_over_is_refused_in_words(town: Town, beside: Town) -> None:
    complaint_id = filed(town)
    for nobody in (town.id, 999_999):
        with pytest.raises(Invalid):
            hands(Town(town.app, town.id), complaint_id, Town(town.app, nobody))
    for role in (Role.OFFICER, Role.MAYOR):
        with pytest.raises((NotFound, Forbidden)):
            hands(town, complaint_id, beside, role=role)
    hands(town, complaint_id, beside, mode=Mode.MOVED)
    with pytest.raises(OutOfOrder):
        hands(town, complaint_id, beside)
    with beside.look():
        assert session.scalar(select(func.count()).select_from(Complaint)) == 1


def test_private_stays_private_there(town: Town, beside: Town) -> None:
    complaint_id = filed(town)
    with town.work():
        does(town.actor(Role.CLERK), services.review, complaint_id, show=False, at=MONDAY)
    hands(town, complaint_id, beside)
    assert only(beside, lambda one: (one.visibility, one.is_public)) == ("private", False)


def test_a_half_that_names_somebody_else_opens_nothing(town: Town, beside: Town) -> None:
    """A forged half, as after an injection, learns nothing of the other side."""
    complaint_id = filed(town)
    hands(town, complaint_id, beside)
    with town.app.app_context():
        third = Town(town.app, makers.municipality("third"))
    with town.look():
        pair = session.scalars(select(HandOver.pair)).one()
    with third.work():
        own = makers.complaint().complaint_id
        forged = HandOver(
            complaint_id=own,
            pair=pair,
            direction="out",
            other_id=beside.id,
            mode="shared",
            path=[third.id, beside.id],
            heard=[],
            at=MONDAY,
        )
        session.add(forged)
        session.flush()
        assert crossing.standing(forged) is None
        assert crossing.code_there(forged) == ""


@pytest.mark.on_postgresql
def test_the_second_wall_stands_during_and_after_a_crossing(town: Town, beside: Town) -> None:
    complaint_id = filed(town)
    hands(town, complaint_id, beside)
    with town.look(), unheard():
        queries.panel(complaint_id, MONDAY)
        seen = session.connection().exec_driver_sql(
            "SELECT DISTINCT municipality_id FROM hand_over"
        )
        assert [one for (one,) in seen] == [town.id]
        setting = session.execute(text("SELECT current_setting('portal.municipality')")).scalar()
        assert setting == str(town.id)
