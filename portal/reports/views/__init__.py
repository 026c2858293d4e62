"""Doors to reports: for everyone, for the council, for who issues them."""

from __future__ import annotations

from portal.reports.views import asking, desk, files, open_data, population, posting, public
from portal.reports.views.door import blueprint

__all__ = ["asking", "blueprint", "desk", "files", "open_data", "population", "posting", "public"]
