"""What a check of the proof found, in words: for an operator, an auditor, a judge."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from portal.foundation.i18n import Lazy, lazy
from portal.response_times.proof import leaves
from portal.response_times.proof.sources import BoundStep

FIELDS = {
    "at": lazy("the time"),
    "filed": lazy("the moment of filing"),
    "name": lazy("the number"),
    "role": lazy("the role"),
    "state": lazy("the state"),
    "verb": lazy("what was done"),
    "version": lazy("the version"),
    "matter": lazy("the matter it belongs to"),
    "kind": lazy("the kind of matter"),
    "step": lazy("the step number"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. What is not wrong is still told: it was lawful, or is not covered yet."""

    words: Lazy | str
    is_wrong: bool = True

    def __str__(self) -> str:
        return str(self.words)


def deleted(number: int, content: Mapping[str, object]) -> Finding:
    """A bound step that is gone."""
    return Finding(
        lazy(
            "Step %(step)s of %(name)s (%(verb)s, %(at)s) was deleted.",
            step=number,
            name=content.get("name", "?"),
            verb=content.get("verb", "?"),
            at=content.get("at", "?"),
        )
    )


def changes(
    step: BoundStep, content: Mapping[str, object], secrets: bytes, kept: Mapping[str, str]
) -> Iterator[Finding]:
    """What is different in a step from what was bound."""
    words = leaves.words_hash(secrets, step.hidden, kept)
    for field, now in leaves.step_content(step, words).items():
        bound = content.get(field)
        if bound == now:
            continue
        if field == "words":
            yield Finding(
                lazy(
                    "In step %(step)s of %(name)s, the words, the details or the person were"
                    " changed.",
                    step=step.number,
                    name=content.get("name", "?"),
                )
            )
        else:
            yield Finding(
                lazy(
                    "In step %(step)s of %(name)s, %(field)s was %(bound)s and now is %(now)s.",
                    step=step.number,
                    name=content.get("name", "?"),
                    field=FIELDS.get(field, field),
                    bound=bound,
                    now=now,
                )
            )


def dated_back(number: int, at: str, head_at: str) -> Finding:
    """A step that says it was made before a head that does not contain it."""
    return Finding(
        lazy(
            "Step %(step)s says it was made at %(at)s, but the head of %(head)s does not contain"
            " it: it was dated back, or the server’s clock was wrong.",
            step=number,
            at=at,
            head=head_at,
        )
    )


def said(content: str | None) -> dict[str, object]:
    """The content of a leaf by name; nothing where it is no JSON."""
    try:
        found = json.loads(content or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
