"""Laws of the templates: every word translatable, nothing inline, nothing imported in vain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, nodes

from tests.laws import markup, project

FOLDERS = sorted(project.PORTAL.glob("*/templates")) + sorted(project.PORTAL.glob("*/*/templates"))
LOADER = FileSystemLoader([str(folder) for folder in FOLDERS])
BARE_PATH = re.compile(r"(?<!request\.script_root ~ )\brequest\.path\b")
RENDERED = re.compile(r"""(?:render_template|select_template|page)\(\s*f?["']([\w/.-]+\.\w+)["']""")


def each() -> list[pytest.param]:
    return [pytest.param(path, id=project.short(path)) for path in project.templates()]


def source_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", each())
def test_every_template_can_be_read(path: Path) -> None:
    Environment(autoescape=True, loader=LOADER).parse(source_of(path), filename=str(path))


@pytest.mark.parametrize("path", each())
def test_every_word_is_translatable(path: Path) -> None:
    found = [*markup.read(source_of(path)).found, *markup.strings_said(source_of(path))]
    assert not found, f"outside of _(): {found}"


@pytest.mark.parametrize("path", each())
def test_nothing_is_inline(path: Path) -> None:
    assert not markup.read(source_of(path)).inline


@pytest.mark.parametrize("path", each())
def test_nothing_is_declared_safe(path: Path) -> None:
    """Only the catalogue's own texts are trusted, and those are safe already."""
    tree = Environment(autoescape=True).parse(source_of(path))
    assert not [f.name for f in tree.find_all(nodes.Filter) if f.name == "safe"]
    assert not re.search(r"{%-?\s*autoescape", source_of(path))


def faults(source: str) -> Iterator[str]:
    """Imports that are not used, or name what is not there."""
    environment = Environment(autoescape=True)
    tree = environment.parse(source)
    used = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "load"}
    for imported in tree.find_all((nodes.FromImport, nodes.Import)):
        if not isinstance(imported.template, nodes.Const):
            continue
        other = environment.parse(LOADER.get_source(environment, imported.template.value)[0])
        there = {macro.name for macro in other.find_all(nodes.Macro)}
        there |= {name.name for name in other.find_all(nodes.Name) if name.ctx == "store"}
        if isinstance(imported, nodes.Import):
            wanted = [(None, imported.target)]
        else:
            wanted = [(n, n) if isinstance(n, str) else n for n in imported.names]
        for name, alias in wanted:
            if alias not in used:
                yield f"{alias} is imported in vain"
            if name is not None and name not in there:
                yield f"{imported.template.value} has no {name}"


@pytest.mark.parametrize("path", each())
def test_every_import_is_there_and_used(path: Path) -> None:
    assert not list(faults(source_of(path)))


@pytest.mark.parametrize("path", each())
def test_an_address_begins_with_municipality_and_language(path: Path) -> None:
    """The path alone leads to the other language, and on a shared host to another municipality."""
    assert not BARE_PATH.search(source_of(path))


def test_a_bare_path_is_seen() -> None:
    assert BARE_PATH.search('action="{{ request.path }}"')
    assert not BARE_PATH.search('action="{{ request.script_root ~ request.path }}"')


def test_every_template_that_is_named_is_there_and_every_one_is_named() -> None:
    known = set(LOADER.list_templates())
    named: set[str] = set()
    for path in project.python("portal/"):
        named |= set(RENDERED.findall(source_of(path)))
    assert not named - known, f"rendered, but not there: {sorted(named - known)}"


@pytest.mark.parametrize(
    "bad",
    [
        "<p>Hello</p>",
        "<p>สวัสดี</p>",
        '<img alt="A photo">',
        "{{ button('Send it') }}",
        "{{ button('ส่ง') }}",
        "<p>{{ name }} wrote</p>",
        "{% block body_class %}wide{% endblock %}<p>wide</p>",
    ],
)
def test_the_law_finds_untranslated_words(bad: str) -> None:
    assert [*markup.read(bad).found, *markup.strings_said(bad)]


@pytest.mark.parametrize(
    "good",
    [
        "<p>{{ _('Hello there.') }}</p>",
        '<p class="govuk-body">{{ name }} – 5 ✓</p>',
        "<{{ tag }} class='card card--wide'>{{ words }}</{{ tag }}>",
        "{# Words for readers of the template #}",
        "{% block body_class %}wide{% endblock %}",
        '{{ tag(state, class="govuk-tag") }}',
        "{% if kind == 'Other kind' %}{% endif %}",
    ],
)
def test_the_law_leaves_the_rest(good: str) -> None:
    assert not [*markup.read(good).found, *markup.strings_said(good)]


def test_the_law_finds_what_is_inline() -> None:
    for bad in ("<p style='a'>", "<style>", "<script>", "<a onclick='x()'>"):
        assert markup.read(bad).inline
    assert not markup.read('<script type="module" src="{{ static("a.js") }}"></script>').inline


def test_every_tone_of_a_tag_is_one_of_the_style_sheet() -> None:
    sheet = (project.PORTAL / "foundation/static/css/portal.css").read_text(encoding="utf-8")
    used = {
        tone
        for path in project.templates()
        for tone in re.findall(r"[\w-]*tag--(?!\{)[\w-]*[a-z]", path.read_text(encoding="utf-8"))
    }
    assert used
    assert [tone for tone in sorted(used) if f".{tone}{{" not in sheet] == []
