"""The receipt on one sheet of paper; the way of the keyboard through filing and the desk."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta

import pypdfium2

from portal.foundation.policy import Role
from portal.response_times import jobs_proof
from tests import makers
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.pages.window import Window

WALK = """() => {
  const places = [...document.querySelectorAll('main a[href], main button, main input, main select,'
    + ' main textarea, main summary')].filter((e) => e.type !== 'hidden' && !e.disabled
      && e.tabIndex >= 0 && e.checkVisibility({visibilityProperty: true})
      && !(e.type === 'radio' && e.name && !e.checked
        && document.querySelector(`input[name="${e.name}"]:checked`)));
  places.forEach((e, i) => { e.dataset.walk = i; });
  return places.length;
}"""
REACHED = "() => document.activeElement.closest('[data-walk]')?.dataset.walk ?? ''"
HIDDEN = """() => { const box = document.activeElement.getBoundingClientRect();
  const at = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, 20) / 2);
  return !(at && (document.activeElement.contains(at) || at.contains(document.activeElement)
    || at.closest('label'))); }"""


def walked(window: Window) -> list[int]:
    """The numbers of what Tab reaches inside the page, in order, until it leaves it."""
    n = window.page.evaluate(WALK)
    assert n
    found: list[int] = []
    for _press in range(n + 60):
        window.page.keyboard.press("Tab")
        reached = window.page.evaluate(REACHED)
        if reached == "" and found:
            break
        if reached != "":
            assert not window.page.evaluate(HIDDEN), f"something covers number {reached}"
            found.append(int(reached))
    missing = set(range(n)) - set(found)
    assert not missing, f"{window.page.url}: Tab reaches not {sorted(missing)} of {n}"
    return found


def test_a_receipt_fits_on_one_sheet(
    page_at: Callable[..., Window], town: Town, clock: Clock, language: str
) -> None:
    with town.work():
        makers.complaint(at=MONDAY - timedelta(days=1))
    with town.app.app_context():
        jobs_proof.prove(clock.now())
    window = page_at(1280, language).signs_in(Role.DISPATCHER)
    window.open("/desk/new")
    window.fill("What is wrong?", "ไฟถนนดับทั้งซอย มืดมากตั้งแต่หน้าวัดถึงตลาด " * 4).fill(
        "Landmark", "หน้าวัด"
    )
    window.press("File it and show the receipt").check("counter-receipt")
    assert window.page.locator(".printed-head__root").inner_text().count(" ") >= 7
    printed = pypdfium2.PdfDocument(io.BytesIO(window.page.pdf(format="A4")))
    assert len(printed) == 1
    printed.close()


def test_the_keyboard_goes_as_the_eye_does(
    page_at: Callable[..., Window], town: Town, clock: Clock, language: str
) -> None:
    with town.work():
        receipt = makers.complaint(at=MONDAY - timedelta(hours=3))
    window = page_at(360, language)
    for path in ("/report", "/track", "/complaints", "/sign-in", "/staff"):
        order = walked(window.open(path))
        assert order == sorted(order), path
    window.signs_in(Role.CLERK)
    order = walked(window.open(f"/desk/{receipt.year}/{receipt.running}"))
    assert order == sorted(order)
