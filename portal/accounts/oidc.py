"""Let a provider elsewhere vouch for a resident: OpenID Connect, code flow with PKCE.

The provider is asked that it is the same person as before, and for nothing more than a name. All
calls go out by `outgoing`; at most two at a time in a process, so that a provider that hangs holds
up nobody else. What goes wrong is told in a few words; the reason goes to the log, without a name.
"""

from __future__ import annotations

import hmac
import json
import secrets
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

import structlog
from authlib.common.security import generate_token
from authlib.common.urls import add_params_to_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OctKey

from config import Provider
from portal.accounts.keys import opened, sealed
from portal.foundation import outgoing
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy

log = structlog.get_logger()

TIME_FOR_IT = timedelta(minutes=10)
REMEMBERED = timedelta(minutes=10)
"""How long a provider's own addresses are believed without asking again."""
LEEWAY_SECONDS = 60
TIMEOUT_SECONDS = 4.0
AT_ONCE = 2
LONGEST_SUBJECT = 255
PUBLISHED = ["RS256", "ES256", "PS256"]
"""Signatures by keys that the provider publishes."""
SEAL = "outside"
OK = 200

_turns = threading.BoundedSemaphore(AT_ONCE)
_known: dict[str, tuple[datetime, dict[str, Any]]] = {}


@dataclass(frozen=True, slots=True)
class Journey:
    """What this browser was sent away with; it comes back with the same, soon."""

    provider: str
    municipality_id: int
    language: str
    state: str
    nonce: str
    verifier: str
    began: float
    onward: str


@dataclass(frozen=True, slots=True)
class Vouched:
    """Whom the provider knows: its own word for them, and perhaps a name."""

    subject: str
    name: str


def forget() -> None:
    """Ask every provider anew."""
    _known.clear()


def begin(
    provider: Provider, municipality_id: int, language: str, onward: str, at: datetime
) -> Journey:
    """Random words that tie the way out to the way back."""
    return Journey(
        provider.key,
        municipality_id,
        language,
        secrets.token_urlsafe(24),
        secrets.token_urlsafe(24),
        generate_token(64),
        at.timestamp(),
        onward,
    )


def packed(journey: Journey, secret_key: str) -> str:
    """The journey, sealed for the browser's cookie."""
    return sealed(secret_key, json.dumps(asdict(journey)).encode(), SEAL)


def unpacked(seal: object, secret_key: str) -> Journey | None:
    """The journey of a cookie; None where there is none or it is not ours."""
    content = opened(secret_key, seal, SEAL) if isinstance(seal, str) else None
    return Journey(**json.loads(content)) if content is not None else None


def same(journey: Journey | None, provider: Provider, here: int, state: str, at: datetime) -> bool:
    """Whether somebody comes back from where this browser was sent, here, and in time."""
    return (
        journey is not None
        and journey.provider == provider.key
        and journey.municipality_id == here
        and at - datetime.fromtimestamp(journey.began, at.tzinfo) <= TIME_FOR_IT
        and hmac.compare_digest(journey.state.encode(), state.encode())
    )


def way_out(provider: Provider, journey: Journey, back: str, at: datetime) -> str:
    """The provider's address to send the browser to. Raises `Invalid` where it cannot be had."""
    with _turn(provider):
        told = _discovered(provider, at)
    return str(
        add_params_to_uri(
            told["authorization_endpoint"],
            {
                "response_type": "code",
                "client_id": provider.client_id,
                "redirect_uri": back,
                "scope": provider.scope,
                "state": journey.state,
                "nonce": journey.nonce,
                "code_challenge": create_s256_code_challenge(journey.verifier),
                "code_challenge_method": "S256",
                "ui_locales": journey.language,
            }.items(),
        )
    )


