"""A page as the test browser reads it, and what is refused on any page.

The rules are those a person meets: with a screen reader, without JavaScript, behind a strict
content policy. Each rule gives findings in words; an empty list is a good page.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property

import html5lib
from bs4 import BeautifulSoup, Tag

BUTTON_TYPES = frozenset({"submit", "button", "reset", "image"})
UNLABELLED_TYPES = BUTTON_TYPES | {"hidden"}
THAI = re.compile("[\u0e01-\u0e5b]")
LEAKS = re.compile(r"\{\{|\}\}|\{%|%\(\w+\)[sd]|<Undefined|\bLazy\(|<bound method|&lt;\w+&gt;")
REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "form", "list")

Rule = Callable[["Page"], Iterator[str]]
RULES: list[Rule] = []


def rule(function: Rule) -> Rule:
    """Make a function one of the rules every page is held to."""
    RULES.append(function)
    return function


def squeezed(text: str) -> str:
    """Text with its white space made single."""
    return " ".join(text.split())


def named(tag: Tag) -> str:
    """How a tag is shown in a finding."""
    start = str(tag).split(">", 1)[0]
    return f"{start[:120]}>"


class Page:
    """A parsed HTML page."""

    def __init__(self, html: str, address: str = "/") -> None:
        self.html = html
        self.address = address
        self.soup = BeautifulSoup(html, "html5lib")

    @cached_property
    def language(self) -> str:
        """The language the page says it is in."""
        return str(self.soup.html.get("lang", "")) if self.soup.html else ""

    @property
    def title(self) -> str:
        """What stands in the browser's tab."""
        return squeezed(self.soup.title.get_text()) if self.soup.title else ""

    @property
    def heading(self) -> str:
        """The page's name."""
        return squeezed(self.soup.h1.get_text(" ")) if self.soup.h1 else ""

    @cached_property
    def text(self) -> str:
        """Everything that can be read on the page."""
        return squeezed(self.soup.body.get_text(" ")) if self.soup.body else ""

    def by_id(self, identifier: str) -> Tag | None:
        """The tag with this id."""
        return self.soup.find(id=identifier)

    def fields(self) -> list[Tag]:
        """Everything a person can fill or choose."""
        found = self.soup.find_all(["input", "select", "textarea"])
        return [tag for tag in found if tag.get("type", "text") not in UNLABELLED_TYPES]

    def buttons(self) -> list[Tag]:
        """Everything a person can press."""
        found = self.soup.find_all(["button", "input"])
        return [t for t in found if t.name == "button" or t.get("type") in BUTTON_TYPES]

    def label_of(self, field: Tag) -> str:
        """The words that name a field, as a screen reader would say them."""
        if field.get("aria-label"):
            return squeezed(str(field["aria-label"]))
        if field.get("aria-labelledby"):
            parts = [self.by_id(name) for name in str(field["aria-labelledby"]).split()]
            return squeezed(" ".join(part.get_text(" ") for part in parts if part))
        label = self.soup.find("label", attrs={"for": field["id"]}) if field.get("id") else None
        label = label or field.find_parent("label")
        return squeezed(label.get_text(" ")) if label else ""

    def name_of(self, tag: Tag) -> str:
        """The words that name a link or a button."""
        if tag.get("aria-label"):
            return squeezed(str(tag["aria-label"]))
        if tag.name == "input":
            return squeezed(str(tag.get("value") or tag.get("alt") or ""))
        images = " ".join(str(image.get("alt", "")) for image in tag.find_all("img"))
        return squeezed(f"{tag.get_text(' ')} {images}")

    def findings(self) -> list[str]:
        """Everything that is wrong with the page."""
        return [finding for check in RULES for finding in check(self)]


@rule
def well_formed(page: Page) -> Iterator[str]:
    parser = html5lib.HTMLParser()
    parser.parse(page.html)
    for (line, column), code, values in parser.errors:
        source = page.html.split("\n")[line - 1][max(0, column - 80) : column + 20]
        yield f"not well-formed ({code} {values}) at line {line}: …{source.strip()}…"


@rule
def speaks_a_language(page: Page) -> Iterator[str]:
    if page.language not in {"th", "en"}:
        yield f"html has lang={page.language!r}"


@rule
def has_one_name(page: Page) -> Iterator[str]:
    headings = page.soup.find_all("h1")
    if len(headings) != 1:
        yield f"{len(headings)} h1 on the page"
    elif not page.title.removeprefix("Error: ").startswith(page.heading):
        yield f"the title {page.title!r} does not start with the heading {page.heading!r}"


