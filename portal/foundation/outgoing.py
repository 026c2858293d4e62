"""The one way out by HTTP: nothing else in the portal opens such a connection.

An address may come from a provider, a redirect or a member of staff, and must not become a way
into the house: the name is resolved once, every address it stands for has to be a public one, and
the connection goes to that very address, so that a second answer of the name server changes
nothing. Redirects are followed only when asked for, each checked like the first. What stands
inside on purpose is named by the operator in `OUTGOING_INSIDE`.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urljoin, urlsplit

from flask import current_app

TIMEOUT_SECONDS = 10.0
WHOLE_CALL = 3
"""The whole call may take this many times as long as one step of it."""
LARGEST_ANSWER = 1024 * 1024
MOST_ADDRESSES = 4
"""A name may stand for a thousand, each of them silent until its time is over."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})
NAT64 = IPv6Network("64:ff9b::/96")
LOCAL_NAT64 = IPv6Network("64:ff9b:1::/48")
PORTS = {"https": 443, "http": 80}
NEWER = 6


class Unanswered(Exception):
    """Nobody answered, or with something that is no answer. Another time may be better."""


class Refused(Unanswered):
    """The portal does not call such an address."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. Names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    address: str
    """Where it came from in the end."""

    @property
    def kind(self) -> str:
        """The media type without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class Call:
    """What is asked of whom."""

    address: str
    method: str = "GET"
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    timeout: float = TIMEOUT_SECONDS
    """Seconds for each step: connecting, each part of the answer."""
    redirects: int = 0
    """How many are followed, and only of a GET."""
    largest: int = LARGEST_ANSWER
    """Bytes of an answer; a longer one is none."""


def ask(call: Call) -> Answer:
    """Make a call and return the answer, whatever its status.

    Raises:
        Refused: the address is none the portal calls: not https, with a password in it, or
            leading into the house.
        Unanswered: the other side did not answer, or not in HTTP, too slowly or too long.

    """
    inside: frozenset[str] = current_app.config["PORTAL"].outgoing_inside
    address, headers = call.address, dict(call.headers)
    for _step in range(call.redirects + 1):
        answer = _ask(call, address, headers, inside)
        target = answer.headers.get("location", "")
        if answer.status not in REDIRECTS or call.method != "GET" or not target:
            return answer
        if not call.redirects:
            return answer
        further = urljoin(address, target)
        if _origin(further) != _origin(address):  # a secret was meant for the first one only
            headers = {n: v for n, v in headers.items() if n.lower() != "authorization"}
        address = further
    raise Unanswered("The answer points elsewhere too often")


def _ask(call: Call, address: str, headers: Mapping[str, str], inside: frozenset[str]) -> Answer:
    parts, host, port = _taken_apart(address)
    on_purpose = bool({host, f"{host}:{port}"} & inside)
    if parts.scheme != "https" and not on_purpose:
        raise Refused("Only https is called")
    target = parts.path or "/"
    if parts.query:
        target += f"?{parts.query}"
    try:
        found = _resolved(host, port)
        if not on_purpose and not all(map(is_public, found)):
            raise Refused("The address leads into an internal network")
        make = _Secure if parts.scheme == "https" else _Plain
        connection = make(host, port, timeout=call.timeout)
        connection.found = found
        return _exchanged(connection, call, (address, target), headers)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unanswered(f"{type(error).__name__}: {error}") from error


def _exchanged(
    connection: _Plain | _Secure, call: Call, where: tuple[str, str], headers: Mapping[str, str]
) -> Answer:
    address, target = where
    with _hung_up_after(connection, call.timeout * WHOLE_CALL) as late:
        connection.connect()
        if late.is_set():  # too late before there was a line to hang up
            raise TimeoutError
        connection.request(
            call.method, target, call.body, {**headers, "Accept-Encoding": "identity"}
        )
        answer = connection.getresponse()
        body = answer.read(call.largest + 1)
    if len(body) > call.largest:
        raise Unanswered(f"The answer is longer than {call.largest} bytes")
    named = {name.lower(): value for name, value in answer.getheaders()}
    return Answer(answer.status, named, body, address)


@contextmanager
def _hung_up_after(connection: _Plain | _Secure, seconds: float) -> Iterator[threading.Event]:
    """A side that sends a byte now and then keeps each step in time, but not the whole call."""
    late = threading.Event()

    def hang_up() -> None:
        late.set()
        if connection.line is not None:
            with suppress(OSError):  # it was over at this very moment
                socket.socket.shutdown(connection.line, socket.SHUT_RDWR)

    timer = threading.Timer(seconds, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield late
    except (OSError, http.client.HTTPException) as error:
        if late.is_set():  # the trouble is our own hanging up
            raise Unanswered("The answer took too long") from error
        raise
    finally:
        timer.cancel()
        connection.close()
    if late.is_set():
        raise Unanswered("The answer took too long")


def is_public(address: str) -> bool:
    """Whether an address is one of the public network, also behind a translation to IPv4."""
    found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        if found.is_site_local or found in LOCAL_NAT64:
            return False
        within = found.ipv4_mapped or found.sixtofour
        if found in NAT64:
            within = IPv4Address(int(found) & 0xFFFFFFFF)
        if within is not None:
            return is_public(str(within))
        if found.teredo is not None:
            return False
    return found.is_global and not found.is_multicast


def _taken_apart(address: str) -> tuple[SplitResult, str, int]:
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode().rstrip(".").lower()
        port = parts.port or PORTS.get(parts.scheme, 0)
    except (ValueError, UnicodeError) as error:
        raise Refused("This is no web address") from error
    if not host or not port or not address.isascii() or any(map(str.isspace, address)):
        raise Refused("This is no web address")
    if parts.username is not None or parts.password is not None:
        raise Refused("An address with a name or password in it is not called")
    return parts, host, port


def _origin(address: str) -> tuple[str, str, int]:
    parts, host, port = _taken_apart(address)
    return parts.scheme, host, port


def _resolved(host: str, port: int) -> list[str]:
    """Every address a name stands for, in the order in which they are to be tried."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in found))[:MOST_ADDRESSES]


class _Plain(http.client.HTTPConnection):
    """A connection to addresses that were looked at, not to what a name stands for by now."""

    found: list[str]
    line: socket.socket | None = None
    """What is hung up. `sock` is let go of as soon as an answer says that it is the last."""

    def connect(self) -> None:
        self.sock = self.line = _connected(self.found, self.port, self.timeout)


class _Secure(http.client.HTTPSConnection):
    """The same with TLS; the certificate has to be that of the name."""

    found: list[str]
    line: ssl.SSLSocket | None = None

    def connect(self) -> None:
        plain = _connected(self.found, self.port, self.timeout)
        try:
            self.line = _trust().wrap_socket(
                plain, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.line.do_handshake()  # checks the certificate and its name
        except BaseException:
            (self.line or plain).close()
            raise
        self.sock = self.line


def _trust() -> ssl.SSLContext:
    """The certificates this machine trusts."""
    return ssl.create_default_context()


def _connected(found: list[str], port: int, timeout: float | None) -> socket.socket:
    def to(address: str) -> socket.socket:
        return socket.create_connection((address, port), timeout)

    return _first(to, found)


def _first(to: Callable[[str], socket.socket], found: list[str]) -> socket.socket:
    """The first that can be connected; the trouble of the last where none can."""
    for address in found[:-1]:
        try:
            return to(address)
        except OSError:
            continue
    return to(found[-1])
