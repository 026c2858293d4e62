"""Cursors survive the address bar, nothing else does; pages join without gap or repetition."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.foundation import paging
from portal.foundation.paging import Position

moments = st.datetimes(datetime(1970, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis
part = st.tuples(st.just(int), st.integers(-(2**63), 2**63 - 1))
part |= st.tuples(st.just(datetime), moments)
part |= st.tuples(
    st.just(str), st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=20)
)
part |= st.tuples(st.sampled_from([int, str, datetime]), st.none())


@given(st.lists(part, min_size=1, max_size=3), st.booleans())
def test_a_position_comes_back(parts, backwards) -> None:
    position = Position(tuple(value for _, value in parts), backwards)
    cursor = paging.encoded(position)
    assert re.fullmatch(r"[A-Za-z0-9_-]+", cursor)
    assert paging.decoded(cursor, tuple(kind for kind, _ in parts)) == position


@given(st.integers(0, 2**62), st.data())
def test_a_changed_word_is_ignored(number, data) -> None:
    cursor = paging.encoded(Position((number,)))
    place = data.draw(st.integers(0, len(cursor) - 2))  # the last one may hold spare bits
    letter = data.draw(st.sampled_from("ABCxyz019-_"))
    changed = cursor[:place] + letter + cursor[place + 1 :]
    if changed != cursor:
        assert paging.decoded(changed, (int,)) is None


@given(st.text(max_size=60))
def test_a_made_up_word_is_ignored(word) -> None:
    assert paging.decoded(word, (int,)) is None


@pytest.mark.parametrize(
    ("key", "kinds"),
    [
        ((1,), (str,)),
        ((1,), (datetime,)),
        (("x",), (int,)),
        (("x",), (datetime,)),
        (("2026-01-01T00:00:00",), (datetime,)),
        ((1,), (int, int)),
        ((1, 2), (int,)),
        ((2**63,), (int,)),
        ((True,), (int,)),
        (("\0",), (str,)),
    ],
)
def test_a_key_of_another_kind_is_ignored(key, kinds) -> None:
    assert paging.decoded(paging.encoded(Position(key)), kinds) is None


def test_no_word_no_position() -> None:
    assert paging.decoded(None, (int,)) is None
    assert paging.decoded("", (int,)) is None
    assert paging.decoded("A" * 401, (int,)) is None
    assert paging.decoded("ก", (int,)) is None


def read(ids: list[int], limit: int, cursor: str | None) -> paging.Page[int]:
    """A list of ids, newest first, as a query would read it."""
    position = paging.decoded(cursor, (int,))
    rows = sorted(ids, reverse=True)
    if position and position.backwards:
        rows = [row for row in reversed(rows) if row > position.key[0]]
    elif position:
        rows = [row for row in rows if row < position.key[0]]
    return paging.page(rows[: limit + 1], limit, lambda row: (row,), position)


@given(st.sets(st.integers(0, 99), max_size=30), st.integers(1, 7))
def test_pages_join(ids, limit) -> None:
    there, page = [], read(list(ids), limit, None)
    assert page.newer is None
    there.append(list(page.items))
    while page.older:
        page = read(list(ids), limit, page.older)
        assert page.newer
        there.append(list(page.items))
    assert [row for rows in there for row in rows] == sorted(ids, reverse=True)
    back = [list(page.items)]
    while page.newer:
        page = read(list(ids), limit, page.newer)
        back.append(list(page.items))
    assert [row for rows in reversed(back) for row in rows] == sorted(ids, reverse=True)


def test_rows_that_arrive_do_not_move_the_next_page() -> None:
    first = read([10, 20, 30, 40], 2, None)
    second = read([10, 20, 30, 40, 50, 60], 2, first.older)
    assert list(second.items) == [20, 10]
    assert second.older is None


def test_past_the_end_there_is_nothing() -> None:
    assert paging.page([], 5, lambda row: (row,), Position((1,))) == paging.Page([])
