from __future__ import annotations

import io
import json
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import mean, median

import pytest
from PIL import Image

from portal.complaints import lifecycle, preset
from portal.complaints.lifecycle import Channel, Closing, Hold, Kind, State, Verb
from portal.foundation.clock import BANGKOK
from portal.operations.demo import landmarks, people, phrasebook, pictures, shares
from portal.operations.demo.moments import is_office_time
from portal.operations.demo.planning import plan
from portal.operations.demo.repeats import is_repeat, repeating
from portal.places.setup import DEMO

END = datetime(2026, 11, 22, 9, tzinfo=UTC)
START = END - timedelta(days=548)
MANY = 6000
NOT_PLANNED = frozenset(
    {
        Verb.FILE,
        Verb.MOVE_PIN,
        Verb.MAKE_URGENT,
        Verb.MAKE_NORMAL,
        Verb.MERGE,
        Verb.ABSORB,
        Verb.UNMERGE,
        Verb.LET_GO,
        Verb.SPLIT,
        Verb.HIDE,
        Verb.RELEASE,
        Verb.COVER_PHOTO,
        Verb.ROUTE,
        Verb.HEAR,
        Verb.REMIND,
    }
)
"""Verbs that no plan of the demo uses: its rules close without a reminder, nothing is handed on."""
KINDS = {kind.value for kind in Kind}


@pytest.fixture(scope="module")
def planned():
    return list(plan(MANY, 7, START, END))


def state_of(complaint):
    state = State.RECEIVED
    for step in complaint.steps:
        state = lifecycle.after(step.verb, state)
    return state


def steps_of(complaint, verb):
    return [step for step in complaint.steps if step.verb is verb]


def share(planned, *states):
    return sum(state_of(complaint) in states for complaint in planned) / len(planned)


@pytest.fixture(scope="module")
def done(planned):
    return [complaint for complaint in planned if state_of(complaint) in lifecycle.DONE]


@pytest.fixture(scope="module")
def rated(done):
    return [(c, steps_of(c, Verb.RATE)[0].stars) for c in done if steps_of(c, Verb.RATE)]


def test_the_same_seed_gives_the_same_complaints():
    first = list(plan(60, 1, START, END))
    assert first == list(plan(60, 1, START, END))
    assert first != list(plan(60, 2, START, END))


def test_complaints_come_in_order_and_nothing_happens_after_the_end(planned):
    assert len(planned) == MANY
    filings = [complaint.filed_at for complaint in planned]
    assert filings == sorted(filings)
    assert all(START <= filed_at < END for filed_at in filings)
    for complaint in planned:
        moments = [complaint.filed_at, *(step.at for step in complaint.steps)]
        assert moments == sorted(moments)
        assert len(set(moments)) == len(moments)
        assert moments[-1] < END


def test_every_step_is_an_arrow_of_the_lifecycle(planned):
    verbs = {step.verb for complaint in planned for step in complaint.steps}
    assert {state_of(complaint) for complaint in planned} >= set(State) - {
        State.ACKNOWLEDGED,
        State.MERGED,
    }
    assert verbs == set(Verb) - NOT_PLANNED


def test_states_are_shared_as_measured(planned):
    assert share(planned, *lifecycle.DONE) == pytest.approx(0.704, abs=0.025)
    assert share(planned, State.RECEIVED) == pytest.approx(0.072, abs=0.015)
    working = lifecycle.OPEN - {State.RECEIVED}
    assert share(planned, *working) == pytest.approx(0.221, abs=0.025)


def test_categories_are_shared_as_measured(planned):
    assert sum(found.share for found in shares.CATEGORIES.values()) == pytest.approx(1, abs=0.02)
    assert set(shares.CATEGORIES) == {category.code for category in preset.CATEGORIES}
    counts = Counter(complaint.category for complaint in planned)
    for code, expected in shares.CATEGORIES.items():
        assert counts[code] / MANY == pytest.approx(expected.share, abs=0.012), code
        assert counts[code] > 0, code


