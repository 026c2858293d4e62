"""Backup and restore: everything comes back, from either database into either; bad files do not."""

from __future__ import annotations

import io
import json
import tarfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.pool import NullPool

from config import Config
from portal.attachments import keeping
from portal.attachments import services as attachments
from portal.complaints.models import Complaint
from portal.factory import create_app
from portal.foundation import database as foundation
from portal.foundation import fulltext, running, tenancy
from portal.foundation.database import Base
from portal.foundation.errors import Invalid
from portal.foundation.i18n import speaking
from portal.foundation.policy import visitor
from portal.municipalities import queries as municipalities
from portal.operations.backup import archive, columns, dumping, making, nightly, restoring
from tests import makers, pictures
from tests.fixtures import run
from tests.fixtures.databases import Stage
from tests.fixtures.portal import Clock, Town
from tests.fixtures.statements import unheard
from tests.makers import MONDAY

PHOTO = attachments.prepare(io.BytesIO(pictures.jpeg(64, 48)), "photo.jpg")
WORDS = "ไฟถนนดับหน้าตลาด"


@pytest.fixture(autouse=True)
def operator() -> Iterator[None]:
    """Loading and emptying speak of all municipalities at once, as migrations do."""
    with unheard():
        yield


@pytest.fixture
def filled(town: Town) -> Town:
    """Two municipalities with complaints, one of them with a photo."""
    with town.work("th"):
        form_id = uuid4()
        attachments.take(visitor(town.id), PHOTO, attachment_id=uuid4(), form_id=form_id, at=MONDAY)
        makers.complaint(WORDS, form_id=form_id)
        makers.complaint("น้ำท่วมซอย 5 \U0001f30a “อ้าง” \\n", at=MONDAY + timedelta(hours=1))
    with town.app.app_context():
        beside = makers.municipality("beside")
    with Town(town.app, beside).work():
        makers.complaint("Pothole at the school")
    return town


@pytest.fixture
def empty(database: Stage, tmp_path: Path) -> Iterator[Flask]:
    """The portal on a database of the same kind without any tables, and no photos."""
    with _empty(database, tmp_path, database.kind) as app:
        yield app


@contextmanager
def _empty(database: Stage, folder: Path, kind: str) -> Iterator[Flask]:
    folder = folder / f"instance-{kind}"
    url = owner = f"sqlite:///{folder / 'portal.sqlite3'}"
    server = getattr(database.place, "server", None)
    name = f"{run.folder().name.replace('-', '_').lower()}_{uuid4().hex[:8]}"
    if kind == "postgresql":
        server.make(name)
        url, owner = server.url(name, "portal_test"), server.url(name, "portal_test_owner")
    app = create_app(makers.config(folder, database_url=url, migration_database_url=owner))
    yield app
    with app.app_context():
        foundation.db.engine.dispose()
    if kind == "postgresql":
        server.drop(name)


def backup(app: Flask, *, at: object = MONDAY) -> io.BytesIO:
    """An archive of all this portal has."""
    file = io.BytesIO()
    with app.app_context():
        dumping.dump(file, at)
    file.seek(0)
    return file


def restored(app: Flask, file: io.BytesIO, **wishes: bool) -> archive.Manifest:
    with app.app_context():
        return restoring.restore(file, MONDAY, **wishes)[0]


def contents(file: io.BytesIO) -> dict[str, bytes]:
    """What an archive holds, without what it says of the moment."""
    return {name: content for name, content in archive.members(file) if name != archive.LAST}


def config(app: Flask) -> Config:
    return app.config["PORTAL"]


def lives(app: Flask) -> None:
    """A resident files, and the words are found: the numbering goes on and the index is there."""
    with app.app_context():
        municipalities.forget_profiles()
        found = municipalities.profile_by("", makers.SLUG)
    town = Town(app, found.id)
    with town.work() as session:
        assert len(fulltext.search(session, town.id, "ถนนดับ", public=False)) == 1
        before = session.scalar(select(func.count()).select_from(Complaint))
        makers.complaint("ใหม่", at=MONDAY + timedelta(days=1))
        assert session.scalar(select(func.count()).select_from(Complaint)) == before + 1
        for name in keeping.names():
            content = keeping.read(name)
            assert content.startswith(b"\xff\xd8") if content else keeping.may_lack(name)


# ── there and back ──


