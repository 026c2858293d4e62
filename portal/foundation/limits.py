"""How often is too often: counters over a window of time, by keyed names that tell nobody.

The counting is that of the library `limits`. Its numbers stand in a table of this database, or in
Redis where `LIMITS_ADDRESS` names one: several machines then share them without a write to the
database. Nothing is counted while reading; see `count`.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from flask import Flask, current_app
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.errors import ConfigurationError, StorageError
from limits.storage import Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import BigInteger, String, bindparam, case, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, Session, mapped_column

from config import Config, MissingSetting
from portal.foundation import clock, database, tenancy
from portal.foundation.database import Base, session

EXTENSION = "portal.limits"
ANSWERS_IN = 2.0
"""Seconds for a counter elsewhere: a page waits for it."""
Uncounted = StorageError
"""Where the counters stand elsewhere, and do not answer. Codes and passwords then open nothing;
whoever must not be refused for it says what follows."""
INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class LimitBucket(Base):
    """How often something was done in the present window. The key is a keyed hash."""

    __tablename__ = "limit_bucket"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    n: Mapped[int] = mapped_column(BigInteger)
    ends_at: Mapped[datetime]


_COUNTED = select(LimitBucket.n).where(
    LimitBucket.key == bindparam("key"), LimitBucket.ends_at > bindparam("at")
)


@dataclass(frozen=True, slots=True)
class Limit:
    """So many within so many minutes, for a purpose."""

    purpose: str
    most: int
    minutes: int

    @property
    def item(self) -> RateLimitItem:
        """The same for the library."""
        return RateLimitItemPerMinute(self.most, self.minutes)


def install(app: Flask, config: Config) -> None:
    """Open the storage that the settings name.

    Raises `MissingSetting` where it needs a library that is not installed.
    """
    try:
        storage = _storage(config.limits_address)
    except ConfigurationError as error:
        message = f"LIMITS_ADDRESS cannot be used: {error}"
        raise MissingSetting(message) from error
    app.extensions[EXTENSION] = FixedWindowRateLimiter(storage)


def _storage(address: str) -> Storage:
    if not address:
        return cast("Storage", storage_from_string("portal-database://"))
    waits: dict[str, float] = (
        {"socket_timeout": ANSWERS_IN, "socket_connect_timeout": ANSWERS_IN}
        if address.startswith("redis")
        else {}
    )
    return cast("Storage", storage_from_string(address, wrap_exceptions=True, **waits))


def is_reached(limit: Limit, *who: str) -> bool:
    """Whether this limit holds no further one. Counts nothing."""
    return not _limiter().test(limit.item, _name(limit, who))


def counted(limit: Limit, *who: str) -> int:
    """How many there were in the present window."""
    return int(_limiter().storage.get(limit.item.key_for(_name(limit, who))))


def count(limit: Limit, *who: str) -> bool:
    """Count one more; false when that is too many.

    Inside of a writing transaction it is counted with it, and forgotten if that is undone; where
    none is open it is kept whatever follows. For what must outlive a refusal, end the transaction
    first: see `count_apart`.
    """
    return bool(_limiter().hit(limit.item, _name(limit, who)))


def count_apart(*tried: tuple[Limit, str]) -> None:
    """Count one more of each, for good: what the request had begun is undone here."""
    session.rollback()
    session.remove()
    for limit, name in tried:
        count(limit, name)


def count_in(writes: Session, *tried: tuple[Limit, str]) -> None:
    """Count one more of each within a transaction of one's own; in Redis at once."""
    storage = _limiter().storage
    for limit, name in tried:
        key, seconds = limit.item.key_for(_name(limit, (name,))), limit.item.get_expiry()
        if isinstance(storage, DatabaseStorage):
            _more(writes, key, seconds, 1)
        else:
            storage.incr(key, seconds)


def keyed(*parts: str) -> str:
    """A name that can be compared and tells nobody anything, by the portal's own key."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, "\0".join(("limit", *parts)).encode(), "sha256").hexdigest()[:40]


def forget_old(at: datetime) -> None:
    """Remove windows that have ended. For the nightly job."""
    with database.writing() as writes:
        writes.execute(delete(LimitBucket).where(LimitBucket.ends_at < at))


def _name(limit: Limit, who: tuple[str, ...]) -> str:
    return keyed(limit.purpose, str(tenancy.municipality_id()), *who)


def _limiter() -> FixedWindowRateLimiter:
    limiter: FixedWindowRateLimiter = current_app.extensions[EXTENSION]
    return limiter


class DatabaseStorage(Storage):
    """Counters in a table, for the library's fixed windows."""

    STORAGE_SCHEME = ["portal-database"]  # noqa: RUF012 - the library's own declaration

    @property
    def base_exceptions(self) -> type[Exception]:
        """What may go wrong underneath."""
        return SQLAlchemyError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count so many more in a window of so many seconds; returns how many there are."""
        if database.may_write() and session.registry.has() and session().in_transaction():
            return _more(session(), key, expiry, amount)
        session.remove()
        with database.own_transaction() as own:
            return _more(own, key, expiry, amount)

    def get(self, key: str) -> int:
        """How many there are in the present window."""
        asked = {"key": _short(key), "at": clock.now()}
        return session.connection().execute(_COUNTED, asked).scalar() or 0

    def get_expiry(self, key: str) -> float:
        """When the present window ends, in seconds of the clock."""
        ends_at = session.scalar(select(LimitBucket.ends_at).where(LimitBucket.key == _short(key)))
        return (ends_at or clock.now()).timestamp()

    def check(self) -> bool:
        """Whether the table can be read."""
        session.scalar(
            select(func.count()).select_from(select(LimitBucket.key).limit(1).subquery())
        )
        return True

    def reset(self) -> int | None:
        """Forget everything; only an operator has a reason to."""
        with database.own_transaction() as own:
            gone = own.execute(delete(LimitBucket))
        return int(gone.rowcount)  # type: ignore[attr-defined]

    def clear(self, key: str) -> None:
        """Forget one counter."""
        with database.own_transaction() as own:
            own.execute(delete(LimitBucket).where(LimitBucket.key == _short(key)))


def _more(writes: Session, key: str, expiry: int, amount: int) -> int:
    """One statement, so that two at one moment are two."""
    at = clock.now().astimezone(UTC)
    over = LimitBucket.ends_at <= at
    fresh = {"n": amount, "ends_at": at + timedelta(seconds=expiry)}
    insert = INSERTS[writes.get_bind().dialect.name]
    statement = (
        insert(LimitBucket)
        .values(key=_short(key), **fresh)
        .on_conflict_do_update(
            index_elements=[LimitBucket.key],
            set_={
                "n": case((over, fresh["n"]), else_=LimitBucket.n + amount),
                "ends_at": case((over, fresh["ends_at"]), else_=LimitBucket.ends_at),
            },
        )
        .returning(LimitBucket.n)
    )
    return int(writes.execute(statement).scalar_one())


def _short(key: str) -> str:
    """The library's key without what is the same in all of them; ours is a hash of 40 signs."""
    return key.removeprefix("LIMITER/")[:64]
