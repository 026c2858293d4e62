"""Laws of the text: what no file of the project may say, and how long it may grow."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.laws import project

LONGEST_MODULE = 300
LONGEST_TEST = 500
"""A file of tests is a list; one may go on reading."""
LONGEST_FUNCTION = 40
"""Lines of doing: without the signature and the docstring."""
LONGEST_TEMPLATE = 120
MOST_IMPORTS = 20
"""Fifteen are a sign to look at the cut of the module; more than twenty are refused."""

FORBIDDEN = {
    "a path of one machine": re.compile(r"(?<![\w.@])/(?:home|root|Users|mnt|work)/\w"),
    "an unfinished thought": re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b"),
    "a conflict left over": re.compile(r"^(?:<{7}|>{7}|\|{7}) ", re.MULTILINE),
    "a character nobody can see": re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]"),
    "a Windows line end": re.compile("\r"),
}
BLANKS = re.compile(r"[ \t]+$", re.MULTILINE)
WRITTEN_BY_HAND = (".py", ".html", ".md", ".toml", ".css", ".js", "Makefile")
"""In other texts, such as phrase lists, a blank at a line's end may be meant."""


def findings(name: str, text: str) -> Iterator[str]:
    patterns = FORBIDDEN | (
        {"blanks at a line's end": BLANKS} if name.endswith(WRITTEN_BY_HAND) else {}
    )
    for what, pattern in patterns.items():
        for found in pattern.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            yield f"{name}:{line}: {what}: {found[0]!r}"


def test_no_file_says_what_it_must_not() -> None:
    found = [f for name, text in project.texts() for f in findings(name, text)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "text", ["see /ho" + "me/me", "# TO" + "DO: later", "<<<<<<" + "< here", "a\u200bb", "a \n"]
)
def test_the_law_finds_it(text: str) -> None:
    assert list(findings("a.py", text))


def test_every_text_ends_with_one_line_end() -> None:
    bad = [
        name
        for name, text in project.texts()
        if name.endswith(WRITTEN_BY_HAND) and text and not re.search(r"[^\n]\n\Z", text)
    ]
    assert not bad, bad


def test_requirements_name_no_host() -> None:
    for path in (project.ROOT / "requirements").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert "://" not in text, path.name
        assert "--hash=sha256:" in text, path.name


def lengths(path: Path) -> Iterator[str]:
    """What has grown too long in a Python file."""
    text = path.read_text(encoding="utf-8")
    name = project.short(path)
    lines = text.count("\n")
    if lines > (LONGEST_TEST if name.startswith("tests/") else LONGEST_MODULE):
        yield f"{name}: {lines} lines; make it a package"
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            told = bool(ast.get_docstring(node, clean=False))
            doing = node.body[1:] if told and len(node.body) > 1 else node.body
            length = (node.end_lineno or 0) - doing[0].lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{name}: {node.name} has {length} lines"


def test_no_module_or_function_grew_too_long() -> None:
    """Migrations are exempt: they are history, written once and never changed."""
    paths = [p for p in project.python() if p.parent.name != "versions"]
    found = [finding for path in paths for finding in lengths(path)]
    assert not found, "\n".join(found)


def test_the_law_of_length_finds_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project, "ROOT", tmp_path)
    path = tmp_path / "long.py"
    path.write_text("def f():\n" + "    x = 1\n" * 301)
    assert len(list(lengths(path))) == 2


def test_no_template_grew_too_long() -> None:
    long = {
        project.short(path): lines
        for path in project.templates()
        if (lines := path.read_text(encoding="utf-8").count("\n")) > LONGEST_TEMPLATE
    }
    assert not long, long


def test_no_module_leans_on_too_many() -> None:
    """Without the standard library; the factory and the tables name every room by design."""
    found = []
    for path in project.python("portal/"):
        if path.name in {"factory.py", "tables.py"} or path.parent == project.PORTAL:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        leaning = {
            node.module or "" if isinstance(node, ast.ImportFrom) else node.names[0].name
            for node in tree.body
            if isinstance(node, ast.Import | ast.ImportFrom)
        }
        others = {name for name in leaning if name.split(".")[0] not in sys.stdlib_module_names}
        if len(others) > MOST_IMPORTS:
            found.append(f"{project.short(path)}: {len(others)} imports")
    assert not found, found


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = {"utils", "helpers", "common", "constants", "misc", "shared", "base"}
    assert not [project.short(p) for p in project.python() if p.stem in drawers]
