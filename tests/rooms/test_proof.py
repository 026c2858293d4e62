"""What is changed with plain SQL after it was bound is found and named; what is lawful is not."""

from __future__ import annotations

import base64
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from portal.complaints import services
from portal.complaints.lifecycle import Closing
from portal.foundation.database import session
from portal.foundation.errors import Invalid
from portal.foundation.policy import Role
from portal.response_times.proof import leaves
from portal.response_times.proof.heads import Head
from portal.response_times.proof.leaves import LeafKind
from portal.response_times.proof.signing import Signer
from portal.response_times.queries import proofs, verifying
from portal.response_times.services import proving, publishing
from tests import makers
from tests.fixtures.portal import Town
from tests.makers import MONDAY

SIGNER = Signer.of(base64.b64encode(bytes(range(32))).decode())
OTHER = Signer.of(base64.b64encode(bytes(range(1, 33))).decode())
EVENING = MONDAY + timedelta(hours=9)
TUESDAY = MONDAY + timedelta(days=1)


def publish(at: datetime, known: list[Head] | None = None, signer: Signer = SIGNER) -> Head:
    while proving.bind():
        pass
    return publishing.publish("khonkaen", signer, known or [], at)


def wrong(known: list[Head] | None = None) -> list[str]:
    session.expire_all()
    return [str(found) for found in verifying.verify(known or []) if found.is_wrong]


def told(known: list[Head] | None = None) -> list[str]:
    session.expire_all()
    return [str(found) for found in verifying.verify(known or []) if not found.is_wrong]


def sql(statement: str, **values: object) -> None:
    """What somebody with access to the database could do."""
    session.flush()
    session.execute(text(statement), values)


@pytest.fixture
def bound(inside: Town) -> services.Receipt:
    """A complaint that was filed and acknowledged, bound by a head, with another one beside it."""
    receipt = makers.complaint()
    clerk = inside.actor(Role.CLERK)
    services.acknowledge(clerk, receipt.complaint_id, seen=1, at=MONDAY + timedelta(hours=1))
    makers.complaint(at=MONDAY + timedelta(hours=2))
    publish(EVENING)
    return receipt


def test_what_nobody_touched_is_right(bound: services.Receipt) -> None:
    assert wrong() == []
    assert told() == []


@pytest.mark.usefixtures("bound")
def test_a_changed_time_is_found_and_named() -> None:
    earlier = (MONDAY + timedelta(minutes=5)).strftime("%Y-%m-%d %H:%M:%S.000000")
    zone = "+00:00" if session.get_bind().dialect.name == "postgresql" else ""
    sql(
        "UPDATE complaint_step SET at = :at WHERE municipality_id = 1 AND number = 2",
        at=datetime.fromisoformat(earlier + "+00:00") if zone else earlier,
    )
    words = (
        "In step 2 of 2026-000001, the time was 2026-11-23T04:00:00.000000Z and now is"
        " 2026-11-23T03:05:00.000000Z."
    )
    assert wrong() == [words]


@pytest.mark.usefixtures("bound")
def test_a_deleted_step_is_found_and_named() -> None:
    sql("DELETE FROM complaint_step WHERE municipality_id = 1 AND number = 2")
    assert wrong() == [
        "Step 2 of 2026-000001 (acknowledge, 2026-11-23T04:00:00.000000Z) was deleted."
    ]


@pytest.mark.usefixtures("bound")
def test_a_step_dated_back_is_found_and_named() -> None:
    insert = (
        "INSERT INTO complaint_step (municipality_id, number, complaint_id, version, verb, state,"
        " at, actor_role, note, is_public, details) SELECT municipality_id, :number, complaint_id,"
        " version, 'reply', state, at, actor_role, 'x', is_public, details FROM complaint_step"
        " WHERE municipality_id = 1 AND number = 2"
    )
    sql(insert, number=4)
    assert wrong() == ["Step 4 was written past the portal."]
    sql("UPDATE proof_book SET given = 4 WHERE municipality_id = 1")
    dated_back = (
        "Step 4 says it was made at 2026-11-23T04:00:00.000000Z, but the head of"
        " 2026-11-23T12:00:00.000000Z does not contain it: it was dated back, or the server’s"
        " clock was wrong."
    )
    assert wrong() == [dated_back]
    publish(TUESDAY)
    assert wrong() == [dated_back]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("SET note = 'other'", "the words, the details or the person were changed"),
        ("SET actor_id = 99", "the words, the details or the person were changed"),
        ("SET verb = 'start'", "what was done was acknowledge and now is start"),
        ("SET actor_role = 'mayor'", "the role was clerk and now is mayor"),
        ("SET state = 'resolved'", "the state was acknowledged and now is resolved"),
    ],
)
@pytest.mark.usefixtures("bound")
def test_any_other_change_of_a_step_is_found(change: str, words: str) -> None:
    sql(f"UPDATE complaint_step {change} WHERE municipality_id = 1 AND number = 2")
    assert any(words in found for found in wrong())


