"""Staff take in a complaint for somebody else."""

from __future__ import annotations
