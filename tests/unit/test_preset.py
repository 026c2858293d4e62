from __future__ import annotations

import pytest

from portal.complaints import preset
from portal.municipalities.kinds import FALLBACK_UNIT, Kind, unit_preset

PER_KIND = [(kind, line) for kind in Kind for line in preset.for_kind(kind)]


def lead_units(kind):
    return {line.category.code: line.lead_unit for line in preset.for_kind(kind)}


def test_there_are_thirty_categories_each_once():
    assert len(preset.CATEGORIES) == 30
    assert len({category.code for category in preset.CATEGORIES}) == 30
    assert len({category.title.th for category in preset.CATEGORIES}) == 30


@pytest.mark.parametrize("category", preset.CATEGORIES, ids=lambda category: category.code)
def test_every_category_is_complete(category):
    assert category.title.th
    assert category.title.en
    assert category.visibility in {"public", "review", "private"}
    assert category.acknowledge_hours in {1, 4, 24}
    assert 1 <= category.resolve_working_days <= 15
    if category.outside_owner:
        assert category.outside_owner.th
        assert category.outside_owner.en


@pytest.mark.parametrize(("kind", "line"), PER_KIND)
def test_each_category_has_one_responsible_unit_that_exists(kind, line):
    codes = {unit.code for unit in unit_preset(kind)}
    assert line.lead_unit in codes
    assert set(line.co_units) <= codes - {line.lead_unit}


def test_where_a_unit_is_lacking_the_clerks_office_is_responsible():
    sao = lead_units("sao")
    assert sao["waste"] == sao["vendors"] == sao["disaster"] == FALLBACK_UNIT
    assert sao["road"] == sao["water"] == "works"
    assert lead_units("subdistrict")["vendors"] == FALLBACK_UNIT
    assert lead_units("city")["vendors"] == "enforcement"


def test_tap_water_goes_to_the_waterworks_where_there_is_one():
    assert lead_units("town")["water"] == "waterworks"
    assert lead_units("city")["water"] == "works"


def test_a_traffy_type_becomes_one_category():
    codes = preset.code_by_traffy_type()
    assert codes["คลอง"] == "canal"
    assert codes["ความสะอาด"] == "waste"
    assert codes["กีดขวาง"] == "obstruction"
    assert codes["หาบเร่แผงลอย"] == "vendors"
    assert codes["น้ำท่วม"] == "flood"


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="province"):
        preset.for_kind("province")
