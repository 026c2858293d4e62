"""A security key made of software: it answers what a portal asks, honestly or not."""

from __future__ import annotations

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

ORIGIN = "http://localhost"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def written(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def read(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class SoftKey:
    """One passkey. What it says of origin, host, owner and count can be changed by a test."""

    origin: str = ORIGIN
    verifies: bool = True
    count: int = 0
    id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    handle: str = ""

    def makes(self, question: dict[str, Any]) -> str:
        """The answer to a question for a new passkey."""
        self.handle = question["user"]["id"]
        numbers = self.private.public_key().public_numbers()
        public = cbor2.dumps(
            {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
        )
        known = bytes(16) + len(self.id).to_bytes(2) + self.id + public
        said = self._said(question["rp"]["id"], ATTESTED) + known
        return self._answer(
            attestationObject=cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": said}),
            clientDataJSON=self._client("webauthn.create", question),
        )

    def signs(self, question: dict[str, Any], **changes: Any) -> str:
        """The answer to a question for this passkey."""
        self.count += 1
        said = self._said(question["rpId"], 0)
        client = self._client("webauthn.get", question)
        signed = said + hashlib.sha256(client).digest()
        parts = {
            "authenticatorData": said,
            "clientDataJSON": client,
            "signature": self.private.sign(signed, ec.ECDSA(SHA256())),
            "userHandle": read(self.handle),
        }
        return self._answer(**(parts | changes))

    def _said(self, host: str, more: int) -> bytes:
        flags = PRESENT | (VERIFIED if self.verifies else 0) | more
        return hashlib.sha256(host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4)

    def _client(self, kind: str, question: dict[str, Any]) -> bytes:
        said = {"type": kind, "challenge": question["challenge"], "origin": self.origin}
        return json.dumps(said).encode()

    def _answer(self, **parts: bytes) -> str:
        return json.dumps(
            {
                "id": written(self.id),
                "rawId": written(self.id),
                "type": "public-key",
                "clientExtensionResults": {},
                "response": {name: written(part) for name, part in parts.items()},
            }
        )
