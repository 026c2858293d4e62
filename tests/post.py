"""A mail server for tests that keeps a log of what it accepted and can behave badly."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from itertools import count
from typing import Any

from aiosmtpd.controller import Controller

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
    controller = Controller(post, hostname="127.0.0.1", port=post.port or free_port())
    controller.start()
    post.port = controller.port
    try:
        yield post
    finally:
        controller.stop()


def free_port() -> int:
    """A port nobody listens on."""
    import socket  # noqa: PLC0415 - here alone

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def hanging() -> Iterator[int]:
    """A server that takes connections and never says a word; its port."""
    import socket  # noqa: PLC0415 - here alone

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        one.listen(16)
        yield int(one.getsockname()[1])


__all__ = ["Accepted", "Post", "free_port", "hanging", "serving"]
