"""Plans and drafts in Chromium: the list, an item, the desk, a file that is refused, a draft."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from portal.foundation import clock
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Role
from portal.participation.drafts import queries as drafts
from portal.participation.drafts.acts import Answered
from portal.participation.drafts.services import answering, commenting, publishing
from portal.participation.drafts.services.answering import NewAnswer
from portal.participation.plans.services import deciding, planning
from portal.participation.plans.services.deciding import Grant, NewCheck
from portal.participation.plans.terms import Power, Verdict
from tests import ideas
from tests import plans as make
from tests.fixtures.portal import Town
from tests.pages.window import Window

LONG = "ก่อสร้างถนนคอนกรีตเสริมเหล็กพร้อมรางระบายน้ำสองข้างทางจากหน้าโรงเรียนถึงตลาดสดและศาลากลางบ้าน"


def prepared(town: Town) -> str:
    """A plan with items in every state, and a draft with answered and unanswered comments."""
    now = clock.now()
    with town.work():
        clerk = town.actor(Role.CLERK)
        items = (make.item(title=LONG, title_en=""), make.item(strategy=make.OTHER), make.item())
        project = make.a_plan(clerk, *items, at=now - timedelta(hours=2))
        reason = Bilingual("ทำได้ในอำนาจหน้าที่", "It can be done")
        check = NewCheck(Verdict.CHANGED, 48_000_000, Power.SHARED, reason)
        deciding.check(clerk, project.id, 1, check, at=now)
        grant = Grant(2024, 45_000_000, "ข้อบัญญัติ พ.ศ. 2567 หน้า 9")
        deciding.put_in_budget(clerk, project.id, 1, grant, seen=None, at=now)
        planning.withdraw(clerk, project.id, 3, "ซ้ำกับโครงการของ อบจ.", seen=None, at=now)
        stage_id = project.stages[0].id
        text = Bilingual(f"ข้อหนึ่ง\n\n{LONG}", "One\n\nTwo")
        publishing.publish(clerk, stage_id, text, checks_first=False, at=now)
        edition = drafts.edition(stage_id)
        assert edition is not None
        said = [
            commenting.comment(
                ideas.resident(),
                edition.paragraphs[1].id,
                f"ขอทางลาด {number}",
                form_id=UUID(int=number),
                at=now,
            ).id
            for number in (1, 2)
        ]
        new = NewAnswer(said[:1], Answered.PARTLY, reason)
        answering.answer(clerk, stage_id, new, at=now)
        return f"/projects/{project.number}/draft/{stage_id}"


def test_plans_and_drafts(
    page_at: Callable[..., Window], town: Town, width: int, language: str
) -> None:
    draft = prepared(town)
    plan = f"{draft.rpartition('/draft')[0]}/plan"
    window = page_at(width, language).expects(422)
    window.open(plan).check("plan")
    window.open(f"{plan}?text=ไม่มี").check("plan-nothing-found")
    window.open(f"{plan}/1").check("plan-item")
    window.open(draft).check("draft")
    window.open(f"{draft}/paragraphs/2").check("draft-paragraph")
    window.open(f"{draft}/answers").check("draft-answers")
    window.signs_in(Role.CLERK).open(f"/desk{plan}").check("plan-desk")
    window.open(f"/desk{plan}/items/0").press("Save").check("plan-item-refused")
    window.open(f"/desk{plan}/items/2/check").press("Publish the check").check("plan-check-refused")
    window.open(f"/desk{plan}/import").press("See what would change").check("plan-file-refused")
    window.open(f"/desk{draft}").press("Publish the answer").check("draft-desk-refused")
    window.open(f"/desk{draft}/publish").check("draft-publish")
