"""A mail server for tests that keeps a log of what it accepted and can behave badly."""

from __future__ import annotations

import email
import email.policy
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from itertools import count
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from config import MailSettings


@dataclass(frozen=True)
class Accepted:
    """A message the server said yes to; `session` tells connections apart."""

    session: int
    to: str
    mail: EmailMessage

    @property
    def id(self) -> str:
        return str(self.mail["Message-ID"])

    @property
    def text(self) -> str:
        return str(self.mail.get_content())


@dataclass
class Post:
    """The server's log and its manners."""

    port: int = 0
    log: list[Accepted] = field(default_factory=list)
    refuses: Callable[[str], str | None] = lambda _address: None
    """The answer to a recipient it does not take, or None."""
    manners: dict[str, Any] = field(default_factory=dict)
    """How it is set up beyond that: TLS, who may sign in (aiosmtpd's own names)."""
    signed_in: list[str] = field(default_factory=list)
    """Who tried to sign in, and whether they could: «portal yes»."""
    _numbers: Iterator[int] = field(default_factory=count)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        refusal = self.refuses(address)
        if refusal is None:
            envelope.rcpt_tos.append(address)
        return refusal or "250 OK"

    async def handle_DATA(self, _server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(mail, EmailMessage)
        if not hasattr(session, "number"):  # a port comes again with another connection
            session.number = next(self._numbers)
        self.log.append(Accepted(session.number, envelope.rcpt_tos[0], mail))
        return "250 OK"

    def lets_in(self, user: str, password: str) -> None:
        """Take mail only from whoever signs in with this password, over TLS where it has it."""

        def asked(_server: Any, _session: Any, _envelope: Any, _way: str, given: Any) -> AuthResult:
            is_right = (given.login, given.password) == (user.encode(), password.encode())
            self.signed_in.append(f"{given.login.decode()} {'yes' if is_right else 'no'}")
            return AuthResult(success=is_right, handled=False)

        with_tls = "tls_context" in self.manners
        self.manners |= {
            "authenticator": asked,
            "auth_required": True,
            "auth_require_tls": with_tls,
        }

    def settings(self, **more: Any) -> MailSettings:
        return MailSettings(
            host="127.0.0.1",
            port=self.port,
            sender="portal@town.example",
            timeout_seconds=2,
            **more,
        )


@contextmanager
def serving(post: Post) -> Iterator[Post]:
    """The server on a free port of this machine."""
    port = post.port or free_port()
    controller = Controller(post, hostname="127.0.0.1", port=port, **post.manners)
    controller.start()
    post.port = controller.port
    try:
        yield post
    finally:
        controller.stop()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def hanging() -> Iterator[int]:
    """A server that takes connections and never says a word; its port."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        one.listen(16)
        yield int(one.getsockname()[1])


class Holding:
    """A server that takes one connection and says nothing, until it is told to let go."""

    def __init__(self) -> None:
        self.came = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._visitor: socket.socket | None = None
        self._thread = threading.Thread(target=self._take)
        self.port = int(self._listening.getsockname()[1])

    def _take(self) -> None:
        with suppress(OSError):
            self._visitor, _from = self._listening.accept()
            self.came.set()

    def let_go(self) -> None:
        """Hang up, and take nobody any more."""
        self._listening.close()
        if self._visitor is not None:
            self._visitor.close()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self.let_go()
        self._thread.join()


__all__ = ["Accepted", "Holding", "Post", "free_port", "hanging", "serving"]
