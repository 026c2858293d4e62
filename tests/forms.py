"""What a browser sends for a form: which fields belong to it, and what each of them says."""

from __future__ import annotations

from bs4 import Tag

from tests.page import BUTTON_TYPES, Page

TICKED = frozenset({"radio", "checkbox"})


def controls(page: Page, form: Tag) -> list[Tag]:
    """The fields that belong to a form and may be sent."""
    tags = page.soup.find_all(["input", "select", "textarea"], attrs={"name": True})
    return [tag for tag in tags if _belongs(tag, form) and not tag.has_attr("disabled")]


def _belongs(tag: Tag, form: Tag) -> bool:
    if tag.has_attr("form"):
        return tag["form"] == form.get("id")
    return tag.find_parent("form") is form


def filled(page: Page, form: Tag) -> list[tuple[str, str]]:
    """Name and value of everything in a form but its files, in the order of the page."""
    return [
        (str(field["name"]), value) for field in controls(page, form) for value in values(field)
    ]


def values(field: Tag) -> list[str]:
    """What a field sends: nothing, one value, or the chosen ones of a list."""
    if field.name == "textarea":
        text = field.get_text().removeprefix("\n")
        return [text.replace("\r\n", "\n").replace("\n", "\r\n")]
    if field.name == "select":
        options = field.find_all("option")
        chosen = [option for option in options if option.has_attr("selected")]
        if not chosen and not field.has_attr("multiple"):
            chosen = options[:1]
        return [str(option.get("value", option.get_text())) for option in chosen]
    kind = str(field.get("type", "text"))
    if kind in BUTTON_TYPES or kind == "file":
        return []
    if kind in TICKED and not field.has_attr("checked"):
        return []
    return [str(field.get("value", "on" if kind in TICKED else ""))]
