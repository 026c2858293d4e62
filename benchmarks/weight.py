"""Weighs first visits: bytes over the wire of a page and all it asks for, gzip understood."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from benchmarks.asking import Answer, Visitor
from benchmarks.databases import Base
from benchmarks.pages import HOME
from portal.foundation import database

KILOBYTE = 1024
MOST_FRONT = 150
MOST_FILING = 60
USED = re.compile(
    r'<(?:link|script|img)[^>]*?(?:href|src)="(?P<used>[^"]+)"|url\("?(?P<drawn>[^")]+)"?\)'
)
PRELOADED = re.compile(r'<link rel="(?:preload|stylesheet|icon|modulepreload)"|<script|<img')
IMPORTED = re.compile(r'(?:import|from)\s*["\'](?P<name>\.{0,2}/[^"\']+)["\']')


def measure(place: Base) -> None:
    """Print the weight of the front page's first visit, and of the filing page made usable."""
    app = place.app()
    print("\nWeight of a first visit, over the wire")
    front = _weigh(Visitor(app), f"{HOME}/", fonts=True)
    _print("front page, all", front, MOST_FRONT)
    filing = _weigh(Visitor(app), f"{HOME}/report", fonts=False)
    used = {path: size for path, size in filing.items() if not path.endswith((".svg", ".woff2"))}
    _print("filing page, HTML CSS JS", used, MOST_FILING)
    with app.app_context():
        database.db.engine.dispose()


def _print(name: str, parts: dict[str, int], most: int) -> None:
    total = sum(parts.values()) / KILOBYTE
    missed = f"  more than {most}" if total > most else ""
    print(f"  {name}: {total:.1f} KB in {len(parts)} requests{missed}")
    for path, size in sorted(parts.items(), key=lambda part: -part[1]):
        print(f"    {size / KILOBYTE:6.1f}  {path}")


def _weigh(visitor: Visitor, path: str, *, fonts: bool) -> dict[str, int]:
    """Bytes of every answer a browser asks for, by path. Headers are some 0.4 KB each, counted."""
    weights: dict[str, int] = {}
    waiting = [path]
    while waiting:
        here = waiting.pop()
        if here in weights:
            continue
        answer = visitor.ask(here)
        weights[here] = len(answer.body) + _head(answer)
        text = visitor.ask_plainly(here) if _is_text(answer) else ""
        waiting += [urljoin(here, found) for found in _asked(text, here)]
        if fonts and here == path:
            waiting += _fonts(visitor, text, here)
    return weights


def _head(answer: Answer) -> int:
    return sum(len(name) + len(value) + 4 for name, value in answer.headers.items())


def _is_text(answer: Answer) -> bool:
    kind = answer.headers.get("Content-Type", "")
    return kind.startswith(("text/html", "text/javascript"))


def _asked(text: str, here: str) -> list[str]:
    """What the page or script asks for by itself."""
    found = [
        tag["used"]
        for tag in USED.finditer(text)
        if tag["used"] and PRELOADED.match(tag[0]) and 'loading="lazy"' not in tag[0]
    ]
    if here.endswith(".js"):
        found = [match["name"] for match in IMPORTED.finditer(text)]
    return found


def _fonts(visitor: Visitor, text: str, here: str) -> list[str]:
    """The faces a Thai page draws with: Thai and Latin letters, regular and bold."""
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', text)
    drawn = [
        urljoin(urljoin(here, sheet), source)
        for sheet in sheets
        for source in re.findall(
            r'url\("?([^")]+\.woff2)"?\)', visitor.ask_plainly(urljoin(here, sheet))
        )
    ]
    return [source for source in drawn if re.search(r"(?:thai|latin)-(?:400|700)\.woff2", source)]
