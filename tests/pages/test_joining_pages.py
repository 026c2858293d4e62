"""Merging, splitting and urgency in Chromium."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select

from portal.complaints import services
from portal.complaints.models import Complaint
from portal.complaints.numbering import formatted
from portal.foundation.policy import Role
from tests import makers
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.pages.window import Window


def test_merging_splitting_and_urgency(
    page_at: Callable[..., Window], town: Town, clock: Clock, width: int, language: str
) -> None:
    with town.work():
        first = makers.complaint("หลุมหน้าโรงเรียน ลึกมาก", at=MONDAY - timedelta(days=2))
        other = makers.complaint("หลุมหน้าโรงเรียน", at=MONDAY - timedelta(hours=3))
    first_page, page = (f"/desk/{one.year}/{one.running}" for one in (first, other))
    letters = "ขก" if language == "th" else "KK"
    number = formatted(letters, first.year, first.running, language)
    window = page_at(width, language).signs_in(Role.CLERK)
    window.open(f"{page}?move=make_urgent").check("case-move-urgent")
    window.expects(422).open(f"{page}?move=merge").press("Look at both").check("case-merge-empty")
    window.fill("Number of the other complaint", number).press("Look at both")
    window.check("case-merge-both").press("Merge").check("case-merged")
    window.open(first_page).check("case-with-merged")
    window.open(f"{first_page}?move=split").check("case-move-split")
    window.open(f"{page}?move=unmerge").check("case-move-unmerge")
    with town.work() as session:
        row = session.scalars(select(Complaint).where(Complaint.id == first.complaint_id)).one()
        clerk = town.actor(Role.CLERK)
        services.review(clerk, row.id, show=True, seen=row.version, at=clock.now())
        services.make_urgent(clerk, row.id, "ใกล้โรงเรียน", seen=row.version, at=clock.now())
    window.open("/complaints").check("public-list-urgent")
    assert window.page.locator("main .chip--urgent").count() == 1
