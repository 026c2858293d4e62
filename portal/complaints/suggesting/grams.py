"""A text as the set of its short runs of characters, hashed into a fixed number of buckets.

Thai writes no spaces between words, so runs of two to four characters stand for the words. The
same arithmetic serves learning and asking; changing anything here makes every kept model wrong,
so raise `VERSION` with it.
"""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from portal.foundation import thai

VERSION = 1
LONGEST = 1000
"""Characters read of a text: what it is about is said early."""
SHORTEST_RUN, LONGEST_RUN = 2, 4
_NUMBER = re.compile(r"\d+")
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # the golden ratio in 64 bits: multiplying by it mixes well
_STEP = np.uint64(0x85EBCA6B)
_TOP = np.uint64(24)

Buckets = npt.NDArray[np.int32]


def buckets(text: str, number: int) -> Buckets:
    """Which of `number` buckets this text fills, each once, in rising order. Numbers are alike."""
    read = _NUMBER.sub("0", thai.normalise(text).lower())[:LONGEST]
    words = " ".join(read.split())
    if not words:
        return np.zeros(0, np.int32)
    letters = np.frombuffer(f" {words} ".encode("utf-32-le"), np.uint32).astype(np.uint64)
    marks = letters + _STEP
    rolled = marks * _SPREAD
    runs = []
    for length in range(2, min(LONGEST_RUN, len(letters)) + 1):
        rolled = ((rolled[:-1] * _SPREAD) ^ marks[length - 1 :]) * _SPREAD
        runs.append(rolled >> _TOP)
    return np.unique(np.concatenate(runs) % np.uint64(number)).astype(np.int32)
