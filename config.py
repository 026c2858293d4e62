"""The portal's settings: one frozen, typed object, read from the environment once."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).resolve().parent
SHORTEST_SECRET = 32
STAFF_ROLES = frozenset(
    {"administrator", "clerk", "council", "dispatcher", "head", "mayor", "officer"}
)
SCOPES = frozenset({"openid", "name", "profile"})
"""All that a provider is ever asked for: that it is the same person, and at most their name."""


class MissingSetting(RuntimeError):
    """A setting without which the portal must not start."""


@dataclass(frozen=True, slots=True)
class MailSettings:
    """Where e-mail leaves the house. Without a host, notices are kept in the outbox folder."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    starttls: bool = False
    certificate: str = ""
    """A file of certificates to trust in place of the system's, for a server with its own."""
    sender: str = "portal@localhost"
    timeout_seconds: float = 20.0


@dataclass(frozen=True, slots=True)
class Provider:
    """Somebody elsewhere who vouches for residents, by OpenID Connect: ThaID, LINE or another."""

    key: str
    """As it stands in addresses and in the names of its settings."""
    title_th: str
    title_en: str
    issuer: str
    client_id: str
    client_secret: str = ""
    scope: str = "openid"
    algorithm: str = ""
    """`HS256` for one that signs with the client secret (LINE); otherwise its published keys."""


@dataclass(frozen=True, slots=True)
class Config:
    """Everything the portal reads from outside. Paths are absolute, numbers carry their unit."""

    secret_key: str
    instance_dir: Path
    database_url: str
    migration_database_url: str
    demo: bool = False
    https: bool = False
    proxies: int = 0
    hosts: frozenset[str] = frozenset()
    """The names this portal answers to; empty for any."""
    worker: bool = False
    tile_address: str = ""
    tile_attribution: str = ""
    staff_idle: timedelta = timedelta(minutes=30)
    """After this long without a request a member of staff signs in again."""
    staff_longest: timedelta = timedelta(hours=12)
    """After this long, whatever they do."""
    second_factor_roles: frozenset[str] = STAFF_ROLES
    """Who signs in with a second factor besides the password."""
    sms_address: str = ""
    sms_token: str = ""
    limits_address: str = ""
    """Where counters of limits stand: `redis://…`; this database where nothing is set."""
    filing_limits: bool = True
    """Whether many complaints from one place ask for a little work or wait for a look."""
    outgoing_inside: frozenset[str] = frozenset()
    """Names (or name:port) that may be called although they stand in an internal network."""
    proof_key: str = ""
    """Signs the heads of the proof: 32 bytes in base64; the instance folder’s own if empty."""
    backup_folder: Path | None = None
    """Where the worker writes a backup every night; none without it."""
    backup_keep: int = 14
    """How many of them stay."""
    logs_as_json: bool = False
    metrics_token: str = ""
    """Who asks for the figures from another machine says this; without it only this machine may."""
    mail: MailSettings = MailSettings()
    strict_roles: bool = True
    """Refuse to start on PostgreSQL as a role that could pass by row-level security."""
    providers: tuple[Provider, ...] = ()
    """Who else may vouch for residents; nobody unless set."""
    testing: bool = False


def from_environment(environment: Mapping[str, str] | None = None) -> Config:
    """Read the settings; raise `MissingSetting` naming the one that is not there."""
    env = os.environ if environment is None else environment
    instance = Path(env.get("INSTANCE_DIR") or HERE / "instance").resolve()
    demo = _switch(env, "DEMO")
    database_url = env.get("DATABASE_URL") or f"sqlite:///{instance / 'portal.sqlite3'}"
    return Config(
        secret_key=_given_secret(env) or _kept_secret(instance, demo=demo),
        instance_dir=instance,
        database_url=_with_driver(database_url),
        migration_database_url=_with_driver(env.get("MIGRATION_DATABASE_URL") or database_url),
        demo=demo,
        https=_switch(env, "HTTPS"),
        proxies=int(env.get("PROXIES") or 0),
        hosts=_names(env, "HOSTS"),
        worker=_switch(env, "WORKER", otherwise=True),
        tile_address=env.get("TILE_ADDRESS", ""),
        tile_attribution=env.get("TILE_ATTRIBUTION", ""),
        staff_idle=timedelta(minutes=int(env.get("STAFF_IDLE_MINUTES") or 30)),
        second_factor_roles=_roles(env.get("SECOND_FACTOR_ROLES")),
        sms_address=env.get("SMS_ADDRESS", ""),
        sms_token=env.get("SMS_TOKEN", ""),
        limits_address=env.get("LIMITS_ADDRESS", ""),
        filing_limits=_switch(env, "FILING_LIMITS", otherwise=True),
        outgoing_inside=_names(env, "OUTGOING_INSIDE"),
        proof_key=_written(env, "PROOF_KEY"),
        backup_folder=Path(env["BACKUP_FOLDER"]).resolve() if env.get("BACKUP_FOLDER") else None,
        backup_keep=max(1, int(env.get("BACKUP_KEEP") or 14)),
        logs_as_json=env.get("LOGS", "").strip().lower() == "json",
        metrics_token=_written(env, "METRICS_TOKEN"),
        mail=_mail(env),
        strict_roles=_switch(env, "STRICT_ROLES", otherwise=True),
        providers=_providers(env),
    )