MATTER = "WHERE municipality_id = 1 AND running = 1"
FACT = (
    "WHERE municipality_id = 1 AND matter_id ="
    " (SELECT id FROM complaint WHERE municipality_id = 1 AND running = 1)"
)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (f"UPDATE complaint SET filed_at = changed_at {MATTER}", "the moment of filing was"),
        (f"UPDATE complaint SET state = 'settled' {MATTER}", "the state was acknowledged"),
        (f"UPDATE matter_fact SET filed_at = acknowledged_at {FACT}", "what the figures count"),
        (f"UPDATE matter_fact SET ended_at = filed_at {FACT}", "what the figures count from was –"),
    ],
)
@pytest.mark.usefixtures("bound")
def test_a_change_of_the_complaint_or_of_its_figures_is_found(change: str, words: str) -> None:
    sql(change)
    assert any(words in found for found in wrong())


def test_a_moved_end_is_found(inside: Town, bound: services.Receipt) -> None:
    clerk = inside.actor(Role.CLERK)
    services.close(clerk, bound.complaint_id, Closing.NOT_OURS, "ไม่ใช่", seen=2, at=TUESDAY)
    publish(TUESDAY + timedelta(hours=1))
    assert wrong() == []
    sql(f"UPDATE complaint SET closed_at = filed_at {MATTER}")
    assert any("the moment it ended was 2026-11-24T03:00" in found for found in wrong())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("UPDATE proof_leaf SET secrets = zeroblob WHERE", "Leaf 1 (step 2) is not what was bound"),
        ("DELETE FROM proof_leaf WHERE", "Leaf 1 was deleted"),
        ("UPDATE proof_leaf SET content = NULL WHERE", "The content of leaf 1 is gone"),
    ],
)
@pytest.mark.usefixtures("bound")
def test_a_changed_leaf_is_found(change: str, words: str) -> None:
    change = change.replace("zeroblob", "(SELECT hashes FROM proof_tile WHERE municipality_id = 1)")
    sql(f"{change} municipality_id = 1 AND position = 1")
    assert any(words in found for found in wrong())


@pytest.mark.usefixtures("bound")
def test_a_tree_written_anew_does_not_give_the_signed_root() -> None:
    sql("DELETE FROM complaint_step WHERE municipality_id = 1 AND number = 2")
    for table in ("leaf", "tile", "tree"):
        sql(f"DELETE FROM proof_{table} WHERE municipality_id = 1")
    sql("UPDATE complaint_step SET number = 2 WHERE municipality_id = 1 AND number = 3")
    sql("UPDATE proof_book SET given = 2 WHERE municipality_id = 1")
    session.expire_all()
    while proving.bind():
        pass
    assert any("no longer give the root of the head of 2026-11-23T12:00" in f for f in wrong())


def test_a_removed_or_forged_head_is_found(bound: services.Receipt) -> None:
    head = proofs.latest_head()
    assert head is not None
    sql("DELETE FROM proof_head WHERE municipality_id = 1")
    assert any("does not have the head of 2026-11-23T12:00" in found for found in wrong([head]))
    forged = Head("khonkaen", 2, head.root, 2, TUESDAY, head.key, head.signature)
    assert any("bears a wrong signature" in found for found in wrong([forged]))


@pytest.mark.usefixtures("bound")
def test_a_head_signed_by_a_key_that_no_leaf_names_is_found() -> None:
    head = proofs.latest_head()
    assert head is not None
    other = Head("khonkaen", head.size, head.root, head.steps, head.at, OTHER.public)
    sql(
        "UPDATE proof_head SET key = :key, signature = :signature WHERE municipality_id = 1",
        key=OTHER.public,
        signature=OTHER.sign(other.text),
    )
    assert any("The signature of the head" in found for found in wrong())


