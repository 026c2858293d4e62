"""A form that was open for too long keeps what was typed: the glue's own way."""

from __future__ import annotations

from portal.foundation.web.freshness import EXPIRED, is_fresh

__all__ = ["EXPIRED", "is_fresh"]
