"""Routing rules and hand-overs in Chromium: lists empty and full, errors, the reply form."""

from __future__ import annotations

from collections.abc import Callable

from portal.complaints.handing_over import directory, replying
from portal.complaints.handing_over.directory import Entry
from portal.complaints.handing_over.replying import Request
from portal.complaints.routing import services as routing
from portal.complaints.routing.drafts import Draft
from portal.complaints.routing.matching import Hours
from portal.foundation import clock
from portal.foundation.policy import Role
from portal.municipalities import queries as municipalities
from tests import makers
from tests.fixtures.portal import Town
from tests.pages.window import Window

LONG = "สายไฟ เสาไฟ และไฟส่องสว่างนอกเวลาทำการให้หน่วยป้องกันฯ รับก่อน"


def prepared(town: Town) -> tuple[str, str]:
    """Rules of every kind, a body, and a complaint that was referred; its address and the code."""
    now = clock.now()
    with town.work():
        clerk, units = town.actor(Role.CLERK), municipalities.unit_ids()
        drafts = (
            Draft(LONG, units["disaster"], hours=Hours.OUTSIDE, keywords=("สายไฟ", "เสาไฟ")),
            Draft(
                "Markets",
                units["health"],
                hours=Hours.OWN,
                weekdays=(1, 2, 3, 4, 5),
                since=18 * 60,
                until=6 * 60,
            ),
            Draft("Everything", units["works"], town.actor(Role.OFFICER).person_id),
            Draft("Never", units["finance"]),
        )
        for draft in drafts:
            routing.add(clerk, draft, at=now)
        directory.save(clerk, None, Entry("การไฟฟ้าส่วนภูมิภาค", "PEA", phone="1129"), at=now)
        receipt = makers.complaint("เสาไฟล้มหน้าตลาด", at=now)
        code = replying.ask_body(
            clerk, receipt.complaint_id, Request("การไฟฟ้าส่วนภูมิภาค"), seen=1, at=now
        )
    return f"{receipt.year}/{receipt.running}", code


def test_rules_and_hand_overs(
    page_at: Callable[..., Window], town: Town, width: int, language: str
) -> None:
    window = page_at(width, language).expects(422).signs_in(Role.CLERK)
    window.open("/settings/routing").check("routing-empty")
    address, code = prepared(town)
    window.open("/settings/routing").check("routing")
    window.open("/settings/routing/new")
    window.press("Add the rule").check("routing-rule-refused")
    window.open("/settings/outside-bodies").check("outside-bodies")
    window.open(f"/desk/{address}/hand-over")
    window.press("Refer and make a code").check("hand-over-refused")
    window.open(f"/desk/{address}").check("case-referred")
    window.open("/reply").fill("Code", code)
    window.press("Open").check("reply-form")
    window.press("Send the answer").check("reply-form-refused")
