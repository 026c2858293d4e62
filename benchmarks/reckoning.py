"""What is counted after a soak, and how a killed PostgreSQL is started again."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import time
from contextlib import suppress
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from uuid import UUID

from flask import Flask
from sqlalchemy import func, select, text

from portal.complaints.models import Complaint, ComplaintStep
from portal.foundation import clock, database, fulltext, outbox, tenancy
from portal.foundation.database import session
from portal.municipalities import queries as municipalities
from portal.operations import worker
from portal.response_times import jobs_proof
from portal.response_times.models import MatterFact, Promise
from portal.response_times.queries import verifying

WORD = "ไฟถนน"
"""Stands in every letter that the clients file."""


def now() -> datetime:
    """The present moment."""
    return clock.now()


def revive(data: Path, number: int) -> None:
    """Wait until a killed server's processes are gone, then start it as it was started first."""
    while _lives(number):
        time.sleep(0.02)
    owner = data.stat().st_uid
    program, *options = shlex.split((data / "postmaster.opts").read_text(encoding="utf-8"))
    options = options[2:] if options[:1] == ["-D"] else options  # pg_ctl names the folder itself
    (data / "postmaster.pid").unlink(missing_ok=True)
    command = [str(Path(program).with_name("pg_ctl")), "-D", str(data), "-w"]
    command += ["-o", shlex.join(options), "-l", str(data / "log")]
    for _attempt in range(100):
        started = subprocess.run(
            [*command, "start"],
            user=owner if os.geteuid() == 0 else None,
            check=False,
            capture_output=True,
        )
        if started.returncode == 0:
            return
        time.sleep(0.2)
    raise RuntimeError(started.stderr.decode() or started.stdout.decode())


def end(data: Path) -> None:
    """Stop the server that was started anew: its first maker no longer knows it."""
    note = data / "postmaster.pid"
    if note.exists():
        os.kill(int(note.read_text(encoding="ascii").split()[0]), signal.SIGINT)


def _lives(number: int) -> bool:
    """Whether a process runs; one that only waits to be counted by its parent does not."""
    try:
        told = Path(f"/proc/{number}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return told.rpartition(")")[2].split()[0] != "Z"


def compare(app: Flask, forms: list[str], again: int) -> int:
    """Compare what people were told with what is there; print it; return how much is wrong."""
    with app.app_context():
        if database.db.engine.dialect.name == "sqlite":
            whole = session.scalar(text("PRAGMA integrity_check")) == "ok"
        else:
            whole = True
        session.remove()
        for _round in range(200):
            if not outbox.waiting():
                break
            session.remove()
            worker.tell_and_do(app)
        (profile,) = municipalities.all_profiles()
        with tenancy.acting_for(profile.id):
            found = _counted(profile.id, forms)
            jobs_proof.bind_all()
            found["proof"] = sum(finding.is_wrong for finding in verifying.verify())
        session.remove()
        database.db.engine.dispose()
    found["not whole"] = int(not whole)
    told = ", ".join(f"{count} {name}" for name, count in found.items())
    print(f"  {len(forms)} acknowledged, {again} tries that were not answered; {told}")
    return sum(found.values())


def _counted(municipality: int, forms: list[str]) -> dict[str, int]:
    rows = session.execute(
        select(Complaint.id, Complaint.form_id, Complaint.year, Complaint.running).order_by(
            Complaint.year, Complaint.running
        )
    ).all()
    there = [row.form_id for row in rows]
    known = set(there)
    ids = {row.id for row in rows}
    steps = set(session.scalars(select(ComplaintStep.complaint_id)))
    promised = set(session.scalars(select(Promise.matter_id)))
    facts = set(session.scalars(select(MatterFact.matter_id)))
    words: set[int] = set()
    with suppress(TypeError):
        words = set(fulltext.search(session(), municipality, WORD, public=False, limit=10**7) or ())
    gaps = sum(one.running + 1 != next_.running for one, next_ in pairwise(rows))
    gaps += int(bool(rows) and rows[0].running != 1)
    whole = steps & promised & facts & words
    return {
        "lost": sum(UUID(form) not in known for form in forms),
        "doubled": len(there) - len(known) + len(forms) - len(set(forms)),
        "half-written": len(ids - whole),
        "of nobody": int(session.scalar(select(func.count()).select_from(Promise)) == 0),
        "gaps": gaps,
    }
