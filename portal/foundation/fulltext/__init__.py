"""Full-text search of complaints in Thai and English, the same ids on SQLite and PostgreSQL.

Thai has no spaces, so texts are indexed by character clusters (`thai.clusters`) and a query is a
phrase of clusters: no word list, no missed compound, and every piece is letters and digits only,
so nothing typed can become query syntax.

Every piece is written as a token of its municipality and of who may read it: `p7xท่` for what
everyone may read in municipality 7, `s7xท่` for what only its staff may. So a search meets no
other municipality's rows at all, the public search meets only public rows, and both walk lists
that hold nothing but candidates, newest first: the newest twenty cost the same among a million.
Each piece is written once, under one of the two letters, so the index does not double; when a
complaint becomes public or ceases to be, it is indexed anew.

SQLite keeps an FTS5 table (`tokenize='ascii'`: the default tokeniser would tear Thai apart), on
3.43 and later without a copy of the text. PostgreSQL keeps a tsvector and a GIN index. **That
table has no row-level security**: under it PostgreSQL may not use the GIN index, as `@@` is not
leakproof; the municipality inside every token does its work.

Complaint ids rise with arrival, so newest first is by id.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from sqlalchemy import BigInteger, BindParameter, Dialect, TextualSelect, bindparam, column
from sqlalchemy import text as sql
from sqlalchemy.orm import Session, scoped_session

from portal.foundation.fulltext.asking import expression
from portal.foundation.fulltext.wording import Groups, as_tsvector, register, shipped, tokens

__all__ = [
    "Document",
    "Groups",
    "compact",
    "ddl",
    "drop_ddl",
    "hits",
    "index",
    "index_many",
    "register",
    "remove",
    "search",
    "shipped",
]

_LAST: Final = 2**63 - 1
_BATCH: Final = 500
_DELETES_WITHOUT_CONTENT: Final = (3, 43)

Work = Session | scoped_session[Session]


@dataclass(frozen=True, slots=True)
class Document:
    """What is indexed of one complaint: `text` for everyone if `public`, `staff_text` for staff."""

    id: int
    text: str
    public: bool
    staff_text: str = ""


def ddl(dialect: Dialect) -> list[str]:
    """The statements that make the table; a migration keeps its own copy of them."""
    if dialect.name == "postgresql":
        columns = "municipality_id bigint NOT NULL, id bigint NOT NULL, words tsvector NOT NULL"
        key = "CONSTRAINT pk_fulltext_complaint PRIMARY KEY (municipality_id, id)"
        return [
            f"CREATE TABLE fulltext_complaint ({columns}, {key})",
            "CREATE INDEX ix_fulltext_complaint_words ON fulltext_complaint USING gin (words)",
        ]
    version = dialect.server_version_info or ()
    content = "content='', contentless_delete=1, " if version >= _DELETES_WITHOUT_CONTENT else ""
    options = f"words, {content}tokenize='ascii'"
    return [f"CREATE VIRTUAL TABLE fulltext_complaint USING fts5({options})"]


def drop_ddl(_dialect: Dialect) -> list[str]:
    """The statements that take it away."""
    return ["DROP TABLE fulltext_complaint"]


def index(
    session: Work,
    municipality_id: int,
    document_id: int,
    text: str,
    *,
    public: bool,
    staff_text: str = "",
) -> None:
    """Write one complaint's words, in place of its former ones.

    With `public`, everyone finds it by `text`, which must hold nothing the public may not read;
    staff find it by both texts.
    """
    index_many(session, municipality_id, [Document(document_id, text, public, staff_text)])


def index_many(session: Work, municipality_id: int, documents: Iterable[Document]) -> None:
    """Write many complaints' words, in place of their former ones, a batch at a time."""
    statement, written = (
        (_WRITE_POSTGRESQL, as_tsvector) if _is_postgresql(session) else (_WRITE_SQLITE, " ".join)
    )
    rows = iter(documents)
    while batch := list(islice(rows, _BATCH)):
        session.connection().execute(
            statement,
            [
                {
                    "municipality_id": municipality_id,
                    "id": row.id,
                    "words": written(
                        tokens(municipality_id, row.text, row.staff_text, public=row.public)
                    ),
                }
                for row in batch
            ],
        )