@rule
def steps_down_one_by_one(page: Page) -> Iterator[str]:
    levels = [int(tag.name[1]) for tag in page.soup.find_all(re.compile("^h[1-6]$"))]
    for above, below in itertools.pairwise(levels):
        if below > above + 1:
            yield f"h{below} follows h{above}"


@rule
def every_field_is_named(page: Page) -> Iterator[str]:
    for field in page.fields():
        if not page.label_of(field):
            yield f"a field without label: {named(field)}"


@rule
def every_group_is_named(page: Page) -> Iterator[str]:
    for fieldset in page.soup.find_all("fieldset"):
        legend = fieldset.find("legend")
        if legend is None or not squeezed(legend.get_text()):
            yield f"a fieldset without legend: {named(fieldset)}"
    for radio in page.soup.find_all("input", type="radio"):
        if not radio.find_parent("fieldset"):
            yield f"a radio outside of a fieldset: {named(radio)}"


@rule
def ids_are_single_and_found(page: Page) -> Iterator[str]:
    ids = Counter(str(tag["id"]) for tag in page.soup.find_all(id=True))
    yield from (f"the id {name!r} stands {n} times" for name, n in ids.items() if n > 1)
    for attribute in REFERENCES:
        for tag in page.soup.find_all(attrs={attribute: True}):
            for name in str(tag[attribute]).split():
                if name not in ids:
                    yield f"{attribute} names {name!r}, which is not there: {named(tag)}"
    for link in page.soup.find_all("a", href=re.compile("^#.")):
        if str(link["href"])[1:] not in ids:
            yield f"a link leads to {link['href']}, which is not there"


@rule
def forms_carry_their_token(page: Page) -> Iterator[str]:
    for form in page.soup.find_all("form"):
        token = form.find("input", attrs={"name": "csrf_token"})
        posts = str(form.get("method", "get")).lower() == "post"
        if posts and (token is None or not token.get("value")):
            yield f"a POST form without csrf_token: {named(form)}"
        if not posts and token is not None:
            yield f"a GET form that shows the csrf_token in the address: {named(form)}"


@rule
def nothing_is_inline(page: Page) -> Iterator[str]:
    for tag in page.soup.find_all(["script", "style"]):
        is_data = tag.get("type") in {"application/json", "application/ld+json"}
        if tag.name == "style" or not (tag.get("src") or is_data):
            yield f"inline {tag.name}: {str(tag)[:80]}"
    for tag in page.soup.find_all(True):
        for attribute in tag.attrs:
            if attribute == "style" or attribute.startswith("on"):
                yield f"an attribute {attribute}=: {named(tag)}"
    for link in page.soup.find_all("a", href=re.compile("^javascript:")):
        yield f"a link that is a script: {named(link)}"


@rule
def pictures_have_words(page: Page) -> Iterator[str]:
    for image in page.soup.find_all("img"):
        if not image.has_attr("alt"):
            yield f"an image without alt: {named(image)}"
    for drawing in page.soup.find_all("svg"):
        hidden = drawing.find_parent(attrs={"aria-hidden": "true"}) or drawing.get("aria-hidden")
        if not (hidden or drawing.find("title") or drawing.get("aria-label")):
            yield f"a drawing without title, and not hidden: {named(drawing)}"


@rule
def links_and_buttons_have_names(page: Page) -> Iterator[str]:
    for tag in [*page.soup.find_all("a", href=True), *page.buttons()]:
        if not page.name_of(tag):
            yield f"a link or button without words: {named(tag)}"


@rule
def nothing_leaks(page: Page) -> Iterator[str]:
    for text in page.soup.find_all(string=True):
        if text.parent and text.parent.name in {"script", "textarea", "pre"}:
            continue
        if LEAKS.search(text) or text.strip() in {"None", "True", "False", "Undefined"}:
            yield f"code shows on the page: {squeezed(text)[:80]!r}"


@rule
def thai_is_marked_on_english_pages(page: Page) -> Iterator[str]:
    if page.language != "en" or page.soup.body is None:
        return
    for text in page.soup.body.find_all(string=THAI):
        marked = text.find_parent(attrs={"lang": True})
        if marked is not None and marked.get("lang") == "en":
            yield f"Thai without lang=th on an English page: {squeezed(text)[:80]!r}"
