"""Words of the search, texts of notices, and a whole set-up in a file."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from portal.channels import own_texts, placeholders, rendering
from portal.channels.lifecycle import Occasion
from portal.channels.rendering import Facts
from portal.complaints import jobs
from portal.foundation import fulltext, tenancy
from portal.foundation.audit import AuditLine
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, OutOfOrder
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Role
from portal.municipalities import queries as municipalities
from portal.operations import setup
from portal.set_up.services import files, units, wording
from portal.set_up.services.profile import here
from tests import makers
from tests.fixtures.portal import Town
from tests.makers import MONDAY

PARTS = setup.PARTS


def found(query: str) -> list[int]:
    return fulltext.search(session(), tenancy.municipality_id(), query, public=False) or []


def test_own_words_find_after_the_job_has_indexed_anew(inside: Town) -> None:
    filed = makers.complaint("เสียงดังจากรถไอติม", at=MONDAY).complaint_id
    assert filed not in found("ไอศกรีม")
    groups = [list(names) for names in fulltext.shipped()] + [["ไอติม", "ไอศกรีม", "ice cream"]]
    wording.change_words(inside.actor(Role.CLERK), groups, at=MONDAY)
    assert municipalities.own_words(inside.id) == groups
    assert filed not in found("ice cream")
    jobs.index_by_new_words(MONDAY)
    assert found("ice cream") == [filed]
    assert found("ไอศกรีม") == [filed]
    assert here().settings[municipalities.INDEXED] is None
    wording.change_words(inside.actor(Role.CLERK), None, at=MONDAY)
    jobs.index_by_new_words(MONDAY)
    assert found("ice cream") == []
    assert found("noise") == [filed]


def test_one_towns_words_are_no_other_towns(inside: Town) -> None:
    wording.change_words(inside.actor(Role.CLERK), [["ไอติม", "ice cream"]], at=MONDAY)
    assert municipalities.groups_of(inside.id + 1) is None
    filed = makers.complaint("หมาจรจัด", at=MONDAY).complaint_id
    assert filed not in found("dog")


@pytest.mark.parametrize(
    "groups", [[["ขยะ"]], [["ขยะ", "ก"]], [["ขยะ", "x" * 41]], [["ขยะ", "มูลฝอย"]] * 301]
)
def test_lists_that_make_no_sense_are_refused(inside: Town, groups: list[list[str]]) -> None:
    with pytest.raises(Invalid) as refusal:
        wording.change_words(inside.actor(Role.CLERK), groups, at=MONDAY)
    assert set(refusal.value.fields) == {"words"}


def test_an_own_list_equal_to_the_shipped_one_is_the_shipped_one(inside: Town) -> None:
    shipped = [list(names) for names in fulltext.shipped()]
    wording.change_words(inside.actor(Role.CLERK), shipped, at=MONDAY)
    assert municipalities.own_words(inside.id) is None


OWN = "เรียนท่านผู้แจ้ง เรื่อง {number} รหัส {code}\n{office}\nตอบภายใน {reply_by}"


def test_an_own_text_is_sent_in_its_language_until_it_is_taken_back(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    wording.change_text(clerk, Occasion.RECEIPT, "th", OWN, at=MONDAY)
    facts = Facts(number="ขก 2569/000001", code="7CF3KM", title="x {office}")
    sent = rendering.mail(Occasion.RECEIPT, here(), facts, "th").body
    assert sent.startswith("เรียนท่านผู้แจ้ง เรื่อง ขก 2569/000001 รหัส 7CF3KM\nเทศบาลนครขอนแก่น\n")
    assert "ตอบภายใน" not in sent  # nothing was promised, so the line is left out
    assert "0 4322 1202" in sent
    assert "เรียนท่าน" not in rendering.mail(Occasion.RECEIPT, here(), facts, "en").body
    wording.change_text(clerk, Occasion.RECEIPT, "th", None, at=MONDAY)
    assert "เรียนท่าน" not in rendering.mail(Occasion.RECEIPT, here(), facts, "th").body
    lines = session.scalars(select(AuditLine.details).where(AuditLine.act == "set_up.text"))
    assert [line["after"] for line in lines] == ["own", "usual"]


def test_what_an_officer_wrote_is_never_lost(inside: Town) -> None:
    text = "{number}: {words}"
    wording.change_text(inside.actor(Role.CLERK), Occasion.ANSWER, "th", text, at=MONDAY)
    facts = Facts(number="1", words="จะซ่อม {code}", message="เฉพาะท่าน")
    sent = rendering.mail(Occasion.ANSWER, here(), facts, "th").body
    assert "1: จะซ่อม {code}" in sent
    assert "เฉพาะท่าน" in sent


@pytest.mark.parametrize(
    ("occasion", "text"),
    [
        (Occasion.RECEIPT, "{number}"),
        (Occasion.RECEIPT, "{number} {code} {words}"),
        (Occasion.RECEIPT, "{number} {code} {สวัสดี}"),
        (Occasion.RECEIPT, "{number} {code} {"),
        (Occasion.RECEIPT, "  "),
        (Occasion.ANSWER, "{number} {words}" + "ก" * 4000),
    ],
)
def test_an_unknown_or_missing_placeholder_is_refused(
    inside: Town, occasion: Occasion, text: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        wording.change_text(inside.actor(Role.CLERK), occasion, "th", text, at=MONDAY)
    assert set(refusal.value.fields) == {"text"}


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("occasion", list(placeholders.ALLOWED))
def test_the_usual_text_offered_for_editing_reads_like_the_usual_text(
    inside: Town, occasion: Occasion, language: str
) -> None:
    """Saved unchanged, it sends every fact and sentence that the shipped template sends."""
    usual = own_texts.usual(occasion, here(), language)
    placeholders.check(occasion, usual)
    facts = own_texts.example(occasion, language)
    shipped = rendering.mail(occasion, here(), facts, language)
    wording.change_text(inside.actor(Role.CLERK), occasion, language, usual, at=MONDAY)
    own = rendering.mail(occasion, here(), facts, language)
    of_shipped = [line.rstrip() for line in shipped.body.splitlines() if line.strip()]
    of_own = [line for line in own.body.splitlines() if line.strip()]
    assert of_own == [line for line in of_shipped if line in of_own]
    missing = [line for line in of_shipped if line not in of_own]
    assert not missing, missing


def test_a_file_shows_what_it_would_change_before_it_does(inside: Town) -> None:
    administrator = inside.actor(Role.ADMINISTRATOR)
    before = setup.dump(inside.id)
    kept = json.loads(files.take_out(administrator, at=MONDAY))
    kept["units"].append({"code": "tourism", "title_th": "กองการท่องเที่ยว", "title_en": "Tourism"})
    kept["categories"][0]["title_en"] = "Roads"
    kept["categories"][0]["unit"] = "tourism"
    kept["words"] = [["ขยะ", "ของทิ้ง"]]
    kept["texts"] = [{"occasion": "receipt", "language": "th", "text": OWN}]
    content = json.dumps(kept).encode()
    files.look_at(administrator, content, PARTS, at=MONDAY)
    draft = files.draft()
    assert draft is not None
    changes = {change["part"]: change for change in draft.changes}
    assert set(changes) == {"units", "categories", "words", "texts"}
    assert (changes["units"]["n_added"], changes["categories"]["n_changed"]) == (1, 1)
    assert setup.dump(inside.id) == before
    files.take_over(administrator, at=MONDAY)
    assert files.draft() is None
    after = setup.dump(inside.id)
    assert after["units"][-1]["code"] == "tourism"
    assert after["categories"][0]["title_en"] == "Roads"
    assert after["texts"] == kept["texts"]
    with pytest.raises(OutOfOrder):
        files.take_over(administrator, at=MONDAY)


def test_only_the_parts_that_are_wanted(inside: Town) -> None:
    administrator = inside.actor(Role.ADMINISTRATOR)
    kept = setup.dump(inside.id)
    units.add(inside.actor(Role.CLERK), "more", Bilingual("กองใหม่", "More"), at=MONDAY)
    kept["words"] = [["ขยะ", "ของทิ้ง"]]
    kept["units"][0]["title_en"] = "Changed"
    files.look_at(administrator, json.dumps(kept).encode(), ["words"], at=MONDAY)
    files.take_over(administrator, at=MONDAY)
    assert municipalities.every_unit()[0].title.en != "Changed"
    assert municipalities.own_words(inside.id) == [["ขยะ", "ของทิ้ง"]]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"units": 5}',
        b'{"units": [{"code": "x"}]}',
        b'{"units": [{"code": "X y", "title_th": "a", "title_en": "b"}]}',
        b'{"texts": [{"occasion": "code", "language": "th", "text": "x"}]}',
        b'{"categories": [{"unit": "nowhere", "co_units": [], "code": "a"}]}',
        b'{"places": {"boundary": {"type": "Polygon", "coordinates": []}, "areas": {}}}',
    ],
)
def test_a_file_that_does_not_fit_is_refused_whole(inside: Town, content: bytes) -> None:
    before = setup.dump(inside.id)
    with pytest.raises(Invalid) as refusal:
        files.look_at(inside.actor(Role.ADMINISTRATOR), content, PARTS, at=MONDAY)
    assert set(refusal.value.fields) == {"file"}
    assert setup.dump(inside.id) == before


def test_a_clerk_takes_over_no_set_up(inside: Town) -> None:
    with pytest.raises(Forbidden):
        files.look_at(inside.actor(Role.CLERK), b"{}", PARTS, at=MONDAY)
    with pytest.raises(Forbidden):
        files.take_out(inside.actor(Role.CLERK), at=MONDAY)
