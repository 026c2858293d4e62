"""Server and worker are told to end: what they have begun is finished first."""

from __future__ import annotations

import fcntl
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from portal.complaints.models import Complaint
from portal.foundation import clock, outbox
from portal.operations import worker
from tests import makers
from tests.fixtures.databases import Stage
from tests.fixtures.portal import Town

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
ENOUGH_SECONDS = 90
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def until(what) -> None:
    """Wait for something another process does."""
    last = time.monotonic() + ENOUGH_SECONDS
    while not what():
        assert time.monotonic() < last, "it never happened"
        time.sleep(0.05)


def free_port() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


@contextmanager
def started(
    database: Stage, *command: str, worker: bool, **env: str
) -> Iterator[subprocess.Popen[bytes]]:
    """A process of the portal on the database under test."""
    process = subprocess.Popen(
        [str(BIN / command[0]), *command[1:]],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "INSTANCE_DIR": str(database.instance),
            "DATABASE_URL": database.config().database_url,
            "SECRET_KEY": database.config().secret_key,
            "SECOND_FACTOR_ROLES": "none",
            "WORKER": str(int(worker)),
            **env,
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        (database.instance / "running.lock").unlink(missing_ok=True)


@contextmanager
def nobody_writes(database: Stage) -> Iterator[int]:
    """Hold SQLite's write lock; the number of the file it stands in."""
    path = f"{database.place.path}.write-lock"
    with Path(path).open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield os.fstat(file.fileno()).st_ino


def waits(inode: int) -> bool:
    """Whether somebody waits for a lock on this file."""
    lines = Path("/proc/locks").read_text(encoding="ascii").splitlines()
    return any("->" in line and f":{inode} " in line for line in lines)


def answers(port: int, path: str = "/ready", words: str = "") -> bool:
    with suppress(OSError), closing(HTTPConnection("127.0.0.1", port, timeout=5)) as line:
        line.request("GET", path)
        answer = line.getresponse()
        return answer.status == 200 and words in answer.read().decode()
    return False


SERVER = ("granian", "--interface", "wsgi", "--workers", "1", "--blocking-threads", "2")


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="tells who waits")
def test_a_server_told_to_end_answers_whom_it_has_begun_to_serve(
    database: Stage, town: Town
) -> None:
    database.used = True
    port = int(free_port())
    with started(
        database, *SERVER, "--no-ws", "--port", str(port), "wsgi:app", worker=True
    ) as server:
        until(lambda: answers(port))
        assert answers(port, "/metrics", 'route="operations.ready",status="200"')
        line = HTTPConnection("127.0.0.1", port, timeout=ENOUGH_SECONDS)
        line.request("GET", "/report")
        page = line.getresponse()
        cookie = (page.getheader("Set-Cookie") or "").partition(";")[0]
        form = {
            "csrf_token": TOKEN.search(page.read().decode())[1],
            "form_id": str(uuid4()),
            "kind": "relief",
            "way": "area",
            "answers_in": "th",
            "text": "ไฟถนนดับตอนปิดเครื่อง",
            "landmark": "หน้าตลาด",
        }
        with nobody_writes(database) as inode:
            kind = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
            line.request("POST", "/report", urlencode(form), kind)
            until(lambda: waits(inode))
            server.send_signal(signal.SIGTERM)
            time.sleep(0.5)
            assert server.poll() is None, "it left its visitor standing"
        answer = line.getresponse()
        answer.read()
        line.close()
        assert answer.status == 303
        assert server.wait(ENOUGH_SECONDS) == 0
    with town.look() as session:
        assert session.scalar(select(func.count()).select_from(Complaint)) == 1


def test_one_command_prepares_and_serves(database: Stage, town: Town) -> None:
    database.used = True
    port = free_port()
    line = "from portal.operations import starting; starting.main()"
    with started(database, "python", "-c", line, "127.0.0.1", port, "1", worker=False) as portal:
        until(lambda: answers(int(port)) or portal.poll() is not None)
        assert answers(int(port))
        portal.send_signal(signal.SIGTERM)
        assert portal.wait(ENOUGH_SECONDS) == 0


def test_what_cannot_be_prepared_is_not_served(database: Stage, town: Town) -> None:
    line = "from portal.operations import starting; starting.main()"
    with started(
        database,
        "python",
        "-c",
        line,
        "127.0.0.1",
        free_port(),
        "1",
        worker=False,
        SECRET_KEY="short",
    ) as portal:
        assert portal.wait(ENOUGH_SECONDS) != 0


def test_a_worker_told_to_end_gives_back_what_it_took(database: Stage, town: Town) -> None:
    database.used = True
    with town.work():
        makers.complaint(at=clock.now())
    with started(database, "flask", "--app", "wsgi", "worker", worker=False) as process:
        with nobody_writes(database) as inode:
            until(lambda: waits(inode))
            process.send_signal(signal.SIGTERM)
            time.sleep(0.5)
            assert process.poll() is None, "it left its work lying"
        assert process.wait(ENOUGH_SECONDS) == 0
    worker.tell_and_do(town.app)
    with town.look():
        assert not outbox.waiting(), "what it had taken was not given back"
