"""Laws of the catalogues: every text has its Thai, with the same values and the same tags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tests.laws import project

THAI = project.ROOT / "translations" / "th" / "LC_MESSAGES" / "messages.po"
VALUE = re.compile(r"%\((\w+)\)[sd]|%%")
TAG = re.compile(r"</?(\w+)[^>]*>")
SPOKEN_POLITENESS = re.compile("ครับ|ค่ะ|นะคะ")
LETTER = re.compile("[\u0e01-\u0e5b]")


def catalogue() -> Catalog:
    with THAI.open("rb") as file:
        return read_po(file, locale="th")


def pair(message: Message) -> tuple[str, str]:
    """The fullest English form (the plural one) and the Thai text."""
    english = message.id if isinstance(message.id, str) else message.id[-1]
    thai = message.string if isinstance(message.string, str) else (message.string or ("",))[0]
    return english, thai


def faults(message: Message) -> Iterator[str]:
    english, thai = pair(message)
    if not thai:
        yield f"no Thai: {english!r}"
        return
    if message.fuzzy:
        yield f"fuzzy: {english!r}"
    if Counter(VALUE.findall(english)) != Counter(VALUE.findall(thai)):
        yield f"other values in Thai: {english!r} → {thai!r}"
    if Counter(TAG.findall(english)) != Counter(TAG.findall(thai)):
        yield f"other tags in Thai: {english!r} → {thai!r}"
    if SPOKEN_POLITENESS.search(thai):
        yield f"spoken politeness: {thai!r}"
    if LETTER.search(english):
        yield f"Thai as a source text: {english!r}"


def test_every_text_has_its_thai() -> None:
    found = [f for message in catalogue() if message.id for f in faults(message)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("english", "thai"),
    [
        ("Hello", ""),
        ("%(n)s left", "เหลือ"),
        ("<b>Read</b>", "อ่าน"),
        ("Thanks", "ขอบคุณครับ"),
        ("ส่ง", "ส่ง"),
    ],
)
def test_the_law_finds_it(english: str, thai: str) -> None:
    assert list(faults(Message(english, thai)))
    assert list(faults(Message("Yes", "ใช่", flags={"fuzzy"})))


HIDDEN = re.compile(r"""\bf("[^"\n]*|'[^'\n]*)\{_\(""")
"""A text asked for inside of an f-string: what collects the texts does not see it."""


def test_no_text_is_hidden_from_the_catalogue() -> None:
    found = [
        project.short(path)
        for path in project.python("portal")
        if HIDDEN.search(path.read_text(encoding="utf-8"))
    ]
    assert not found, found


def test_the_law_of_hidden_texts_finds_one() -> None:
    assert HIDDEN.search("""f"{_('Signed')} {LINE}\"""")
    assert not HIDDEN.search('words = f"{signed} {LINE}"')