def test_hours_and_days_are_shared_as_measured(planned):
    outside = sum(not is_office_time(complaint.filed_at) for complaint in planned)
    weekend = sum(c.filed_at.astimezone(BANGKOK).weekday() > 4 for c in planned)
    assert outside / MANY == pytest.approx(0.674, abs=0.02)
    assert weekend / MANY == pytest.approx(0.257, abs=0.02)


def test_finished_by_age_as_measured(planned):
    for days, measured in ((1, 0.14), (4, 0.38), (10, 0.47), (22, 0.59), (45, 0.64), (120, 0.72)):
        age = timedelta(days=days)
        old = [complaint for complaint in planned if END - complaint.filed_at > age]
        ended = sum(
            any(lifecycle.STEPS[s.verb].target in lifecycle.DONE and s.at - c.filed_at <= age
                for s in c.steps)
            for c in old
        )  # fmt: skip
        assert ended / len(old) == pytest.approx(measured, abs=0.06), days


def test_reopened_as_measured(planned):
    again = [complaint for complaint in planned if steps_of(complaint, Verb.REOPEN)]
    assert len(again) / MANY == pytest.approx(0.067, abs=0.012)


def test_rated_as_measured(done, rated):
    assert len(rated) / len(done) == pytest.approx(0.533, abs=0.025)
    stars = [given for _, given in rated]
    assert stars.count(5) / len(stars) == pytest.approx(0.483, abs=0.03)
    assert sum(given < 3 for given in stars) / len(stars) == pytest.approx(0.191, abs=0.03)
    assert mean(g for c, g in rated if not steps_of(c, Verb.REOPEN)) == pytest.approx(3.91, abs=0.1)
    assert mean(g for c, g in rated if steps_of(c, Verb.REOPEN)) == pytest.approx(3.28, abs=0.3)


def test_after_photos_as_measured(done, rated):
    def has_photo(complaint):
        return any(step.picture for step in steps_of(complaint, Verb.RESOLVE))

    assert sum(map(has_photo, done)) / len(done) == pytest.approx(0.738, abs=0.03)
    assert mean(g for c, g in rated if has_photo(c)) == pytest.approx(3.97, abs=0.12)
    assert mean(g for c, g in rated if not has_photo(c)) == pytest.approx(3.48, abs=0.2)


def test_texts_are_as_long_and_as_dirty_as_measured(planned):
    lengths = sorted(len(complaint.text) for complaint in planned)
    assert median(lengths) == pytest.approx(66, abs=15)
    assert lengths[int(MANY * 0.9)] == pytest.approx(263, abs=40)
    assert sum(c.language == "en" for c in planned) / MANY == pytest.approx(0.06, abs=0.01)
    dirty = [c.text for c in planned if re.search("[\u200b-\u200d\ufeff\u00a0]|เเ", c.text)]
    assert 0.005 < len(dirty) / MANY < 0.03
    assert not [c.text for c in planned if "{" in c.text or "  " in c.text or not c.text.strip()]


def test_telephone_numbers_are_plainly_invented(planned):
    phones = [phone for c in planned for phone in re.findall(r"0\d[\d-]{7,}", c.text)]
    phones += [c.contact.phone for c in planned if c.contact and c.contact.phone]
    assert phones
    assert all(re.fullmatch(r"08\d-000-0\d{3}", phone) for phone in phones)
    emails = [c.contact.email for c in planned if c.contact and c.contact.email]
    assert all(email.endswith("@example.org") for email in emails)


