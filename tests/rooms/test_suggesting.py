"""Suggestions from a municipality's own past, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select, update

from portal.complaints.lifecycle import Visibility
from portal.complaints.models import Category, Complaint
from portal.complaints.queries import choices
from portal.complaints.suggesting import jobs, learning, queries, services
from portal.complaints.suggesting.learning import Example
from portal.complaints.suggesting.models import SuggestionModel
from portal.complaints.suggesting.weights import Weights
from portal.complaints.terms import Withheld
from portal.foundation.database import session
from portal.operations.worker import LONG_JOBS
from tests import makers
from tests.fixtures.portal import Town
from tests.makers import MONDAY

LAMP = "ไฟถนนดับทั้งซอย มืดมาก"
WORDS = {"streetlight": "แก้วมังกรหล่น", "animals": "ช้างน้ำลอย", "waste": "ดาวหางตก"}
"""Nonsense that only this municipality says: what is known of it was learned here."""


def codes(text: str, *, for_staff: bool = False) -> list[str]:
    found = queries.suggested(text, for_staff=for_staff)
    return [suggestion.category.code for suggestion in found]


def change(code: str, **values: object) -> None:
    session.execute(update(Category).where(Category.code == code).values(**values))
    choices.forget_choices()


def filed(code: str, text: str) -> int:
    category_id = session.scalars(select(Category.id).where(Category.code == code)).one()
    return makers.complaint(text, category_id=category_id).complaint_id


def taught() -> Weights:
    return learning.learn(
        [Example(f"{words} ซอย {n}", code) for code, words in WORDS.items() for n in range(6)]
    )


def round_comes(town: Town, days: int = 0) -> None:
    with town.app.app_context():
        jobs.learn_categories(MONDAY + timedelta(days=days))


@pytest.fixture
def past(inside: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    """Eighteen complaints, which are enough here."""
    monkeypatch.setattr(queries, "ENOUGH", 18)
    for code, words in WORDS.items():
        for n in range(6):
            filed(code, f"{words} ซอย {'กขคงจฉ'[n]}")
    return inside


def test_a_new_municipality_gets_the_shipped_model(inside: Town) -> None:
    first = queries.suggested(LAMP)[0]
    assert first.category.code == "streetlight"
    assert first.unit is not None
    assert first.unit.en == choices.unit(first.category.unit_id).title.en
    assert len(queries.suggested(LAMP)) <= queries.MOST


@pytest.mark.parametrize(
    "text",
    ["", "ไฟดับ", "        ", "เจ้าหน้าที่เรียกรับเงินค่าเก็บขยะ", "The officer was rude to me"],
)
def test_too_little_and_conduct_get_none(inside: Town, text: str) -> None:
    assert codes(text) == []


def test_a_category_that_cannot_be_chosen_is_not_suggested(inside: Town) -> None:
    change("streetlight", is_active=False)
    assert "streetlight" not in codes(LAMP, for_staff=True)


def test_a_category_for_staff_is_suggested_to_staff_alone(inside: Town) -> None:
    change("streetlight", is_staff_only=True)
    assert "streetlight" not in codes(LAMP)
    assert codes(LAMP, for_staff=True)[0] == "streetlight"


def test_a_renamed_category_is_called_by_its_new_name(inside: Town) -> None:
    change("streetlight", title_en="Lamps")
    assert queries.suggested(LAMP)[0].category.title.en == "Lamps"


def test_it_learns_from_its_own_past(past: Town) -> None:
    services.keep(learning.learn(queries.examples()), 18, MONDAY)
    assert codes("เมื่อวานช้างน้ำลอยมาอีก")[0] == "animals"
    assert codes("ดาวหางตกหน้าบ้าน")[0] == "waste"


def test_what_was_told_in_private_teaches_nothing(past: Town) -> None:
    filed("welfare", "ความลับของครอบครัวหนึ่ง")
    shown = filed("waste", "ข้อความที่กลายเป็นเรื่องส่วนตัว")
    session.get_one(Complaint, shown).visibility = Visibility.PRIVATE.value
    withheld = filed("waste", "ข้อความก่อกวนระบบ")
    session.get_one(Complaint, withheld).withheld = Withheld.MISUSE.value
    gone = filed("waste", "ข้อความที่ถูกลบแล้ว")
    session.get_one(Complaint, gone).words_gone_at = MONDAY
    session.flush()
    examples = queries.examples()
    own = [example for example in examples if example not in queries.phrases()]
    assert {example.code for example in own} == set(WORDS)
    assert all(WORDS[example.code] in example.text for example in own)
    stand_ins = [example for example in examples if example.code == "welfare"]
    assert stand_ins == [phrase for phrase in queries.phrases() if phrase.code == "welfare"]


def test_masked_words_teach_and_each_text_once(past: Town) -> None:
    for _ in range(2):
        filed("waste", "ขยะเต็มถัง โทร 081 234 5678 ด่วน")
    texts = [example.text for example in queries.examples() if "ขยะเต็มถัง" in example.text]
    own = [text for text in texts if "ด่วน" in text and text.startswith("ขยะเต็มถัง โทร")]
    assert len(own) == 1
    assert "081" not in own[0]


def test_the_new_model_takes_the_place_of_the_old(inside: Town) -> None:
    services.keep(taught(), 18, MONDAY)
    services.keep(taught(), 19, MONDAY + timedelta(days=7))
    kept = session.scalars(select(SuggestionModel)).one()
    assert kept.examples == 19
    assert len(kept.weights) <= 2_000_000
    assert queries.last_learned() == MONDAY + timedelta(days=7)


def test_a_model_that_cannot_be_read_gives_way_to_the_shipped_one(inside: Town) -> None:
    session.add(SuggestionModel(learned_at=MONDAY, examples=1, weights=b"of another release"))
    session.flush()
    assert codes(LAMP)[0] == "streetlight"


def test_few_models_stay_in_memory(inside: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries.tenancy, "municipality_id", lambda: next(numbers))
    monkeypatch.setattr(queries, "last_learned", lambda: None)
    monkeypatch.setattr(queries.session, "scalar", lambda _question: None)
    numbers = iter(range(1000, 1010))
    for _ in range(10):
        assert queries._weights() is queries.shipped()
    assert list(queries._kept) == [1006, 1007, 1008, 1009]


class TestJob:
    """The weekly round, in transactions of its own."""

    @pytest.fixture
    def learned(self, town: Town, monkeypatch: pytest.MonkeyPatch) -> list[list[Example]]:
        """Each time something was learned: from what. The learning itself is tried elsewhere."""
        monkeypatch.setattr(queries, "ENOUGH", 3)
        with town.work():
            for code, words in WORDS.items():
                filed(code, words)
        calls: list[list[Example]] = []
        model = taught()
        monkeypatch.setattr(jobs, "learn", lambda examples: calls.append(examples) or model)
        return calls

    def test_it_learns_once_a_week(self, town: Town, learned: list[list[Example]]) -> None:
        for days in (0, 1, 6, 7, 8):
            round_comes(town, days)
        assert len(learned) == 2
        with town.look() as looking:
            assert looking.scalar(select(func.count()).select_from(SuggestionModel)) == 1

    def test_too_few_are_not_learned_from(
        self, town: Town, learned: list[list[Example]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(queries, "ENOUGH", 4)
        round_comes(town)
        assert learned == []

    @pytest.mark.parametrize("failure", [OSError("killed"), ValueError("nothing")])
    def test_the_old_model_stays_where_learning_fails(
        self,
        town: Town,
        learned: list[list[Example]],
        monkeypatch: pytest.MonkeyPatch,
        failure: Exception,
    ) -> None:
        round_comes(town)

        def fails(_examples: list[Example]) -> Weights:
            raise failure

        monkeypatch.setattr(jobs, "learn", fails)
        round_comes(town, 30)
        with town.look():
            assert queries.last_learned() == MONDAY

    def test_a_new_round_comes_where_the_row_was_taken_away(
        self, town: Town, learned: list[list[Example]]
    ) -> None:
        round_comes(town)
        with town.work() as working:
            working.execute(delete(SuggestionModel))
        round_comes(town, 1)
        assert len(learned) == 2

    def test_the_worker_brings_it_round(self) -> None:
        assert jobs.learn_categories in {job.work for job in LONG_JOBS}
