"""The phrase tables in `phrases/`: `# section`, then `part: one | another | a third`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("phrases")
LANGUAGES = ("th", "en")

Section = Mapping[str, tuple[str, ...]]
"""A part's name → its phrases. An empty phrase means that nothing is said."""


@cache
def complaints(language: str) -> Mapping[str, Section]:
    """Return what reporters write, by category: the kinds of complaint, effect, fix, result."""
    return _sections(f"complaints_{language}*.txt")


@cache
def officers(language: str) -> Mapping[str, Section]:
    """Return what officers (and reporters in return) write, by occasion."""
    return _sections(f"officers_{language}.txt")


@cache
def openings(language: str) -> Mapping[str, Section]:
    """Return how texts begin and end, by tone, and how places and durations are said."""
    return _sections(f"openings_{language}.txt")


def _sections(pattern: str) -> dict[str, Section]:
    sections: dict[str, dict[str, tuple[str, ...]]] = {}
    current: dict[str, tuple[str, ...]] = {}
    for path in sorted(FOLDER.glob(pattern)):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# "):
                current = sections.setdefault(line[2:], {})
            elif line.strip():
                part, _, phrases = line.partition(":")
                current[part] = tuple(phrase.strip() for phrase in phrases.split("|"))
    return dict(sections)
