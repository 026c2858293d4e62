"""The pages of results: for everyone, for caretakers, for who records."""

from __future__ import annotations

from portal.participation.results.views import caring, desk, picturing, public, recording
from portal.participation.results.views.door import blueprint

__all__ = ["blueprint", "caring", "desk", "picturing", "public", "recording"]
