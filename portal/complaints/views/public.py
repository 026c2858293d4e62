"""What anyone may read: list, map and one page a complaint."""

from __future__ import annotations
