"""The file of registered residents: what is read, and what is said of lines that cannot be."""

from __future__ import annotations

import pytest

from portal.foundation.errors import Invalid
from portal.foundation.i18n import speaking
from portal.reports.register import MOST_LINES, Group, read

pytestmark = pytest.mark.no_database
AREAS = {"n1": 7, "n2": 8}
HEAD = "area,age,sex,people\n"


def refusal(text: str) -> str:
    with speaking("en"), pytest.raises(Invalid) as refused:
        read(text, AREAS)
    with speaking("en"):
        return str(refused.value.fields["file"])


def test_lines_of_a_group_are_added_up_and_digits_of_both_scripts_are_read() -> None:
    found = read(
        "\ufeff" + HEAD + 'n1,18-29,F,"1,200"\nn1,๑๘–๒๙,f,๓๐\n,60+,M,5\nn2,0-17,O,0\n', AREAS
    )
    assert found[Group(7, "18-29", "F")] == 1230
    assert found[Group(None, "60+", "M")] == 5
    assert found.total() == 1235


def test_columns_may_stand_in_any_order_beside_others() -> None:
    found = read("people,note,sex,age,area\n12,x,M,45-59,n2\n", AREAS)
    assert found == {Group(8, "45-59", "M"): 12}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "area, age, sex, people"),
        ("area,age,people\n", "sex"),
        (HEAD, "nobody"),
        (HEAD + "n1,18-29,F,0\n", "nobody"),
        (HEAD + "n9,18-29,F,3\n", "lines cannot be read: 2."),
        (HEAD + "n1,18-29,F,3\nn1,20,F,3\nn1,18-29,X,3\n", "lines cannot be read: 3, 4."),
        (HEAD + "n1,18-29,F,-3\n", "lines cannot be read: 2."),
        (HEAD + "n1,18-29,F,3.5\n", "lines cannot be read: 2."),
        (HEAD + "n1,18-29\n", "lines cannot be read: 2."),
        (HEAD + "x\n" * 9, "2, 3, 4, 5, 6 …"),
        (HEAD + "n1,18-29,F,99999999\n" * 3, "more people"),
        (HEAD + "n1,18-29,F,1\n" * (MOST_LINES + 1), "5,000"),
    ],
)
def test_what_cannot_be_read_is_named(text: str, words: str) -> None:
    assert words in refusal(text)
