"""Cut govuk-frontend's stylesheet down to what this portal uses.

    python docs/vendoring/trim_govuk.py path/to/dist/govuk/govuk-frontend.min.css > govuk.css

What it does, and why, stands in portal/foundation/static/vendor/VENDOR.md. No build runs this: it
is run by hand when the vendored version changes, and its output is committed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

DROPPED = re.compile(
    r"\.govuk-(?:accordion|cookie-banner|exit-this-page|feedback|footer|header|generic-header"
    r"|language-navigation|logo|password-input|phase-banner|service-navigation|tabs|width-container"
    r"|file-upload-(?:button|wrapper)|drop-zone|frontend-supported|character-count__message"
    r"|pagination--block|button--inverse|breadcrumbs--inverse|back-link--inverse|link--inverse"
    r"|link-image|tag--|summary-card__action|js-|clearfix|grid-column-one-quarter"
    r"|grid-column-three-quarters|panel--interruption|notification-banner__link)"
    r"|\.govuk-\\!-(?:static|padding|margin-(?:left|right)|font-size|width|text-break|display-i)"
    r"|\.govuk-\\!-margin-\d|:not\(\.govuk-frontend-supported\)"
)
"""Components without a page here, helpers nobody calls, and what needs the library's script."""

OLD_BROWSERS = re.compile(r"\\0|-ms-high-contrast:none|not \(caret-color:auto\)")
FONT = re.compile(r"font-family:(?:GDS Transport|sans-serif)(?:,arial,sans-serif)?")
TEXT_LINES = ("1.25", "1.3157894737")
HEADING_LINES = (
    *("1.1904761905", "1.1111111111", "1.09375", "1.0416666667", "1.0377358491"),
    *("1.05", "1.1", "1.15", "1.2"),
)
BIG = re.compile(r"font-size:(?:1\.3125|1\.5|1\.6875|2|2\.25|3|3\.3125|5)rem|font-size:\d\dpt")


def main() -> None:
    """Read the file named on the command line, write the shorter one to standard output."""
    css = Path(sys.argv[1]).read_text(encoding="utf-8")
    sys.stdout.write(trim(css))


def trim(css: str) -> str:
    """Return the stylesheet without what is not used, in the portal's font and line heights."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL).replace('@charset "UTF-8";', "")
    kept = "\n".join(filter(None, (_rule(rule) for rule in _rules(css))))
    return f'@charset "UTF-8";\n{kept}\n'


def _rules(css: str) -> Iterator[str]:
    """Cut a stylesheet, or the inside of an @-rule, into its rules."""
    depth = start = 0
    for place, letter in enumerate(css):
        if letter == "{":
            depth += 1
        elif letter == "}":
            depth -= 1
            if depth == 0:
                yield css[start : place + 1].strip()
                start = place + 1


def _rule(rule: str) -> str:
    """Return the rule as it is kept; '' when nothing of it is."""
    head, _, body = rule.partition("{")
    body = body[:-1]
    if OLD_BROWSERS.search(head) or head.startswith("@font-face"):
        return ""
    if head.startswith("@"):
        inner = "".join(filter(None, (_rule(part) for part in _rules(body))))
        return f"{head}{{{inner}}}" if inner else ""
    selectors = [part for part in _selectors(head) if not DROPPED.search(part)]
    body = _body(body)
    return f"{','.join(selectors)}{{{body}}}" if selectors and body else ""


def _selectors(head: str) -> list[str]:
    """Cut at the commas that stand outside of brackets."""
    return re.split(r",(?![^(]*\))", head)


def _body(body: str) -> str:
    body = FONT.sub("font-family:var(--portal-font)", body)
    lines = ";".join(_line(part) for part in _with_size(body))
    return re.sub(r"letter-spacing:[^;}]*;?", "", lines).strip(";")


def _with_size(body: str) -> Iterator[str]:
    """Yield declarations one by one, a line height together with the size before it."""
    parts = body.split(";")
    place = 0
    while place < len(parts):
        following = parts[place + 1] if place + 1 < len(parts) else ""
        if parts[place].startswith("font-size:") and following.startswith("line-height:"):
            yield f"{parts[place]};{following}"
            place += 2
        else:
            yield parts[place]
            place += 1


def _line(part: str) -> str:
    """Give stacked Thai vowels and tone marks room: 1.6 for text, 1.4 for headings."""
    size, found, height = part.partition(";line-height:")
    if not found:
        return part
    plain = height.removesuffix("!important")
    important = height[len(plain) :]
    if plain in TEXT_LINES and not BIG.match(size):
        plain = "1.6"
    elif plain in HEADING_LINES or (plain == "1.25" and BIG.match(size)):
        plain = "1.4"
    size = size.replace("font-size:1rem", "font-size:1.125rem")
    return f"{size};line-height:{plain}{important}"


if __name__ == "__main__":
    main()
