"""Files complaints over HTTP at a real server: how many a second, how slow, none lost or doubled.

Sixteen browsers on this machine's own loopback, each with its cookie and a form id for each
complaint; some send a form a second time, as after a broken line.
"""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import pairwise
from pathlib import Path
from statistics import quantiles
from threading import Barrier
from urllib.parse import urlencode

from benchmarks.databases import ROOT, SECRET, Sqlite
from benchmarks.pages import HOME, TOKEN, filled
from portal.foundation import database
from portal.operations import worker

CLIENTS = 16
COMPLAINTS = 1600
SECONDS = 60.0
"""At most; a slow machine files fewer."""
AGAIN_EVERY = 10
"""Every tenth form is sent twice."""
LEAST_RATE = 100
MOST_MILLISECONDS = 300
TEXT = "ไฟถนนดับหลายต้น หน้าตลาดสดเทศบาล มาเป็นอาทิตย์แล้ว กลางคืนมืดมาก ช่วยมาเปลี่ยนหลอดไฟด้วยครับ"
LENGTH = re.compile(rb"(?i)content-length: *(\d+)")
SEE_OTHER = 303


@dataclass(slots=True)
class Log:
    """What one browser saw: seconds a filing, the ids it filed, what went wrong."""

    took: list[float] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    began: float = 0.0
    ended: float = 0.0


@dataclass(frozen=True, slots=True)
class Letter:
    """A filled form as bytes, made beforehand: the clients share the server's two cores."""

    form_id: str
    request: bytes


class Browser:
    """One client with its connection, its cookie and its form's secret."""

    def __init__(self, port: int) -> None:
        """Open the filing page."""
        self.address = ("127.0.0.1", port)
        connection = HTTPConnection(*self.address, timeout=30)
        connection.request("GET", f"{HOME}/report")
        answer = connection.getresponse()
        found = TOKEN.search(answer.read().decode())
        if found is None:
            raise RuntimeError("The filing page holds no form.")
        self.secret = found[1]
        self.cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
        connection.close()
        self.connect()

    def connect(self) -> None:
        """Connect anew, as after a broken line."""
        self.line = socket.create_connection(self.address, timeout=30)
        self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def letter(self) -> Letter:
        """Fill in a form."""
        form = filled(self.secret, TEXT)
        body = urlencode(form).encode()
        lines = (
            f"POST {HOME}/report HTTP/1.1",
            "Host: 127.0.0.1",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
            f"Cookie: {self.cookie}",
        )
        head = "".join(f"{line}\r\n" for line in lines)
        return Letter(form["form_id"], f"{head}\r\n".encode() + body)

    def file(self, letter: Letter) -> int:
        """Send a form; returns the status."""
        self.line.sendall(letter.request)
        answer = b""
        while (length := _length(answer)) is None or len(answer) < length:
            more = self.line.recv(65536)
            if not more:
                raise ConnectionResetError
            answer += more
        return int(answer[9:12])


def _length(answer: bytes) -> int | None:
    """How long an answer is with its head; None while the head has not come whole."""
    head, found, _body = answer.partition(b"\r\n\r\n")
    length = LENGTH.search(head)
    return len(head) + 4 + (int(length[1]) if length else 0) if found else None


