"""An OpenID provider for tests: it signs what it is told to, and can behave badly."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

from config import Provider

SECRET = "a secret shared with the provider"
CLIENT = "the-portal"


@dataclass
class Issuer:
    """What the provider says and how; a test changes it."""

    port: int = 0
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    signs_with: Any = None
    algorithm: str = "RS256"
    subject: Any = "U-4711"
    claims: dict[str, Any] = field(default_factory=dict)
    """In place of the right ones; None leaves one out."""
    now: float = 0
    instead: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    """By path: a status and a body in place of the right answer."""
    waits: threading.Event = field(default_factory=threading.Event)
    """Nothing is answered before this is set."""
    asked: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    challenge: str = ""
    nonce: str = ""

    def __post_init__(self) -> None:
        self.waits.set()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def settings(self, **more: Any) -> Provider:
        given = {"client_secret": SECRET, "scope": "openid profile"} | more
        return Provider("thaid", "ไทยดี", "ThaID", self.address, CLIENT, **given)

    def sees(self, address: str) -> dict[str, str]:
        """Take somebody's browser in; what it was sent with."""
        parts = urlsplit(address)
        assert address.startswith(f"{self.address}/authorize?")
        given = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.challenge, self.nonce = given["code_challenge"], given["nonce"]
        return given

    def answer(self, path: str, body: dict[str, str]) -> tuple[int, bytes]:
        if path in self.instead:
            return self.instead[path]
        if path == "/keys":
            return 200, json.dumps(KeySet([self.key]).as_dict(private=False)).encode()
        if path == "/token":
            return 200, json.dumps(self._token(body)).encode()
        told = {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
        }
        return 200, json.dumps(told).encode()

    def _token(self, body: dict[str, str]) -> dict[str, str]:
        assert create_s256_code_challenge(body["code_verifier"]) == self.challenge
        claims = {
            "iss": self.address,
            "aud": CLIENT,
            "sub": self.subject,
            "name": "สมศรี ใจดี",
            "nonce": self.nonce,
            "iat": int(self.now or time.time()),
            "exp": int(self.now or time.time()) + 300,
        } | self.claims
        claims = {name: value for name, value in claims.items() if value is not None}
        key = self.signs_with or self.key
        header = {"alg": self.algorithm} | ({"kid": "one"} if isinstance(key, RSAKey) else {})
        signed = jwt.encode(header, claims, key, algorithms=[self.algorithm])
        return {"access_token": "unused", "token_type": "Bearer", "id_token": signed}


def shared() -> OctKey:
    """The client secret as a key."""
    return OctKey.import_key(SECRET)


@contextmanager
def serving(issuer: Issuer) -> Iterator[Issuer]:
    """The provider on a free port of this machine."""

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer({name: values[0] for name, values in parse_qs(content).items()})

        def _answer(self, body: dict[str, str]) -> None:
            path = urlsplit(self.path).path
            issuer.asked.append((path, body, self.headers.get("Authorization", "")))
            issuer.waits.wait()
            status, content = issuer.answer(path, body)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", issuer.port), Door) as server:
        server.daemon_threads = True
        issuer.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield issuer
        finally:
            issuer.waits.set()
            server.shutdown()
            thread.join()
