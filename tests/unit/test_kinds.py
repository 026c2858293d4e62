from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.foundation.errors import Invalid
from portal.foundation.i18n import Bilingual
from portal.municipalities import colours, profiles
from portal.municipalities.kinds import FALLBACK_UNIT, Kind, unit_preset, words
from portal.municipalities.profiles import Details

KHON_KAEN = Details(
    slug="khonkaen",
    kind="city",
    title=Bilingual("เทศบาลนครขอนแก่น", "Khon Kaen City"),
    letters=Bilingual("ขก", "KK"),
)


@pytest.mark.parametrize("kind", Kind)
def test_every_word_stands_in_both_languages(kind):
    for name, word in dataclasses.asdict(words(kind)).items():
        assert word["th"].strip(), name
        assert word["en"].strip(), name


def test_words_hang_on_the_kind():
    city, sao = words("city"), words("sao")
    assert (city.office.th, sao.office.th) == ("เทศบาล", "อบต.")
    assert (city.title_of_head.th, sao.formal_head.th) == (
        "นายกเทศมนตรี",
        "นายกองค์การบริหารส่วนตำบล",
    )
    assert (city.ordinance.th, sao.ordinance.th) == ("เทศบัญญัติ", "ข้อบัญญัติ")
    assert (city.council.th, sao.council.th) == ("สภาเทศบาล", "สภา อบต.")


def test_no_sentence_of_an_sao_says_municipality():
    for name, word in dataclasses.asdict(words("sao")).items():
        assert "เทศบาล" not in word["th"], name
        assert "municipal" not in word["en"], name


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_has_one_fallback_unit_and_no_unit_twice(kind):
    units = unit_preset(kind)
    assert [unit.code for unit in units if unit.is_fallback] == [FALLBACK_UNIT]
    assert len({unit.code for unit in units}) == len(units)
    assert len({unit.title.th for unit in units}) == len(units)


def test_cities_have_bureaus_and_others_divisions():
    assert {unit.code: unit.title.th for unit in unit_preset("city")}["works"] == "สำนักช่าง"
    assert {unit.code: unit.title.th for unit in unit_preset("town")}["works"] == "กองช่าง"
    assert "health" not in {unit.code for unit in unit_preset("sao")}


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="province"):
        words("province")


def test_contrast_is_that_of_the_standard():
    assert colours.contrast_on_white("#ffffff") == pytest.approx(1)
    assert colours.contrast_on_white("#000000") == pytest.approx(21)
    assert colours.contrast_on_white("#777777") == pytest.approx(4.48, abs=0.01)


@given(st.integers(0, 0xFFFFFF))
def test_the_nearest_passing_shade_passes_and_is_only_as_dark_as_needed(number):
    colour = f"#{number:06x}"
    shade = colours.nearest_passing(colour)
    assert colours.contrast_on_white(shade) >= colours.ENOUGH
    if shade == colour:
        return
    assert colours.contrast_on_white(shade) < colours.ENOUGH + 0.15


def test_good_details_pass():
    profiles.check(KHON_KAEN)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("slug", {"slug": "Khon_Kaen"}),
        ("slug", {"slug": "khon--kaen"}),
        ("slug", {"slug": "en"}),
        ("slug", {"slug": "desk"}),
        ("slug", {"slug": "k" * 41}),
        ("kind", {"kind": "province"}),
        ("host", {"host": "https://x.go.th/"}),
        ("letters_th", {"letters": Bilingual("KK", "KK")}),
        ("letters_en", {"letters": Bilingual("ขก", "kk")}),
        ("title_th", {"title": Bilingual(" ", "Khon Kaen")}),
        ("title_en", {"title": Bilingual("ขอนแก่น", "K" * 121)}),
        ("colour", {"colour": "blue"}),
        ("colour", {"colour": "#ffdd00"}),
    ],
)
def test_wrong_details_are_refused_at_their_field(field, changes):
    with pytest.raises(Invalid) as refusal:
        profiles.check(dataclasses.replace(KHON_KAEN, **changes))
    assert set(refusal.value.fields) == {field}


def test_a_pale_colour_is_refused_with_the_nearest_shade():
    with pytest.raises(Invalid) as refusal:
        profiles.check(dataclasses.replace(KHON_KAEN, colour="#ffdd00"))
    assert colours.nearest_passing("#ffdd00") in str(refusal.value.fields["colour"])
