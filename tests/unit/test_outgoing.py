"""What leaves the portal by HTTP goes to public places only, whatever a name says later."""

from __future__ import annotations

import http.server
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from portal.foundation import outgoing
from portal.foundation.outgoing import Call, Refused, Unanswered, ask
from tests.certificates import own_certificate, server_side
from tests.makers import config

LONGEST_DRIP = 200
"""So many drops fall, one in a twentieth of a second, where nobody hangs up."""


@dataclass
class Twin:
    """A web server of this machine, and what was asked of it."""

    port: int = 0
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)

    server: http.server.HTTPServer | None = None

    def dress(self, manners: ssl.SSLContext) -> None:
        """Speak TLS from now on."""
        assert self.server is not None
        self.server.socket = manners.wrap_socket(self.server.socket, server_side=True)

    def at(self, path: str, name: str = "127.0.0.1") -> str:
        return f"http://{name}:{self.port}{path}"


@pytest.fixture
def twin() -> Iterator[Twin]:
    made = Twin()

    class Door(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append((self.path, dict(self.headers)))
            status, headers, body = made.answers.get(self.path, (200, {}, b"here"))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 - its name comes from the method

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        made.port, made.server = server.server_port, server
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield made
        server.shutdown()
        thread.join()


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Flask]:
    """Settings alone: nothing here needs a database."""
    app = Flask(__name__)
    app.config["PORTAL"] = config(tmp_path, database_url="", migration_database_url="")
    with app.app_context():
        yield app


@pytest.fixture
def shut(portal: Flask) -> Flask:
    """A portal that may call nothing inside."""
    portal.config["PORTAL"] = replace(portal.config["PORTAL"], outgoing_inside=frozenset())
    return portal


def names(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """A name server that gives these answers in turn, the last one for good; and what it heard.

    Numbers stand for themselves.
    """
    heard: list[str] = []

    def resolve(host: str, port: int, *_how: Any, **_more: Any) -> list[Any]:
        if host.count(".") == 3 and host.replace(".", "").isdecimal():
            found = [host]
        else:
            heard.append(host)
            found = answers[min(len(heard), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return heard


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.9", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1",
        "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
        "2002:7f00:1::", "2001:0:1234::1", "64:ff9b:1::1",
    ],
)  # fmt: skip
def test_an_internal_address_is_known_in_every_dress(address: str) -> None:
    assert not outgoing.is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "203.150.1.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_a_public_address_is_known(address: str) -> None:
    assert outgoing.is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "", "ftp://example.org/", "file:///etc/passwd", "https://", "https://user@example.org/",
        "https://user:secret@example.org/", "https://exa mple.org/", "https://example.org:99999/",
        "gopher://127.0.0.1:70/", "https://example.org/\r\nHost: inside", "//example.org/",
        "https://[::1", "http://example.org/", "https://xn--\u0e01/",
    ],
)  # fmt: skip
def test_what_is_no_secure_web_address_is_not_called(shut: Flask, address: str) -> None:
    with pytest.raises(Refused):
        ask(Call(address))


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1/", "https://localhost/", "https://0.0.0.0/", "https://[::1]/",
        "https://127.1/", "https://2130706433/", "https://0x7f000001/", "https://LOCALHOST./",
    ],
)  # fmt: skip
def test_this_machine_is_not_called(shut: Flask, address: str, monkeypatch: Any) -> None:
    names(monkeypatch, ["127.0.0.1"])
    with pytest.raises(Refused, match="internal network"):
        ask(Call(address))


