"""Whether the second wall stands: what the application's role could do to row-level security.

The tables belong to one role, which migrates them; the portal works as another. A role that owns
a table, or may become the one that does, could switch the wall off; a superuser and a role with
BYPASSRLS do not even notice it.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Connection, text


class Gap(StrEnum):
    """Why the wall does not hold against the role that asks."""

    SUPERUSER = "superuser"
    BYPASS = "bypass"
    OWNER = "owner"
    MAKES_ROLES = "makes_roles"
    OPEN_TABLE = "open_table"


_ROLE = text(
    "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user"
)
_OWNED = text(
    "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
    " AND relkind IN ('r', 'p') AND pg_has_role(current_user, relowner, 'MEMBER')"
)
_OPEN = text(
    "SELECT count(*) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
    " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
    " AND a.attname = 'municipality_id' AND NOT a.attisdropped"
    " AND NOT (c.relrowsecurity AND c.relforcerowsecurity)"
)


def gaps(connection: Connection) -> list[Gap]:
    """What is wrong with the wall, the worst first; nothing on SQLite, which has no roles."""
    if connection.dialect.name != "postgresql":
        return []
    role = connection.execute(_ROLE).one()
    found = {
        Gap.SUPERUSER: role.rolsuper,
        Gap.BYPASS: role.rolbypassrls and not role.rolsuper,
        Gap.MAKES_ROLES: role.rolcreaterole and not role.rolsuper,
        Gap.OWNER: not role.rolsuper and bool(connection.scalar(_OWNED)),
        Gap.OPEN_TABLE: bool(connection.scalar(_OPEN)),
    }
    return [gap for gap, is_there in found.items() if is_there]
