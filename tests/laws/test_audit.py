"""The law of the log: no form of staff without a line, and no line without words."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from portal.foundation.audit import CODE, Act
from portal.foundation.policy import ANYONE, STAFF
from portal.foundation.web import witness
from portal.oversight.wording import FORMS
from tests.laws import project


def forms_of_staff(app: Flask) -> set[str]:
    """The endpoints that only those named may send to, staff among them."""
    views = app.view_functions
    return {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ())
        and views[rule.endpoint].open_to != ANYONE
        and views[rule.endpoint].open_to & STAFF
    }


def test_every_form_of_staff_has_a_name_in_the_log(app: Flask) -> None:
    nameless = forms_of_staff(app) - set(FORMS)
    assert not nameless, f"oversight/wording.py does not name: {sorted(nameless)}"
    gone = set(FORMS) - forms_of_staff(app)
    assert not gone, f"oversight/wording.py names what is no form: {sorted(gone)}"


def test_every_request_is_witnessed_before_its_commit(app: Flask) -> None:
    """The walker sees it happen with every form; here that nobody took it out."""
    source = (project.PORTAL / "foundation" / "web" / "glue.py").read_text(encoding="utf-8")
    assert re.search(r"witness\(\)\s+database\.session\.commit\(\)", source)
    assert witness.SENT.code in Act.known


@pytest.mark.no_database
def test_every_act_is_a_code_of_its_room() -> None:
    odd = [code for code in Act.known if not CODE.fullmatch(code) or "." not in code]
    assert not odd
    assert len(Act.known) > 30


@pytest.mark.no_database
def test_nobody_writes_into_the_book_but_by_its_verb() -> None:
    others = [
        project.short(path)
        for path in project.python("portal/")
        if "AuditLine(" in path.read_text(encoding="utf-8")
        and project.short(path) != "portal/foundation/audit.py"
    ]
    assert not others
