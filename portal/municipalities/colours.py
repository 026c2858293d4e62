"""Contrast of the municipality's colour, by the formula of WCAG 2.2 (relative luminance)."""

from __future__ import annotations

import colorsys
import re

ENOUGH = 4.5
"""The least contrast of text that WCAG 2.2 AA allows (success criterion 1.4.3)."""

_HEX = re.compile(r"#[0-9a-f]{6}")
_STEPS = 1000
_DARKEST_CURVED = 0.04045


def is_colour(text: str) -> bool:
    """Say whether the text is a colour as stored: `#rrggbb` in small letters."""
    return _HEX.fullmatch(text) is not None


def contrast_on_white(colour: str) -> float:
    """Return the contrast ratio of `#rrggbb` with white: 1 (white) to 21 (black)."""
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def nearest_passing(colour: str) -> str:
    """Return the lightest shade of the same hue whose contrast with white is enough.

    A colour that passes already is returned unchanged.
    """
    if contrast_on_white(colour) >= ENOUGH:
        return colour
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    shades = (
        _hex(colorsys.hls_to_rgb(hue, lightness * step / _STEPS, saturation))
        for step in range(_STEPS, 0, -1)
    )
    return next(shade for shade in shades if contrast_on_white(shade) >= ENOUGH)


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def _linear(channel: float) -> float:
    """Undo the gamma of sRGB (WCAG 2.2, definition of relative luminance)."""
    if channel <= _DARKEST_CURVED:
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)
