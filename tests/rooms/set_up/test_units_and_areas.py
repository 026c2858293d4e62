"""Units and areas: closed only when somebody takes over, removed only when nothing lies in them."""

from __future__ import annotations

import io
import json

import pytest
from PIL import Image
from sqlalchemy import select

from portal.accounts.models import Person
from portal.attachments import seals
from portal.complaints import services as complaints
from portal.complaints.models import Category, Complaint, ComplaintStep
from portal.complaints.queries import choices
from portal.foundation.audit import AuditLine
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, Outdated, OutOfOrder
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Role
from portal.municipalities import queries as municipalities
from portal.municipalities.profiles import Details
from portal.places import queries as places
from portal.set_up.services import ground, profile, units
from tests import makers
from tests.fixtures.portal import Town
from tests.life import Making
from tests.makers import MONDAY, UNIT
from tests.unit.test_ground_looks import square


def feature(code: str, west: float) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": {"code": code, "title_th": f"เขต {code}", "title_en": f"Ward {code}"},
        "geometry": {"type": "Polygon", "coordinates": [square(16.4, west)]},
    }


def collection(*codes: str) -> bytes:
    features = [feature(code, 102.8 + 0.1 * n) for n, code in enumerate(codes)]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def acts() -> list[str]:
    asked = select(AuditLine.act).where(AuditLine.act.like("set_up.%")).order_by(AuditLine.id)
    return list(session.scalars(asked))


def test_a_closed_unit_hands_all_over_and_nothing_counts_as_accepted(inside: Town) -> None:
    clerk, heir = inside.actor(Role.CLERK), municipalities.fallback_unit_id()
    works = municipalities.unit_ids()[UNIT]
    receipt = makers.complaint(at=MONDAY)
    made = Making(clerk, receipt, MONDAY)
    made.does(complaints.assign, works, None)
    road = next(line.id for line in choices.categories() if line.unit_id == works)
    fresh = makers.complaint(at=MONDAY, category_id=road)
    has = units.holding(works)
    assert has.open_complaints == 2
    assert has.people == 2
    assert has.categories > 3
    due = session.get_one(Complaint, fresh.complaint_id).next_due_at
    assert units.close(clerk, works, heir, at=MONDAY) == 2
    assert units.holding(works).is_empty
    rows = session.scalars(select(Complaint).order_by(Complaint.id)).all()
    assert {(row.unit_id, row.officer_id) for row in rows} == {(heir, None)}
    fresh_row = session.get_one(Complaint, fresh.complaint_id)
    assert (fresh_row.state, fresh_row.next_due_at) == ("received", due)
    last = session.scalars(
        select(ComplaintStep)
        .where(ComplaintStep.complaint_id == fresh.complaint_id)
        .order_by(ComplaintStep.id.desc())
    ).first()
    assert last is not None
    assert (last.verb, last.details["closed_unit"]) == ("route", works)
    assert works not in {unit.id for unit in choices.units()}
    assert choices.unit(works) is not None
    assert not session.scalars(select(Category).where(Category.unit_id == works)).all()
    assert not session.scalars(select(Person).where(Person.unit_id == works)).all()


def test_what_cannot_be_closed_and_opening_again(inside: Town) -> None:
    clerk, heir = inside.actor(Role.CLERK), municipalities.fallback_unit_id()
    made = units.add(clerk, "tourism", Bilingual("กองการท่องเที่ยว", "Tourism"), at=MONDAY)
    assert units.close(clerk, made, None, at=MONDAY) == 0
    with pytest.raises(OutOfOrder, match=r"ปิดอยู่แล้ว|closed already"):
        units.close(clerk, made, heir, at=MONDAY)
    with pytest.raises(OutOfOrder, match=r"จึงปิดไม่ได้|cannot be closed"):
        units.close(clerk, heir, None, at=MONDAY)
    units.reopen(clerk, made, at=MONDAY)
    assert made in {unit.id for unit in choices.units()}
    assert acts() == ["set_up.unit_added", "set_up.unit_closed", "set_up.unit_reopened"]


def test_without_an_heir_a_unit_that_has_something_stays_open(inside: Town) -> None:
    works = municipalities.unit_ids()[UNIT]
    for heir in (None, works, 999_999):
        with pytest.raises(Invalid) as refusal:
            units.close(inside.actor(Role.CLERK), works, heir, at=MONDAY)
        assert "heir" in refusal.value.fields


