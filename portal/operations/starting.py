"""What `make run` does: prepare, and serve on this machine. In service one runs `granian` itself.

The code is loaded once. A first child brings the database up to date and sees that the demo is
there; the server's workers are children too. Whoever calls `main` may turn the garbage collector
off before loading this module: that is a quarter of the time of a start.
"""

from __future__ import annotations

import gc
import multiprocessing
import sys

from flask.cli import ScriptInfo
from flask_migrate import upgrade
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from config import from_environment
from portal.factory import create_app

THREADS = 4
"""Requests that one worker answers at once."""


def prepare(address: str) -> None:
    """Do `flask db upgrade` and `flask demo ensure`; the address is printed."""
    app = create_app(from_environment())
    with app.app_context():
        upgrade()
    app.cli.main(["demo", "ensure", "--address", address], obj=ScriptInfo(create_app=lambda: app))


def main() -> None:
    """Prepare, then serve until a signal comes. The arguments: host, port, number of workers."""
    gc.freeze()
    gc.enable()
    host, port, workers = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    # The server is made of forks of this process; no database may be open in it.
    first = multiprocessing.get_context("fork").Process(
        target=prepare, args=(f"http://localhost:{port}",)
    )
    first.start()
    first.join()
    if first.exitcode:
        raise SystemExit(first.exitcode)
    Server(
        "wsgi:app",
        interface=Interfaces.WSGI,
        address=host,
        port=port,
        workers=workers,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    main()
