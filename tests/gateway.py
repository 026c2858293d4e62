"""An SMS gateway for tests: it keeps what it was given and answers as it is told to."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

YES = b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"


def answer(status: str, kind: str = "application/json", body: str = "{}", more: str = "") -> bytes:
    """A whole answer as it goes over the wire."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}"
    return f"{head}\r\n{body}".encode()


@dataclass
class Gateway:
    """What was asked of the gateway, and its manners."""

    port: int = 0
    says: bytes = YES
    waits: threading.Event = field(default_factory=threading.Event)
    """Nothing is answered before this is set."""
    asked: list[dict[str, Any]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.waits.set()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/send"


@contextmanager
def serving(gateway: Gateway) -> Iterator[Gateway]:
    """The gateway on a free port of this machine."""

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            gateway.asked.append(json.loads(self.rfile.read(length)))
            gateway.tokens.append(self.headers["Authorization"])
            gateway.waits.wait()
            self.wfile.write(gateway.says)
            self.close_connection = True

        def do_GET(self) -> None:
            gateway.asked.append({"followed": self.path})
            self.wfile.write(YES)

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", gateway.port), Door) as server:
        gateway.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield gateway
        finally:
            gateway.waits.set()
            server.shutdown()
            thread.join()
