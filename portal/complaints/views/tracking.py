"""Reporters follow their complaint."""

from __future__ import annotations
