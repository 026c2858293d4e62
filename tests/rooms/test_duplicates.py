"""Likely duplicates are found near the place, confirmed, told apart, undone; conduct never."""

from __future__ import annotations

import io
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from portal.attachments import services as attachments
from portal.complaints import personal, services
from portal.complaints.duplicates import looking, queries
from portal.complaints.duplicates import services as duplicates
from portal.complaints.duplicates.looking import Spot
from portal.complaints.duplicates.models import DuplicatePair
from portal.complaints.following import queries as followings
from portal.complaints.following import services as following
from portal.complaints.following.models import CaseFollower
from portal.complaints.following.services import Following
from portal.complaints.lifecycle import State, Visibility
from portal.complaints.models import Category
from portal.complaints.services import Place
from portal.complaints.terms import Cause
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, Outdated, OutOfOrder
from portal.foundation.personal import Subject
from portal.foundation.policy import Role, visitor
from tests import pictures
from tests.cases import DAY, HOUR, does, filed, row
from tests.makers import MONDAY

LAMP = "ไฟถนนดับทั้งซอยสุขใจ มืดมากเวลากลางคืน"
HERE = (16.4321, 102.8236)
METRE = 1 / 111_195


def category(code: str = "streetlight") -> int:
    return session.scalars(select(Category.id).where(Category.code == code)).one()


def at_spot(text: str = LAMP, *, metres: float = 0, code: str = "streetlight", **more: Any) -> int:
    place = Place(HERE[0] + metres * METRE, HERE[1])
    return filed(text, place=place, category_id=category(code), **more)


def offered(code: str = "streetlight", metres: float = 0) -> list[int]:
    spot = Spot(HERE[0] + metres * METRE, HERE[1], category(code), LAMP)
    return [line.id for line in looking.offered(spot)]


def follows(complaint_id: int, **more: Any) -> int:
    asked = Following(**{"form_id": uuid4(), "language": "en", **more})
    me = visitor(row(complaint_id).municipality_id)
    return following.follow(me, complaint_id, asked, who="browser", at=MONDAY + HOUR)


def test_residents_are_offered_what_is_open_public_near_and_of_the_category(inside):
    near = at_spot(metres=20)
    at_spot(metres=80)  # beyond the 50 m of lamps
    at_spot(code="road", metres=5)
    done = row(at_spot(metres=6))
    done.is_open, done.state = False, State.RESOLVED.value
    session.flush()
    assert offered() == [near]
    assert near not in offered(metres=120)


@pytest.mark.parametrize("kept", ["private", "review", "held", "hidden", "merged"])
def test_what_is_kept_from_the_public_is_offered_to_nobody(inside, kept):
    complaint_id = at_spot(held=Cause.LIMIT if kept == "held" else None)
    case = row(complaint_id)
    if kept in {"private", "review"}:
        case.visibility, case.is_public = Visibility(kept).value, False
    if kept == "hidden":
        does(inside.actor(Role.CLERK), services.hide, complaint_id, "ชื่อคน", at=MONDAY + HOUR)
    if kept == "merged":
        first = filed("อีกเรื่อง")
        does(inside.actor(Role.CLERK), services.merge, complaint_id, first, at=MONDAY + HOUR)
    session.flush()
    assert offered() == []


def test_a_new_complaint_is_noted_with_the_reasons(inside):
    first, other = at_spot(), at_spot("ขยะล้นถังหน้าตลาดสดทุกวัน", code="waste")
    later = at_spot(LAMP + "ครับ", metres=10, at=MONDAY + HOUR)
    assert duplicates.note(later, MONDAY + HOUR) == 1
    assert duplicates.note(later, MONDAY + HOUR) == 0, "noted once"
    (pair,) = queries.waiting(inside.actor(Role.CLERK), None).items
    assert (pair.later.id, pair.first.id) == (later, first)
    assert other not in (pair.later.id, pair.first.id)
    reasons = [str(reason) for reason in pair.reasons]
    assert reasons[0] == "10 metres apart"
    assert reasons[1] == "same category"
    assert reasons[2].endswith("% of the words alike")
    assert pair.may_decide


def test_confirmed_and_undone_followers_and_photos_go_and_come_back(inside):
    clerk = inside.actor(Role.CLERK)
    first, later = at_spot(), at_spot(at=MONDAY + HOUR)
    duplicates.note(later, MONDAY + HOUR)
    follows(later, email="later@example.com", words="มืดมาก")
    duplicates.confirm(clerk, first, later, seen=row(later).version, at=MONDAY + 2 * HOUR)
    assert row(later).first_id == first
    assert [each.email for each in followings.followers_of(first)] == ["later@example.com"]
    assert [each.words.text for each in followings.added_to(first)] == ["มืดมาก"]
    assert queries.waiting(clerk, None).items == []
    does(clerk, services.unmerge, later, at=MONDAY + 3 * HOUR)
    assert row(later).first_id is None
    assert followings.followers_of(first) == []
    assert [each.email for each in followings.followers_of(later)] == ["later@example.com"]