def _names(env: Mapping[str, str], setting: str) -> frozenset[str]:
    """A comma list of names of machines."""
    return frozenset(name.strip().lower() for name in env.get(setting, "").split(",")) - {""}


def tell_library(name: str, value: str) -> None:
    """Set what a library reads from the environment by itself and by no other way."""
    os.environ[name] = value


def _roles(listed: str | None) -> frozenset[str]:
    """Roles as a comma list; all staff where nothing is said, nobody for `none`."""
    if not listed:
        return STAFF_ROLES
    named = frozenset(name.strip() for name in listed.split(",")) - {"none", ""}
    if unknown := sorted(named - STAFF_ROLES):
        message = f"SECOND_FACTOR_ROLES knows no {', '.join(unknown)}."
        raise MissingSetting(message)
    return named


def _providers(env: Mapping[str, str]) -> tuple[Provider, ...]:
    """Those named in `OIDC`, each with settings of its own (`OIDC_THAID_ISSUER`)."""
    keys = [key.strip().lower() for key in env.get("OIDC", "").split(",") if key.strip()]
    return tuple(_provider(env, key) for key in keys)


def _provider(env: Mapping[str, str], key: str) -> Provider:
    name = f"OIDC_{key.upper()}"
    needed = {part: env.get(f"{name}_{part}", "").strip() for part in ("ISSUER", "CLIENT_ID")}
    for part, given in needed.items():
        if not given:
            message = f"{name}_{part} is not set, but OIDC names {key}."
            raise MissingSetting(message)
    scope = env.get(f"{name}_SCOPE") or "openid"
    algorithm = env.get(f"{name}_ALGORITHM", "")
    if "openid" not in scope.split() or not set(scope.split()) <= SCOPES:
        message = f"{name}_SCOPE takes openid, and besides it only: name, profile."
        raise MissingSetting(message)
    if algorithm not in {"", "HS256"} or not key.isalnum():
        message = f"{name}_ALGORITHM takes HS256 or nothing; OIDC takes letters and digits."
        raise MissingSetting(message)
    title_en = env.get(f"{name}_TITLE_EN") or key
    return Provider(
        key=key,
        title_th=env.get(f"{name}_TITLE_TH") or title_en,
        title_en=title_en,
        issuer=needed["ISSUER"],
        client_id=needed["CLIENT_ID"],
        client_secret=_written(env, f"{name}_CLIENT_SECRET"),
        scope=scope,
        algorithm=algorithm,
    )


def _mail(env: Mapping[str, str]) -> MailSettings:
    return MailSettings(
        host=env.get("MAIL_HOST", ""),
        port=int(env.get("MAIL_PORT") or 25),
        user=env.get("MAIL_USER", ""),
        password=env.get("MAIL_PASSWORD", ""),
        starttls=_switch(env, "MAIL_STARTTLS"),
        certificate=env.get("MAIL_CERTIFICATE", ""),
        sender=env.get("MAIL_SENDER") or "portal@localhost",
    )


def _written(env: Mapping[str, str], name: str) -> str:
    """A secret, given outright or as the path of a file (`NAME_FILE`) that holds it."""
    path = env.get(f"{name}_FILE", "")
    return (Path(path).read_text(encoding="utf-8") if path else env.get(name, "")).strip()


def _switch(env: Mapping[str, str], name: str, *, otherwise: bool = False) -> bool:
    written = env.get(name, "").strip().lower()
    return written in {"1", "true", "yes", "on"} if written else otherwise


def _with_driver(url: str) -> str:
    """Let an operator write `postgresql://…`; psycopg 3 is the driver behind it."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def _given_secret(env: Mapping[str, str]) -> str:
    """What signs cookies must not be guessed: a short one is as bad as none."""
    given = env.get("SECRET_KEY", "")
    if given and len(given) < SHORTEST_SECRET:
        message = f"SECRET_KEY is too short. Set it to {SHORTEST_SECRET} or more random characters."
        raise MissingSetting(message)
    return given


def _kept_secret(instance: Path, *, demo: bool) -> str:
    """Only the demo may make its own secret; a real portal must be given one."""
    if not demo:
        message = "SECRET_KEY is not set. Set it to 32 or more random characters."
        raise MissingSetting(message)
    path = instance / "secret-key"
    if not path.exists():
        instance.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii").strip()
