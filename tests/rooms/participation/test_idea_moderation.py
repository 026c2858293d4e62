"""Looking first, flags, hiding with a reason, one appeal by somebody else; hotspots; own data."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from portal.channels.models import Notice
from portal.complaints.following import services as following
from portal.complaints.following.services import Following
from portal.complaints.lifecycle import State, Visibility
from portal.complaints.models import Category, Complaint
from portal.complaints.services import Contact, Place
from portal.foundation import audit, outbox
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, OutOfOrder, TooMany
from portal.foundation.personal import Kept, Limit, Subject
from portal.foundation.policy import Role, visitor
from portal.participation import personal
from portal.participation.ideas import acts, services
from portal.participation.ideas.models import (
    Idea,
    IdeaComment,
    IdeaComplaint,
    IdeaFlag,
    IdeaHiding,
    IdeaSupport,
)
from portal.participation.ideas.queries import desk, hotspots, listing, owning, reading
from portal.participation.ideas.queries.desk import Pile
from portal.participation.ideas.queries.hotspots import Spot
from portal.participation.ideas.services import NewComment, NewFlag, Target
from portal.participation.ideas.terms import APPEAL_WITHIN, Answered, Ground, Rules, Standing
from portal.participation.projects.models import Stage
from portal.participation.projects.terms import Who
from portal.places import hexagons
from portal.response_times import jobs_escalation
from tests import ideas as make
from tests import makers
from tests.makers import MONDAY

DAY = timedelta(days=1)
HERE = (16.4321, 102.8236)


def hidden(town: Any, target: Target, by: Role = Role.OFFICER, at: Any = MONDAY) -> IdeaHiding:
    return services.hide(town.actor(by), target, Ground.INSULT, "มีคำดูหมิ่น", at=at)


def asks(who: Any, target: Target, **more: Any) -> None:
    services.appeal(who, target, "ไม่ได้ตั้งใจ", **{"who": "x", "at": MONDAY, **more})


def written(act: audit.Act) -> int:
    rows = session.scalars(select(audit.AuditLine).where(audit.AuditLine.act == act.code))
    return len(rows.all())


def project_of(stage_id: int) -> int:
    return session.get_one(Stage, stage_id).project_id


def test_where_somebody_looks_first_nothing_is_read_before(inside):
    stage = make.a_stage()
    clerk = inside.actor(Role.CLERK)
    services.set_rules(clerk, stage, Rules(5, checks_first=True, answer_days=15), at=MONDAY)
    idea = make.an_idea(stage)
    assert not idea.is_public
    assert listing.totals(project_of(stage)).ideas == 0
    with pytest.raises(NotFound):
        services.support(make.resident(), idea.id, at=MONDAY)
    assert desk.counts(MONDAY)[Pile.WAITING] == 1
    services.publish(clerk, Target(idea.id), at=MONDAY)
    me = make.resident()
    said = services.comment(me, idea.id, NewComment(uuid4(), "ดีมาก"), at=MONDAY)
    assert reading.read(idea, make.nobody()).count == 0
    [own] = reading.read(idea, me).comments
    assert own.waits
    services.publish(clerk, Target(idea.id, said.id), at=MONDAY)
    assert reading.read(idea, make.nobody()).count == 1
    with pytest.raises(OutOfOrder):
        services.publish(clerk, Target(idea.id), at=MONDAY)
    assert written(acts.PUBLISHED) == 2


def test_a_flag_hides_nothing_and_counts_once_a_sender(inside):
    idea = make.an_idea(make.a_stage())
    target, flag = Target(idea.id), NewFlag(Ground.INSULT)
    assert services.flag(make.nobody(), target, flag, who="a", at=MONDAY)
    assert not services.flag(make.nobody(), target, flag, who="a", at=MONDAY)
    assert services.flag(make.resident(), target, flag, who="a", at=MONDAY)
    assert idea.is_public
    [line] = desk.pile(Pile.FLAGGED, MONDAY)
    assert len(line.flags) == 2
    with pytest.raises(Invalid):
        services.flag(make.nobody(), target, NewFlag(Ground.OTHER), who="b", at=MONDAY)
    with pytest.raises(NotFound):
        services.flag(make.nobody(), Target(idea.id, 9999), flag, who="b", at=MONDAY)
    services.settle(inside.actor(Role.OFFICER), target, at=MONDAY)
    assert desk.counts(MONDAY)[Pile.FLAGGED] == 0
    assert written(acts.FLAGS_SETTLED) == 1


def test_what_is_hidden_is_read_by_nobody_and_its_clock_stands_still(inside):
    idea = make.an_idea(make.a_stage())
    due = idea.next_due_at
    services.flag(make.nobody(), Target(idea.id), NewFlag(Ground.INSULT), who="a", at=MONDAY)
    with pytest.raises(Invalid):
        services.hide(inside.actor(Role.OFFICER), Target(idea.id), Ground.OTHER, " ", at=MONDAY)
    hidden(inside, Target(idea.id))
    assert (idea.is_public, idea.next_due_at) == (False, None)
    assert session.scalars(select(IdeaFlag.settled_at)).one() == MONDAY
    with pytest.raises(OutOfOrder):
        hidden(inside, Target(idea.id))
    with pytest.raises(NotFound):
        services.support(make.resident(), idea.id, at=MONDAY)
    services.restore(inside.actor(Role.CLERK), Target(idea.id), at=MONDAY + 2 * DAY)
    assert idea.is_public
    assert due is not None
    assert idea.next_due_at == due + 2 * DAY
    assert (written(acts.HIDDEN), written(acts.RESTORED)) == (1, 1)
    with pytest.raises(Forbidden):
        services.hide(make.resident(), Target(idea.id), Ground.OTHER, "x", at=MONDAY)


def test_a_hidden_comment_is_not_counted_and_comes_back(inside):
    idea = make.an_idea(make.a_stage())
    said = services.comment(make.resident(), idea.id, NewComment(uuid4(), "แย่มาก"), at=MONDAY)
    target = Target(idea.id, said.id)
    hidden(inside, target)
    session.expire_all()
    assert (idea.comments, reading.read(idea, make.nobody()).comments) == (0, ())
    services.restore(inside.actor(Role.CLERK), target, at=MONDAY)
    session.expire_all()
    assert idea.comments == 1


def test_one_appeal_is_decided_by_somebody_else(inside):
    idea = make.an_idea(make.a_stage())
    target, author = Target(idea.id), make.resident("author")
    case = hidden(inside, target)
    with pytest.raises(NotFound):
        asks(make.resident("other"), target)
    with pytest.raises(Invalid):
        services.appeal(author, target, " ", at=MONDAY)
    asks(author, target)
    with pytest.raises(OutOfOrder):
        asks(author, target)
    with pytest.raises(OutOfOrder, match="Decide the appeal"):
        services.restore(inside.actor(Role.CLERK), target, at=MONDAY)
    session.refresh(idea)
    session.refresh(case)
    with pytest.raises(Forbidden, match="hid it yourself"):
        services.decide(inside.actor(Role.OFFICER), case.id, "ไม่", is_upheld=True, at=MONDAY)
    services.decide(inside.actor(Role.CLERK), case.id, "ไม่ดูหมิ่นใคร", is_upheld=True, at=MONDAY)
    assert idea.is_public
    assert (case.is_upheld, case.restored_at) == (True, MONDAY)
    with pytest.raises(OutOfOrder):
        services.decide(inside.actor(Role.CLERK), case.id, "x", is_upheld=False, at=MONDAY)
    assert written(acts.APPEAL_DECIDED) == 1


def test_who_has_no_account_appeals_by_the_code_and_in_time(inside):
    idea = make.an_idea(make.a_stage(Who.ANYONE), by=make.nobody())
    target = Target(idea.id)
    case = hidden(inside, target)
    with pytest.raises(OutOfOrder):
        asks(make.nobody(), target, code=idea.code, at=MONDAY + APPEAL_WITHIN + DAY)
    asks(make.nobody(), target, code=f" {idea.code.lower()} ")
    services.decide(inside.actor(Role.CLERK), case.id, "ยังดูหมิ่น", is_upheld=False, at=MONDAY)
    shown = owning.hiding_of(idea.id)
    assert shown is not None
    assert (idea.is_public, shown.is_upheld) == (False, False)


def test_a_wrong_code_is_refused_and_too_many_stop(town):
    with town.work():
        idea_id = make.an_idea(make.a_stage(Who.ANYONE), by=make.nobody()).id
        hidden(town, Target(idea_id))
    for number in range(11):
        with town.work(), pytest.raises(Invalid if number < 10 else TooMany):
            asks(make.nobody(), Target(idea_id), code="WRONG")


def crowd(n: int, **more: Any) -> list[int]:
    road = session.scalars(select(Category.id).where(Category.code == "road")).one()
    place = Place(*HERE)
    given: dict[str, Any] = {"category_id": road, "place": place, **more}
    return [makers.complaint(f"ถนนเป็นหลุมจุดที่ {i}", **given).complaint_id for i in range(n)]


def test_a_hotspot_counts_open_and_closed_but_nothing_that_is_kept_from_the_public(inside):
    stage = make.a_stage()
    ids = crowd(8)
    rows = {row.id: row for row in session.scalars(select(Complaint))}
    rows[ids[0]].is_open, rows[ids[0]].state = False, State.CLOSED.value
    rows[ids[1]].visibility, rows[ids[1]].is_public = Visibility.PRIVATE.value, False
    rows[ids[2]].withheld, rows[ids[2]].is_public = "hidden", False
    rows[ids[3]].first_id = ids[4]
    rows[ids[5]].filed_at = MONDAY - timedelta(days=400)
    crowd(2, category_id=session.scalars(select(Category.id).where(Category.code == "flood")).one())
    session.flush()
    [spot] = hotspots.hottest(project_of(stage), MONDAY + DAY)
    assert (spot.total, spot.open, spot.closed) == (4, 3, 1)
    assert set(hotspots.complaints_at(spot.spot, MONDAY + DAY)) == {ids[i] for i in (0, 4, 6, 7)}


def test_a_topic_links_its_complaints_and_is_opened_once(inside):
    stage = make.a_stage()
    ids = crowd(3)
    officer = inside.actor(Role.OFFICER)
    category_id = session.get_one(Complaint, ids[0]).category_id
    spot = Spot(hexagons.cell(*HERE, hotspots.RESOLUTION), category_id or 0)
    later = MONDAY + DAY
    idea = services.open_topic(officer, stage, spot, make.new(title="ถนนนี้ควรแก้อย่างไร"), at=later)
    assert (idea.channel, idea.category_id) == ("hotspot", category_id)
    assert set(session.scalars(select(IdeaComplaint.complaint_id))) == set(ids)
    page = reading.read(idea, make.nobody())
    assert (page.complaint_count, len(page.complaints)) == (3, 3)
    with pytest.raises(OutOfOrder, match="already"):
        services.open_topic(officer, stage, spot, make.new(), at=later)
    with pytest.raises(OutOfOrder, match="no longer"):
        services.open_topic(officer, stage, Spot(spot.cell, 0), make.new(), at=later)
    session.get_one(Complaint, ids[0]).is_public = False
    session.flush()
    assert len(reading.read(idea, make.nobody()).complaints) == 2
    with pytest.raises(Forbidden):
        services.open_topic(make.resident(), stage, spot, make.new(), at=later)


def sent(town: Any, at: Any = MONDAY + DAY) -> dict[str, list[str]]:
    with town.app.app_context():
        outbox.deliver(lambda: at)
    with town.look():
        found: dict[str, list[str]] = {}
        for row in session.scalars(select(Notice).order_by(Notice.id)):
            found.setdefault(row.address, []).append(row.key.split(":")[0])
            assert "http" not in row.body
        return found


def test_those_around_an_idea_are_told_and_each_once(town):
    with town.work():
        stage = make.a_stage(Who.ANYONE)
        ids = crowd(3, contact=Contact(email="reporter@example.net"))
        for email in ("follower@example.net", "reporter@example.net"):
            asked = Following(uuid4(), "en", email)
            following.follow(visitor(town.id), ids[0], asked, who="x", at=MONDAY)
        category_id = session.get_one(Complaint, ids[0]).category_id or 0
        spot = Spot(hexagons.cell(*HERE, hotspots.RESOLUTION), category_id)
        clerk = town.actor(Role.CLERK)
        services.open_topic(clerk, stage, spot, make.new(), at=MONDAY + DAY)
        idea = make.an_idea(stage, by=make.nobody(), email="author@example.net")
        services.support(make.resident("fan"), idea.id, at=MONDAY)
        good = NewComment(uuid4(), "ดีมาก")
        said = services.comment(make.resident("fan"), idea.id, good, at=MONDAY)
        unit = session.scalars(select(Category.unit_id).where(Category.code == "road")).one()
        new = services.NewAnswer(Answered.ACCEPTED, "ทำได้ในปีนี้", unit)
        services.answer(clerk, idea.id, new, seen=idea.version, at=MONDAY)
        hidden(town, Target(idea.id, said.id))
    told = sent(town)
    assert told["follower@example.net"].count("topic") == 1
    assert told["reporter@example.net"].count("topic") == 1
    assert told["author@example.net"] == ["answered"]
    assert told["fan@example.net"] == ["answered", "hidden"]


def test_an_answer_that_is_not_given_in_time_is_told_to_the_staff(town):
    with town.work():
        make.an_idea(make.a_stage(days=90))
    for days in (1, 16):
        with town.app.app_context():
            jobs_escalation.escalate(MONDAY + days * DAY)
    told = sent(town, MONDAY + 17 * DAY)
    assert [keys for keys in told.values() if "level" in keys]


def test_somebody_s_own_copy_and_what_goes_when_they_ask(inside):
    stage = make.a_stage()
    me = make.resident("author")
    seen = make.an_idea(stage, text="ติดต่อผมที่ 081-234-5678 ได้ทุกวันเลยครับ")
    unseen = make.an_idea(stage)
    hidden(inside, Target(unseen.id))
    services.support(me, seen.id, at=MONDAY)
    services.comment(me, seen.id, NewComment(uuid4(), "ของผมเอง"), at=MONDAY)
    subject = Subject(me.person_id, (), ())
    copy = personal.export(subject)
    assert [len(copy.records[k]) for k in ("ideas", "idea_comments", "idea_supports")] == [2, 1, 1]
    personal.erase(subject, "asked", MONDAY)
    session.expire_all()
    assert (seen.person_id, "5678" in seen.text, seen.supports) == (None, False, 1)
    assert (unseen.text, unseen.title) == ("", "")
    assert session.scalars(select(IdeaSupport.person_id)).one() is None
    assert session.scalars(select(IdeaComment.person_id)).one() is None
    assert personal.export(subject).records["ideas"] == []


def test_what_is_old_expires_by_its_kind(inside):
    stage = make.a_stage(Who.ANYONE)
    idea = make.an_idea(stage, by=make.nobody(), email="old@example.net")
    services.support(make.resident(), idea.id, at=MONDAY)
    flag = NewFlag(Ground.OTHER, "ข้อความ")
    services.flag(make.nobody(), Target(idea.id), flag, who="a", at=MONDAY)
    later = MONDAY + 800 * DAY
    contact = Limit(Kept.CONTACT, later, "time", dry=True)
    assert personal.expire(contact, later)
    assert idea.email
    for kind in (Kept.CONTACT, Kept.WORDS):
        personal.expire(Limit(kind, later, "time"), later)
    session.expire_all()
    assert (idea.email, idea.supports) == ("", 1)
    assert session.scalars(select(IdeaFlag.words)).one() == ""
    assert session.scalar(select(Idea.standing)) == Standing.SHOWN.value
