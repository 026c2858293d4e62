"""Kills the server, its worker or the database at random moments while people file complaints.

    make soak                                   200 kills on each kind of database
    make soak ARGS="--kills 20 --databases sqlite"

What a browser was told to be filed (303) must be there once and whole; what it was not told may be
there once or not at all: it sends the same form again until it is told. Afterwards everything is
compared: forms against rows, register numbers without gaps or doubles, every complaint with its
steps, promises, facts and words, the proof, and SQLite's own check of its file.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field, replace
from http.client import HTTPException
from pathlib import Path
from typing import Any

from flask import Flask

from benchmarks import databases, reckoning
from benchmarks.databases import ROOT, SECRET, Base, Postgresql
from benchmarks.filing import Browser
from benchmarks.pages import HOME
from portal.factory import create_app
from portal.foundation import database
from portal.foundation.i18n import Bilingual
from portal.municipalities.profiles import Details
from portal.operations import setup

KILLS = 200
CLIENTS = 4
SEE_OTHER = 303
LONGEST_LIFE = 1.5
"""Seconds under load between two kills, at most."""
FOLDER = Path("instance/soak")


@dataclass(slots=True)
class Told:
    """What one browser did: the forms it was told were filed, and how often it asked again."""

    filed: list[str] = field(default_factory=list)
    again: int = 0


class Portal:
    """The processes, and which of them is killed."""

    def __init__(self, place: Base) -> None:
        """Remember where; nothing runs yet."""
        self.place = place
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    def ensure(self) -> None:
        """Start what does not run."""
        for name, command in self._commands().items():
            process = self.processes.get(name)
            if process is None or process.poll() is not None:
                self.processes[name] = subprocess.Popen(
                    command,
                    cwd=ROOT,
                    env=self._settings(),
                    start_new_session=True,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )

    def _commands(self) -> dict[str, list[str]]:
        folder = Path(sys.executable).parent
        serve = "--interface wsgi --workers 1 --blocking-threads 4 --no-ws --log-level critical"
        return {
            "server": [str(folder / "granian"), *serve.split(), f"--port={self.port}", "wsgi:app"],
            "worker": [str(folder / "flask"), "--app", "wsgi", "worker"],
        }

    def _settings(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "WORKER": "0",
            "INSTANCE_DIR": str(instance(self.place)),
            "DATABASE_URL": self.place.address,
            "SECRET_KEY": SECRET,
            "FILING_LIMITS": "0",
        }

    def kill(self, victim: str) -> None:
        """Kill without warning: all of a process's family, or the database's own."""
        if victim == "database" and isinstance(self.place, Postgresql):
            self._kill_postgresql()
            return
        names = ["server", "worker"] if victim == "database" else [victim]
        for name in names:
            process = self.processes.get(name)
            if process is not None and process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def _kill_postgresql(self) -> None:
        """Kill the server's first process; its others see it and go. Then start it anew."""
        data = self.place.folder / "postgresql"
        number = int((data / "postmaster.pid").read_text(encoding="ascii").split()[0])
        os.kill(number, signal.SIGKILL)
        reckoning.revive(data, number)

    def end(self) -> None:
        """End well."""
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            process.wait(timeout=60)


def people(portal: Portal, told: Told, over: threading.Event) -> None:
    """One browser: files, and files the same form again until it is told that it is filed."""
    browser: Browser | None = None
    letter = None
    while not over.is_set() or letter is not None:
        try:
            if browser is None:
                browser = Browser(portal.port)
            letter = letter or browser.letter()
            if browser.file(letter) == SEE_OTHER:
                told.filed.append(letter.form_id)
                letter = None
            else:
                told.again += 1
        except (OSError, RuntimeError, HTTPException):
            told.again += 1
            browser = _again(browser)
            time.sleep(0.05)


def _again(browser: Browser | None) -> Browser | None:
    """The same browser with a new line: its cookie and its form stay."""
    try:
        if browser is not None:
            browser.connect()
    except OSError:
        pass
    return browser


def soak(place: Base, kills: int, chance: random.Random) -> int:
    """Kill so often, count what came of it, print it; returns how many things are wrong."""
    app = _founded(place)
    portal, over = Portal(place), threading.Event()
    logs = [Told() for _ in range(CLIENTS)]
    threads = [
        threading.Thread(target=people, args=(portal, log, over), daemon=True) for log in logs
    ]
    counts = dict.fromkeys(("server", "worker", "database"), 0)
    began = time.monotonic()
    portal.ensure()
    for thread in threads:
        thread.start()
    try:
        for number in range(kills):
            victim = chance.choice(list(counts))
            _work(portal, logs, chance.uniform(0, LONGEST_LIFE))
            portal.kill(victim)
            portal.ensure()
            counts[victim] += 1
            print(f"\r  {number + 1} kills", end="", flush=True)
        over.set()
        for thread in threads:
            thread.join()
    finally:
        over.set()
        portal.end()
    print(f"\r  {place.kind}: {counts}, {time.monotonic() - began:.0f} s")
    forms = [form for log in logs for form in log.filed]
    return reckoning.compare(app, forms, sum(log.again for log in logs))


def instance(place: Base) -> Path:
    """The folder of the portal's own files."""
    return place.folder / f"instance-{place.kind}"


def _founded(place: Base) -> Flask:
    """The portal on a new database with one municipality."""
    shutil.rmtree(instance(place), ignore_errors=True)
    place.migrate()
    app = create_app(replace(place.config(), instance_dir=instance(place)))
    with app.app_context():
        title, letters = Bilingual("เทศบาลทดสอบ", "Soak"), Bilingual("ทส", "SK")
        details = Details(HOME.strip("/"), "city", title, letters)
        setup.found(details, at=reckoning.now())
        database.db.engine.dispose()
    return app


def _work(portal: Portal, logs: list[Told], seconds: float) -> None:
    """Let people file something before the next kill, so that it falls under load."""
    before, until = sum(len(log.filed) for log in logs), time.monotonic() + 60
    while sum(len(log.filed) for log in logs) == before and time.monotonic() < until:
        time.sleep(0.02)
        portal.ensure()
    time.sleep(seconds)


def main() -> None:
    """Soak what was asked for; ends with 1 where anything is wrong."""
    parser: Any = argparse.ArgumentParser(prog="make soak ARGS=…", description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--databases", default="sqlite,postgresql")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 10**6)
    asked = parser.parse_args()
    print(f"Soak of {asked.kills} kills, seed {asked.seed}")
    wrong = 0
    try:
        for kind in asked.databases.split(","):
            place = databases.KINDS[kind](asked.folder.resolve(), "soak")
            wrong += soak(place, asked.kills, random.Random(asked.seed))
    finally:
        databases.stop()
        reckoning.end(asked.folder.resolve() / "postgresql")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
