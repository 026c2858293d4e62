"""The pages of work together: for everyone, for who records, for who leads a task."""

from __future__ import annotations

from portal.participation.tasks.views import desk, gifts, people, public, recording, writing
from portal.participation.tasks.views.door import blueprint

__all__ = ["blueprint", "desk", "gifts", "people", "public", "recording", "writing"]
