"""Signed heads: one a day, kept outside of the database, and what is said before one is signed."""

from __future__ import annotations

import base64
import json
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest

from config import from_environment
from portal.foundation import clock as portal_clock
from portal.foundation.database import session
from portal.response_times import jobs_proof, publications
from portal.response_times.models import ProofHead
from portal.response_times.proof import merkle
from portal.response_times.proof.heads import Head, head_of
from portal.response_times.proof.leaves import LeafKind
from portal.response_times.proof.signing import Signer, fingerprint
from portal.response_times.queries import proofs, verifying
from portal.response_times.services import proving, publishing
from tests import makers
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY

SIGNER = Signer.of(base64.b64encode(bytes(range(32))).decode())
OTHER = Signer.of(base64.b64encode(bytes(range(1, 33))).decode())
NAME = "khonkaen"
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def findings(known: list[Head] | None = None, *, wrong: bool = True) -> list[str]:
    return [str(each) for each in verifying.verify(known or []) if each.is_wrong is wrong]


def test_a_head_is_signed_over_what_is_bound(inside: Town) -> None:
    makers.complaint()
    proving.bind()
    head = publishing.publish(NAME, SIGNER, [], MONDAY + HOUR)
    assert (head.size, head.steps, head.municipality) == (2, 1, NAME)  # the step and the key
    assert head.is_signed
    assert head_of(json.loads(json.dumps(head.published))) == head
    assert proofs.latest_head() == head
    assert [key.content["key"] for key in proofs.of_kind(LeafKind.KEY)] == [SIGNER.public]
    assert head.root == proofs.tree().root().hex()


def test_a_head_of_nothing_can_be_published(inside: Town) -> None:
    assert publishing.publish(NAME, SIGNER, [], MONDAY).steps == 0
    assert findings() == []


def test_heads_follow_one_another(inside: Town) -> None:
    heads = []
    for day in range(4):
        makers.complaint(at=MONDAY + DAY * day)
        proving.bind()
        heads.append(publishing.publish(NAME, SIGNER, heads, MONDAY + DAY * day + HOUR))
    tree = proofs.tree()
    for first in heads:
        for second in heads[heads.index(first) :]:
            path = tree.consistency(first.size, second.size)
            roots = bytes.fromhex(first.root), bytes.fromhex(second.root)
            assert merkle.check_consistency(first.size, second.size, path, roots)
    assert findings(heads) == []


def test_another_key_is_a_leaf(inside: Town) -> None:
    publishing.publish(NAME, SIGNER, [], MONDAY)
    head = publishing.publish(NAME, OTHER, [], MONDAY + DAY)
    assert head.key == OTHER.public
    newest, oldest = proofs.of_kind(LeafKind.KEY)
    assert (oldest.content["key"], newest.content["key"]) == (SIGNER.public, OTHER.public)
    assert newest.content["before"] == SIGNER.public
    assert findings() == []


def test_a_clock_that_went_back_is_a_leaf(inside: Town) -> None:
    """Next year's head was signed by mistake; complaints of today are not dated back by it."""
    publishing.publish(NAME, SIGNER, [], MONDAY + DAY * 365)
    makers.complaint(at=MONDAY)
    proving.bind()
    assert len(findings()) == 1
    assert publishing.is_due(MONDAY)
    publishing.publish(NAME, SIGNER, [], MONDAY)
    assert findings() == []
    assert any('"leaf":"clock"' in told for told in findings(wrong=False))


def test_a_restored_backup_is_told_and_goes_on_from_a_gap(inside: Town) -> None:
    makers.complaint()
    proving.bind()
    kept = publishing.publish(NAME, SIGNER, [], MONDAY)
    with session.begin_nested() as lost:
        makers.complaint(at=MONDAY + DAY)
        proving.bind()
        gone = publishing.publish(NAME, SIGNER, [kept], MONDAY + DAY)
        lost.rollback()
    known = [kept, gone]
    assert [found for found in findings(known) if "an older backup was restored" in found]
    for day in range(2, 5):
        makers.complaint(at=MONDAY + DAY * day)
    proving.bind()
    publishing.publish(NAME, SIGNER, known, MONDAY + DAY * 5)
    assert findings(known) == []
    (gap,) = proofs.of_kind(LeafKind.GAP)
    assert gap.content["kept"] == {"root": kept.root, "size": kept.size}
    assert [lost["root"] for lost in gap.content["lost"]] == [gone.root]
    publishing.publish(NAME, SIGNER, known, MONDAY + DAY * 6)
    assert len(proofs.of_kind(LeafKind.GAP)) == 1


