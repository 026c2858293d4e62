"""The counter, printed codes, likely doubles, and one’s own verification."""

from __future__ import annotations

from portal.participation.residents.views import counter, mine
from portal.participation.residents.views.door import blueprint

__all__ = ["blueprint", "counter", "mine"]
