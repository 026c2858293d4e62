"""Signatures of tree heads: Ed25519."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

SEED_BYTES = 32


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs with one key. It never shows the key."""

    _key: Ed25519PrivateKey

    @classmethod
    def of(cls, seed: str) -> Signer:
        """The signer of a seed: 32 bytes in base64.

        Raises:
            ValueError: the seed is something else.

        """
        try:
            decoded = base64.b64decode(seed, validate=True)
        except ValueError:
            decoded = b""
        if len(decoded) != SEED_BYTES:
            raise ValueError("The proof key must be 32 bytes in base64.")
        return cls(Ed25519PrivateKey.from_private_bytes(decoded))

    @property
    def public(self) -> str:
        """The public key, 32 bytes in hex."""
        return self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()

    def sign(self, text: str) -> str:
        """The signature of a text, in hex."""
        return self._key.sign(text.encode()).hex()


def is_signed(public: str, text: str, signature: str) -> bool:
    """Whether this text bears this key's signature."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public: str) -> str:
    """A short name of a public key, to be compared by eye: four groups of four hex digits."""
    digits = hashlib.sha256(bytes.fromhex(public)).hexdigest()[:16]
    return " ".join(digits[at : at + 4] for at in range(0, 16, 4))
