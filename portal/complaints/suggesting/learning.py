"""Has a model learned in a process of its own, from texts and the category of each."""

from __future__ import annotations

import json
import os
import subprocess  # nosec B404 - runs this interpreter on our own module
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from portal.complaints.suggesting.weights import LARGEST, Weights, from_bytes

LEAST_EXAMPLES = 5
"""A category with fewer teaches nothing that could be relied on."""
LEAST_CATEGORIES = 2
SECONDS = 900
ROOT = Path(__file__).parents[3]


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the code of the category that it belongs to."""

    text: str
    code: str


class NothingToLearn(ValueError):
    """Too few examples, or all of one category."""


def learn(examples: Sequence[Example]) -> Weights:
    """Learn from these. Raises `NothingToLearn`, or `OSError` where the process failed."""
    counts = Counter(example.code for example in examples)
    taught = [one for one in examples if counts[one.code] >= LEAST_EXAMPLES]
    if len({one.code for one in taught}) < LEAST_CATEGORIES:
        raise NothingToLearn("too few examples of too few categories")
    told = {"texts": [one.text for one in taught], "codes": [one.code for one in taught]}
    weights = from_bytes(_in_a_process_of_its_own(json.dumps(told).encode()))
    if weights.size > LARGEST:
        raise OSError("the model is larger than it may be")
    return weights


def _in_a_process_of_its_own(told: bytes) -> bytes:
    done = subprocess.run(  # nosec B603 - no shell, nothing of it comes from outside
        [sys.executable, "-m", "portal.complaints.suggesting.fitting"],
        input=told,
        capture_output=True,
        cwd=ROOT,
        env={"PATH": os.defpath, "OMP_NUM_THREADS": "1"},
        timeout=SECONDS,
        check=False,
    )
    if done.returncode:
        raise OSError(f"learning failed: {done.stderr.decode(errors='replace')[-500:]}")
    return done.stdout