# ── the job, the key, the file ──


def test_the_job_publishes_once_a_day(town: Town, clock: Clock) -> None:
    with town.work():
        makers.complaint()
    with town.app.app_context():
        for _round in range(3):
            jobs_proof.prove(portal_clock.now())
        clock.pass_(days=1)
        jobs_proof.prove(portal_clock.now())
    with town.look():
        assert len(proofs.heads()) == 2
        assert len(publications.known_heads(town.id)) == 2
        assert findings(publications.known_heads(town.id)) == []


def test_two_workers_sign_one_head(town: Town) -> None:
    ready = Barrier(2)
    with town.work():
        makers.complaint()

    def work(_number: int) -> None:
        ready.wait(timeout=30)
        with town.app.app_context():
            jobs_proof.prove(MONDAY)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, range(2)))
    with town.look():
        assert len(proofs.heads()) == 1
        assert len(publications.known_heads(town.id)) == 1


def test_a_worker_killed_between_leaves_and_head_is_made_up_for(town: Town) -> None:
    with town.work():
        makers.complaint()
        proving.bind()
    with town.app.app_context():
        jobs_proof.prove(MONDAY)
    with town.look():
        assert proofs.extent().uncovered == 0


def test_a_worker_killed_before_the_file_was_written_is_made_up_for(town: Town) -> None:
    with town.work():
        publishing.publish(NAME, SIGNER, [], MONDAY)
        assert publications.known_heads(town.id) == []
    with town.app.app_context():
        jobs_proof.prove(MONDAY)
    with town.look():
        assert len(publications.known_heads(town.id)) == 1


def test_a_database_put_back_under_the_kept_heads_is_noticed(town: Town) -> None:
    with town.app.app_context():
        jobs_proof.prove(MONDAY)
        jobs_proof.prove(MONDAY + DAY)
    with town.work():
        session.delete(session.query(ProofHead).order_by(ProofHead.id.desc()).first())
    with town.look():
        assert any("does not have the head" in f for f in findings(publications.known_heads(1)))
    with town.app.app_context():
        jobs_proof.prove(MONDAY + DAY * 2)
    with town.look():
        assert findings(publications.known_heads(town.id)) == []


def test_the_key_is_made_once_and_read_by_nobody_else(town: Town) -> None:
    with town.app.app_context():
        first = publications.signer().public
        assert publications.signer().public == first
        path = town.app.config["PORTAL"].instance_dir / publications.KEY_FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not list(path.parent.glob("proof-key-*"))


def test_the_key_is_a_setting(tmp_path: Path) -> None:
    seed = base64.b64encode(bytes(range(32))).decode()
    (tmp_path / "key").write_text(f"{seed}\n", encoding="ascii")
    given = {"SECRET_KEY": "x" * 40, "INSTANCE_DIR": str(tmp_path)}
    by_file = from_environment(given | {"PROOF_KEY_FILE": str(tmp_path / "key")})
    assert from_environment(given | {"PROOF_KEY": seed}).proof_key == by_file.proof_key == seed
    assert from_environment(given).proof_key == ""


@pytest.mark.parametrize("seed", ["", "short", base64.b64encode(bytes(31)).decode(), "é" * 44])
def test_what_is_no_key_is_refused(seed: str) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Signer.of(seed)


def test_a_key_has_a_name_to_compare() -> None:
    assert fingerprint(SIGNER.public) != fingerprint(OTHER.public)
    assert len(fingerprint(SIGNER.public).split(" ")) == 4


@pytest.mark.parametrize("text", ["{", '{"size": 1}', '{"heads": [1]}', "[]"])
def test_what_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        publications.heads_in(text)
