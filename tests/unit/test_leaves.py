"""The bytes of a leaf: the quick way says the same as the plain one."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from portal.response_times.proof import leaves

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.dictionaries(TEXTS, TEXTS | st.integers()))
def test_a_flat_content_is_the_text_that_anybody_gets_by_plain_json(
    content: dict[str, str | int],
) -> None:
    plain = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert leaves.canonical_flat(content) == plain == leaves.canonical(content)


@given(st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=7))])))
def test_a_moment_is_said_in_utc_to_the_microsecond(moment: datetime) -> None:
    try:
        in_utc = moment.astimezone(UTC)
    except OverflowError:
        return  # the first hours of year 1, in Bangkok
    said = leaves.moment_text(moment)
    assert said == in_utc.strftime("%Y").zfill(4) + in_utc.strftime("-%m-%dT%H:%M:%S.%fZ")
    assert leaves.moment_of(said) == moment