@pytest.mark.usefixtures("bound")
def test_damaged_inner_hashes_are_found() -> None:
    for number in range(300):
        proving.note(LeafKind.EXPLANATION, {"steps": [], "ground": str(number), "at": "-"})
    session.flush()
    assert wrong() == []
    sql(
        "UPDATE proof_tile SET hashes = (SELECT secrets FROM proof_leaf"
        " WHERE municipality_id = 1 AND position = 0) WHERE municipality_id = 1 AND level = 1"
    )
    assert any("inner hashes" in found for found in wrong())


def test_steps_newer_than_the_last_head_are_named(bound: services.Receipt) -> None:
    makers.complaint(at=TUESDAY)
    assert wrong() == []
    assert told() == ["1 step is newer than the last head and not covered yet."]
    sql("DELETE FROM complaint_step WHERE municipality_id = 1 AND number = 4")
    assert wrong() == ["Step 4 was deleted before it was bound."]


# ── what is lawful ──


def test_a_lawful_erasure_is_no_tampering(inside: Town, bound: services.Receipt) -> None:
    clerk = inside.actor(Role.CLERK)
    services.note(clerk, bound.complaint_id, "โทร 0812345678", seen=2, at=TUESDAY)
    proving.note_erasure({4}, {"note"}, "PDPA s.33", TUESDAY)
    sql("UPDATE complaint_step SET note = '' WHERE municipality_id = 1 AND number = 4")
    assert wrong() == []
    publish(TUESDAY + timedelta(hours=1))
    assert wrong() == []
    assert any("PDPA s.33" in found for found in told())
    sql("UPDATE complaint_step SET verb = 'reply' WHERE municipality_id = 1 AND number = 4")
    assert any("what was done was note and now is reply" in found for found in wrong())


def test_words_erased_without_a_word_are_found(inside: Town, bound: services.Receipt) -> None:
    proving.note_erasure({1}, {"note"}, "PDPA s.33", TUESDAY)
    sql("UPDATE complaint_step SET note = 'x' WHERE municipality_id = 1 AND number = 2")
    sql("UPDATE complaint_step SET actor_id = 5 WHERE municipality_id = 1 AND number = 1")
    found = wrong()
    assert len(found) == 2
    assert all("the words, the details or the person" in each for each in found)


def test_a_retention_run_takes_whole_steps_away(bound: services.Receipt) -> None:
    proving.note_erasure({1, 2}, {leaves.WHOLE}, "Retention, 10 years", TUESDAY)
    sql("DELETE FROM complaint_step WHERE municipality_id = 1 AND number IN (1, 2)")
    publish(TUESDAY)
    assert wrong() == []
    assert proofs.proof_of({1, 2}).steps == []
    sql("DELETE FROM complaint_step WHERE municipality_id = 1 AND number = 3")
    assert len(wrong()) == 1


@pytest.mark.parametrize(
    ("numbers", "fields", "ground"),
    [({1}, {"note"}, " "), ({1}, set(), "x"), ({1}, {"at"}, "x"), ({9}, {"note"}, "x")],
)
def test_an_erasure_without_a_ground_is_refused(
    bound: services.Receipt, numbers: set[int], fields: set[str], ground: str
) -> None:
    with pytest.raises(Invalid):
        proving.note_erasure(numbers, fields, ground, TUESDAY)


def test_steps_of_the_past_are_not_dated_back(bound: services.Receipt) -> None:
    numbers = proving.take_past_numbers(1)
    sql(
        "INSERT INTO complaint_step (municipality_id, number, complaint_id, version, verb, state,"
        " at, actor_role, note, is_public, details) SELECT municipality_id, :number, complaint_id,"
        " version, verb, state, at, actor_role, 'x', is_public, details FROM complaint_step"
        " WHERE municipality_id = 1 AND number = 2",
        number=numbers[0],
    )
    publish(TUESDAY)
    assert wrong() == []


def test_a_missing_step_can_be_explained_in_public(bound: services.Receipt) -> None:
    makers.complaint(at=TUESDAY)
    sql("DELETE FROM complaint_step WHERE municipality_id = 1 AND number = 4")
    publish(TUESDAY)
    assert wrong() == ["Step 4 was deleted before it was bound."]
    proving.explain({4}, "A disk failed", TUESDAY)
    assert wrong() == []
    with pytest.raises(Invalid):
        proving.explain({5}, "A disk failed", TUESDAY)
