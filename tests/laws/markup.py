"""A template with its Jinja taken out: the letters that would reach a page untranslated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from jinja2 import Environment, nodes

BLANK = "\x00"
SPOKEN = frozenset(
    {"title", "alt", "placeholder", "aria-label", "aria-description", "aria-roledescription"}
)
WORDS = re.compile(r"[A-Za-z]{2,}|[\u0e01-\u0e5b]")
THAI = re.compile("[\u0e01-\u0e5b]")
LOOKS_SPOKEN = re.compile(r"^[A-Z][a-z]+(?:[ ,.:?]|$)|[a-z] [a-z]+ [a-z]+.*[.?]$")
HALF_A_TAG = re.compile(r"</?[a-z]*$")
CLASS_NAME = re.compile(r"[a-z]+(?:(?:--?|__)[a-z0-9]*)+")
UNSPOKEN_TAGS = frozenset({"script", "style", "code", "kbd"})
LANGUAGE_NAMES = frozenset({"ไทย", "English"})
"""Each language is named in itself, on pages of either."""
TRANSLATORS = frozenset({"_", "ngettext", "gettext", "lazy"})
NAMES_NO_WORDS = frozenset({"static", "url_for", "extends", "datetimeformat", "strftime"})

environment = Environment(autoescape=True)


def bare(source: str) -> str:
    """The template's own text; each Jinja part leaves one mark."""
    parts: list[str] = []
    block: list[str] = []
    silent = False
    for _line, token, value in environment.lex(source):
        if token == "block_begin":
            block = []
        elif token == "name":
            block.append(value)
        elif token == "data" and not silent:
            parts.append(value)
        elif token in {"block_end", "variable_end"}:
            silent = _names_a_class(block) if block[:1] == ["block"] else silent
            silent = silent and block[:1] != ["endblock"]
            names_a_tag = bool(parts) and HALF_A_TAG.search(parts[-1])
            parts.append("x" if names_a_tag else BLANK)
            block = []
    return "".join(parts)


def _names_a_class(block: list[str]) -> bool:
    """Whether a block, like `body_class`, holds names of styles and no words."""
    return len(block) > 1 and block[1].endswith("_class")


class Spoken(HTMLParser):
    """Collects what a page would say or show of a template's own text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.found: list[str] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        names = {name for name, _value in attrs}
        for name, value in attrs:
            spoken = name in SPOKEN or (name == "value" and tag in {"button", "input"})
            if spoken and tag != "input" and WORDS.search(value or ""):
                self.found.append(f"{name}={value!r}")
            if name == "style" or name.startswith("on"):
                self.inline.append(f"<{tag} {name}=…>")
        if tag == "style" or (tag == "script" and not names & {"src", "type"}):
            self.inline.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, text: str) -> None:
        words = " ".join(text.replace(BLANK, " ").split())
        unspoken = UNSPOKEN_TAGS & set(self.open) or words in LANGUAGE_NAMES
        if not unspoken and WORDS.search(CLASS_NAME.sub("", words)):
            self.found.append(words)


def read(source: str) -> Spoken:
    """What a template says by itself, outside of `_()`."""
    parser = Spoken()
    parser.feed(bare(source))
    parser.close()
    return parser


def strings_said(source: str) -> Iterator[str]:
    """Strings in expressions that look like words for people but are not translated."""
    tree = environment.parse(source)
    translated: set[int] = set()
    for call in tree.find_all(nodes.Call):
        name = getattr(call.node, "name", getattr(call.node, "attr", ""))
        if name in TRANSLATORS | NAMES_NO_WORDS:
            translated |= {id(constant) for constant in call.find_all(nodes.Const)}
    for compared in tree.find_all(nodes.Compare):
        translated |= {id(constant) for constant in compared.find_all(nodes.Const)}
    for constant in tree.find_all(nodes.Const):
        value = constant.value
        if id(constant) in translated or not isinstance(value, str):
            continue
        if value in LANGUAGE_NAMES:
            continue
        if THAI.search(value) or LOOKS_SPOKEN.search(value):
            yield value