def test_everything_comes_back_in_an_empty_place(filled: Town, empty: Flask) -> None:
    file = backup(filled.app)
    manifest = restored(empty, file)
    assert manifest.tables["complaint"].rows == 3
    assert (manifest.files, manifest.gone) == (2, [])
    assert contents(backup(empty)) == contents(file)
    lives(empty)


def test_a_backup_in_the_place_of_what_is_there(filled: Town) -> None:
    file = backup(filled.app)
    with filled.work():
        makers.complaint("after the backup", at=MONDAY + timedelta(days=1))
    with pytest.raises(Invalid, match="--replace"):
        restored(filled.app, file)
    restored(filled.app, file, over_rows=True)
    assert contents(backup(filled.app)) == contents(file)
    lives(filled.app)


@pytest.mark.on_postgresql
def test_one_archive_serves_both_databases(filled: Town, database: Stage, tmp_path: Path) -> None:
    """PostgreSQL to SQLite by backup, back by `move-database`: the same rows everywhere."""
    file = backup(filled.app)
    with (
        _empty(database, tmp_path, "sqlite") as small,
        _empty(database, tmp_path, "postgresql") as large,
    ):
        restored(small, file)
        assert contents(backup(small)) == contents(file)
        with small.app_context():
            restoring.move(config(large).migration_database_url, MONDAY)
        moved = contents(backup(large))
        assert {n: c for n, c in moved.items() if n.startswith("tables/")} == {
            n: c for n, c in contents(file).items() if n.startswith("tables/")
        }
        _is_walled(config(large))
        with large.app_context():
            for name, content in contents(file).items():
                if name.startswith("files/"):
                    keeping.put(name.removeprefix("files/"), content)
        lives(large)
        with small.app_context(), pytest.raises(Invalid, match="--replace"):
            restoring.move(config(large).migration_database_url, MONDAY)


def _is_walled(settings: Config) -> None:
    """Nobody reads a municipality's rows without naming it, the owner of the tables neither."""
    for url in (settings.database_url, settings.migration_database_url):
        engine = create_engine(url, poolclass=NullPool)
        with engine.connect() as connection:
            assert connection.scalar(text("SELECT count(*) FROM complaint")) == 0
            assert connection.scalar(text("SELECT count(*) FROM municipality")) == 2


class Interrupting(io.BytesIO):
    """A file during whose writing something happens once."""

    def __init__(self, happening: Callable[[], None]) -> None:
        super().__init__()
        self.happening: list[Callable[[], None]] = [happening]

    def write(self, content: bytes) -> int:
        while self.happening:
            thread = threading.Thread(target=self.happening.pop())
            thread.start()
            thread.join()
        return super().write(content)


def test_the_archive_is_of_one_moment_though_people_go_on(filled: Town) -> None:
    def meanwhile() -> None:
        with filled.work():
            makers.complaint("filed while the backup ran", at=MONDAY + timedelta(days=1))

    before = contents(backup(filled.app))
    file = Interrupting(meanwhile)
    with filled.app.app_context():
        dumping.dump(file, MONDAY)
    assert contents(file) == before
    assert contents(backup(filled.app)) != before


# ── what is refused ──


def halved(content: bytes) -> bytes:
    return content[: len(content) // 2]


def without_its_end(content: bytes) -> bytes:
    """Cut off exactly between two members."""
    with tarfile.open(fileobj=io.BytesIO(content)) as tar:
        return content[: tar.getmember(archive.LAST).offset]


def altered(content: bytes) -> bytes:
    with tarfile.open(fileobj=io.BytesIO(content)) as tar:
        place = next(m for m in tar if m.name.startswith("tables/complaint/")).offset_data + 20
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def rewritten(content: bytes, secret: str = "", **changes: object) -> bytes:
    """The same with a manifest that says something else."""
    target = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(content)) as source,
        tarfile.open(fileobj=target, mode="w") as tar,
    ):
        for member in source:
            file = source.extractfile(member).read()
            if member.name == archive.LAST:
                told = json.loads(file) | changes
                sealed = told.pop("seal")
                told["seal"] = archive.seal(told, secret) if secret else sealed
                file = json.dumps(told).encode()
                member.size = len(file)
            tar.addfile(member, io.BytesIO(file))
    return target.getvalue()


