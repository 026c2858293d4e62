"""The door for a WSGI server: `granian --interface wsgi wsgi:app`."""

from __future__ import annotations

import sys

from config import from_environment
from portal.factory import create_app
from portal.operations import guard, worker

config = from_environment()
app = create_app(config)
if not sys.argv[0].endswith(("flask", "flask.exe")):
    guard.check(app)
    if config.worker:
        worker.Worker(app).start()
