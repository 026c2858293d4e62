"""What was learned, as plain arrays: how much each bucket speaks for each category."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portal.complaints.suggesting import grams

LARGEST = 2_000_000
"""Bytes a municipality's model may take, kept or in memory."""
MOST_BUCKETS = 32_768
_OF_RARITY = 2  # bytes a bucket


class Unreadable(ValueError):
    """The bytes are no model that this version of the portal can use."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear model with weights of one byte.

    `matrix[bucket, category] * scale[category]` speaks for the category; `rarity` is how much a
    bucket counts for the length of a text (its inverse document frequency).
    """

    codes: tuple[str, ...]
    matrix: npt.NDArray[np.int8]
    scale: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]
    rarity: npt.NDArray[np.float16]

    @property
    def size(self) -> int:
        """Bytes in memory."""
        arrays = (self.matrix, self.scale, self.bias, self.rarity)
        return sum(array.nbytes for array in arrays)

    def shares(self, text: str) -> list[tuple[str, float]]:
        """Each category with its share of what speaks for any of them, the likeliest first.

        Empty where the text has no run of characters at all.
        """
        found = grams.buckets(text, len(self.rarity))
        if not len(found):
            return []
        length = float(np.sqrt(np.square(self.rarity[found], dtype=np.float32).sum()))
        if not length:
            return []
        said = self.matrix[found].sum(axis=0, dtype=np.int32) * self.scale / length + self.bias
        each = 1.0 / (1.0 + np.exp(-np.clip(said, -30, 30)))
        shares = each / each.sum()
        return [(self.codes[place], float(shares[place])) for place in np.argsort(-shares)]

    def to_bytes(self) -> bytes:
        """As it is kept: arrays in a zip, without anything that could run."""
        written = io.BytesIO()
        np.savez_compressed(
            written,
            allow_pickle=False,
            version=np.array([grams.VERSION]),
            codes=np.array(self.codes),
            matrix=self.matrix,
            scale=self.scale,
            bias=self.bias,
            rarity=self.rarity,
        )
        return written.getvalue()


def fitting_buckets(categories: int) -> int:
    """How many buckets there may be, a power of two, for a model of this many categories."""
    number = MOST_BUCKETS
    while number * (categories + _OF_RARITY) > LARGEST:
        number //= 2
    return number


def quantised(
    codes: tuple[str, ...],
    weights: npt.NDArray[np.float64],
    bias: npt.NDArray[np.float64],
    rarity: npt.NDArray[np.float32],
) -> Weights:
    """The same with weights of one byte. `weights` has a row a category; rarity is worked in."""
    spoken = weights * rarity
    scale = np.maximum(np.abs(spoken).max(axis=1), 1e-9) / 127
    matrix = np.rint(spoken / scale[:, None]).astype(np.int8).T
    return Weights(
        codes,
        np.ascontiguousarray(matrix),
        scale.astype(np.float32),
        bias.astype(np.float32),
        rarity.astype(np.float16),
    )


def from_bytes(kept: bytes) -> Weights:
    """Read a model back; raises `Unreadable` for anything else, or one of another version."""
    try:
        with np.load(io.BytesIO(kept), allow_pickle=False) as arrays:
            version = int(arrays["version"][0])
            weights = Weights(
                tuple(str(code) for code in arrays["codes"]),
                arrays["matrix"],
                arrays["scale"],
                arrays["bias"],
                arrays["rarity"],
            )
    except (OSError, ValueError, LookupError, zipfile.BadZipFile, EOFError) as error:
        raise Unreadable("no model") from error
    if version != grams.VERSION:
        raise Unreadable("a model of another version")
    if weights.matrix.shape != (len(weights.rarity), len(weights.codes)):
        raise Unreadable("arrays that do not belong together")
    return weights
