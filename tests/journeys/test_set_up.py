"""An administrator sets the municipality up in the browser; a clerk does a part of it."""

from __future__ import annotations

import io
import json

from PIL import Image
from sqlalchemy import select

from portal.foundation.database import session
from portal.foundation.policy import Role
from portal.municipalities import queries as municipalities
from portal.municipalities.models import Logo
from portal.places import queries as places
from portal.set_up.models import SetUpDraft
from tests import makers
from tests.browser import Browser
from tests.fixtures.portal import Town
from tests.people import somebody
from tests.rooms.set_up.test_units_and_areas import collection


def test_the_profile_its_colour_and_its_letters(either_browser: Browser, town: Town) -> None:
    browser = either_browser
    somebody(browser, Role.ADMINISTRATOR)
    browser.open("/settings/profile")
    browser.fill("Colour", "#ffee00")
    browser.press("Save", status=422)
    assert browser.page.soup.select_one("svg.swatch")
    browser.fill("Colour", "#7a1020")
    browser.fill("Telephone", "043 111 222")
    browser.press("Save")
    browser.must_see("The profile is changed. Every page shows it within seconds.")
    assert "043 111 222" in browser.open("/").soup.get_text()
    with town.work():
        makers.complaint()
    browser.open("/settings/profile")
    letters = browser.page.soup.select_one("input[name=letters_th]")
    assert letters is not None
    assert letters["type"] == "hidden"


def test_a_logo_stands_in_the_head(browser: Browser, town: Town) -> None:
    written = io.BytesIO()
    Image.new("RGB", (300, 300), "#804010").save(written, "PNG")
    somebody(browser, Role.ADMINISTRATOR)
    browser.open("/settings/profile")
    browser.attach("Picture of the seal or logo", ("seal.png", b"not a picture"))
    browser.press("Use this picture", status=422)
    browser.attach("Picture of the seal or logo", ("seal.png", written.getvalue()))
    browser.press("Use this picture")
    with town.look():
        digest = session.scalars(select(Logo.digest)).one()
    seal = browser.open("/").soup.select_one("img.band__seal")
    assert seal is not None
    assert digest in seal["src"]
    answer = browser.fetch(seal["src"])
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert "immutable" in answer.headers["Cache-Control"]
    assert browser.fetch(f"/settings/logo/{'0' * 64}.png").status_code == 404


def test_units_in_the_browser(browser: Browser, town: Town) -> None:
    somebody(browser, Role.CLERK)
    browser.open("/settings/units")
    browser.press("Add the unit", status=422)
    browser.must_see("Write the name.")
    browser.fill("Name in Thai", "กองการท่องเที่ยว")
    browser.fill("Name in English", "Tourism")
    browser.fill("Code", "tourism")
    browser.press("Add the unit")
    browser.must_see("The unit is added. Categories, rules and staff can name it now.")
    with town.look():
        ids = municipalities.unit_ids()
    browser.open(f"/settings/units/{ids['works']}")
    browser.must_see("It still has:")
    browser.press("Close the unit")
    browser.must_see("The unit is closed. What it had is handed over.")
    browser.open(f"/settings/units/{fallback(town)}")
    browser.must_see("This unit takes what no other unit does, and so it cannot be closed.")


def fallback(town: Town) -> int:
    with town.look():
        return municipalities.fallback_unit_id()


def test_areas_from_a_file_with_a_look_first(either_browser: Browser, town: Town) -> None:
    browser = either_browser
    somebody(browser, Role.ADMINISTRATOR)
    browser.open("/settings/areas")
    browser.press("Look at the areas", status=422)
    browser.must_see("Choose a file")
    browser.attach("File with the areas", ("areas.geojson", collection("1", "2")))
    browser.press("Look at the areas")
    assert browser.page.soup.select("svg.hexmap path.hexmap__area")
    browser.must_see("Nothing is changed yet. So it would be:")
    browser.press("Take it")
    with town.look():
        places.forget()
        first = places.areas()[0].id
    browser.open(f"/settings/areas/{first}")
    browser.press("Close the area")
    browser.must_see("The area is closed. What lies in it keeps its name.")


def test_texts_and_words_in_the_browser(either_browser: Browser) -> None:
    browser = either_browser
    somebody(browser, Role.CLERK)
    browser.open("/settings/notice-texts/receipt/th")
    browser.fill("Text", "เลขที่ {number} {nobody}")
    browser.press("Look at it", status=422)
    browser.fill("Text", "เลขที่ {number} รหัส {code}")
    browser.press("Look at it")
    assert "เลขที่ ขก 2569/000123 รหัส 7CF3KM" in browser.text
    browser.press("Send this from now on")
    browser.must_see("The text is saved. It is sent from now on.", "Own text")
    browser.open("/settings/notice-texts/code/th", status=404)
    browser.open("/settings/words")
    browser.fill("Words that mean the same, a line for each matter", "ขยะ")
    browser.press("Save", status=422)
    browser.fill("Words that mean the same, a line for each matter", "ขยะ, มูลฝอย")
    browser.press("Save")
    browser.must_see("The words are saved. Complaints are indexed anew in the next minutes.")
    browser.press("Use the usual words")


def test_a_set_up_goes_out_and_in(browser: Browser, town: Town) -> None:
    somebody(browser, Role.ADMINISTRATOR)
    browser.open("/settings/set-up-file")
    browser.press("See what would change", status=422)
    browser.must_see("Choose a file")
    content = json.dumps({"units": [{"code": "new", "title_th": "กองใหม่", "title_en": "New"}]})
    browser.attach("Set-up file", ("set-up.json", content.encode()))
    browser.press("See what would change")
    browser.must_see("What would change")
    browser.press("Take it over")
    browser.must_see("The set-up is taken over.")
    with town.look():
        assert "new" in municipalities.unit_ids()
        assert not session.scalars(select(SetUpDraft)).all()


def test_a_clerk_changes_no_profile(browser: Browser) -> None:
    somebody(browser, Role.CLERK)
    browser.open("/settings/profile", status=403)
    browser.open("/settings/set-up-file", status=403)