def test_units_are_added_renamed_and_put_in_order(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    made = units.add(clerk, "tourism", Bilingual("กองการท่องเที่ยว", "Tourism"), at=MONDAY)
    assert municipalities.units()[-1].id == made
    units.move(clerk, made, up=True, at=MONDAY)
    assert municipalities.units()[-2].id == made
    units.rename(clerk, made, Bilingual("กองท่องเที่ยว", "Travel"), at=MONDAY)
    assert choices.unit(made).title.en == "Travel"  # type: ignore[union-attr]
    with pytest.raises(Invalid) as refusal:
        units.add(clerk, "tourism", Bilingual("", "x" * 121), at=MONDAY)
    assert set(refusal.value.fields) == {"code", "title_th", "title_en"}
    for role in (Role.OFFICER, Role.DISPATCHER, Role.MAYOR):
        with pytest.raises(Forbidden):
            units.add(inside.actor(role), "more", Bilingual("ก", "a"), at=MONDAY)


def test_a_file_is_looked_at_before_it_is_taken(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    ground.send(clerk, "areas", collection("1", "2"), at=MONDAY)
    preview = ground.preview("areas")
    assert preview is not None
    assert [line.code for line in preview.added] == ["1", "2"]
    assert places.areas() == ()
    ground.take(clerk, "areas", at=MONDAY)
    assert [area.code for area in places.areas()] == ["1", "2"]
    ground.send(clerk, "areas", collection("1", "3"), at=MONDAY)
    preview = ground.preview("areas")
    assert preview is not None
    assert [line.code for line in preview.added] == ["3"]
    assert preview.changed == ()
    assert [line.code for line in preview.left_alone] == ["2"]
    assert [one.kind for one in preview.findings] == ["overlap"]
    ground.drop(clerk, "areas")
    assert ground.preview("areas") is None
    with pytest.raises(OutOfOrder, match=r"ไม่มีไฟล์|no file"):
        ground.take(clerk, "areas", at=MONDAY)
    with pytest.raises(Invalid, match="GeoJSON"):
        ground.send(clerk, "boundary", b"[1, 2", at=MONDAY)


def test_an_area_in_which_complaints_lie_is_closed_and_never_removed(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    ground.send(clerk, "areas", collection("1", "2"), at=MONDAY)
    ground.take(clerk, "areas", at=MONDAY)
    first, second = (area.id for area in places.areas())
    receipt = makers.complaint(at=MONDAY)
    session.get_one(Complaint, receipt.complaint_id).area_id = first
    session.flush()
    with pytest.raises(OutOfOrder, match=r"โปรดปิดพื้นที่แทน|Close it instead"):
        ground.remove(clerk, first, at=MONDAY)
    ground.close(clerk, first, at=MONDAY)
    assert [area.id for area in places.areas()] == [second]
    assert places.where_is(16.45, 102.85).area_id is None
    assert choices.area_title(first) == Bilingual("เขต 1", "Ward 1")
    assert [value for value, _words in choices.area_choices("")] == ["", str(second)]
    ground.remove(clerk, second, at=MONDAY)
    ground.reopen(clerk, first, at=MONDAY)
    assert [area.id for area in places.every_area()] == [first]
    assert acts() == [
        "set_up.ground",
        "set_up.area_closed",
        "set_up.area_removed",
        "set_up.area_reopened",
    ]


def test_letters_stay_once_a_number_was_given(inside: Town) -> None:
    administrator = inside.actor(Role.ADMINISTRATOR)
    here = profile.here()
    wanted = Details("x", "town", here.title, Bilingual("ขน", "KN"), phone="1")
    profile.change(administrator, wanted, seen=here.version, at=MONDAY)
    assert (profile.here().letters.en, profile.here().slug) == ("KN", here.slug)
    makers.complaint(at=MONDAY)
    with pytest.raises(Invalid) as refusal:
        profile.change(
            administrator,
            Details("x", "town", here.title, Bilingual("ขน", "KK")),
            seen=profile.here().version,
            at=MONDAY,
        )
    assert set(refusal.value.fields) == {"letters_en"}
    with pytest.raises(Outdated):
        profile.change(administrator, wanted, seen=here.version, at=MONDAY)
    with pytest.raises(Forbidden):
        profile.change(inside.actor(Role.CLERK), wanted, seen=1, at=MONDAY)


def picture(size: tuple[int, int], form: str = "PNG") -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, "#804010").save(written, form)
    return written.getvalue()


def test_a_logo_is_made_small_and_written_anew(inside: Town) -> None:
    content = picture((900, 450)) + b"<script>hidden behind the picture</script>"
    profile.put_logo(inside.actor(Role.ADMINISTRATOR), content, at=MONDAY)
    digest = profile.here().settings["logo"]
    kept = municipalities.logo(digest)
    assert kept is not None
    assert b"script" not in kept
    with Image.open(io.BytesIO(kept)) as made:
        assert (made.size, made.format) == ((seals.SIDE, seals.SIDE), "PNG")
    for bad in (b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", picture((20, 20)), content[:90]):
        with pytest.raises(Invalid):
            profile.put_logo(inside.actor(Role.ADMINISTRATOR), bad, at=MONDAY)
    profile.remove_logo(inside.actor(Role.ADMINISTRATOR), at=MONDAY)
    assert profile.here().settings["logo"] is None
    assert municipalities.logo(digest) is None
