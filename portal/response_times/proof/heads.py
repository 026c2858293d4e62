"""A tree head as it is signed, published, and read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.response_times.proof.leaves import canonical, moment_of, moment_text
from portal.response_times.proof.signing import is_signed

SIGNED = ("at", "key", "municipality", "root", "size", "steps")


@dataclass(frozen=True, slots=True)
class Head:
    """So many leaves (`size`) had this root (hex) at this moment; steps up to `steps` are in it."""

    municipality: str
    size: int
    root: str
    steps: int
    at: datetime
    key: str
    signature: str = ""

    @property
    def text(self) -> str:
        """The text that is signed."""
        return canonical(self.signed)

    @property
    def signed(self) -> dict[str, object]:
        """What is signed, by name."""
        return {
            "at": moment_text(self.at),
            "key": self.key,
            "municipality": self.municipality,
            "root": self.root,
            "size": self.size,
            "steps": self.steps,
        }

    @property
    def published(self) -> dict[str, object]:
        """The same with its signature."""
        return self.signed | {"signature": self.signature}

    @property
    def is_signed(self) -> bool:
        """Whether the signature is that of the key it names."""
        return is_signed(self.key, self.text, self.signature)

    @property
    def same(self) -> tuple[int, str]:
        """What makes two heads say the same of the tree."""
        return self.size, self.root


def head_of(published: Mapping[str, Any]) -> Head:
    """The head that was published so.

    Raises:
        ValueError: this is no head.

    """
    try:
        return Head(
            municipality=str(published["municipality"]),
            size=int(published["size"]),
            root=str(published["root"]),
            steps=int(published["steps"]),
            at=moment_of(str(published["at"])),
            key=str(published["key"]),
            signature=str(published["signature"]),
        )
    except (KeyError, TypeError) as error:
        raise ValueError("This is no tree head.") from error
