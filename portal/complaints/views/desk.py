"""The desk: what is to be done next."""

from __future__ import annotations