def _browse(port: int, ready: Barrier) -> Log:
    """One browser's work: its share of the complaints, or until the time is over."""
    log = Log()
    browser = Browser(port)
    letters = [browser.letter() for _number in range(COMPLAINTS // CLIENTS)]
    ready.wait(timeout=60)
    log.began = time.time()
    until = log.began + SECONDS
    for number, letter in enumerate(letters):
        if time.time() > until:
            break
        start = time.perf_counter()
        try:
            status = browser.file(letter)
            log.took.append(time.perf_counter() - start)
            if number % AGAIN_EVERY == 0:
                browser.file(letter)
        except OSError as error:
            log.wrong.append(repr(error))
            browser.connect()
            continue
        if status == SEE_OTHER:
            log.forms.append(letter.form_id)
        else:
            log.wrong.append(str(status))
    log.ended = time.time()
    return log


def measure(place: Sqlite) -> None:
    """File at a server on a copy of this database and print what came of it."""
    copy = place.named("bench_filing")
    copy.copy_of(place)
    worker.tell_and_do(copy.app())  # a portal at work, not one whose worker begins with everything
    before = _books(copy)
    ready = Barrier(CLIENTS)
    with _server(copy) as port, ThreadPoolExecutor(CLIENTS) as clients:
        own = time.process_time()
        logs = list(clients.map(_browse, [port] * CLIENTS, [ready] * CLIENTS))
        own = time.process_time() - own
    _print(logs, before, _books(copy), copy)
    print(
        f"  the clients took {own / sum(len(log.took) for log in logs) * 1000:.1f} ms of CPU each"
    )


def _print(logs: list[Log], before: int, after: int, place: Sqlite) -> None:
    took = [seconds for log in logs for seconds in log.took]
    forms = [form for log in logs for form in log.forms]
    wrong = [words for log in logs for words in log.wrong]
    lasted = max(log.ended for log in logs) - min(log.began for log in logs)
    slowest = quantiles(took, n=100)[98] * 1000
    rate = len(forms) / lasted
    missed = ["fewer than 100 a second"] if rate < LEAST_RATE else []
    missed += ["slower than 300 ms"] if slowest > MOST_MILLISECONDS else []
    print(f"\nFiling over HTTP, {CLIENTS} clients, granian with 2 workers, SQLite")
    print(f"  {len(forms)} filed, {rate:.0f} a second, p99 {slowest:.0f} ms  {', '.join(missed)}")
    kept, gaps = _kept(place, forms)
    lost, doubled = len(forms) - kept, after - before - kept
    print(f"  {lost} lost, {doubled} doubled, {gaps} gaps in the register, {len(wrong)} refused")
    for words in sorted(set(wrong))[:5]:
        print(f"  {words}")


def _books(place: Sqlite) -> int:
    connection = database.sqlite_module().connect(place.path)
    count = connection.execute("SELECT count(*) FROM complaint").fetchone()[0]
    connection.close()
    return int(count)


def _kept(place: Sqlite, forms: list[str]) -> tuple[int, int]:
    """How many of these forms are complaints now, and how many register numbers are left out."""
    connection = database.sqlite_module().connect(place.path)
    rows = connection.execute(
        "SELECT form_id, year, running FROM complaint WHERE municipality_id ="
        " (SELECT id FROM municipality WHERE slug = ?) ORDER BY year, running",
        (HOME.strip("/"),),
    ).fetchall()
    connection.close()
    known = {row[0] for row in rows}
    gaps = sum(one[1] == next_[1] and next_[2] != one[2] + 1 for one, next_ in pairwise(rows))
    return sum(re.sub("-", "", form) in known for form in forms), gaps


@contextmanager
def _server(place: Sqlite) -> Iterator[int]:
    """The portal as `make run` starts it, on a free port of this machine alone."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "2"]
    granian = str(Path(sys.executable).with_name("granian"))
    process = subprocess.Popen(
        [
            granian,
            *command,
            "--blocking-threads",
            "4",
            "--no-ws",
            "--log-level",
            "error",
            "wsgi:app",
        ],
        cwd=ROOT,
        env={
            "PATH": "/usr/bin:/bin",
            "DEMO": "1",
            "INSTANCE_DIR": str(place.folder),
            "DATABASE_URL": place.address,
            "SECRET_KEY": SECRET,
            "FILING_LIMITS": "0",
        },
    )
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(port: int) -> None:
    until = time.time() + 60
    while time.time() < until:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/health")
            if connection.getresponse().status == 200:  # noqa: PLR2004 - HTTP
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("The server did not start.")
