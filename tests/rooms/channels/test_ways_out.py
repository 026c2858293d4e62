"""Every way out, against a twin of the other side: what goes wrong is told and tried again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from portal.channels import adapters, queries
from portal.channels.lifecycle import State
from portal.channels.queries import UndeliveredLine
from portal.complaints import services
from tests import gateway as sms
from tests.certificates import own_certificate, server_side
from tests.fixtures.portal import Clock, Town
from tests.gateway import Gateway
from tests.notices import EARLIER, MAIL, PHONE, deliver, filed, moved, notices
from tests.post import Post, free_port, hanging, serving

in_the_clear = pytest.mark.filterwarnings("ignore:Requiring AUTH:UserWarning")
"""The twin warns of what it is set up for."""
SetMail = Callable[..., None]
PAGE = sms.answer("200 OK", "text/html; charset=utf-8", "<h1>Sign in</h1>")
ELSEWHERE = sms.answer("302 Found", more="Location: /door\r\n")


def undelivered(town: Town, clock: Clock) -> list[UndeliveredLine]:
    with town.look() as _looking:
        return list(queries.undelivered(None, clock.now()).items)


def is_tried_again(town: Town, clock: Clock, words: str) -> None:
    """Nothing is lost: it stands on the list with the other side's words, and is due again."""
    line = undelivered(town, clock)[0]
    assert line.state is State.WAITING
    assert words in line.last_error
    assert line.next_at == clock.now() + timedelta(minutes=1)
    assert notices(town)[0].body


@pytest.fixture
def gateway(set_mail: SetMail, monkeypatch: pytest.MonkeyPatch) -> Gateway:
    """A gateway the portal knows, not yet serving."""
    monkeypatch.setattr(adapters, "SMS_TIMEOUT_SECONDS", 0.3)
    made = Gateway(port=free_port())
    set_mail(sms_address=made.address, sms_token="a token")
    return made


def test_the_gateway_takes_a_short_message(town: Town, clock: Clock, gateway: Gateway) -> None:
    filed(town, PHONE)
    with sms.serving(gateway):
        assert deliver(town, clock) == 1
    assert gateway.tokens == ["Bearer a token"]
    (asked,) = gateway.asked
    assert (asked["to"], asked["segments"]) == ("081 234 5678", 2)
    assert asked["text"].startswith("เทศบาลนครขอนแก่น")
    assert asked["id"].startswith("notice-")
    assert notices(town)[0].state == State.SENT
    assert not undelivered(town, clock)


@pytest.mark.parametrize("says", [sms.answer("200 OK"), sms.answer("200 OK", "text/plain", "OK")])
def test_any_plain_yes_counts(town: Town, clock: Clock, gateway: Gateway, says: bytes) -> None:
    gateway.says = says
    filed(town, PHONE)
    with sms.serving(gateway):
        assert deliver(town, clock) == 1


@pytest.mark.parametrize(
    ("says", "words"),
    [
        (sms.answer("500 Internal Server Error"), "HTTP 500"),
        (sms.answer("503 Service Unavailable"), "HTTP 503"),
        (sms.answer("401 Unauthorized"), "HTTP 401"),
        (sms.answer("404 Not Found"), "HTTP 404"),
        (sms.answer("429 Too Many Requests"), "HTTP 429"),
        (ELSEWHERE, "HTTP 302"),
        (PAGE, "a web page"),
        (b"what do you want?\r\n\r\n", "BadStatusLine"),
        (b"", "closed connection"),
    ],
)
def test_trouble_at_the_gateway_is_told_and_tried_again(
    town: Town, clock: Clock, gateway: Gateway, says: bytes, words: str
) -> None:
    gateway.says = says
    filed(town, PHONE)
    with sms.serving(gateway):
        assert deliver(town, clock) == 0
        is_tried_again(town, clock, words)
        assert len(gateway.asked) == 1, "a gateway that points elsewhere is not followed"
        gateway.says = sms.YES
        clock.pass_(minutes=1)
        assert deliver(town, clock) == 1
    assert gateway.asked[0]["id"] == gateway.asked[-1]["id"]


def test_a_gateway_that_takes_its_time_is_tried_again(
    town: Town, clock: Clock, gateway: Gateway
) -> None:
    gateway.waits.clear()
    filed(town, PHONE)
    with sms.serving(gateway):
        assert deliver(town, clock) == 0
        is_tried_again(town, clock, "timed out")
        gateway.waits.set()


def test_a_gateway_that_is_not_there_is_tried_again(
    town: Town, clock: Clock, gateway: Gateway
) -> None:
    filed(town, PHONE)
    filed(town, PHONE)
    assert deliver(town, clock) == 0
    is_tried_again(town, clock, "refused")
    assert [row.attempts for row in notices(town)] == [1, 0], "the rest of the batch waits"


