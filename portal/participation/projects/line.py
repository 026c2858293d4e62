"""A project's stages drawn as the five steps: where it is, and what comes next. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from portal.foundation.i18n import Lazy
from portal.participation.projects.queries import ProjectLine, StageLine
from portal.participation.projects.terms import STEP_WORDS, Phase, Step


@dataclass(frozen=True, slots=True)
class StepShown:
    """One of the five steps as the page shows it; None where the project has no stage of it."""

    step: Step
    words: Lazy
    phase: Phase | None
    stages: tuple[StageLine, ...]


def steps(project: ProjectLine, at: datetime) -> list[StepShown]:
    """The five steps in their order, each with its stages and where it stands."""
    shown = []
    for step in Step:
        own = tuple(one for one in project.stages if one.step is step)
        shown.append(StepShown(step, STEP_WORDS[step], _phase(own, at), own))
    return shown


def open_now(project: ProjectLine, at: datetime) -> list[StageLine]:
    """The stages in which people may act, the first to close first; none once it is closed."""
    if project.closed_at is not None:
        return []
    found = [one for one in project.stages if one.phase(at) is Phase.OPEN]
    return sorted(found, key=lambda one: one.ends_at)


def coming(project: ProjectLine, at: datetime) -> StageLine | None:
    """The stage that opens next."""
    ahead = [one for one in project.stages if one.phase(at) is Phase.BEFORE]
    return min(ahead, key=lambda one: one.starts_at, default=None)


def _phase(own: Sequence[StageLine], at: datetime) -> Phase | None:
    phases = {one.phase(at) for one in own}
    if not phases:
        return None
    if Phase.OPEN in phases or len(phases) > 1:
        return Phase.OPEN if Phase.OPEN in phases else Phase.BEFORE
    return phases.pop()
