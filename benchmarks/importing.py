"""Times the import of a register kept elsewhere, as an operator would run it."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from benchmarks.databases import ROOT, SECRET, Sqlite

MOST_SECONDS = 300
MOST_BYTES = 1 << 30


def measure(folder: Path, file: Path) -> None:
    """Import this file into a new SQLite database and print what it cost."""
    place = Sqlite(folder, "bench_import")
    place.migrate()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = perf_counter()
    refused = folder / "refused.csv"
    command = ["-m", "flask", "--app", "wsgi", "complaints", "import", "traffy", str(file)]
    done = subprocess.run(
        [sys.executable, *command, "--refused", str(refused)],
        cwd=ROOT,
        env={
            **os.environ,
            "INSTANCE_DIR": str(folder),
            "DATABASE_URL": place.address,
            "SECRET_KEY": SECRET,
            "DEMO": "",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    wall = perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    peak = after.ru_maxrss * 1024
    print(f"\nImport of {file.name}: {done.stdout.strip().splitlines()[-1]}")
    print(f"  {wall:.0f} s, {cpu:.0f} s of CPU, {peak / (1 << 20):.0f} MiB at most")
    if cpu > MOST_SECONDS or peak > MOST_BYTES:
        print(f"  more than {MOST_SECONDS} s or {MOST_BYTES >> 20} MiB")
