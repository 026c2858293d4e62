from __future__ import annotations

import warnings
from math import inf, isinf
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from portal.response_times.figures.aalen_johansen import incidences, last_shares
from portal.response_times.figures.kaplan_meier import Curve, band, curve, quantile

with warnings.catch_warnings():  # the outside judge brings old ways of its own
    warnings.simplefilter("ignore")
    from lifelines import AalenJohansenFitter, KaplanMeierFitter
    from lifelines.utils import qth_survival_times

pytestmark = pytest.mark.no_database
EXACT = 1e-9
DURATIONS = some.lists(some.tuples(some.integers(0, 40), some.booleans()), min_size=1, max_size=120)


def same_as_lifelines(durations: list[tuple[float, bool]]) -> None:
    ours = curve(durations)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = KaplanMeierFitter().fit(
            [seconds for seconds, _ in durations], [ended for _, ended in durations]
        )
        bands = theirs.confidence_interval_
        theirs_low, theirs_high = bands.iloc[:, 0], bands.iloc[:, 1]
        for time, share in theirs.survival_function_.iloc[:, 0].items():
            place = max(i for i, at in enumerate(ours.times) if at <= time)
            assert ours.at(time) == pytest.approx(share, abs=EXACT)
            assert ours.lower[place] == pytest.approx(theirs_low[time], abs=EXACT)
            assert ours.upper[place] == pytest.approx(theirs_high[time], abs=EXACT)
            greenwood = share**2 * float(theirs._cumulative_sq_.loc[time])
            assert ours.variance[place] == pytest.approx(greenwood, abs=EXACT)
        for share in (0.5, 0.9):
            at = theirs.percentile(round(1 - share, 6))
            low, high = qth_survival_times(round(1 - share, 6), bands).iloc[0]
            assert quantile(ours, share) == (None if isinf(at) else at)
            assert band(ours, share) == tuple(None if isinf(t) else t for t in (low, high))


@settings(max_examples=60, deadline=None)
@given(DURATIONS)
def test_curves_bands_and_quantiles_equal_lifelines_with_ties(durations):
    same_as_lifelines(durations)


@pytest.mark.parametrize("n", [1, 2, 3, 10, 100, 500])
@pytest.mark.parametrize("open_share", [0.0, 0.3, 0.9, 1.0])
def test_random_durations_equal_lifelines(n, open_share):
    chance = Random(n * 10 + int(open_share * 10))
    for _ in range(3):
        same_as_lifelines(
            [(chance.expovariate(1 / 86_400), chance.random() >= open_share) for _ in range(n)]
        )


def test_nothing_at_all_is_a_flat_curve():
    assert curve([]) == Curve()
    assert quantile(curve([]), 0.5) is None
    assert band(curve([]), 0.5) == (None, None)
    assert incidences([]).last == {}


def test_a_quantile_is_not_yet_reached_while_too_many_are_open():
    durations = [(10.0, True)] * 4 + [(30.0, False)] * 6
    assert quantile(curve(durations), 0.5) is None
    assert quantile(curve(durations), 0.3) == 10.0
    assert curve(durations).at(-1) == 1.0


def test_what_is_open_makes_the_median_longer_and_not_shorter():
    closed = [(day * 1.0, True) for day in range(1, 11)]
    assert quantile(curve(closed), 0.5) == 5
    assert quantile(curve([*closed, *[(20.0, False)] * 5]), 0.5) == 8


def test_a_negative_duration_is_refused():
    with pytest.raises(ValueError):
        curve([(-1.0, True)])
    with pytest.raises(ValueError):
        incidences([(-1.0, "resolved")])


@pytest.mark.parametrize("seed", range(8))
def test_shares_of_ends_equal_lifelines(seed):
    chance = Random(seed)
    kinds = (None, "resolved", "unfixed")
    durations = [(chance.expovariate(1.0), chance.choice(kinds)) for _ in range(200)]
    ours = incidences(durations)
    for number, kind in enumerate(kinds[1:], start=1):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            theirs = AalenJohansenFitter(calculate_variance=False).fit(
                [seconds for seconds, _ in durations],
                [kinds.index(end) for _, end in durations],
                event_of_interest=number,
            )
        for time, share in theirs.cumulative_density_.iloc[:, 0].items():
            assert ours.at(time)[kind] == pytest.approx(share, abs=EXACT)


@settings(max_examples=100, deadline=None)
@given(some.lists(some.tuples(some.integers(0, 20), some.sampled_from([None, "a", "b", "c"]))))
def test_all_ends_and_what_is_open_add_up_to_one(durations):
    ours = incidences(durations)
    still = curve([(seconds, kind is not None) for seconds, kind in durations])
    for place, time in enumerate(ours.times):
        together = ours.open[place] + sum(shares[place] for shares in ours.by_kind.values())
        assert together == pytest.approx(1, abs=EXACT)
        assert ours.open[place] == pytest.approx(still.at(time), abs=EXACT)
    assert inf > ours.n == len(durations)
    assert last_shares(durations) == pytest.approx(ours.last)


def test_with_nothing_open_shares_are_plain_parts():
    ours = incidences([(1, "a"), (1, "b"), (2, "a"), (3, "a")])
    assert ours.last == pytest.approx({"a": 0.75, "b": 0.25})
    assert ours.counts == {"a": 3, "b": 1}
