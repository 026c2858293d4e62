"""Learns a model; the only place that imports scikit-learn, in a process of its own.

`python -m portal.complaints.suggesting.fitting` reads `{"texts": […], "codes": […]}` from standard
input and writes the model to standard output. What it took of memory goes with it, nothing of the
texts touches a disk, and the server never carries the library.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier

from portal.complaints.suggesting import grams
from portal.complaints.suggesting.weights import Weights, fitting_buckets, quantised

ROUNDS = 4
EASE = 1e-5
"""How much large weights are held back (`alpha`)."""
SEED = 1


def fitted(texts: Sequence[str], codes: Sequence[str]) -> Weights:
    """Learn from texts and the code of each: one logistic model a category, averaged SGD."""
    names, labels = np.unique(np.array(codes), return_inverse=True)
    number = fitting_buckets(len(names))
    found = [grams.buckets(text, number) for text in texts]
    rarity = _rarity(found, number)
    model = SGDClassifier(
        loss="log_loss",
        alpha=EASE,
        max_iter=ROUNDS,
        tol=None,
        average=True,
        random_state=SEED,
    ).fit(_rows(found, rarity), labels)
    weights, bias = model.coef_, model.intercept_
    if len(names) == 2:  # noqa: PLR2004 - of two, scikit-learn keeps one row, for the second
        weights, bias = np.vstack([-weights, weights]), np.concatenate([-bias, bias])
    return quantised(tuple(str(name) for name in names), weights, bias, rarity)


def _rarity(found: Sequence[grams.Buckets], number: int) -> npt.NDArray[np.float32]:
    """The logarithm of how seldom a bucket is filled; a bucket of all texts counts nothing."""
    filled = np.bincount(np.concatenate(found), minlength=number)
    return np.log((len(found) + 1) / (filled + 1)).astype(np.float32)


def _rows(found: Sequence[grams.Buckets], rarity: npt.NDArray[np.float32]) -> csr_matrix:
    """The texts as a sparse matrix, each row of length one."""
    ends = np.cumsum([0, *(len(one) for one in found)])
    values = []
    for one in found:
        spoken = rarity[one]
        values.append(spoken / max(float(np.sqrt(np.square(spoken).sum())), 1e-9))
    return csr_matrix(
        (np.concatenate(values), np.concatenate(found), ends), shape=(len(found), len(rarity))
    )


if __name__ == "__main__":
    told = json.load(sys.stdin)
    sys.stdout.buffer.write(fitted(told["texts"], told["codes"]).to_bytes())