def test_one_internal_address_among_public_ones_is_enough(
    shut: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    names(monkeypatch, ["203.150.1.1", "10.0.0.5"])
    with pytest.raises(Refused, match="internal network"):
        ask(Call("https://gateway.example/"))


def test_a_name_is_asked_for_once_and_its_first_answer_is_called(
    shut: Flask, twin: Twin, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name server says something public first, and this machine ever after."""
    heard = names(monkeypatch, ["203.150.1.1"], ["127.0.0.1"])
    called: list[str] = []

    def connect(address: tuple[str, int], _timeout: float) -> socket.socket:
        called.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(Unanswered, match="Refused"):
        ask(Call(f"https://gateway.example:{twin.port}/"))
    assert heard == ["gateway.example"]
    assert called == ["203.150.1.1"]
    assert not twin.asked


def test_what_the_operator_names_may_stand_inside(portal: Flask, twin: Twin) -> None:
    twin.answers["/a?b=c"] = (200, {"Content-Type": "application/json; charset=utf-8"}, b"{}")
    answer = ask(Call(twin.at("/a?b=c"), headers={"Authorization": "Bearer one"}))
    assert (answer.status, answer.body, answer.kind) == (200, b"{}", "application/json")
    assert twin.asked[0][1]["Authorization"] == "Bearer one"


def test_one_door_may_be_named_and_the_next_one_stays_shut(portal: Flask, twin: Twin) -> None:
    settings = portal.config["PORTAL"]
    portal.config["PORTAL"] = replace(settings, outgoing_inside=frozenset({"127.0.0.1:9"}))
    with pytest.raises(Refused):
        ask(Call(twin.at("/")))
    portal.config["PORTAL"] = replace(
        settings, outgoing_inside=frozenset({f"127.0.0.1:{twin.port}"})
    )
    assert ask(Call(twin.at("/"))).body == b"here"


def test_a_redirect_is_not_followed_unasked(portal: Flask, twin: Twin) -> None:
    twin.answers["/"] = (302, {"Location": "/next"}, b"")
    assert ask(Call(twin.at("/"))).status == 302
    assert len(twin.asked) == 1
    assert ask(Call(twin.at("/"), "POST", b"{}", redirects=2)).status == 302


def test_a_redirect_into_the_house_is_refused(
    portal: Flask, twin: Twin, monkeypatch: pytest.MonkeyPatch
) -> None:
    names(monkeypatch, ["10.0.0.1"], ["127.0.0.1"])
    settings = portal.config["PORTAL"]
    portal.config["PORTAL"] = replace(settings, outgoing_inside=frozenset({"127.0.0.1"}))
    twin.answers["/"] = (302, {"Location": "https://router.example/admin"}, b"")
    with pytest.raises(Refused, match="internal network"):
        ask(Call(twin.at("/"), redirects=3))
    twin.answers["/"] = (302, {"Location": f"http://localhost:{twin.port}/"}, b"")
    with pytest.raises(Refused, match="Only https"):
        ask(Call(twin.at("/"), redirects=3))


def test_a_secret_is_not_carried_to_another_place(portal: Flask, twin: Twin) -> None:
    twin.answers["/same"] = (302, {"Location": "/further"}, b"")
    twin.answers["/further"] = (307, {"Location": twin.at("/end", "localhost")}, b"")
    given = {"Authorization": "Bearer one", "Accept": "text/plain"}
    answer = ask(Call(twin.at("/same"), headers=given, redirects=2))
    assert (answer.body, answer.address) == (b"here", twin.at("/end", "localhost"))
    assert [headers.get("Authorization") for _path, headers in twin.asked] == [
        "Bearer one", "Bearer one", None,
    ]  # fmt: skip
    assert twin.asked[2][1]["Accept"] == "text/plain"


def test_an_endless_round_of_redirects_ends(portal: Flask, twin: Twin) -> None:
    twin.answers["/"] = (302, {"Location": "/"}, b"")
    with pytest.raises(Unanswered, match="too often"):
        ask(Call(twin.at("/"), redirects=3))
    assert len(twin.asked) == 4


def test_a_long_answer_is_not_read_to_its_end(portal: Flask, twin: Twin) -> None:
    twin.answers["/"] = (200, {}, b"x" * 101)
    with pytest.raises(Unanswered, match="longer than 100"):
        ask(Call(twin.at("/"), largest=100))


@pytest.mark.parametrize(
    ("beginning", "more"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"X-More: and more\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", b"and more"),
        (b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", b"and more"),
        (b"HTTP/1.0 200 OK\r\n\r\n", b"and more"),
    ],
    ids=["in its headers", "in a body", "in the last body", "in a body without an end"],
)
def test_who_sends_a_byte_now_and_then_is_hung_up_on(
    portal: Flask, monkeypatch: pytest.MonkeyPatch, beginning: bytes, more: bytes
) -> None:
    """Once the last answer has begun, the connection no longer knows its socket."""
    monkeypatch.setattr(outgoing, "WHOLE_CALL", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as server:
        sent: list[bytes] = []

        def drip() -> None:
            with server.accept()[0] as door:
                door.sendall(beginning)
                while len(sent) < LONGEST_DRIP:
                    try:
                        door.sendall(more)
                    except OSError:
                        return
                    sent.append(more)
                    time.sleep(0.05)

        thread = threading.Thread(target=drip)
        thread.start()
        with pytest.raises(Unanswered, match="too long"):
            ask(Call(f"http://127.0.0.1:{server.getsockname()[1]}/", timeout=10))
        thread.join()
        assert len(sent) < LONGEST_DRIP


def trusting(certificate: Path) -> Callable[[], ssl.SSLContext]:
    """A machine that trusts one certificate more."""
    return lambda: ssl.create_default_context(cafile=str(certificate))


def test_only_a_server_somebody_vouches_for_is_spoken_to(
    portal: Flask, twin: Twin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, key = own_certificate(tmp_path)
    twin.dress(server_side(certificate, key))
    secure = twin.at("/").replace("http:", "https:")
    with pytest.raises(Unanswered, match="CERTIFICATE_VERIFY_FAILED"):
        ask(Call(secure))
    monkeypatch.setattr(outgoing, "_trust", trusting(certificate))
    with pytest.raises(Unanswered, match="CERTIFICATE_VERIFY_FAILED"):
        ask(Call(secure.replace("127.0.0.1", "localhost")))
    assert not twin.asked
    assert ask(Call(secure)).body == b"here"


def test_who_never_ends_the_greeting_is_hung_up_on(
    portal: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outgoing, "WHOLE_CALL", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def say_nothing() -> None:
            with server.accept()[0] as door:
                while door.recv(4096):
                    pass

        thread = threading.Thread(target=say_nothing)
        thread.start()
        with pytest.raises(Unanswered, match="too long"):
            ask(Call(f"https://127.0.0.1:{server.getsockname()[1]}/", timeout=10))
        thread.join()
