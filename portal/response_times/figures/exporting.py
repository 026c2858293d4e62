"""Figures as plain named values: for CSV, and for comparing them with another computation."""

from __future__ import annotations

from typing import Any

from portal.response_times.figures.looks import Looks
from portal.response_times.figures.shares import FEWEST, Share
from portal.response_times.figures.sheets import STARS, Line
from portal.response_times.figures.spells import Clock, Measure
from portal.response_times.lifecycle import Evidence, Outcome
from portal.response_times.standards import PromiseKind

PROMISES = (PromiseKind.ACKNOWLEDGE, PromiseKind.ANSWER, PromiseKind.RESOLVE, PromiseKind.NEWS)
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""
NOT_YET = "not yet reached"


def line_values(line: Line) -> dict[str, Any]:
    """Every figure of a line by its name. Times are seconds; None under ten cases."""
    found: dict[str, Any] = {
        "received": line.received,
        "open": line.open,
        "overdue": line.overdue,
        "forwarded": line.forwarded,
        "reopened": line.reopened,
        "untimed": line.untimed,
    }
    for clock in Clock:
        for measure in Measure:
            found |= _time_values(line, clock, measure)
    for kind in PROMISES:
        found |= _share_values(f"{kind}_in_time", line.in_time(kind))
    found["ends_n"] = line.ends_n
    for outcome in Outcome:
        found[f"ended_{outcome}"] = line.ended.get(outcome, 0)
        if outcome is not Outcome.MERGED:
            share = line.ends.get(outcome, 0.0) if line.ends_n >= FEWEST else None
            found[f"ended_{outcome}_share"] = _rounded(share)
    found |= _share_values("closed_unfixed", line.unfixed)
    return found | _rating_values(line) | _evidence_values(line)


def look_values(looks: Looks) -> dict[str, Any]:
    """What second looks found, by name; under ten only how many there were."""
    low, high = looks.band or (None, None)
    told = looks.band is not None
    return {
        "drawn": looks.drawn,
        "looked_at": looks.looked,
        "overdue": looks.overdue,
        "done": looks.done if told else None,
        "not_done": looks.not_done if told else None,
        "cannot_say": looks.cannot_say if told else None,
        "confirmed_share": _rounded(looks.confirmed.value),
        "confirmed_low": _rounded(low),
        "confirmed_high": _rounded(high),
    }


def safe_cell(value: object) -> str:
    """As text that no spreadsheet runs as a formula; numbers stay numbers."""
    text = "" if value is None else str(value)
    if isinstance(value, int | float) or not text.startswith(FORMULA):
        return text
    return f"'{text}"


def _time_values(line: Line, clock: Clock, measure: Measure) -> dict[str, Any]:
    one, name = line.measured(measure, clock), f"{measure}_{clock}"
    found: dict[str, Any] = {f"{name}_n": one.n, f"{name}_ended": one.ended}
    for share, reached in (("half", one.median), ("ninety", one.ninetieth)):
        values = (reached.at, reached.low, reached.high) if reached else (None, None, None)
        for tail, seconds in zip(("", "_low", "_high"), values, strict=True):
            found[f"{name}_{share}{tail}"] = _time(seconds, told=reached is not None)
    return found


def _time(seconds: float | None, *, told: bool) -> float | str | None:
    if seconds is None:
        return NOT_YET if told else None
    return seconds


def _share_values(name: str, share: Share) -> dict[str, Any]:
    return {f"{name}": share.part, f"{name}_n": share.n, f"{name}_share": _rounded(share.value)}


def _rating_values(line: Line) -> dict[str, Any]:
    """How the rated ones were rated; under ten only how many they are."""
    pleased = line.pleased
    told = pleased.n >= FEWEST
    each = zip(STARS, line.stars, strict=True)
    return {
        "rated_n": pleased.n,
        **{f"rated_{stars}": n if told else None for stars, n in each},
        "rated_4_5_share": _rounded(pleased.value),
    }


def _evidence_values(line: Line) -> dict[str, Any]:
    """How many resolved ones are shown by a photo, or say why there is none."""
    found: dict[str, Any] = {"resolved_n": line.evident().n}
    for evidence, name in ((Evidence.PHOTO, "after_photo"), (Evidence.REASON, "no_photo_reason")):
        share = line.evident(evidence)
        found |= {name: share.part, f"{name}_share": _rounded(share.value)}
    return found


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 6)
