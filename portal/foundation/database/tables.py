"""What every table is made from: its base, its columns' types, whom its rows belong to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, ClassVar, cast

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, MetaData
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from portal.foundation import tenancy

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """An aware moment in UTC, in and out; what has no time zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:
        """Into the database: UTC; on SQLite as text that sorts like the moments do."""
        as_text = dialect.name == "sqlite"

        def bind(value: datetime | None) -> object:
            if value is None:
                return None
            if value.tzinfo is None:
                message = "A moment needs a time zone."
                raise ValueError(message)
            value = value.astimezone(UTC)
            return value.isoformat(" ", "microseconds")[:26] if as_text else value

        return bind

    def result_processor(self, dialect: Dialect, _coltype: object) -> Callable[[Any], Any]:
        """Out of the database: always aware, in UTC."""
        as_text = dialect.name == "sqlite"

        def result(value: Any) -> datetime | None:  # noqa: ANN401 - what the driver gives
            if value is None:
                return None
            if as_text:
                return datetime.fromisoformat(f"{value}+00:00")
            return cast("datetime", value).astimezone(UTC)

        return result


Identifier = BigInteger().with_variant(Integer, "sqlite")
"""A number given by the database."""
Json = JSON().with_variant(JSONB, "postgresql")


class Base(DeclarativeBase):
    """What every table is made from: names for all constraints."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: Moment}


class Owned:
    """A table that belongs to a municipality: set on write, asked for on every read."""

    municipality_id: Mapped[int] = mapped_column(
        BigInteger, default=tenancy.municipality_id, sort_order=-10
    )
