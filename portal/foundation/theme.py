"""The municipality's colour as a stylesheet: inline styles are forbidden, custom properties not."""

from __future__ import annotations

import re

DEFAULT_COLOUR = "#1d5c87"
_COLOUR = re.compile(r"#?([0-9a-fA-F]{6})")
_BLACK = (0, 0, 0)
_WHITE = (255, 255, 255)


def stylesheet(colour: str) -> str:
    """The custom properties that hang on a colour `#rrggbb`; another text means the default.

    The caller sees to it that the colour itself reads on white (contrast 4.5 or better); every
    shade made here for text is darker, every shade made for a ground nearly white.
    """
    found = _COLOUR.fullmatch(colour) or _COLOUR.fullmatch(DEFAULT_COLOUR)
    digits = found.group(1) if found else ""
    red, green, blue = (int(digits[start : start + 2], 16) for start in (0, 2, 4))
    base = (red, green, blue)
    shades = {
        "--brand": base,
        "--brand-deep": _mix(base, _BLACK, 0.24),
        "--brand-ink": _mix(base, _BLACK, 0.45),
        "--brand-line": _mix(base, _WHITE, 0.62),
        "--brand-soft": _mix(base, _WHITE, 0.86),
        "--brand-mist": _mix(base, _WHITE, 0.94),
        "--shade-1": _mix(base, _WHITE, 0.86),
        "--shade-2": _mix(base, _WHITE, 0.7),
        "--shade-3": _mix(base, _WHITE, 0.5),
        "--shade-4": base,
        "--shade-5": _mix(base, _BLACK, 0.5),
        "--govuk-brand-colour": base,
        "--govuk-link-colour": _mix(base, _BLACK, 0.1),
        "--govuk-link-hover-colour": _mix(base, _BLACK, 0.45),
    }
    lines = (f"{name}:#{r:02x}{g:02x}{b:02x}" for name, (r, g, b) in shades.items())
    return ":root{" + ";".join(lines) + "}\n"


def _mix(
    colour: tuple[int, int, int], other: tuple[int, int, int], share: float
) -> tuple[int, int, int]:
    """`share` of the other colour in this one, per channel."""
    red, green, blue = (
        round(mine + (theirs - mine) * share) for mine, theirs in zip(colour, other, strict=True)
    )
    return red, green, blue