def remove(session: Work, municipality_id: int, document_id: int) -> None:
    """Forget one complaint's words."""
    if _is_postgresql(session):
        session.execute(_REMOVE_POSTGRESQL, {"municipality_id": municipality_id, "id": document_id})
    else:
        session.execute(_REMOVE_SQLITE, {"id": document_id})


def compact(session: Work) -> None:
    """Join the index's pieces into one on SQLite: for after an import, a second per 100,000 texts.

    Searches then take half the time. PostgreSQL's autovacuum does the like by itself.
    """
    if not _is_postgresql(session):
        session.execute(_COMPACT_SQLITE)


def search(
    session: Work,
    municipality_id: int,
    query: str,
    *,
    public: bool,
    before: int | None = None,
    limit: int = 20,
) -> list[int] | None:
    """The ids of the newest complaints that hold every part of the query, newest first.

    Parts are divided by spaces; what stands in quotation marks is one part and taken literally;
    others also match their synonyms. `public` asks only what everyone may read. `before` continues
    after that id. None when the query holds nothing to search for (no letter, no digit).
    """
    postgresql = _is_postgresql(session)
    asked = expression(municipality_id, query, public=public, postgresql=postgresql)
    if asked is None:
        return None
    statement = _SEARCH_POSTGRESQL if postgresql else _SEARCH_SQLITE
    values = {
        "municipality_id": municipality_id,
        "query": asked,
        "before": _LAST if before is None else before,
        "limit": limit,
    }
    return list(session.scalars(statement, values))


def hits(session: Work, municipality_id: int, query: str, *, public: bool) -> TextualSelect | None:
    """The same as a subquery of all ids, for lists with further filters: `id.in_(hits(…))`.

    None when the query holds nothing to search for.
    """
    postgresql = _is_postgresql(session)
    asked = expression(municipality_id, query, public=public, postgresql=postgresql)
    if asked is None:
        return None
    values: list[BindParameter[Any]] = [bindparam("fulltext_query", asked)]
    if not postgresql:
        return _HITS_SQLITE.bindparams(*values).columns(column("id", BigInteger))
    values.append(bindparam("fulltext_municipality", municipality_id, BigInteger))
    return _HITS_POSTGRESQL.bindparams(*values).columns(column("id", BigInteger))


_WRITE_SQLITE: Final = sql(
    "INSERT OR REPLACE INTO fulltext_complaint (rowid, words) VALUES (:id, :words)"
)
_WRITE_POSTGRESQL: Final = sql(
    "INSERT INTO fulltext_complaint (municipality_id, id, words)"
    " VALUES (:municipality_id, :id, CAST(:words AS tsvector))"
    " ON CONFLICT (municipality_id, id) DO UPDATE SET words = excluded.words"
)
_REMOVE_SQLITE: Final = sql("DELETE FROM fulltext_complaint WHERE rowid = :id")
_REMOVE_POSTGRESQL: Final = sql(
    "DELETE FROM fulltext_complaint WHERE municipality_id = :municipality_id AND id = :id"
)
_COMPACT_SQLITE: Final = sql(
    "INSERT INTO fulltext_complaint (fulltext_complaint) VALUES ('optimize')"
)
_SEARCH_SQLITE: Final = sql(
    "SELECT rowid FROM fulltext_complaint WHERE fulltext_complaint MATCH :query"
    " AND rowid < :before ORDER BY rowid DESC LIMIT :limit"
)
_SEARCH_POSTGRESQL: Final = sql(
    "SELECT id FROM fulltext_complaint WHERE municipality_id = :municipality_id"
    " AND words @@ CAST(:query AS tsquery) AND id < :before ORDER BY id DESC LIMIT :limit"
)
_HITS_SQLITE: Final = sql(
    "SELECT rowid AS id FROM fulltext_complaint WHERE fulltext_complaint MATCH :fulltext_query"
)
_HITS_POSTGRESQL: Final = sql(
    "SELECT id FROM fulltext_complaint WHERE municipality_id = :fulltext_municipality"
    " AND words @@ CAST(:fulltext_query AS tsquery)"
)


def _is_postgresql(session: Work) -> bool:
    return session.get_bind().dialect.name == "postgresql"
