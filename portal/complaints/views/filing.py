"""Somebody tells the municipality what is wrong."""

from __future__ import annotations
