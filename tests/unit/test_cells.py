"""Cells of written files: no formula in a spreadsheet, the same text when read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.complaints.importing.rows import bare, guarded

BEGINNINGS = "=+-@\t\r"


@pytest.mark.parametrize("cell", ["=1+1", "+66812345678", "-2", "@SUM(A1)", "\t=1", "\r=1", "'=1"])
def test_no_cell_begins_a_formula(cell: str) -> None:
    assert str(guarded(cell)).startswith("'")


@pytest.mark.parametrize("cell", ["ไฟดับ", "", "'tis", 5, None, 16.43])
def test_other_cells_stay(cell: object) -> None:
    assert guarded(cell) == cell


@given(st.text(alphabet=f"{BEGINNINGS}'aก 1") | st.text())
def test_a_guarded_cell_reads_as_before(cell: str) -> None:
    written = str(guarded(cell))
    assert bare(written) == cell
    assert not written or written[0] not in BEGINNINGS
