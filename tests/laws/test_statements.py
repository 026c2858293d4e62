"""The law of owned rows is kept by a listener during the whole run; here it is tried itself."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import text

from portal.foundation import database as foundation
from tests.fixtures import statements

TABLES = frozenset({"complaint", "step"})


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT complaint.id FROM complaint",
        "SELECT id FROM complaint WHERE complaint.state = 'x'",
        "SELECT a.id FROM complaint AS a WHERE a.state = 1",
        "DELETE FROM complaint",
        "UPDATE complaint SET state = 1",
        "INSERT INTO complaint (state) VALUES (1)",
        "SELECT c.id FROM complaint AS c JOIN step AS s ON s.x = c.x WHERE c.municipality_id = 1",
        "WITH a AS (SELECT 1 FROM complaint) SELECT * FROM a",
    ],
)
def test_a_statement_that_does_not_say_whose_is_found(statement: str) -> None:
    assert statements.unscoped(statement, TABLES)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT complaint.id FROM complaint WHERE complaint.municipality_id = ?",
        "SELECT a.id FROM complaint AS a WHERE a.state = 1 AND a.municipality_id = %(x)s",
        "INSERT INTO complaint (municipality_id, state) VALUES (1, 2)",
        "UPDATE complaint SET state = 1 WHERE complaint.id = ?",
        "SELECT step.id FROM step WHERE step.complaint_id IN (1, 2)",
        "SELECT municipality.id FROM municipality",
        "CREATE TABLE complaint (id INTEGER)",
    ],
)
def test_a_statement_that_says_whose_is_left_alone(statement: str) -> None:
    assert not statements.unscoped(statement, TABLES)


def test_a_reading_request_that_writes_is_found(app: Flask) -> None:
    with app.test_request_context("/"):
        foundation.allow_writing(allowed=True)
        foundation.session.execute(text("UPDATE municipality SET phone = ''"))
        foundation.session.rollback()
    assert any("GET / writes" in finding for finding in statements._findings)
    statements._findings.clear()
