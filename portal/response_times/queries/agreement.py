"""Do heads, matters and figures agree with what the leaves say?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from portal.foundation.database import session
from portal.foundation.i18n import lazy
from portal.response_times.models import MatterFact
from portal.response_times.proof import findings, leaves, sources
from portal.response_times.proof.findings import Finding
from portal.response_times.proof.heads import Head
from portal.response_times.proof.leaves import LeafKind
from portal.response_times.proof.sources import MatterNow, Source
from portal.response_times.queries import proofs

MATTERS_AT_ONCE = 500
"""Databases take only so many values in one question."""


@dataclass(slots=True)
class Course:
    """What the steps of a matter say of it, as far as they were read."""

    source: Source
    last: Mapping[str, object]
    """The content of its last step."""
    is_past: bool
    """Whether that step was written down long after it was made."""
    ended: str | None = None


def heads(signed: Sequence[Head], roots: Mapping[int, str]) -> Iterator[Finding]:
    """Every signed head has the root of the tree as it was."""
    keys = proofs.of_kind(LeafKind.KEY)
    for head in reversed(signed):
        at = leaves.moment_text(head.at)
        named = next((key.content["key"] for key in keys if key.position < head.size), None)
        if not head.is_signed or head.key != named:
            yield Finding(lazy("The signature of the head of %(at)s is wrong.", at=at))
        if roots.get(head.size) != head.root:
            yield Finding(
                lazy(
                    "The first %(size)s leaves no longer give the root of the head of %(at)s.",
                    size=head.size,
                    at=at,
                )
            )


def matters(courses: Mapping[tuple[str, int], Course]) -> Iterator[Finding]:
    """The matters' own rows, and the facts the figures are counted from, follow the steps."""
    for source in sources.all_sources():
        ids = [id_ for kind, id_ in courses if kind == source.kind]
        for at in range(0, len(ids), MATTERS_AT_ONCE):
            part = ids[at : at + MATTERS_AT_ONCE]
            facts = _facts(source.kind, part)
            for now in source.now(part):
                course = courses[source.kind, now.matter_id]
                yield from _matter(course, now, facts.get(now.matter_id))


def _matter(
    course: Course, now: MatterNow, fact: tuple[str, str | None] | None
) -> Iterator[Finding]:
    name = course.last.get("name")
    for said, value in now.says.items():
        if course.last.get(said) != value:
            yield _differs(name, findings.FIELDS[said], course.last.get(said), value)
    ended = course.ended if now.is_over else None
    is_known = now.ended is not None or not course.is_past
    if is_known and now.ended != ended:
        yield _differs(name, lazy("the moment it ended"), ended, now.ended)
    if fact is None:
        return
    figures = lazy("what the figures count from")
    if fact[0] != course.last.get("filed"):
        yield _differs(name, figures, course.last.get("filed"), fact[0])
    if fact[1] != now.ended:
        yield _differs(name, figures, now.ended, fact[1])


def lawful() -> Iterator[Finding]:
    """What was said in public: erasures, explanations, gaps, clocks."""
    for notice in reversed(proofs.notices()):
        if notice.kind is not LeafKind.MISSING:
            yield Finding(
                lazy(
                    "Recorded in leaf %(position)s: %(content)s",
                    position=notice.position,
                    content=leaves.canonical(notice.content),
                ),
                is_wrong=False,
            )


def _differs(name: object, what: object, bound: object, now: object) -> Finding:
    return Finding(
        lazy(
            "%(name)s: %(what)s was %(bound)s by its steps and now is %(now)s.",
            name=name,
            what=what,
            bound=bound or "–",
            now=now or "–",
        )
    )


def outside(known: Sequence[Head]) -> Iterator[Finding]:
    """Every head that was published is still in the database."""
    for head in known:
        if not head.is_signed:
            at = leaves.moment_text(head.at)
            yield Finding(lazy("The published head of %(at)s bears a wrong signature.", at=at))
    for head in proofs.lost(known):
        yield Finding(
            lazy(
                "The database does not have the head of %(at)s over %(size)s leaves: an older"
                " backup was restored, or the head was removed. The next head records the gap.",
                at=leaves.moment_text(head.at),
                size=head.size,
            )
        )


def _facts(kind: str, ids: Sequence[int]) -> dict[int, tuple[str, str | None]]:
    """When each matter was filed and ended, by the rows the figures are counted from."""
    rows = session.execute(
        select(MatterFact.matter_id, MatterFact.filed_at, MatterFact.ended_at).where(
            MatterFact.matter_kind == kind, MatterFact.matter_id.in_(ids)
        )
    )
    return {
        id_: (leaves.moment_text(filed), leaves.moment_text(ended) if ended else None)
        for id_, filed, ended in rows
    }
