"""What other tools show on a project's page, by the tool of the stage.

    panels.register(Tool.IDEAS, ideas_panel)       in the room's glue, once

The function is asked for each stage of its tool with (stage, actor, at), and returns a `Panel`, or
None when it has nothing to show.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from portal.foundation.policy import Actor
from portal.participation.projects.queries import StageLine
from portal.participation.projects.terms import Tool


@dataclass(frozen=True, slots=True)
class Panel:
    """A template of the tool's own with its values; it is drawn inside the stage's section.

    The template gets `stage`, `at` and the values. It draws no heading above h3.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)


Ask = Callable[[StageLine, Actor, datetime], Panel | None]
_asked: dict[Tool, list[Ask]] = {}


def register(tool: Tool, ask: Ask) -> None:
    """Show what `ask` returns in every stage of this tool."""
    known = _asked.setdefault(tool, [])
    if ask not in known:
        known.append(ask)


def panels_of(stage: StageLine, actor: Actor, at: datetime) -> list[Panel]:
    """Return what the tools have to show in a stage."""
    found = (ask(stage, actor, at) for ask in _asked.get(stage.tool, ()))
    return [panel for panel in found if panel is not None]
