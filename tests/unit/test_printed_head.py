"""A head on paper: enough to find it among the published ones, and to compare all of it."""

from __future__ import annotations

import pytest

from portal.response_times.proof.heads import Head
from portal.response_times.proof.printed import printed
from portal.response_times.proof.signing import fingerprint
from tests.makers import MONDAY

ROOT = "0123456789abcdef" * 4
KEY = "ab" * 32

pytestmark = pytest.mark.no_database


def test_it_is_grouped_for_the_eye_and_whole_for_the_machine() -> None:
    found = printed(Head("khonkaen", 12_345, ROOT, 12_300, MONDAY, KEY))
    assert found.root.replace(" ", "") == ROOT
    assert {len(group) for group in found.root.split()} == {8}
    assert found.short == "01234567 89abcdef"
    assert (found.size, found.steps, found.at) == (12_345, 12_300, MONDAY)
    assert found.key == fingerprint(KEY)
