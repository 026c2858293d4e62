"""A QR code as an inline drawing."""

from __future__ import annotations

import io

import segno
from markupsafe import Markup


def drawing(text: str, title: str) -> Markup:
    """The QR code of a text (error level M) as SVG, sized by the page's CSS; `title` names it."""
    into = io.BytesIO()
    segno.make_qr(text, error="m").save(
        into,
        kind="svg",
        xmldecl=False,
        svgns=False,
        omitsize=True,
        border=2,
        title=title,
        svgclass="qr",
        lineclass=None,
        nl=False,
    )
    return Markup(into.getvalue().decode())  # noqa: S704 - segno escapes the title # nosec B704
