"""Boxes over faces and plates: read as they are typed, and nothing left below them."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from portal.attachments.boxes import COLUMNS, ROWS, Box, burned, parsed, written
from portal.foundation.errors import Invalid


def picture(width: int = 600, height: int = 450) -> bytes:
    """Red all over."""
    into = io.BytesIO()
    Image.new("RGB", (width, height), (220, 30, 30)).save(into, "JPEG", quality=95)
    return into.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("A1", [(0, 0, 83, 111)]),
        ("l9", [(916, 888, 84, 112)]),
        ("B3:D5", [(83, 222, 250, 333)]),
        ("D5-B3", [(83, 222, 250, 333)]),
        ("100, 200, 300, 400", [(100, 200, 300, 400)]),
        ("๑๐๐ ๒๐๐ ๓๐๐ ๔๐๐", [(100, 200, 300, 400)]),
        ("900,900,500,500", [(900, 900, 100, 100)]),
        ("A1; B1\n\n 1,2,30,40 ", [(0, 0, 83, 111), (83, 0, 83, 111), (1, 2, 30, 40)]),
    ],
)
def test_boxes_are_read_as_they_are_typed(typed: str, expected: list[tuple[int, ...]]) -> None:
    assert [tuple(box.numbers) for box in parsed(typed)] == expected


@pytest.mark.parametrize(
    "typed",
    ["", "  \n ", "M1", "A0", "B10", "1,2,3", "10,10,2,2", "1000,0,50,50", "<script>", "9" * 3000,
     "\n".join(["A1"] * 31), "-5,0,10,10", "1.5,2,30,40"],
)  # fmt: skip
def test_what_is_no_box_is_refused_by_its_line(typed: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parsed(typed)
    assert set(refusal.value.fields) == {"boxes"}


@given(st.lists(st.tuples(*[st.integers(0, 900), st.integers(0, 900), st.integers(4, 99),
                            st.integers(4, 99)]), min_size=1, max_size=5))  # fmt: skip
def test_what_is_written_is_read_again(numbers: list[tuple[int, int, int, int]]) -> None:
    boxes = tuple(Box(*each) for each in numbers)
    assert parsed(written([box.numbers for box in boxes])) == boxes


def test_the_grid_covers_all_of_the_picture() -> None:
    (whole,) = parsed(f"A1:{COLUMNS[-1]}{ROWS}")
    assert whole.numbers == [0, 0, 1000, 1000]
    assert opened(burned(picture(), (whole,)).large).getextrema() == ((0, 0), (0, 0), (0, 0))


def test_the_box_is_black_in_both_sizes_and_the_rest_is_as_it_was() -> None:
    made = burned(picture(), (Box(250, 250, 500, 500),))
    for content in (made.large, made.thumb):
        shown = opened(content)
        middle = shown.crop(
            (shown.width * 3 // 10, shown.height * 3 // 10,
             shown.width * 7 // 10, shown.height * 7 // 10)
        )  # fmt: skip
        assert max(high for _low, high in middle.getextrema()) < 25
        assert shown.getpixel((3, 3))[0] > 180
    assert b"Exif" not in made.large + made.thumb
