"""Each municipality by itself: reads are narrowed to it, writes for another one are refused."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Executable, Table, event
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction, with_loader_criteria
from sqlalchemy.sql import ClauseElement, visitors

from portal.foundation import tenancy
from portal.foundation.database.tables import Base, Owned


@lru_cache(maxsize=4096)
def _only(municipality_id: int) -> Any:  # noqa: ANN401 - a loader option
    return with_loader_criteria(
        Owned, lambda cls: cls.municipality_id == municipality_id, include_aliases=True
    )


KEPT = {"kept": True}
"""Execution options of a statement that stands in its module and is asked again and again.

What SQLAlchemy works out for it is kept, too, which is more than half of a short question's cost.
"""


@lru_cache(maxsize=4096)
def _kept_for(statement: Executable, municipality_id: int) -> Executable:
    return statement.options(_only(municipality_id))


@event.listens_for(Session, "do_orm_execute")
def _scope(state: ORMExecuteState) -> None:
    """Add the municipality to every read, update and delete that names an owned table."""
    if state.is_insert or state.is_column_load or state.is_relationship_load:
        return
    municipality = tenancy.municipality_id_or_none()
    if municipality is not None and state.execution_options.get("kept"):
        state.statement = _kept_for(state.statement, municipality)
    elif municipality is not None:
        state.statement = state.statement.options(_only(municipality))
    elif any(
        _is_owned(element) for element in visitors.iterate(cast("ClauseElement", state.statement))
    ):
        tenancy.municipality_id()


def _is_owned(element: object) -> bool:
    return isinstance(element, Table) and "municipality_id" in element.c and element in _owned()


def owned_tables() -> frozenset[str]:
    """The names of the tables whose rows belong to a municipality."""
    return frozenset(table.name for table in _owned())


@lru_cache(maxsize=1)
def _owned() -> frozenset[Table]:
    mappers = [mapper for mapper in Base.registry.mappers if issubclass(mapper.class_, Owned)]
    tables = [mapper.local_table for mapper in mappers]
    return frozenset(table for table in tables if isinstance(table, Table))


@event.listens_for(Session, "before_flush")
def _own(current: Session, _context: UOWTransaction, _instances: object) -> None:
    """Refuse to write another municipality's rows."""
    for row in (*current.new, *current.dirty, *current.deleted):
        if isinstance(row, Owned):
            here = tenancy.municipality_id()
            if (row.municipality_id or here) != here:
                message = f"{type(row).__name__} belongs to another municipality."
                raise tenancy.NoMunicipality(message)
