"""The complaint's page for staff: everything about it and the moves allowed now."""

from __future__ import annotations
