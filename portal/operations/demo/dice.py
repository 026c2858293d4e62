"""Chance that can be repeated: the same seed gives the same throws."""

from __future__ import annotations

from random import Random


class Dice(Random):
    """Random numbers, with a question for how likely something is."""

    def chance(self, part: float) -> bool:
        """Say yes this often: 0 never, 1 always."""
        return self.random() < part
