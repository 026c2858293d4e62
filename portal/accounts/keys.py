"""Hashes and seals under the portal's own key: a copy of the database alone opens nothing."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def keyed(secret: str, purpose: str, *parts: object) -> str:
    """A hash that nobody can compute without the portal's secret, as 64 hexadecimal digits."""
    words = "\0".join((purpose, *map(str, parts)))
    return hmac.new(secret.encode(), words.encode(), "sha256").hexdigest()


def token_hash(token: str) -> str:
    """What is kept of a session's token: 256 random bits, so that a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def sealed(secret: str, content: bytes, purpose: str = "second factor") -> str:
    """Encrypted and signed; only `opened` with the same purpose opens it."""
    return _seal(secret, purpose).encrypt(content).decode()


def opened(secret: str, seal: str, purpose: str = "second factor") -> bytes | None:
    """What was sealed; None where the seal is broken or the portal's secret has been changed."""
    try:
        return _seal(secret, purpose).decrypt(seal.encode())
    except InvalidToken:
        return None


def _seal(secret: str, purpose: str) -> Fernet:
    derived = HKDF(SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret.encode())
    return Fernet(urlsafe_b64encode(derived))