def test_every_value_is_one_the_rooms_know(planned):
    names = set(pictures.names())
    for complaint in planned:
        Kind(complaint.kind)
        Channel(complaint.channel)
        assert names.issuperset(complaint.pictures)
        for step in complaint.steps:
            assert not step.picture or step.picture in names
            if step.verb is Verb.HOLD:
                Hold(step.reason)
            elif step.verb in {Verb.CLOSE, Verb.WITHDRAW}:
                Closing(step.reason)
            elif step.verb is Verb.RESOLVE:
                assert bool(step.picture) != bool(step.reason)
            needs_words = step.verb in {Verb.REPLY, Verb.ASK, Verb.CLOSE, Verb.REFER, Verb.RESOLVE}
            assert step.note or not needs_words or step.by == "portal"


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("code", shares.CATEGORIES)
def test_the_tables_have_words_for_every_category(code, language):
    section = phrasebook.complaints(language)[code]
    assert {"relief", "effect", "fix", "result"} <= set(section)
    assert set(section) <= KINDS | {"effect", "fix", "result"}
    for part, phrases in section.items():
        assert all(phrases), part


def test_landmarks_lie_inside_the_demo_outline():

    outline = json.loads(DEMO.read_text(encoding="utf-8"))["features"][0]["geometry"]
    ring = outline["coordinates"][0]
    reach = landmarks.FARTHEST_METRES / landmarks.METRES_PER_DEGREE * 1.05
    for landmark in landmarks.landmarks():
        for up, right in ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)):
            point = landmark.lon + right * reach, landmark.lat + up * reach
            assert inside(ring, point), landmark.title.en


def inside(ring, point):
    x, y = point
    crossed = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossed = not crossed
    return crossed


def test_the_demo_has_somebody_of_every_role_and_an_officer_where_work_is():
    roles = {person.role for person in people.PEOPLE if person.is_printed}
    assert len(roles) == sum(person.is_printed for person in people.PEOPLE) == 8
    officers = {person.unit for person in people.PEOPLE if person.role == "officer"}
    assert officers >= {line.lead_unit for line in preset.for_kind("city")}


@pytest.mark.parametrize("name", ["road-1-before", "road-1-after", "streetlight-2-after"])
def test_a_picture_is_a_small_jpeg_and_always_the_same(name):
    content = pictures.draw(name)
    assert content == pictures.draw(name)
    assert len(content) <= 120_000
    with Image.open(io.BytesIO(content)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1200, 900))


def test_before_and_after_differ():
    assert pictures.draw("drain-1-before") != pictures.draw("drain-1-after")
    assert len(set(pictures.names())) == len(list(pictures.names())) == 4 * len(pictures.SCENES)


def test_a_brisk_town_has_caught_up_with_what_is_old(planned):
    old = END - timedelta(days=shares.CAUGHT_UP_AFTER_DAYS)
    brisk = list(plan(MANY, 7, START, END, is_brisk=True))

    def unfinished(complaints, *, before):
        found = [c for c in complaints if (c.filed_at < old) is before]
        return sum(state_of(c) not in lifecycle.DONE for c in found) / len(found)

    assert unfinished(planned, before=True) > 0.2
    assert unfinished(brisk, before=True) < 0.06
    young = unfinished(planned, before=False)
    assert unfinished(brisk, before=False) == pytest.approx(young, abs=0.03)
    assert share(brisk, State.RECEIVED) < share(planned, State.RECEIVED) / 4


def test_a_few_of_the_newest_repeat_an_open_matter_of_the_days_before(planned):
    after = repeating(planned, END)
    assert len(after) == len(planned)
    later = [one for one in after if is_repeat(one)]
    assert len(later) == 6
    for one in later:
        (first,) = [
            each for each in planned if each.text in one.text and each.landmark == one.landmark
        ][:1]
        assert first.filed_at < one.filed_at
        assert state_of(first) in lifecycle.OPEN
        assert (first.category, first.kind) == (one.category, one.kind)
        assert 0 < abs(first.lat - one.lat) < 0.0002
    assert [one.filed_at for one in after] == [one.filed_at for one in planned]


def test_a_plan_without_new_complaints_repeats_nothing(planned):
    assert repeating(planned, END + timedelta(days=60)) == planned
