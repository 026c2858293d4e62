"""Money to the satang, years in either era, files in the form's columns that name what is wrong."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook, load_workbook

from portal.foundation.errors import Invalid, TooLarge
from portal.foundation.i18n import speaking
from portal.participation.plans import money, reading, rows, sheets
from portal.participation.plans.rows import Reading
from tests import plans as make

pytestmark = pytest.mark.no_database


def read(text: str | bytes, **given: object) -> Reading:
    """What a file says, with the strategy that a file without the column needs."""
    content = text if isinstance(text, bytes) else text.encode()
    given = {"first_year": None, "strategy": make.STRATEGY, **given}
    return reading.read(sheets.read(content), **given)  # type: ignore[arg-type]


def wrong(text: str | bytes, **given: object) -> list[tuple[int, str, str]]:
    """Row, column and words of every bad cell."""
    with speaking("en"):
        return [(one.row, one.column, str(one.what)) for one in read(text, **given).wrong]


@pytest.mark.parametrize(
    ("typed", "satang"),
    [
        ("500000", 50_000_000),
        ("๕๐๐,๐๐๐", 50_000_000),
        ("1,234.5", 123_450),
        ("0.07", 7),
        ("12.500", 1_250),
        ("-", 0),
        ("", 0),
        ("99,999,999,999.99 บาท", 9_999_999_999_999),
    ],
)
def test_money_is_exact(typed: str, satang: int) -> None:
    assert money.satang(typed) == satang
    assert money.satang(money.plain(satang)) == satang


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("-500", "cannot be negative"),
        ("(500)", "cannot be negative"),
        ("1.005", "more than two places"),
        ("1,50", "no amount of money"),
        ("5e5", "no amount of money"),
        ("NaN", "no amount of money"),
        ("ห้าแสน", "no amount of money"),
        ("100000000001", "more than a plan can hold"),
    ],
)
def test_what_is_no_money_is_refused_in_words(typed: str, words: str) -> None:
    with pytest.raises(Invalid) as refusal, speaking("en"):
        money.satang(typed)
    with speaking("en"):
        assert words in str(refusal.value)


def test_a_published_file_is_read_and_written_the_same_to_the_byte() -> None:
    found = read(make.FILE)
    assert (len(found.items), found.total, found.first_year) == (4, make.FILE_TOTAL, 2023)
    assert found.items[2].money[4] == 1_500_050
    table = rows.table_of(found.items, 2023, for_machines=True)
    assert sheets.write_csv(table, mark=False) == make.FILE


def test_the_form_goes_out_in_and_out_again_the_same_to_the_byte() -> None:
    items = tuple(
        rows.Item(
            number,
            make.STRATEGY,
            make.HEADING,
            title,
            objective="=1+1",
            target="บรรทัดแรก\nบรรทัดสอง",
            money=(number, 0, 100 * number, 0, 1),
            responsible="กองช่าง",
            title_en='A "road", a drain',
        )
        for number, title in ((1, "ถนน <A&B>"), (7, "'-ท่อ"))
    )
    table = rows.table_of(items, 2028)
    for write in (
        sheets.write_csv,
        lambda table: sheets.write_xlsx(table, "ผ.02", rows.numeric()),
    ):
        first = write(table)
        again = read(first, strategy="")
        assert again.wrong == ()
        assert again.items == items
        assert write(rows.table_of(again.items, again.first_year)) == first
    assert sheets.write_csv(table).startswith(b"\xef\xbb\xbf")


def test_the_workbook_opens_elsewhere_with_numbers_as_numbers() -> None:
    table = rows.table_of([make.item(3)], 2028)
    book = load_workbook(io.BytesIO(sheets.write_xlsx(table, "ผ.02", rows.numeric())))
    (heads, cells) = book.worksheets[0].iter_rows(values_only=True)
    assert heads[7] == "งบประมาณ พ.ศ. 2571 (บาท)"
    assert (cells[0], cells[8], cells[11]) == (3, 500000, 12.5)


def test_workbooks_of_others_are_read() -> None:
    book = Workbook()
    book.active.append(["ลำดับ", "ยุทธศาสตร์", "แผนงาน", "ชื่อโครงการ", *range(2571, 2576)])
    book.active["J1"] = "หน่วยงานที่รับผิดชอบ"
    book.active.append([1, "ก", "ข", "ค", 500000.0, 12.5, None, "-", "๑,๐๐๐", "กองช่าง"])
    out = io.BytesIO()
    book.save(out)
    (one,) = read(out.getvalue(), strategy="").items
    assert one.money == (50_000_000, 1_250, 0, 0, 100_000)


HEAD = "ที่,ยุทธศาสตร์,แผนงาน,โครงการ,2571,2572,2573,2574,2575,หน่วยงานรับผิดชอบ"


@pytest.mark.parametrize(
    ("text", "row", "column", "words"),
    [
        (f"{HEAD}\n1,ก,ข,ค,0,-5,0,0,0,ง", 2, "2572", "cannot be negative"),
        (f"{HEAD}\n1,ก,ข,ค,0,5บ,0,0,0,ง", 2, "2572", "no amount of money"),
        (f"{HEAD}\n\n1,,ข,ค,0,5,0,0,0,ง", 3, "ยุทธศาสตร์", "has no strategy"),
        (f"{HEAD}\n1,ก,,ค,0,5,0,0,0,ง", 2, "แผนงาน", "plan heading"),
        (f"{HEAD}\n1,ก,ข,,0,5,0,0,0,ง", 2, "โครงการ", "what the project is called"),
        (f"{HEAD}\n1,ก,ข,ค,0,5,0,0,0,", 2, "หน่วยงานรับผิดชอบ", "responsible unit"),
        (f"{HEAD}\nหนึ่ง,ก,ข,ค,0,5,0,0,0,ง", 2, "ที่", "no number of an item"),
        (f"{HEAD}\n1,ก,ข,ค,0,5,0,0,0,ง\n1,ก,ข,จ,0,5,0,0,0,ง", 3, "ที่", "in row 2 already"),
        (f"{HEAD}\n1,ก,ข,ค,0,5,0,0,0,ง,เกิน", 2, "", "more in the row"),
        (f"{HEAD},2577\n1,ก,ข,ค,0,5,0,0,0,ง,9", 1, "2577", "outside the plan"),
        (f"{HEAD.replace(',2575', '')}\n1,ก,ข,ค,0,5,0,0,ง", 1, "", "no column for the budget"),
        (f"{HEAD},พิกัด\n1,ก,ข,ค,0,5,0,0,0,ง,x", 1, "พิกัด", "not one of the form"),
        (f"{HEAD},2571\n1,ก,ข,ค,0,5,0,0,0,ง,x", 1, "2571", "stands there twice"),
        (HEAD, 1, "", "no item under the heading"),
        (f"{HEAD}\n1,ก,ข,{'ค' * 301},0,5,0,0,0,ง", 2, "โครงการ", "Shorten it"),
    ],
)
def test_a_bad_cell_is_named_by_its_row_and_column(
    text: str, row: int, column: str, words: str
) -> None:
    ((at_row, at_column, said),) = wrong(text, strategy="")
    assert (at_row, at_column) == (row, column)
    assert words in said


def test_every_bad_cell_is_named_at_once() -> None:
    text = f"{HEAD}\n1,,ข,ค,-1,x,0,0,0,ง\n2,ก,,,0,0,0,0,0,ง"
    assert [(row, column) for row, column, _said in wrong(text)] == [
        (2, "2571"),
        (2, "2572"),
        (2, "ยุทธศาสตร์"),
        (3, "โครงการ"),
        (3, "แผนงาน"),
    ]


def test_a_year_outside_a_plan_that_is_there_is_refused() -> None:
    found = wrong(make.FILE, first_year=2024)
    assert [(row, column) for row, column, _said in found] == [(1, "y2566")]


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"\x00\x01", b"PK\x03\x04nonsense", b"\xff\xfe\xdb"]
)
def test_what_is_no_table_is_refused(content: bytes) -> None:
    with pytest.raises(Invalid):
        read(content)


def test_files_too_large_are_refused() -> None:
    with pytest.raises(TooLarge):
        sheets.read(b"a" * (sheets.MOST_BYTES + 1))
    with pytest.raises(TooLarge):
        sheets.read(b"a\n" * (sheets.MOST_ROWS + 2))


@pytest.mark.parametrize(
    ("typed", "year"), [("๒๕๗๑", 2028), ("2028", 2028), ("งบ 2571 (บาท)", 2028), ("257", None)]
)
def test_years_come_in_either_era(typed: str, year: int | None) -> None:
    assert rows.year_of(typed) == year
