"""Ten thousand guesses at a complaint's code: none gets in, none tells whether a number exists."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from portal.complaints import services
from portal.complaints.numbering import Number, new_code
from portal.foundation import limits
from portal.foundation.errors import PortalError
from tests import makers
from tests.fixtures.portal import Town

GUESSES = 10_000
COMPARED = 10
"""So many wrong ones close a number for a while."""


@pytest.fixture
def counting(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Count in memory, as with Redis: the counting is the same and ten thousand soon done."""
    monkeypatch.setitem(town.app.extensions, limits.EXTENSION, None)
    limits.install(town.app, replace(town.app.config["PORTAL"], limits_address="memory://"))


def guess(number: Number, code: str, who: str) -> str:
    """What somebody reads who types this pair; nothing where it opened the complaint."""
    try:
        services.find_by_code(number, code, who=who)
    except PortalError as refusal:
        return str(getattr(refusal, "fields", {}).get("code", refusal))
    return ""


def test_ten_thousand_codes_open_nothing_and_tell_nothing(town: Town, counting: None) -> None:
    with town.work():
        receipt = makers.complaint()
    known = Number(receipt.year, receipt.running)
    unknown = replace(known, running=known.running + 1)
    read: dict[Number, Counter[str]] = {known: Counter(), unknown: Counter()}
    with town.work():
        for turn in range(GUESSES // 2):
            code = new_code() if turn < COMPARED else receipt.tracking_code
            for number in (known, unknown):
                read[number][guess(number, code, f"{number.running}:{turn % 500}")] += 1
    assert "" not in read[known], "a closed number stays closed, even for the right code"
    assert read[known] == read[unknown], "the two are told apart by nothing"
    assert sorted(read[known].values()) == [COMPARED, GUESSES // 2 - COMPARED]
