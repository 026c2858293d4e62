"""Other registers' files: what comes in, what is refused, and that an export brings the same."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select

from portal.complaints.importing import maps
from portal.complaints.importing.maps import Unknown
from portal.complaints.importing.reading import Reader
from portal.complaints.lifecycle import State
from portal.complaints.models import Category, Complaint, ComplaintStep, MapCount
from portal.foundation import database, fulltext
from portal.foundation.errors import Invalid
from portal.municipalities import queries as municipalities
from portal.operations import exporting, importing
from portal.response_times.models import Promise
from portal.response_times.standards import PromiseKind
from tests.fixtures.portal import Town
from tests.makers import MONDAY

HEAD = (
    "ticket_id,type,comment,lon,lat,address,timestamp,state,star,count_reopen,last_activity,note,"
    "finished_at,finished_at_basis,lang"
)
LAMP = (
    "2026-AAAAAA,แสงสว่าง,ไฟทางดับหน้าวัด โทร 081-234-5678,102.83,16.43,หน้าวัด,2026-03-02T02:00:00Z,"
    "เสร็จสิ้น,4,1,2026-03-05T02:00:00Z,เปลี่ยนหลอดแล้ว,2026-03-04T02:00:00Z,timestamp_finished,th"
)
ROAD = (
    '2026-BBBBBB,"อะไรก็ไม่รู้,ถนน",ถนนเป็นหลุม,102.84,16.44,,2026-03-03T02:00:00Z,กำลังดำเนินการ,,,,,,,th'
)
TRAFFY = [
    HEAD,
    LAMP,
    ROAD,
    "2026-CCCCCC,ทุจริต,เรียกรับเงิน,,,,2026-03-03T03:00:00Z,รอรับเรื่อง,,,,,,,th",
    "2026-DDDDDD,,,100.5,13.7,,2026-03-04T02:00:00Z,เสร็จสิ้น,9,,,,2026-03-01T00:00:00Z,guess,th",
    "2026-EEEEEE,ถนน,ไม่มีวันที่,,,,เมื่อวาน,รอรับเรื่อง,,,,,,,th",
    "2026-FFFFFF,ถนน,สถานะแปลก,,,,2026-03-04T02:00:00Z,ไปไหนแล้ว,,,,,,,th",
    ",ถนน,ไม่มีเลขที่,,,,2026-03-04T02:00:00Z,รอรับเรื่อง,,,,,,,th",
]


def traffy(folder: Path) -> Path:
    path = folder / "traffy.csv"
    path.write_text("\n".join(TRAFFY), encoding="utf-8-sig")
    return path


def load(town: Town, path: Path, using: str = "traffy", slug: str = "elsewhere") -> importing.Tally:
    with town.app.app_context():
        return importing.load(path, slug, maps.preset(using), MONDAY)


def elsewhere(town: Town, slug: str = "elsewhere") -> Town:
    with town.app.app_context():
        profile = municipalities.profile_by("", slug)
        database.session.remove()
    assert profile is not None
    return Town(town.app, profile.id)


def everything(town: Town, slug: str = "elsewhere") -> dict[str, Complaint]:
    with elsewhere(town, slug).look() as session:
        rows = session.scalars(select(Complaint).order_by(Complaint.id)).all()
        session.expunge_all()
    return {str(row.source_number): row for row in rows}


def test_what_can_be_read_is_taken_and_the_rest_is_named(town: Town, tmp_path: Path) -> None:
    tally = load(town, traffy(tmp_path))
    assert tally.words == "3 added, 0 known, 4 refused"
    assert [(row["line"], row["reason"].split(":")[0]) for row in tally.refused] == [
        (4, "it accuses somebody"),
        (6, "no time of filing"),
        (7, "a state the map does not know"),
        (8, "no number, or a number longer than 60 characters"),
    ]


def test_a_second_run_adds_nothing(town: Town, tmp_path: Path) -> None:
    load(town, traffy(tmp_path))
    assert load(town, traffy(tmp_path)).words == "0 added, 3 known, 4 refused"


def test_numbers_dates_and_notes_are_kept(town: Town, tmp_path: Path) -> None:
    load(town, traffy(tmp_path))
    found = everything(town)
    lamp, road = found["2026-AAAAAA"], found["2026-BBBBBB"]
    assert (lamp.state, lamp.rating, lamp.reopened) == (State.RESOLVED, 4, 1)
    assert lamp.filed_at.isoformat() == "2026-03-02T02:00:00+00:00"
    assert lamp.resolved_at is not None
    assert lamp.resolved_at.isoformat() == "2026-03-04T02:00:00+00:00"
    assert "081-234-5678" in lamp.text
    assert "081-234-5678" not in lamp.public_text
    assert road.is_open
    assert road.next_due_at is not None
    assert (lamp.year, lamp.running, road.running) == (2026, 1, 2)
    with elsewhere(town).look() as session:
        notes = session.scalars(select(ComplaintStep.note).where(ComplaintStep.note != ""))
        assert list(notes) == ["เปลี่ยนหลอดแล้ว"]


def test_the_first_type_that_is_known_counts(town: Town, tmp_path: Path) -> None:
    load(town, traffy(tmp_path))
    found = everything(town)
    categories = {number: row.category_id for number, row in found.items()}
    assert categories["2026-BBBBBB"] is not None
    assert categories["2026-BBBBBB"] != categories["2026-AAAAAA"]
    assert categories["2026-DDDDDD"] is None


def test_a_time_nobody_vouches_for_is_no_time(town: Town, tmp_path: Path) -> None:
    load(town, traffy(tmp_path))
    guessed = everything(town)["2026-DDDDDD"]
    assert (guessed.state, guessed.resolved_at, guessed.rating) == (State.RESOLVED, None, None)


def test_imported_complaints_are_found_and_counted_on_the_map(town: Town, tmp_path: Path) -> None:
    load(town, traffy(tmp_path))
    lamp = everything(town)["2026-AAAAAA"]
    there = elsewhere(town)
    with there.look() as session:
        assert fulltext.search(session, there.id, "ไฟทาง", public=True) == [lamp.id]
        assert fulltext.search(session, there.id, "0812345678", public=True) == []
        assert session.scalar(select(func.sum(MapCount.n))) == 2


@pytest.mark.parametrize("form", ["csv", "traffy"])
def test_an_export_brings_the_same_complaints(town: Town, tmp_path: Path, form: str) -> None:
    load(town, traffy(tmp_path))
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    with elsewhere(town).look():
        assert exporting.write(first, form) == 3
    using = "traffy" if form == "traffy" else "portal"
    assert load(town, first, using, "third").words == "3 added, 0 known, 0 refused"
    with elsewhere(town, "third").look():
        exporting.write(second, form)
    assert second.read_bytes() == first.read_bytes()


def test_an_export_has_a_mark_for_spreadsheets_and_no_accusation(
    town: Town, tmp_path: Path
) -> None:
    load(town, traffy(tmp_path))
    target, public = tmp_path / "out.csv", tmp_path / "out.geojson"
    with elsewhere(town).look():
        exporting.write(target, "csv")
        exporting.write(public, "geojson", public_only=True)
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    with target.open(encoding="utf-8-sig", newline="") as source:
        rows = list(csv.DictReader(source))
    assert not any("เรียกรับเงิน" in row["text"] for row in rows)
    assert "phone" not in rows[0]
    features = json.loads(public.read_text(encoding="utf-8"))["features"]
    assert len(features) == 2
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [102.83, 16.43]}
    assert "081" not in features[0]["properties"]["text"]


def test_a_paper_register_in_a_workbook(town: Town, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["เลขที่รับ", "วันที่รับ", "เรื่อง", "ประเภท", "สถานะ", "วันที่แล้วเสร็จ", "โทรศัพท์"])
    sheet.append(
        ["12/2569", "3/4/2569 เวลา 09.30 น.", "ขอไฟส่องสว่าง", "ไฟฟ้า", "แล้วเสร็จ", "๑๐/๔/๒๕๖๙", "0"]
    )
    path = tmp_path / "register.xlsx"
    book.save(path)
    assert load(town, path, "register").words == "1 added, 0 known, 0 refused"
    row = everything(town)["12/2569"]
    assert row.filed_at.isoformat() == "2026-04-03T02:30:00+00:00"
    assert row.resolved_at is not None
    assert row.resolved_at.isoformat() == "2026-04-09T17:00:00+00:00"


def test_a_map_that_cannot_be_used_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[columns]\nnumber = "a"\nfiled = "b"\n[states]\nx = "nowhere"\n')
    with pytest.raises(Invalid, match="nowhere"):
        maps.read(path)
    path.write_text('[columns]\nnumber = "a"\ncolour = "b"\n')
    with pytest.raises(Invalid, match="colour"):
        maps.read(path)
    path.write_text("= not toml")
    with pytest.raises(Invalid):
        maps.read(path)


BOSTON = [
    "case_enquiry_id,open_dt,target_dt,closed_dt,case_status,closure_reason,case_title,type",
    "1,2011-07-01 08:00:00,2011-07-03 08:00:00,2011-07-02 08:00:00,Closed,Done,Dark lamp,Lamps",
    "2,2011-07-01 08:00:00,2011-07-03 08:00:00,2011-07-04 08:00:00,Closed,Done,Dark lamp,Lamps",
    "3,2011-12-01 08:00:00,2011-12-01 00:00:00,,Open,,A pothole,Potholes",
    "4,2011-12-01 08:00:00,2011-12-03 08:00:00,,Open,,A pothole,Potholes",
    "5,2011-12-01 08:00:00,,,Open,,Something,",
]


def boston(town: Town, folder: Path, **changes: object) -> Town:
    path = folder / "boston.csv"
    path.write_text("\n".join(BOSTON), encoding="utf-8")
    with town.app.app_context():
        using = replace(maps.preset("boston"), **changes)
        importing.load(path, "elsewhere", using, MONDAY)
    return elsewhere(town)


def test_a_target_of_another_register_is_a_promise(town: Town, tmp_path: Path) -> None:
    with boston(town, tmp_path).look() as session:
        asked = select(Complaint.source_number, Promise.due_at, Promise.met_at, Promise.amount)
        joined = asked.join(Promise, Promise.matter_id == Complaint.id).where(
            Promise.promise_kind == PromiseKind.RESOLVE
        )
        rows = {row[0]: row[1:] for row in session.execute(joined)}
    assert set(rows) == {"1", "2", "3", "4"}
    due, met, amount = rows["1"]
    assert due.isoformat() == "2011-07-03T12:00:00+00:00", "by the clocks of that city"
    assert met < due
    assert amount is None
    assert rows["2"][1] > rows["2"][0]
    assert rows["4"][1] is None
    assert rows["3"][0].isoformat() == "2011-12-01T05:00:00+00:00", "past when it came, as told"


def test_a_category_that_is_not_here_is_made_if_the_map_says_so(town: Town, tmp_path: Path) -> None:
    with boston(town, tmp_path).look() as session:
        asked = select(Category).where(Category.code.startswith("boston-"))
        made = session.scalars(asked.order_by(Category.position)).all()
        assert [(row.title_en, row.is_active, row.visibility) for row in made] == [
            ("Lamps", False, "review"),
            ("Potholes", False, "review"),
        ]
        found = dict(session.execute(select(Complaint.source_number, Complaint.category_id)).all())
    ids = [row.id for row in made]
    assert [found[number] for number in "12345"] == [ids[0], ids[0], ids[1], ids[1], None]


def test_a_category_that_is_not_here_can_be_none_or_other() -> None:
    for unknown, code in ((Unknown.NONE, None), (Unknown.OTHER, "other")):
        reader = Reader(replace(maps.preset("boston"), unknown_types=unknown), {})
        cells = dict(zip(BOSTON[0].split(","), BOSTON[1].split(","), strict=True))
        row = reader.complaint(cells)
        assert (row.category_code, row.new_category) == (code, "")


def test_a_map_with_a_strange_wish_for_unknown_types_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('unknown_types = "guess"\n[columns]\nnumber = "a"\nfiled = "b"\n', "utf-8")
    with pytest.raises(Invalid, match="unknown_types"):
        maps.read(path)