def test_told_apart_is_remembered_from_both_sides(inside):
    clerk = inside.actor(Role.CLERK)
    first, later = at_spot(), at_spot(at=MONDAY + HOUR)
    assert [pair.first.id for pair in queries.of_case(clerk, later)] == [first]
    duplicates.tell_apart(clerk, first, later, at=MONDAY + HOUR)
    assert queries.of_case(clerk, later) == queries.of_case(clerk, first) == []
    duplicates.note(later, MONDAY + DAY)
    assert queries.waiting(clerk, None).items == []
    kept = session.scalars(select(DuplicatePair)).one()
    assert (kept.verdict, kept.person_id) == ("apart", clerk.person_id)


def test_merged_again_outdated_and_not_allowed_are_refused_in_words(inside):
    clerk = inside.actor(Role.CLERK)
    first, second, third = (at_spot(at=MONDAY + n * HOUR) for n in range(3))
    with pytest.raises(Outdated):
        duplicates.confirm(clerk, first, second, seen=99, at=MONDAY + DAY)
    duplicates.confirm(clerk, first, second, seen=1, at=MONDAY + DAY)
    with pytest.raises(Invalid) as into_merged:
        duplicates.confirm(clerk, second, third, seen=1, at=MONDAY + DAY)
    assert "itself merged with another" in str(into_merged.value.fields["other"])
    with pytest.raises((OutOfOrder, Outdated)):
        duplicates.confirm(clerk, first, second, seen=row(second).version, at=MONDAY + DAY)
    officer = inside.actor(Role.OFFICER)
    with pytest.raises((Forbidden, NotFound)):
        duplicates.tell_apart(officer, first, third, at=MONDAY + DAY)


def test_who_may_not_read_a_case_sees_nothing_of_it(inside):
    first = at_spot()
    later = at_spot(at=MONDAY + HOUR)
    duplicates.note(later, MONDAY + HOUR)
    row(first).unit_id = row(later).unit_id = None
    session.flush()
    officer = inside.actor(Role.OFFICER)
    assert queries.of_case(officer, later) == []
    assert queries.waiting(officer, None).items == []


def test_a_follower_is_added_once_and_ends_by_the_code(inside):
    first, form_id = at_spot(), uuid4()
    mine = follows(first, form_id=form_id, email="Me@Example.com")
    assert follows(first, form_id=form_id) == mine
    followed = followings.by_id(mine)
    assert followed is not None
    assert (followed.email, followings.count_of(first)) == ("me@example.com", 1)
    assert following.find(followed.code.lower(), who="browser") == mine
    following.end(mine)
    assert followings.count_of(first) == 0
    with pytest.raises(Invalid):
        following.find(followed.code, who="browser")


def test_photos_and_words_of_a_follower_wait_for_a_look(inside):
    first, form_id = at_spot(), uuid4()
    me = visitor(row(first).municipality_id)
    attachments.take(
        me,
        io.BytesIO(pictures.jpeg(64, 48)),
        "a.jpg",
        attachment_id=uuid4(),
        form_id=form_id,
        at=MONDAY,
    )
    follows(first, form_id=form_id, words=LAMP, with_photos=True)
    assert row(first).photos_wait
    (added,) = followings.added_to(first)
    assert (added.words.text, added.photos) == (LAMP, 1)


@pytest.mark.parametrize("how", ["closed", "private"])
def test_what_is_closed_or_not_public_cannot_be_followed(inside, how):
    first = at_spot()
    if how == "closed":
        row(first).state = State.RESOLVED.value
    else:
        row(first).is_public = False
    session.flush()
    with pytest.raises(OutOfOrder if how == "closed" else NotFound):
        follows(first)


def test_followers_are_shown_erased_and_expire_with_the_complaint(inside):
    first = at_spot()
    follows(first, email="a@example.com", words="มืด")
    subject = Subject(addresses=("a@example.com",))
    (line,) = personal.export(subject).records["case_follower"]
    assert (line["email"], line["words"]) == ("a@example.com", "มืด")
    personal.erase(subject, "asked", MONDAY + DAY)
    assert session.scalars(select(CaseFollower)).all() == []
    other = follows(first, email="b@example.com", words="มืด")
    following.forget_contacts([first])
    following.forget_words([first])
    kept = session.get_one(CaseFollower, other, populate_existing=True)
    assert (kept.email, kept.words) == ("", "")


@pytest.mark.parametrize("metres", [None, 9, 501])
def test_a_radius_out_of_bounds_is_refused_at_its_field(inside, metres):
    clerk, lamp = inside.actor(Role.CLERK), category()
    with pytest.raises(Invalid) as refusal:
        duplicates.set_radii(clerk, {lamp: metres}, at=MONDAY)
    assert list(refusal.value.fields) == [f"near_{lamp}"]


def test_a_radius_holds_from_the_next_look_on(inside):
    far = at_spot(metres=80)
    assert offered() == []
    duplicates.set_radii(inside.actor(Role.ADMINISTRATOR), {category(): 100}, at=MONDAY)
    assert offered() == [far]
    with pytest.raises(Forbidden):
        duplicates.set_radii(inside.actor(Role.OFFICER), {category(): 100}, at=MONDAY)
