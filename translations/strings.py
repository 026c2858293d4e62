"""Keep the catalogues in step with the code: `make strings` writes them, `--check` compares.

Only words stand in the catalogues: no places, no dates, in the order of the alphabet, so that a
change shows nothing but words. A text that has left the code leaves the catalogues too.
"""

from __future__ import annotations

import argparse
import difflib
import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po
from jinja2 import TemplateSyntaxError

ROOT = Path(__file__).resolve().parents[1]
TEMPLATE = ROOT / "translations" / "messages.pot"
THAI = ROOT / "translations" / "th" / "LC_MESSAGES" / "messages.po"
KEYWORDS = DEFAULT_KEYWORDS | {"_": None, "lazy": None, "ngettext": (1, 2)}
METHODS = [
    ("**.py", "python"),
    ("**/templates/**.html", "jinja2"),
    ("**/templates/**.txt", "jinja2"),
]
OPTIONS = {"**/templates/**.html": {"silent": "false"}, "**/templates/**.txt": {"silent": "false"}}
HEADERS_LEFT_OUT = (
    '"POT-Creation-Date',
    '"PO-Revision-Date',
    '"Generated-By',
    '"Last-Translator',
    '"Language-Team',
    '"Project-Id-Version',
    '"Report-Msgid',
)


def extracted() -> Catalog:
    """All texts of the code and the templates."""
    catalogue = Catalog(charset="utf-8", header_comment="# Source texts: English.")
    opened: list[str] = []
    found = extract_from_dir(
        str(ROOT / "portal"),
        METHODS,
        OPTIONS,
        KEYWORDS,
        callback=lambda path, _method, _options: opened.append(path),
    )
    try:
        for _file, _line, words, comments, context in found:
            catalogue.add(words, auto_comments=comments, context=context)
    except (TemplateSyntaxError, SyntaxError) as error:
        sys.exit(f"{opened[-1]} cannot be read: {error}")
    return catalogue


def translated(source: Catalog) -> Catalog:
    """The Thai catalogue for these texts, with the translations that are there."""
    present = Catalog(locale="th")
    if THAI.exists():
        with THAI.open("rb") as file:
            present = read_po(file, locale="th")
    result = Catalog(locale="th", charset="utf-8", header_comment="# Thai. One plural form.")
    for message in source:
        if not message.id:
            continue
        known = present.get(message.id)
        plural = not isinstance(message.id, str)
        flags = message.flags | (known.flags & {"fuzzy"} if known else set())
        empty = ("",) if plural else ""
        result.add(message.id, (known.string if known else empty) or empty, flags=flags)
    return result


def written(catalogue: Catalog, *, header: bool) -> str:
    """A catalogue as the text of its file."""
    file = io.BytesIO()
    width = 100 if header else 76  # the template is wrapped as pybabel's own command does
    write_po(file, catalogue, width=width, sort_output=True, omit_header=not header)
    lines = file.getvalue().decode().split("\n")
    return "\n".join(line for line in lines if not line.startswith(HEADERS_LEFT_OUT))


def faults(thai: Catalog) -> list[str]:
    """What is missing or uncertain in the Thai catalogue."""
    found = []
    for message in thai:
        if not message.id:
            continue
        strings = [message.string] if isinstance(message.string, str) else list(message.string)
        if not all(strings):
            found.append(f"no Thai: {message.id!r}")
        elif message.fuzzy:
            found.append(f"fuzzy: {message.id!r}")
    return found


def differences(path: Path, wanted: str) -> list[str]:
    """The lines in which a catalogue's file differs from what the code asks for."""
    present = path.read_text(encoding="utf-8") if path.exists() else ""
    name = str(path.relative_to(ROOT))
    return list(
        difflib.unified_diff(
            present.splitlines(), wanted.splitlines(), name, f"{name} (code)", lineterm=""
        )
    )


def main() -> int:
    """Write the catalogues, or compare them; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail on differences")
    check = parser.parse_args().check
    source = extracted()
    thai = translated(source)
    texts = {TEMPLATE: written(source, header=False), THAI: written(thai, header=True)}
    found = faults(thai)
    for path, text in texts.items():
        if check:
            found += differences(path, text)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    print("\n".join(found) or f"The catalogues are in step: {len(source)} texts.")
    if check and found:
        print("Run `make strings`, then put the missing words into Thai.")
    return 1 if found and check else 0


if __name__ == "__main__":
    sys.exit(main())
