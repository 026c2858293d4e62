"""The door for a WSGI server: `granian --interface wsgi wsgi:app`."""

from __future__ import annotations

import sys

from config import from_environment
from portal.factory import create_app
from portal.foundation import running, telemetry
from portal.operations import guard, worker

config = from_environment()
serves = not sys.argv[0].endswith(("flask", "flask.exe"))
if serves and running.hold(config.instance_dir):
    telemetry.sweep(config.instance_dir)  # before this process begins to count
app = create_app(config)
if serves:
    guard.check(app)
    if config.worker:
        at_work = worker.Worker(app)
        at_work.end_with_the_process()
        at_work.start()
