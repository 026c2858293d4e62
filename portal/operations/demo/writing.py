"""Puts a reporter's text together from the phrase tables, with the dirt that real texts have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from portal.operations.demo import phrasebook, shares
from portal.operations.demo.dice import Dice
from portal.operations.demo.landmarks import Landmark

_EFFECT_SHARE = 0.28
_PLEA_SHARE = 0.4
_FORMAL_SHARE = 0.1
_ZERO_WIDTH = ("\u200b", "\u200d", "\ufeff", "\u00a0")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a text is about."""

    category: str
    kind: str
    language: str
    landmark: Landmark


def place_in_words(random: Dice, subject: Subject) -> str:
    """Return the place as a reporter says it: “หน้าตลาดบางลำพู”, “near Wat That”."""
    places = phrasebook.openings(subject.language)["place"][subject.landmark.kind]
    return random.choice(places).format(
        landmark=subject.landmark.title.in_(subject.language),
        number=random.randint(1, 28),
        small=random.randint(1, 99),
    )


def text(random: Dice, subject: Subject) -> str:
    """Return a whole text. Some hold an invented telephone number, an emoji or a typing slip."""
    tone = "formal" if random.chance(_FORMAL_SHARE) else "casual"
    write = _english if subject.language == "en" else _thai
    return _with_dirt(random, write(random, subject, tone), subject.language)


def invented_phone(random: Dice) -> str:
    """Return a mobile number that nobody has: 08x-000-0xxx."""
    return f"08{random.randint(0, 9)}-000-0{random.randint(0, 999):03d}"


def _core(random: Dice, subject: Subject) -> str:
    """Return the sentence that says what it is about."""
    sentences = phrasebook.complaints(subject.language)[subject.category][subject.kind]
    return random.choice(sentences).replace("{place}", place_in_words(random, subject)).strip()


def _thai(random: Dice, subject: Subject, tone: str) -> str:
    words = phrasebook.openings("th")
    section = phrasebook.complaints("th")[subject.category]
    particle = random.choice(words["casual"]["particle"]) if tone == "casual" else ""
    core = _core(random, subject)
    parts = [random.choice(words[tone]["opening"]).replace("{particle}", particle), core]
    if subject.kind == "relief":
        parts.append(random.choice(words["since"][tone]))
        if random.chance(_EFFECT_SHARE):
            parts.append(random.choice(section["effect"]))
    if subject.kind == "relief":
        parts += _more(random, words["extra"]["more"])
    if subject.kind == "relief" and random.chance(_PLEA_SHARE):
        plea = random.choice(words[tone]["plea"]).replace("{particle}", particle)
        parts.append(plea.replace("{fix}", random.choice(section["fix"])))
    parts += _phone(random, words["extra"]["phone"])
    return " ".join(part for part in parts if part)


def _english(random: Dice, subject: Subject, tone: str) -> str:
    words = phrasebook.openings("en")
    section = phrasebook.complaints("en")[subject.category]
    core = _core(random, subject)
    opening = random.choice(words[tone]["opening"])
    if subject.kind == "relief":
        core = f"{core} {random.choice(words['since'][tone])}".strip()
        if random.chance(_EFFECT_SHARE):
            core = f"{core}, and {random.choice(section['effect'])}"
    parts = [opening, core if core.endswith("?") else f"{core}."]
    if subject.kind == "relief":
        parts += _more(random, words["extra"]["more"])
    if subject.kind == "relief" and random.chance(_PLEA_SHARE):
        plea = random.choice(words[tone]["plea"])
        parts.append(plea.replace("{fix}", random.choice(section["fix"])))
    parts += _phone(random, words["extra"]["phone"])
    return " ".join(part for part in parts if part)


def _more(random: Dice, sentences: tuple[str, ...]) -> list[str]:
    if not random.chance(shares.LONG_TEXT_SHARE):
        return []
    return random.sample(sentences, random.randint(2, min(4, len(sentences))))


def _phone(random: Dice, sentences: tuple[str, ...]) -> list[str]:
    if not random.chance(shares.PHONE_IN_TEXT_SHARE):
        return []
    return [random.choice(sentences).format(phone=invented_phone(random))]


def _with_dirt(random: Dice, body: str, language: str) -> str:
    slips: tuple[tuple[float, Callable[[Dice, str], str]], ...] = (
        (shares.ZERO_WIDTH_SHARE, _with_zero_width),
        (shares.DOUBLED_E_SHARE, _with_doubled_e),
        (shares.DOUBLED_MARK_SHARE, _with_doubled_mark),
        (shares.EMOJI_SHARE, _with_emoji),
    )
    for share, slip in slips[3:] if language == "en" else slips:
        if random.chance(share):
            body = slip(random, body)
    return body


def _with_zero_width(random: Dice, body: str) -> str:
    where = random.randrange(len(body))
    return body[:where] + random.choice(_ZERO_WIDTH) + body[where:]


def _with_doubled_e(_random: Dice, body: str) -> str:
    return body.replace("แ", "เเ")


def _with_doubled_mark(_random: Dice, body: str) -> str:
    return body.replace("่", "่่", 1)


def _with_emoji(random: Dice, body: str) -> str:
    return f"{body} {random.choice(phrasebook.openings('th')['extra']['emoji'])}"


def kinds_known(category: str, language: str) -> frozenset[str]:
    """Return the kinds of complaint the tables have sentences for."""
    return frozenset(phrasebook.complaints(language)[category]) - {"effect", "fix", "result"}
