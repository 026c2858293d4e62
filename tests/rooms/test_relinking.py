"""What was merged and split is so again after an export was imported."""

from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from portal.complaints import services
from portal.complaints.models import Category, Complaint
from portal.complaints.services.splitting import Part
from portal.foundation.policy import Role
from portal.operations import exporting
from portal.response_times.models import MatterFact
from tests import makers
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.rooms.test_importing import elsewhere, load

EARLY = MONDAY - timedelta(days=3)


def family(town: Town) -> None:
    """An old complaint merged with a younger one, and one that was split."""
    with town.work("th"):
        old = makers.complaint("หลุมหน้าโรงเรียน", at=EARLY)
        young = makers.complaint("หลุมใหญ่หน้าโรงเรียน", at=MONDAY - timedelta(hours=5))
        whole = makers.complaint("ไฟดับและขยะล้น", at=MONDAY - timedelta(hours=4))
    with town.work("th") as session:
        clerk = town.actor(Role.CLERK)
        seen = session.get_one(Complaint, old.complaint_id).version
        services.merge(clerk, old.complaint_id, young.complaint_id, seen=seen, at=MONDAY)
        category = session.scalars(select(Category.id).order_by(Category.id)).first() or 0
        seen = session.get_one(Complaint, whole.complaint_id).version
        parts = [Part("ไฟดับ", category, None), Part("ขยะล้น", category, None)]
        services.split(clerk, whole.complaint_id, parts, seen=seen, at=MONDAY)


def ties(town: Town) -> dict[str, tuple[str | None, str | None, object, bool]]:
    """By the words: with what it was merged, of what it is a part, since when it counts."""
    with town.look() as session:
        rows = {row.id: row for row in session.scalars(select(Complaint))}
        text = {None: None, **{number: row.text for number, row in rows.items()}}
        return {
            row.text: (
                text[row.first_id],
                text[row.split_from_id],
                row.counted_from,
                row.next_due_at is not None,
            )
            for row in rows.values()
        }


def exported(town: Town, path: Path) -> list[dict[str, str]]:
    with town.look():
        exporting.write(path, "csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_an_export_brings_the_ties_along(town: Town, clock: Clock, tmp_path: Path) -> None:
    family(town)
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    rows = exported(town, first)
    assert sum(bool(row["merged_with"]) for row in rows) == 1
    assert sum(bool(row["split_from"]) for row in rows) >= 1
    n = len(rows)
    assert load(town, first, "portal", "third").words == f"{n} added, 0 known, 0 refused"
    third = elsewhere(town, "third")
    assert ties(third) == ties(town)
    again = {
        row["number"]: (row["merged_with"], row["split_from"]) for row in exported(third, second)
    }
    assert again == {row["number"]: (row["merged_with"], row["split_from"]) for row in rows}
    assert load(town, first, "portal", "third").words == f"0 added, {n} known, 0 refused"
    with third.look() as session:
        young = session.scalars(select(Complaint).where(Complaint.counted_from.is_not(None))).one()
        assert young.counted_from == EARLY
        fact = session.scalars(select(MatterFact).where(MatterFact.matter_id == young.id)).one()
        assert fact.filed_at == EARLY, "the figures count from the earliest filing"


def test_a_tie_to_what_is_not_in_the_file_is_left_out(
    town: Town, clock: Clock, tmp_path: Path
) -> None:
    family(town)
    path = tmp_path / "some.csv"
    rows = exported(town, path)
    kept = [row for row in rows if row["merged_with"] or row["split_from"]]
    kept[0]["split_from"] = kept[0]["number"]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(kept)
    assert load(town, path, "portal", "third").added == len(kept)
    assert {tie[:2] for tie in ties(elsewhere(town, "third")).values()} == {(None, None)}
