"""Questions, stop messages, categories and prepared texts in Chromium, th/en × both widths."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from portal.complaints.lifecycle import Verb
from portal.complaints.queries import choices
from portal.complaints.replying import services as replying
from portal.complaints.replying.services import Draft
from portal.complaints.services import Contact
from portal.foundation import clock
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Role
from tests import makers, questions
from tests.fixtures.portal import Town
from tests.makers import MONDAY
from tests.pages.window import Window

DARK = {"th": "ไฟถนนดับทั้งซอย มืดมาก", "en": "All street lamps of our lane are dark"}


def test_questions_come_with_the_category_and_a_stop_interrupts(
    page_at: Callable[..., Window], town: Town, width: int, language: str
) -> None:
    with town.work():
        asked = questions.set_up(town)
    window = page_at(width, language).expects(422)
    window.open("/report").fill("What is wrong?", DARK[language]).fill("Landmark", "หน้าตลาด")
    page = window.page
    page.locator("#category").select_option(str(asked.category))
    lamps = page.locator(f"#question_{asked.lamps}")
    expect(page.locator(f"#question_{asked.hurt}")).to_be_visible()
    expect(lamps).to_be_hidden()
    hurt = page.locator(f"input[name=question_{asked.hurt}]")
    hurt.nth(1).check()
    expect(lamps).to_be_visible()
    lamps.fill("900")
    window.check("questions-on-form")
    window.press("Check before sending").check("questions-refused")
    hurt.nth(0).check()
    expect(lamps).to_be_hidden()
    window.press("Go on").check("stop")
    window.press("Nobody is in danger, or I have called: go on").check("questions-checked")
    window.press("Send").check("questions-receipt")


def test_a_clerk_sets_up_and_answers(
    page_at: Callable[..., Window], town: Town, width: int, language: str
) -> None:
    name = Bilingual("ส่งช่างแล้ว", "Somebody is on the way")
    text = Bilingual("เรื่อง {number}: ช่างไปแล้ว", "{number}: somebody is on the way")
    with town.work():
        asked = questions.set_up(town, required=False)
        clerk = town.actor(Role.CLERK)
        replying.add(clerk, Draft(Verb.REPLY, None, name, text), MONDAY)
        category = choices.category(asked.category)
        mail = Contact(email="somsri@example.com", language=language)
        receipt = makers.complaint(category_id=category.id, contact=mail, at=clock.now())
    window = page_at(width, language).expects(422).signs_in(Role.CLERK)
    for path, shot in (
        ("categories", "categories"),
        (f"categories/{asked.category}", "category"),
        (f"questions/{asked.lamps}", "question"),
        (f"stops/{asked.stop}", "stop-setting"),
        ("reply-templates", "reply-templates"),
        ("unanswered-questions", "unanswered-questions"),
    ):
        window.open(f"/settings/{path}").check(shot)
    window.open("/settings/reply-templates/new")
    window.press("Add the template").check("reply-template-refused")
    window.open(f"/desk/{receipt.year}/{receipt.running}?move=reply")
    page = window.page
    box = page.locator("#reply")
    page.locator("#reply-template").select_option(index=1)
    expect(box).to_have_value(text.in_(language).replace("{number}", _number(window)))
    window.press("See what the reporter reads").check("preview")
    expect(page.locator(".preview__letter")).to_contain_text(_number(window))


def _number(window: Window) -> str:
    return "ขก 2569/000001" if window.language == "th" else "KK 2026/000001"
