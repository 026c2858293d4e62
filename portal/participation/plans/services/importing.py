"""A plan's items from a file: looked at first, then taken over whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.foundation import audit, database
from portal.foundation.database import session
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.participation.plans import acts, queries, reading, rows, sheets
from portal.participation.plans.models import Plan
from portal.participation.plans.rows import Item, Wrong
from portal.participation.plans.services import loading, planning


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would do."""

    first_year: int
    begins: bool
    """Whether the plan would begin with it."""
    added: tuple[Item, ...]
    changed: tuple[Item, ...]
    same: int
    wrong: tuple[Wrong, ...]

    @property
    def total(self) -> int:
        """The money of what would be added or changed."""
        return sum(item.total for item in (*self.added, *self.changed))


def look_at(actor: Actor, project_id: int, content: bytes, *, strategy: str = "") -> Preview:
    """Say what a file would add and change, and every cell that cannot be taken; changes nothing.

    Raises `Invalid` or `TooLarge` where it is no file of a plan at all.
    """
    project = loading.project_for(actor, project_id)
    plan = session.scalar(select(Plan).where(Plan.project_id == project.id))
    first_year = plan.first_year if plan else None
    table = sheets.read(content)
    there = {item.number: item for item in queries.items(plan.id)} if plan else {}
    said = reading.read(table, there, first_year=first_year, strategy=strategy)
    gone = queries.withdrawn_numbers(plan.id) if plan else frozenset()
    wrong = list(said.wrong)
    known = planning.areas()
    for (line, _cells), item in zip(table[1:], said.items, strict=False):
        if item.number in gone:
            words = lazy("Item %(n)s was withdrawn. Nothing of it can be changed.", n=item.number)
            wrong.append(Wrong(line, rows.FORM["number"], words))
        if item.area and item.area.casefold() not in known:
            words = lazy("There is no area of this name here")
            wrong.append(Wrong(line, rows.FORM["area"], words, item.area[:40]))
    added = tuple(item for item in said.items if item.number not in there)
    changed = tuple(
        item for item in said.items if item.number in there and item != there[item.number]
    )
    return Preview(
        said.first_year,
        plan is None,
        added,
        changed,
        len(said.items) - len(added) - len(changed),
        tuple(sorted(wrong, key=lambda one: one.row)),
    )


def take_over(
    actor: Actor, project_id: int, content: bytes, *, strategy: str = "", at: datetime
) -> Preview:
    """Take over what a file holds, all of it; items that it does not name stay as they are.

    Raises `Invalid` where anything in it is wrong: then nothing is saved.
    """
    database.lock(f"plan:{project_id}")
    preview = look_at(actor, project_id, content, strategy=strategy)
    if preview.wrong:
        first = preview.wrong[0]
        raise Invalid(
            lazy(
                "Nothing was saved. Row %(row)s, column “%(column)s”: %(what)s",
                row=first.row,
                column=first.column,
                what=first.what,
            )
        )
    if preview.begins:
        planning.begin(actor, project_id, preview.first_year, at=at)
    plan = loading.plan_of(project_id)
    planning.refuse_too_many(plan, len(preview.added))
    known, running = planning.areas(), loading.next_number(plan)
    running = max([running, *(item.number + 1 for item in preview.added if item.number)])
    for item in preview.added:
        number = item.number or running
        running += not item.number
        planning.write(planning.add(plan, item, number, at), item, plan, known)
    for item in preview.changed:
        row = loading.item_of(plan, item.number or 0)
        planning.refuse_below_budget(row, item, plan)
        row.version += 1
        planning.write(row, item, plan, known)
    project = loading.project_for(actor, project_id)
    audit.note(
        acts.IMPORTED,
        "project",
        project.number,
        by=actor,
        at=at,
        added=len(preview.added),
        changed=len(preview.changed),
    )
    return preview