SECRET = makers.config(Path(), database_url="", migration_database_url="").secret_key
BAD = {
    "half": (halved, "backup"),
    "without its end": (without_its_end, "cut off"),
    "a byte": (altered, "altered"),
    "by hand": (lambda content: rewritten(content, at="2020-01-01"), "SECRET_KEY"),
    "newer": (lambda content: rewritten(content, SECRET, revision="9999"), "newer portal"),
    "a photo": (lambda _content: pictures.jpeg(), "is no backup"),
    "nothing": (lambda _content: b"", "is no backup"),
}


def test_bad_backups_are_refused_and_change_nothing(filled: Town) -> None:
    file = backup(filled.app)
    for bad, (spoil, words) in BAD.items():
        with filled.look(), pytest.raises(Invalid) as refused:
            restoring.restore(io.BytesIO(spoil(file.getvalue())), MONDAY, over_rows=True)
        with speaking("en"):
            assert words in str(refused.value), bad
    assert contents(backup(filled.app)) == contents(file)


def test_a_restore_that_fails_on_its_way_leaves_what_was_there(filled: Town) -> None:
    """Sealed and whole, yet its rows do not fit: the number of rows is a lie."""
    file = backup(filled.app)
    with filled.app.app_context():
        told = asdict(archive.verified(file, SECRET))["tables"]
    told["complaint"]["rows"] += 1
    bad = rewritten(file.getvalue(), SECRET, tables=told)
    with filled.look(), pytest.raises(Invalid, match="only 3 arrived"):
        restoring.restore(io.BytesIO(bad), MONDAY, over_rows=True)
    assert contents(backup(filled.app)) == contents(file)


def test_another_secret_key_is_taken_when_told(filled: Town, empty: Flask) -> None:
    file = backup(filled.app)
    empty.config["PORTAL"] = replace(config(empty), secret_key="another one, as long as needed ..")
    with pytest.raises(Invalid):
        restored(empty, file)
    assert restored(empty, file, other_secret=True).rows


def test_nothing_is_restored_under_a_running_portal(filled: Town, tmp_path: Path) -> None:
    file = backup(filled.app)
    former = config(filled.app)
    filled.app.config["PORTAL"] = replace(former, instance_dir=tmp_path)
    try:
        running.hold(tmp_path)
        with filled.look(), pytest.raises(Invalid, match="running"):
            restoring.restore(file, MONDAY, over_rows=True)
    finally:
        filled.app.config["PORTAL"] = former


# ── every night ──


def test_every_night_one_and_the_oldest_goes(filled: Town, tmp_path: Path) -> None:
    former = config(filled.app)
    folder = tmp_path / "backups"
    filled.app.config["PORTAL"] = replace(former, backup_folder=folder, backup_keep=2)
    (tmp_path / "backups").mkdir()
    (folder / ".ruammueang-killed.part").touch()
    try:
        with filled.app.app_context():
            for hours in range(0, 72, 3):
                nightly.back_up(MONDAY + timedelta(hours=hours))
            made = making.kept(folder)
            assert [each.name[11:19] for each in made] == ["20261125", "20261124"]
            assert making.last_at(folder) == MONDAY + timedelta(hours=66)
            assert sorted(folder.glob("*.backup")) == sorted(made)
            assert made[0].stat().st_mode & 0o077 == 0
            with made[0].open("rb") as file:
                assert restoring.check(file).tables["complaint"].rows == 3
    finally:
        filled.app.config["PORTAL"] = former


# ── the operator's commands ──


def test_the_proof_tells_that_an_older_backup_was_restored(
    filled: Town, clock: Clock, tmp_path: Path
) -> None:
    def flask(*words: str) -> str:
        answer = filled.app.test_cli_runner().invoke(args=words)
        assert answer.exit_code == 0, answer.output
        return answer.output

    filled.app.test_cli_runner().invoke(args=["response-times", "publish-head"])
    file = str(tmp_path / "a.backup")
    flask("backup", file)
    clock.pass_(days=1)
    with filled.work():
        makers.complaint("lost by the restore", at=clock.now())
    flask("response-times", "publish-head")
    clock.pass_(days=1)
    flask("restore", file, "--check")
    flask("restore", file, "--replace")
    told = flask("response-times", "verify")
    assert '"leaf":"gap"' in told
    assert tenancy.municipality_id_or_none() is None
    again = filled.app.test_cli_runner().invoke(args=["backup", file])
    assert again.exit_code == 1


@pytest.mark.no_database
def test_an_archive_can_hold_every_column_there_is() -> None:
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            assert columns.kind_of(column)
