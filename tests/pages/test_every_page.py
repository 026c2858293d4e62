"""Every page in Chromium: two widths, two languages, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flask import Flask

from portal.complaints.lifecycle import State
from portal.foundation.policy import Role
from tests.life import Case
from tests.pages.window import Window
from tests.routes import pages


def name_of(path: str) -> str:
    return path.strip("/").replace("/", "-") or "front"


def look_at_all(window: Window, app: Flask, cases: Iterable[Case]) -> None:
    """Open and check every page a visitor may open."""
    for path in pages(app, Role.VISITOR):
        window.open(path).check(name_of(path))
    for case in cases:
        window.open(f"/complaints/{case.address}").check(f"complaint-{case.state}")


def test_public_pages(
    page_at: Callable[..., Window], app: Flask, life: dict[State, Case], width: int, language: str
) -> None:
    look_at_all(page_at(width, language).expects(404), app, life.values())


def test_public_pages_without_javascript(
    page_at: Callable[..., Window], app: Flask, life: dict[State, Case], language: str
) -> None:
    window = page_at(360, language, javascript=False).expects(404)
    look_at_all(window, app, life.values())


def test_the_desk(
    page_at: Callable[..., Window], app: Flask, life: dict[State, Case], width: int, language: str
) -> None:
    window = page_at(width, language).expects(404).signs_in(Role.CLERK)
    for path in set(pages(app, Role.CLERK)) - set(pages(app, Role.VISITOR)):
        window.open(path).check(name_of(path))
    for case in life.values():
        window.open(f"/desk/{case.address}").check(f"case-{case.state}")
