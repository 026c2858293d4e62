"""Laws of the house that a look at the code can tell: time, settings, commits, states, silence."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.laws import project

CLOCKS = frozenset({"now", "utcnow", "today", "time"})
CLOCK_OWNERS = frozenset({"datetime", "date", "time"})
TOLD_THE_TIME = frozenset({"services", "queries", "policy", "models", "lifecycle", "forms"})
SILENCE = re.compile(r"#\s*noqa(?!: [A-Z]+\d+(?:, ?[A-Z]+\d+)* - \S)")
ROADS = frozenset(
    {"aiohttp", "ftplib", "http.client", "httpx", "niquests", "pycurl", "requests", "socket"}
    | {"telnetlib", "urllib.request", "urllib3", "websocket", "xmlrpc"}
)
"""Modules by which a connection can be opened."""
GLUE = ("portal/foundation/",)


def calls(tree: ast.AST) -> Iterator[tuple[str, str, int]]:
    """Every call of an attribute: its owner's name, its own, the line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            name = getattr(owner, "id", getattr(owner, "attr", ""))
            yield name, node.func.attr, node.lineno


def looks_at_the_clock(name: str, source: str) -> Iterator[str]:
    """One module asks what time it is; verbs and questions are told."""
    if name == "portal/foundation/clock.py":
        return
    inner = bool(TOLD_THE_TIME & {Path(name).stem, *Path(name).parts})
    for owner, called, line in calls(ast.parse(source)):
        if called in CLOCKS and owner in CLOCK_OWNERS:
            yield f"{name}:{line}: {owner}.{called}()"
        if inner and (owner, called) == ("clock", "now") and not name.startswith(GLUE):
            yield f"{name}:{line}: a verb or a question is told the time"


def reads_the_environment(name: str, source: str) -> Iterator[str]:
    """One object holds the settings; nothing else reads the environment."""
    for node in ast.walk(ast.parse(source)):
        named = isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
        if named and getattr(node.value, "id", "") == "os":
            yield f"{name}:{node.lineno}: reads the environment"


def commits(name: str, source: str) -> Iterator[str]:
    """One commit a request, made by the glue."""
    if name.startswith(GLUE):
        return
    for owner, called, line in calls(ast.parse(source)):
        if called == "commit":
            yield f"{name}:{line}: {owner}.commit()"


def changes_state(name: str, source: str) -> Iterator[str]:
    """Only verbs change a state."""
    if "services" in {Path(name).stem, *Path(name).parts}:
        return
    for node in ast.walk(ast.parse(source)):
        targets = node.targets if isinstance(node, ast.Assign) else []
        for target in targets:
            is_own = isinstance(target, ast.Attribute) and getattr(target.value, "id", "") == "self"
            if isinstance(target, ast.Attribute) and target.attr == "state" and not is_own:
                yield f"{name}:{node.lineno}: assigns .state"


def is_silent_without_reason(name: str, source: str) -> Iterator[str]:
    """A reason is the price of silence: `# noqa: CODE - why`."""
    for number, line in enumerate(source.split("\n"), 1):
        if SILENCE.search(line):
            yield f"{name}:{number}: {line.strip()}"


def opens_connections(name: str, source: str) -> Iterator[str]:
    """One guarded function calls others by HTTP; e-mail has its own way, set by the operator."""
    if name == "portal/foundation/outgoing.py":
        return
    for node in ast.walk(ast.parse(source)):
        named = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            named = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        for module in named:
            if module in ROADS or module.partition(".")[0] in ROADS:
                yield f"{name}:{node.lineno}: imports {module}"


def mocks(name: str, source: str) -> Iterator[str]:
    """Own code is never mocked; the outside has a local twin."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module in {"unittest.mock", "unittest"}:
            yield f"{name}:{node.lineno}: mocks"


Law = Callable[[str, str], Iterator[str]]
LAWS: list[tuple[Law, tuple[str, ...], str]] = [
    (looks_at_the_clock, ("portal/",), "at = datetime.now(UTC)"),
    (reads_the_environment, ("portal/",), "import os\nx = os.environ['A']"),
    (commits, ("portal/",), "session.commit()"),
    (changes_state, ("portal/",), "complaint.state = 1"),
    (is_silent_without_reason, ("portal/", "config.py"), "x = 1  # no" + "qa: E501"),
    (opens_connections, ("portal/",), "from urllib import request"),
    (mocks, ("tests/",), "from unittest.mock import Mock"),
]


@pytest.mark.parametrize(("law", "folders", "bad"), LAWS, ids=lambda v: getattr(v, "__name__", ""))
def test_the_house_keeps_its_law(law: Law, folders: tuple[str, ...], bad: str) -> None:
    assert list(law("portal/room/thing.py", bad)), "the law itself finds nothing"
    found = [
        finding
        for path in project.python(*folders)
        for finding in law(project.short(path), path.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(found)