def test_a_number_the_gateway_refuses_fails_at_once_and_the_others_go(
    town: Town, clock: Clock, gateway: Gateway
) -> None:
    gateway.says = sms.answer("422 Unprocessable Entity")
    filed(town, PHONE)
    with sms.serving(gateway):
        deliver(town, clock)
        gateway.says = sms.YES
        moved(town, filed(town, PHONE), EARLIER, (services.reply, ("รับทราบ",), {}))
        assert deliver(town, clock) == 2
    (line,) = undelivered(town, clock)
    assert (line.state, line.last_error) == (State.FAILED, "HTTP 422")
    assert line.address == "•••678"


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """The mail server's own certificate and its key."""
    return own_certificate(tmp_path)


def secured(certificate: tuple[Path, Path]) -> Post:
    """A mail server that takes nothing in the clear."""
    manners = {"tls_context": server_side(*certificate), "require_starttls": True}
    return Post(manners=manners)


def test_mail_goes_through_tls_to_a_server_that_is_trusted(
    town: Town, clock: Clock, set_mail: SetMail, certificate: tuple[Path, Path]
) -> None:
    post = secured(certificate)
    post.lets_in("portal", "a good password")
    with serving(post):
        given = post.settings(user="portal", password="a good password", starttls=True)
        set_mail(mail=replace(given, certificate=str(certificate[0])))
        filed(town, MAIL)
        assert deliver(town, clock) == 1
    assert post.signed_in == ["portal yes"]
    assert post.log[0].to == "somsri@example.com"


def test_a_server_nobody_vouches_for_gets_neither_mail_nor_password(
    town: Town, clock: Clock, set_mail: SetMail, certificate: tuple[Path, Path]
) -> None:
    post = secured(certificate)
    post.lets_in("portal", "a good password")
    with serving(post):
        set_mail(mail=post.settings(user="portal", password="a good password", starttls=True))
        filed(town, MAIL)
        assert deliver(town, clock) == 0
    is_tried_again(town, clock, "certificate verify failed")
    assert not post.signed_in
    assert not post.log


def test_a_certificate_that_is_not_there_is_told(
    town: Town, clock: Clock, set_mail: SetMail, certificate: tuple[Path, Path], tmp_path: Path
) -> None:
    with serving(secured(certificate)) as post:
        missing = str(tmp_path / "missing.pem")
        set_mail(mail=post.settings(starttls=True, certificate=missing))
        filed(town, MAIL)
        assert deliver(town, clock) == 0
    is_tried_again(town, clock, "No such file")


@in_the_clear
def test_a_server_without_tls_gets_nothing_where_tls_is_set(
    town: Town, clock: Clock, set_mail: SetMail
) -> None:
    post = Post()
    post.lets_in("portal", "a good password")
    with serving(post):
        set_mail(mail=post.settings(user="portal", password="a good password", starttls=True))
        filed(town, MAIL)
        assert deliver(town, clock) == 0
    is_tried_again(town, clock, "STARTTLS extension not supported")
    assert not post.signed_in
    assert not post.log


def test_a_server_that_asks_for_tls_is_told_of_where_it_is_not_set(
    town: Town, clock: Clock, set_mail: SetMail, certificate: tuple[Path, Path]
) -> None:
    with serving(secured(certificate)) as post:
        set_mail(mail=post.settings())
        filed(town, MAIL)
        assert deliver(town, clock) == 0
    is_tried_again(town, clock, "530 Must issue a STARTTLS command first")
    assert not post.log


@in_the_clear
def test_a_wrong_password_is_told_and_mended(town: Town, clock: Clock, set_mail: SetMail) -> None:
    post = Post()
    post.lets_in("portal", "a good password")
    with serving(post):
        set_mail(mail=post.settings(user="portal", password="a former password"))
        filed(town, MAIL)
        filed(town, MAIL)
        assert deliver(town, clock) == 0
        is_tried_again(town, clock, "535 5.7.8 Authentication credentials invalid")
        assert post.signed_in == ["portal no"] * 2, "once by each of two ways, not per message"
        assert "password" not in undelivered(town, clock)[0].last_error
        set_mail(mail=post.settings(user="portal", password="a good password"))
        clock.pass_(minutes=1)
        assert deliver(town, clock) == 2


@in_the_clear
def test_a_server_that_wants_to_know_who_comes_is_told_of(
    town: Town, clock: Clock, set_mail: SetMail
) -> None:
    post = Post()
    post.lets_in("portal", "a good password")
    with serving(post):
        set_mail(mail=post.settings())
        filed(town, MAIL)
        assert deliver(town, clock) == 0
    is_tried_again(town, clock, "530 5.7.0 Authentication required")


def test_a_hanging_tls_server_is_tried_again(town: Town, clock: Clock, set_mail: SetMail) -> None:
    with hanging() as port:
        set_mail(mail=replace(Post(port=port).settings(starttls=True), timeout_seconds=0.3))
        filed(town, MAIL)
        assert deliver(town, clock) == 0
    is_tried_again(town, clock, "timed out")
