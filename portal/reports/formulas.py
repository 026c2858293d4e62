"""The arithmetic of reports: pure, exact where it can be, each with the source of its formula."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from typing import TypeVar

Group = TypeVar("Group")


def representativeness(
    taking_part: Mapping[Group, int], living: Mapping[Group, int]
) -> float | None:
    """The smallest rate of any group by the largest: 1 where all groups take part alike.

    R = min_g(n_g / N_g) / max_g(n_g / N_g) over groups that live here; None where nobody took part
    or nobody is known to live here. Source: the index of the same name in Go Vocal.
    """
    rates = [taking_part.get(group, 0) / n for group, n in living.items() if n > 0]
    highest = max(rates, default=0.0)
    return min(rates) / highest if highest > 0 else None


def similarity(taking_part: Mapping[Group, int], living: Mapping[Group, int]) -> float | None:
    """How far those who took part are made up like those who live here: 1 where they are.

    S = Σ_g min(n_g / n, N_g / N); None where either is empty.
    """
    n, whole = sum(taking_part.values()), sum(living.values())
    if not n or not whole:
        return None
    groups = taking_part.keys() | living.keys()
    return sum(min(taking_part.get(one, 0) / n, living.get(one, 0) / whole) for one in groups)


def quantile(values: Iterable[float], share: float) -> float | None:
    """The least value that at least this share of all reach or stay under (nearest rank).

    None of nothing. Raises `ValueError` for a share outside of 0 to 1.
    """
    if not 0 < share <= 1:
        message = "A share lies above 0 and up to 1."
        raise ValueError(message)
    ordered = sorted(values)
    return ordered[ceil(share * len(ordered)) - 1] if ordered else None


def median(values: Iterable[float]) -> float | None:
    """The value that half reach or stay under; None of nothing."""
    return quantile(values, 0.5)


def gini(amounts: Sequence[tuple[float, int]]) -> float | None:
    """How unevenly something is spread: 0 where everyone has the same, towards 1 where one has all.

    `amounts` are what each area received and how many people live there. The areas stand in the
    order of what comes to each person, and

        G = 1 - Σ_i (Y_i + Y_{i-1}) (X_i - X_{i-1})

    with X and Y the growing shares of people and of what was received (Brown's formula). None
    where nothing was received, or nobody lives there.
    """
    lived_in = [(received, people) for received, people in amounts if people > 0]
    whole, everyone = sum(one[0] for one in lived_in), sum(one[1] for one in lived_in)
    if whole <= 0:
        return None
    lived_in.sort(key=lambda one: one[0] / one[1])
    area = below = 0.0
    for received, people in lived_in:
        above = below + received / whole
        area += (above + below) * (people / everyone)
        below = above
    return max(0.0, 1.0 - area)


def share(part: int, n: int) -> float | None:
    """A part of a whole; None of nothing, which is no nought."""
    return part / n if n else None
