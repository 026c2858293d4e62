"""The proof as people meet it: pages in both languages, files, the script, the command."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from portal.complaints import services
from portal.complaints.queries import choices
from portal.foundation import clock as portal_clock
from portal.foundation.policy import Role
from portal.response_times import jobs_proof
from portal.response_times.services import proving
from tests import makers
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.people import a_resident

ROOT = Path(__file__).parents[2]
INSIDE = "โทรคุยแล้ว 0812345678"


@pytest.fixture
def sealed(town: Town, clock: Clock) -> services.Receipt:
    """A public complaint with an internal note, and a private one, sealed by a head."""
    with town.work():
        public = next(one.id for one in choices.categories() if one.visibility == "public")
        private = next(one.id for one in choices.categories() if one.visibility == "private")
        receipt = makers.complaint(category_id=public)
        clerk = town.actor(Role.CLERK)
        services.acknowledge(clerk, receipt.complaint_id, seen=1, at=MONDAY)
        services.note(clerk, receipt.complaint_id, INSIDE, seen=2, at=MONDAY)
        makers.complaint("เรียกรับเงินค่าน้ำชา", category_id=private)
    clock.pass_(hours=1)
    prove(town)
    return receipt


def prove(town: Town) -> None:
    with town.app.app_context():
        jobs_proof.prove(portal_clock.now())


def read(browser: Browser, address: str) -> dict:
    answer = browser.client.get(address)
    assert answer.status_code == 200, address
    assert answer.mimetype == "application/json"
    return json.loads(answer.get_data(as_text=True))


def download(browser: Browser, folder: Path, *more: str) -> Path:
    """What somebody who wants to check it saves."""
    heads = read(browser, "/proof/heads.json")
    last = max(head["size"] for head in heads["heads"]) - 1
    for name in ("heads.json", f"leaves/0-{last}.json"):
        content = read(browser, f"/proof/{name}")
        (folder / name.replace("/", "-")).write_text(json.dumps(content), encoding="utf-8")
    for n, address in enumerate(more):
        (folder / f"proof-{n}.json").write_text(json.dumps(read(browser, address)))
    return folder


def script(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the published script as a stranger would: without the portal."""
    return subprocess.run(
        [sys.executable, "-I", ROOT / "docs" / "verify.py", folder, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )


def test_before_the_first_seal_the_page_says_so(either_browser: Browser, clock: Clock) -> None:
    either_browser.open("/proof")
    either_browser.must_see(
        "There is no seal yet. The first one is published within a day of the first complaint."
    )


def test_the_page_shows_the_newest_seal(either_browser: Browser, sealed: services.Receipt) -> None:
    head = read(either_browser, "/proof/heads.json")["heads"][0]
    either_browser.open("/proof")
    either_browser.must_see("The newest seal")
    assert head["root"] in either_browser.page.text
    assert "leaves/0-" in either_browser.page.html


def test_steps_since_the_last_seal_are_named(
    town: Town, either_browser: Browser, sealed: services.Receipt
) -> None:
    with town.work():
        makers.complaint(at=MONDAY + timedelta(hours=2))
    either_browser.open("/proof")
    assert len(either_browser.page.soup.select(".govuk-inset-text")) == 1


def test_a_complaint_leads_to_its_proof(either_browser: Browser, sealed: services.Receipt) -> None:
    either_browser.open(f"/complaints/{sealed.year}/{sealed.running}")
    either_browser.click("Proof of its steps")
    either_browser.must_see("Its root:", "The proof as a file, to check it elsewhere")
    assert INSIDE not in either_browser.page.text
    assert len(either_browser.page.soup.select(".timeline__step")) == 2


def test_a_reporter_opens_the_proof_with_the_code(
    town: Town, browser: Browser, sealed: services.Receipt
) -> None:
    """Also of a complaint that nobody else sees, without the office's own notes."""
    address = f"/track/{sealed.year}/{sealed.running}/proof"
    assert browser.client.get(address).status_code == 303
    assert browser.client.get(f"{address}.json").status_code == 303
    reporter = a_resident(browser)
    reporter.number, reporter.code = f"{sealed.year}/{sealed.running}", sealed.tracking_code
    reporter.opens_by_code()
    browser.click("Proof of its steps")
    assert len(browser.page.soup.select(".timeline__step")) == 2
    proof = read(browser, f"{address}.json")
    assert [json.loads(step["content"])["verb"] for step in proof["steps"]] == [
        "file",
        "acknowledge",
    ]


def test_what_is_not_public_shows_hashes_alone(browser: Browser, sealed: services.Receipt) -> None:
    leaves = read(browser, "/proof/leaves/0-4.json")["leaves"]
    said = [json.loads(leaf["content"])["leaf"] if "content" in leaf else "" for leaf in leaves]
    assert said == ["step", "step", "", "", "key"]
    assert all(set(leaf) == {"hash"} for leaf, word in zip(leaves, said, strict=True) if not word)
    assert "0812345678" not in json.dumps(leaves)


@pytest.mark.parametrize(
    "address",
    [
        "/complaints/2026/2/proof",
        "/complaints/2026/2/proof.json",
        "/complaints/2026/77/proof",
        "/proof/leaves/0-99.json",
        "/proof/leaves/3-2.json",
        "/proof/consistency/0-3.json",
        "/proof/consistency/4-3.json",
        "/proof/consistency/2-300.json",
    ],
)
def test_what_is_not_there_or_not_public_is_not_found(
    browser: Browser, sealed: services.Receipt, address: str
) -> None:
    assert browser.client.get(address).status_code == 404


def test_two_heads_are_proved_to_follow_one_another(
    town: Town, browser: Browser, clock: Clock, sealed: services.Receipt
) -> None:
    with town.work():
        makers.complaint(at=clock.pass_(days=1))
    prove(town)
    newer, older = read(browser, "/proof/heads.json")["heads"]
    path = read(browser, f"/proof/consistency/{older['size']}-{newer['size']}.json")["path"]
    assert path
    browser.open("/proof")
    browser.must_see("That the newest seal contains the one before")


# ── the script ──


def test_the_script_finds_nothing_wrong(
    browser: Browser, tmp_path: Path, sealed: services.Receipt
) -> None:
    folder = download(browser, tmp_path, f"/complaints/{sealed.year}/{sealed.running}/proof.json")
    head = read(browser, "/proof/heads.json")["heads"][0]
    done = script(folder, "--kept", f"{head['size']}:{head['root']}")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "step 2 (acknowledge" in done.stdout
    assert "1 heads, 5 leaves, 1 proofs: nothing is wrong." in done.stdout


@pytest.mark.parametrize(
    ("file", "change", "words"),
    [
        ("leaves-0-4.json", ("acknowledged", "resolved"), "The content of leaf 1 is not what was"),
        ("leaves-0-4.json", ('"hash": "', '"hash": "0000'), "do not give the root"),
        ("heads.json", ('"steps": 4', '"steps": 5'), "The signature of the head"),
        ("proof-0.json", ("T03:00", "T02:00"), "does not lead to the root"),
    ],
)
def test_the_script_finds_what_was_changed(
    browser: Browser,
    tmp_path: Path,
    sealed: services.Receipt,
    file: str,
    change: tuple[str, str],
    words: str,
) -> None:
    folder = download(browser, tmp_path, f"/complaints/{sealed.year}/{sealed.running}/proof.json")
    path = folder / file
    changed = path.read_text(encoding="utf-8").replace(*change)
    assert changed != path.read_text(encoding="utf-8")
    path.write_text(changed, encoding="utf-8")
    done = script(folder)
    assert done.returncode == 1
    assert words in done.stdout


def test_the_script_misses_a_seal_that_was_kept(
    browser: Browser, tmp_path: Path, sealed: services.Receipt
) -> None:
    done = script(download(browser, tmp_path), "--kept", "3:" + "ab" * 32)
    assert done.returncode == 1
    assert "is not one of this tree" in done.stdout


def test_the_script_finds_a_step_dated_back(
    town: Town, browser: Browser, tmp_path: Path, clock: Clock, sealed: services.Receipt
) -> None:
    with town.work():
        clerk = town.actor(Role.CLERK)
        services.start(clerk, sealed.complaint_id, seen=3, at=MONDAY)
    clock.pass_(days=1)
    prove(town)
    done = script(download(browser, tmp_path))
    assert done.returncode == 1
    assert "was dated back" in done.stdout
    with town.work():
        proving.explain({5}, "The clock was slow", portal_clock.now())
    clock.pass_(days=1)
    prove(town)
    assert script(download(browser, tmp_path)).returncode == 0


# ── the command ──


def command(town: Town, *arguments: str) -> tuple[int, str]:
    done = town.app.test_cli_runner().invoke(args=["response-times", *arguments])
    return done.exit_code, done.output


def test_the_command_says_that_nothing_is_wrong(town: Town, sealed: services.Receipt) -> None:
    code, output = command(town, "verify")
    assert code == 0
    assert "khonkaen" in output


def test_the_command_ends_with_1_when_a_time_was_changed(
    town: Town, browser: Browser, tmp_path: Path, sealed: services.Receipt
) -> None:
    heads = tmp_path / "heads.json"
    heads.write_text(json.dumps(read(browser, "/proof/heads.json")), encoding="utf-8")
    with town.work() as session:
        session.execute(
            text(
                "UPDATE complaint_step SET version = 9 WHERE municipality_id = :here AND number = 2"
            ),
            {"here": town.id},
        )
    code, output = command(town, "verify", "--municipality", makers.SLUG, "--heads", str(heads))
    assert code == 1
    assert "2026-000001" in output


def test_a_head_can_be_published_by_hand(
    town: Town, clock: Clock, sealed: services.Receipt
) -> None:
    clock.pass_(hours=1)
    code, output = command(town, "publish-head", "--municipality", makers.SLUG)
    assert code == 0
    assert json.loads(output.strip().splitlines()[-1])["municipality"] == makers.SLUG


def test_steps_are_explained_by_hand(town: Town, sealed: services.Receipt) -> None:
    explain = ("explain-steps", "--municipality", makers.SLUG, "--ground", "A reason")
    assert command(town, *explain, "--steps", "1,2-3")[0] == 0
    assert command(town, *explain, "--steps", "99")[0] == 1
    assert command(town, *explain, "--steps", "x")[0] == 2


@pytest.mark.parametrize("content", ["{", "[1]", '{"heads": [{}]}'])
def test_a_file_without_heads_is_refused(
    town: Town, tmp_path: Path, clock: Clock, content: str
) -> None:
    (tmp_path / "heads.json").write_text(content, encoding="utf-8")
    code, output = command(town, "verify", "--heads", str(tmp_path / "heads.json"))
    assert code == 1
    assert "heads.json" in output


def test_an_unknown_municipality_is_refused(town: Town) -> None:
    assert command(town, "verify", "--municipality", "nowhere")[0] == 1