def vouched(provider: Provider, journey: Journey, code: str, back: str, at: datetime) -> Vouched:
    """Exchange the code for the provider's signed word. Raises `Invalid` where it is worth nothing.

    Checked are signature, issuer, audience, times (a minute's leeway), nonce and the hash of the
    access token, which is thrown away.
    """
    with _turn(provider):
        told = _discovered(provider, at)
        token = _token(provider, told, journey, code, back)
        signed = token.get("id_token")
        if not isinstance(signed, str):
            raise _amiss(provider, "no id_token")
        try:
            claims = _verified(provider, told, signed, token, journey, at)
        except (JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise _amiss(provider, type(error).__name__) from error
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise _amiss(provider, "no subject")
    name = claims.get("name")
    wanted = isinstance(name, str) and provider.scope != "openid"
    return Vouched(subject, str(name) if wanted else "")


def _verified(
    provider: Provider,
    told: dict[str, Any],
    signed: str,
    token: dict[str, Any],
    journey: Journey,
    at: datetime,
) -> dict[str, Any]:
    if provider.algorithm == "HS256":  # never together with published keys, which anyone has
        word = jwt.decode(signed, OctKey.import_key(provider.client_secret), algorithms=["HS256"])
    else:
        keys = KeySet.import_key_set(_asked(provider, told["jwks_uri"]))  # type: ignore[arg-type]
        word = jwt.decode(signed, keys, algorithms=PUBLISHED)
    claims = CodeIDToken(
        word.claims,
        word.header,
        options={
            "iss": {"essential": True, "value": provider.issuer},
            "aud": {"essential": True, "value": provider.client_id},
            "sub": {"essential": True},
            "exp": {"essential": True},
            "iat": {"essential": True},
        },
        params={
            "nonce": journey.nonce,
            "client_id": provider.client_id,
            "access_token": token.get("access_token"),
        },
    )
    claims.validate(now=int(at.timestamp()), leeway=LEEWAY_SECONDS)
    return dict(claims)


def _token(
    provider: Provider, told: dict[str, Any], journey: Journey, code: str, back: str
) -> dict[str, Any]:
    given = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": journey.verifier,
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    ways = told.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    if not provider.client_secret:
        given["client_id"] = provider.client_id
    elif "client_secret_basic" in ways:
        pair = f"{quote(provider.client_id, safe='')}:{quote(provider.client_secret, safe='')}"
        headers["Authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
    else:
        given |= {"client_id": provider.client_id, "client_secret": provider.client_secret}
    return _asked(provider, told["token_endpoint"], urlencode(given).encode(), headers)


def _discovered(provider: Provider, at: datetime) -> dict[str, Any]:
    """What the provider says of itself, asked for anew after a while."""
    since, told = _known.get(provider.issuer, (at, {}))
    if told and timedelta() <= at - since < REMEMBERED:
        return told
    address = f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration"
    told = _asked(provider, address)
    needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    scheme = provider.issuer.partition(":")[0]
    if told.get("issuer") != provider.issuer or not all(
        isinstance(told.get(name), str) and told[name].startswith(f"{scheme}://") for name in needed
    ):
        raise _amiss(provider, "not itself")
    _known[provider.issuer] = (at, told)
    return told


def _asked(
    provider: Provider,
    address: str,
    body: bytes | None = None,
    headers: dict[str, str] | None = None,
) -> dict[str, Any]:
    """The JSON object at an address of the provider."""
    method = "GET" if body is None else "POST"
    call = outgoing.Call(address, method, body, headers or {}, TIMEOUT_SECONDS)
    try:
        answer = outgoing.ask(call)
        content = json.loads(answer.body) if answer.status == OK else None
    except outgoing.Unanswered as error:
        raise _amiss(provider, type(error).__name__) from error
    except (ValueError, RecursionError) as error:
        raise _amiss(provider, "no JSON") from error
    if not isinstance(content, dict):
        raise _amiss(provider, f"status {answer.status}")
    return content


@contextmanager
def _turn(provider: Provider) -> Iterator[None]:
    if not _turns.acquire(blocking=False):
        raise _amiss(provider, "too many at once")
    try:
        yield
    finally:
        _turns.release()


def _amiss(provider: Provider, why: str) -> Invalid:
    log.warning("oidc_refused", provider=provider.key, why=why)
    return Invalid(
        lazy(
            "It did not work with %(provider)s this time. Nothing was changed. Try again a little"
            " later, or let us send you a code.",
            provider=provider.title_en,
        )
    )
