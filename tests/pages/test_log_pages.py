"""The log of what staff did, as the clerk and the administrator see it."""

from __future__ import annotations

from collections.abc import Callable

from portal.complaints.lifecycle import State
from portal.foundation.policy import Role
from tests.life import Case
from tests.pages.window import Window


def test_the_log(
    page_at: Callable[..., Window], life: dict[State, Case], width: int, language: str
) -> None:
    window = page_at(width, language).expects(422).signs_in(Role.CLERK)
    window.open("/settings/log").check("log")
    window.open("/settings/log?act=complaint.reply&since=24/11/2590").check("log-empty")
    window.open("/settings/log?since=soon&matter=7").check("log-refused")
