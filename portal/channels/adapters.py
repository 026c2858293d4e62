"""Ways out of the house: each sends one message, or says why it could not.

`Temporary` is tried again, `Permanent` is not. `Unreachable` means the other side as a whole: the
rest of a batch need not be tried.
"""

from __future__ import annotations

import json
import smtplib
import ssl
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from config import MailSettings
from portal.channels import segments
from portal.foundation import outgoing
from portal.foundation.clock import BANGKOK

SERVER_TROUBLE = 421
LAST_ERROR_FROM = 500
FIRST_YES = 200
FIRST_REDIRECT = 300
FIRST_REFUSAL = 400
TOO_MANY_REQUESTS = 429
SMS_TIMEOUT_SECONDS = 15.0


class Undelivered(Exception):
    """The message did not leave."""


class Temporary(Undelivered):
    """It may leave later."""


class Unreachable(Temporary):
    """Nothing leaves this way at present."""


class Permanent(Undelivered):
    """It will never leave this way."""


@dataclass(frozen=True, slots=True)
class Message:
    """What leaves the house. `id` is the same each time the same notice is sent."""

    id: str
    to: str
    language: str
    from_name: str
    subject: str
    body: str
    written_at: datetime


class Adapter(Protocol):
    """One way out, used for a batch: `with adapter: adapter.send(…)`."""

    def __enter__(self) -> Self:
        """Get ready for a batch."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of what the batch needed."""

    def send(self, message: Message) -> None:
        """Send it, or raise `Temporary`, `Unreachable` or `Permanent`."""


def domain_of(sender: str) -> str:
    """The domain of an address, for Message-IDs."""
    return sender.partition("@")[2] or "localhost"


def letter(message: Message, sender: str) -> EmailMessage:
    """The message as an e-mail: the same bytes each time, so that a second copy is known as one."""
    mail = EmailMessage()
    name, _at, domain = sender.partition("@")
    mail["From"] = Address(message.from_name, name, domain or "localhost")
    mail["To"] = message.to
    mail["Subject"] = message.subject
    mail["Date"] = format_datetime(message.written_at.astimezone(BANGKOK))
    mail["Message-ID"] = f"<{message.id}@{domain_of(sender)}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(message.body, charset="utf-8")
    mail["Content-Language"] = message.language  # set_content takes former Content- headers away
    return mail


class Plain:
    """An adapter that holds nothing open."""

    def __enter__(self) -> Self:
        """Nothing to get ready."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Nothing to let go of."""


class SmtpAdapter:
    """E-mail through a server; one connection for a batch, a new one after trouble."""

    def __init__(self, settings: MailSettings) -> None:
        """Keep where and how; nothing is opened yet."""
        self.settings = settings
        self.server: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        """Connect with the first message."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Say goodbye, if anybody listens."""
        if self.server is not None:
            try:
                self.server.quit()
            except (smtplib.SMTPException, OSError):
                self.server.close()
            self.server = None

    def _connected(self) -> smtplib.SMTP:
        if self.server is None:
            given = self.settings
            server = smtplib.SMTP(given.host, given.port, timeout=given.timeout_seconds)
            try:
                if given.starttls:
                    trusted = given.certificate or None
                    server.starttls(context=ssl.create_default_context(cafile=trusted))
                if given.user:
                    server.login(given.user, given.password)
            except BaseException:
                server.close()
                raise
            self.server = server
        return self.server

    def send(self, message: Message) -> None:
        """Hand it to the server."""
        try:
            server = self._connected()
        except (smtplib.SMTPException, OSError) as error:
            raise Unreachable(_short(error)) from error
        try:
            mail = letter(message, self.settings.sender)
            server.send_message(mail, self.settings.sender, [message.to])
        except (ValueError, smtplib.SMTPNotSupportedError) as error:
            raise Permanent(_short(error)) from error
        except smtplib.SMTPRecipientsRefused as error:
            code, words = error.recipients[message.to]
            raise self._verdict(code, words) from error
        except smtplib.SMTPDataError as error:
            raise self._verdict(error.smtp_code, error.smtp_error) from error
        except smtplib.SMTPSenderRefused as error:
            self._hang_up()
            raise Unreachable(_short(error)) from error
        except (smtplib.SMTPException, OSError) as error:
            self._hang_up()
            raise Temporary(_short(error)) from error

    def _verdict(self, code: int, words: bytes | str) -> Undelivered:
        text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
        if code == SERVER_TROUBLE:
            self._hang_up()
            return Unreachable(f"{code} {text}")
        kind = Permanent if code >= LAST_ERROR_FROM else Temporary
        return kind(f"{code} {text}")

    def _hang_up(self) -> None:
        if self.server is not None:
            self.server.close()
            self.server = None


def _short(error: Exception) -> str:
    """What went wrong in one line; of a mail server its number and its own words."""
    if isinstance(error, smtplib.SMTPResponseException):
        words = error.smtp_error
        text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
        return f"{type(error).__name__}: {error.smtp_code} {text}"
    return f"{type(error).__name__}: {error}"


class FolderAdapter(Plain):
    """Messages kept as files; in the demo they are also shown in the terminal."""

    def __init__(self, folder: Path, sender: str, show: Callable[[str], object] | None) -> None:
        """Keep where to; `show` gets the text of each message."""
        self.folder = folder
        self.sender = sender
        self.show = show

    def send(self, message: Message) -> None:
        """Write it down as `<id>.eml`, whole or not at all."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            draft = self.folder / f".{message.id}.draft"
            draft.write_bytes(letter(message, self.sender).as_bytes())
            draft.replace(self.folder / f"{message.id}.eml")
        except OSError as error:
            raise Unreachable(_short(error)) from error
        if self.show is not None:
            self.show(f"\n── {message.to} ── {message.subject}\n{message.body}\n")


class SmsAdapter(Plain):
    """Short messages by plain HTTPS: JSON of `to`, `text`, `id` and `segments`, a bearer token.

    Any answer 2xx means that it was taken, but for a web page: that is somebody else's door. A
    gateway that points elsewhere has not taken the message, and the token stays here.
    """

    def __init__(self, address: str, token: str) -> None:
        """Keep where to and what opens the door."""
        self.address = address
        self.token = token

    def send(self, message: Message) -> None:
        """Hand it to the gateway."""
        try:
            answer = outgoing.ask(self._call(message))
        except outgoing.Unanswered as error:
            raise Unreachable(str(error)) from error
        if not FIRST_YES <= answer.status < FIRST_REDIRECT:
            raise _refusal(answer.status)
        if answer.kind == "text/html":
            raise Unreachable("The gateway answered with a web page")

    def _call(self, message: Message) -> outgoing.Call:
        text = message.body.strip()
        content = {
            "to": message.to,
            "text": text,
            "id": message.id,
            "segments": segments.count(text),
        }
        return outgoing.Call(
            self.address,
            "POST",
            json.dumps(content, ensure_ascii=False).encode(),
            {
                "Content-Type": "application/json; charset=utf-8",
                "Authorization": f"Bearer {self.token}",
            },
            SMS_TIMEOUT_SECONDS,
        )


def _refusal(code: int) -> Undelivered:
    """Trouble at the gateway or wrong settings concern every message, all else only this one."""
    elsewhere = code < FIRST_REFUSAL or code in {401, 403, 404, TOO_MANY_REQUESTS}
    if elsewhere or code >= LAST_ERROR_FROM:
        return Unreachable(f"HTTP {code}")
    return Permanent(f"HTTP {code}")


def to_terminal(text: str) -> None:
    """Show a message to whoever runs the demo."""
    sys.stderr.write(text)
    sys.stderr.flush()
