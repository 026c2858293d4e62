"""A municipality's own text of a notice, filled with the facts of one; and the usual text to edit.

The usual text is the shipped template itself, drawn with names of placeholders for facts, so that
what is offered for editing cannot differ from what is sent.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from jinja2 import Environment

from portal.channels import placeholders, rendering
from portal.channels.lifecycle import Occasion
from portal.channels.rendering import Facts
from portal.foundation import dates, i18n
from portal.foundation.i18n import _, speaking
from portal.municipalities.profiles import Profile

FOOT = "\n--\n"
EXAMPLE_AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


class _Name(str):
    """A placeholder's name, which the filters of dates leave alone."""

    __slots__ = ()


def usual(occasion: Occasion, profile: Profile, language: str) -> str:
    """The shipped text with its placeholders, without the foot that every letter has."""
    names = {name: _Name(f"{{{name}}}") for name in placeholders.ALLOWED[occasion]}
    parts = ((names.pop("part_number", ""), names.pop("part_code", "")),)
    names.pop("office")
    facts = Facts(**names, parts=parts if parts[0][0] else ())  # type: ignore[arg-type]
    with speaking(language):
        text = (
            _names_kept()
            .get_template(f"channels/{occasion.value}.txt")
            .render(profile=_Unnamed(profile), facts=facts, language=language, occasion="")
        )
    return placeholders.tidy(text.split(FOOT)[0])


def body(text: str, profile: Profile, facts: Facts) -> str:
    """An own text with the facts of a notice, in the language of the moment, and the foot.

    What somebody wrote for the reporter and the text has no place for stands after it.
    """
    language = i18n.language()

    def told(moment: datetime | None, words: Callable[[datetime, str], str]) -> str:
        return words(moment, language) if moment else ""

    values = {
        "office": profile.title.here,
        "number": facts.number,
        "title": facts.title,
        "category": facts.category,
        "code": facts.code,
        "filed_at": told(facts.filed_at, dates.moment),
        "words": facts.words,
        "reason": facts.reason,
        "answer_by": told(facts.answer_by, dates.deadline),
        "acknowledge_by": told(facts.acknowledge_by, dates.deadline),
        "reply_by": told(facts.reply_by, dates.deadline),
        "resolve_by": told(facts.resolve_by, dates.deadline),
        "reopen_until": told(facts.reopen_until, dates.deadline),
        "other": facts.other,
    }
    more = [facts.words] if facts.words and "{words}" not in text else []
    if facts.message:
        more += [_("For you alone, not for the public:"), facts.message]
    more += [words for words in (facts.rule, facts.waits) if words]
    lead = [_("We asked you something and have no answer yet.")] if facts.is_reminder else []
    filled = placeholders.filled(text, values, facts.parts)
    whole = "\n\n".join([*lead, filled.strip(), *more])
    return rendering.written("channels/own.txt", profile, facts, words=whole)


def example(occasion: Occasion, language: str) -> Facts:
    """Made-up facts of an occasion, for a preview."""
    at = EXAMPLE_AT
    is_thai = language == "th"
    whole = Facts(
        number="ขก 2569/000123" if is_thai else "KK 2026/000123",
        title="ไฟถนนดับหน้าตลาด" if is_thai else "Street light out at the market",
        category="ไฟฟ้าสาธารณะ" if is_thai else "Street light",
        code="7CF3KM",
        words="ช่างจะเข้าซ่อมในวันพรุ่งนี้" if is_thai else "An electrician comes tomorrow.",
        reason="ไม่อยู่ในอำนาจหน้าที่" if is_thai else "Not within our authority",
        filed_at=at,
        answer_by=at + timedelta(days=7),
        acknowledge_by=at + timedelta(days=1),
        reply_by=at + timedelta(days=3),
        resolve_by=at + timedelta(days=10),
        reopen_until=at + timedelta(days=30),
        other="ขก 2569/000099" if is_thai else "KK 2026/000099",
        parts=(("ขก 2569/000124", "4GHJ6K"),) if is_thai else (("KK 2026/000124", "4GHJ6K"),),
    )
    allowed = {*placeholders.ALLOWED[occasion]}
    if "part_number" in allowed:
        allowed.add("parts")
    known = {each.name: getattr(whole, each.name) for each in fields(Facts)}
    return Facts(**{name: value for name, value in known.items() if name in allowed})


class _Unnamed:
    """A profile whose name is a placeholder."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self.title = i18n.Bilingual("{office}", "{office}")

    def __getattr__(self, name: str) -> object:
        return getattr(self._profile, name)


@lru_cache(maxsize=1)
def _names_kept() -> Environment:
    environment = rendering.environment().overlay()
    environment.filters = {
        name: _unless_named(words) for name, words in rendering.environment().filters.items()
    }
    return environment


def _unless_named(words: Callable[..., object]) -> Callable[..., object]:
    def kept(value: object, *more: object, **named: object) -> object:
        return value if isinstance(value, _Name) else words(value, *more, **named)

    return kept
