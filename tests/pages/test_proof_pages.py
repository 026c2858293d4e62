"""The proof in Chromium: the page for everyone, and that of one complaint."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from portal.complaints.queries import choices
from portal.complaints.services import Receipt
from portal.foundation import clock
from portal.response_times import jobs_proof
from portal.response_times.services import proving
from tests import makers
from tests.fixtures.portal import Town
from tests.pages.window import Window


@pytest.fixture
def sealed(town: Town) -> Receipt:
    """Sealed complaints, an erasure, and one complaint since."""
    at = clock.now() - timedelta(days=2)
    with town.work("th"):
        category = next(one.id for one in choices.categories() if one.visibility == "public")
        receipts = [
            makers.complaint(f"ไฟถนนดับ {number}", at=at, category_id=category)
            for number in range(6)
        ]
        proving.note_erasure({2, 3, 5}, {"note"}, "พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล มาตรา 33", at)
    with town.app.app_context():
        jobs_proof.prove(at + timedelta(hours=1))
        jobs_proof.prove(at + timedelta(days=1))
    with town.work("th"):
        makers.complaint(at=clock.now())
    return receipts[0]


def test_the_proof_is_read(
    page_at: Callable[..., Window], sealed: Receipt, width: int, language: str
) -> None:
    window = page_at(width, language)
    window.open("/proof").check("proof")


def test_a_complaint_s_proof_is_read(
    page_at: Callable[..., Window], sealed: Receipt, width: int, language: str
) -> None:
    window = page_at(width, language)
    window.open(f"/complaints/{sealed.year}/{sealed.running}/proof").check("proof of a complaint")


def test_before_the_first_seal(page_at: Callable[..., Window]) -> None:
    page_at(360, "th").open("/proof").check("proof without a seal")
