"""The door for a WSGI server: `granian --interface wsgi wsgi:app`."""

from __future__ import annotations

from config import from_environment
from portal.factory import create_app

app = create_app(from_environment())
