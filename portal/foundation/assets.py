"""Stylesheets, scripts, fonts and pictures of the portal itself, under names that change with them.

`static('css/portal.css')` gives `/static/css/portal.3f2a91c04b.css`. A browser may keep such a file
for a year: when it changes, its name does. Texts are compressed once and kept, so that the
portal needs no proxy in front. Only files found at the start are served, by exact name, so a
path cannot climb out.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, has_request_context, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from portal.foundation import fields, promise_bar, theme
from portal.foundation.policy import ANYONE
from portal.foundation.web import open_to

if TYPE_CHECKING:
    from flask import Flask

FOLDER = Path(__file__).resolve().parent / "static"
PREFIX = "/static"
HASH_LENGTH = 10
A_YEAR = "public, max-age=31536000, immutable"
ASK_FIRST = "public, no-cache"
COMPRESSED = frozenset({".css", ".js", ".svg", ".json", ".txt", ".md", ".webmanifest"})
NOT_SERVED = frozenset({".md", ".py"})
TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
}
GZIP_LEVEL = 9

_HASHED = re.compile(rf"(.+)\.([0-9a-f]{{{HASH_LENGTH}}})(\.[a-z0-9]+)")

blueprint = Blueprint("assets", __name__)


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is served: its bytes, the same compressed (None where that gains nothing)."""

    content: bytes
    packed: bytes | None
    kind: str
    fingerprint: str


@dataclass(slots=True)
class Shelf:
    """The files of one folder, read when first asked for and then kept in memory.

    `watching`: look for changes at each call, for those who write the stylesheets.
    """

    folder: Path
    watching: bool = False
    _paths: dict[str, Path] = field(default_factory=dict)
    _kept: dict[str, tuple[float, Asset]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """List what may be served."""
        for path in sorted(self.folder.rglob("*")):
            if path.is_file() and path.suffix not in NOT_SERVED:
                self._paths[path.relative_to(self.folder).as_posix()] = path

    def names(self) -> list[str]:
        """Every file, by its path inside the folder."""
        return list(self._paths)

    def asset(self, name: str) -> Asset:
        """The file of this name; `KeyError` where there is none."""
        path = self._paths[name]
        changed = path.stat().st_mtime if self.watching else 0.0
        kept = self._kept.get(name)
        if kept is None or kept[0] != changed:
            kept = (changed, _read(path))
            self._kept[name] = kept
        return kept[1]

    def address(self, name: str) -> str:
        """The name with the fingerprint in it, `css/portal.3f2a91c04b.css`."""
        stem, dot, ending = name.rpartition(".")
        return f"{stem}.{self.asset(name).fingerprint}{dot}{ending}"

    def find(self, asked: str) -> tuple[Asset, bool] | None:
        """The file an address asks for, and whether a browser may keep it for a year.

        An outdated fingerprint gets today's file, to be asked for again: pages of the former
        release still open while a new one starts stay whole.
        """
        hashed = _HASHED.fullmatch(asked)
        if hashed and (name := hashed.group(1) + hashed.group(3)) in self._paths:
            found = self.asset(name)
            return found, found.fingerprint == hashed.group(2)
        if asked in self._paths:
            return self.asset(asked), asked.startswith("vendor/")
        return None


def _read(path: Path) -> Asset:
    content = path.read_bytes()
    packed = None
    if path.suffix in COMPRESSED:
        packed = gzip.compress(content, GZIP_LEVEL, mtime=0)
    kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0]
    return Asset(
        content=content,
        packed=packed if packed is not None and len(packed) < len(content) else None,
        kind=kind or "application/octet-stream",
        fingerprint=hashlib.blake2b(content, digest_size=HASH_LENGTH // 2).hexdigest(),
    )


def install(app: Flask) -> None:
    """Serve the portal's own files and give templates `static`, `theme` and what macros need."""
    app.extensions["portal.assets"] = Shelf(FOLDER, watching=app.debug)
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(
        static=static,
        theme=theme_address,
        nearness=promise_bar.nearness,
        plain=fields.plain,
        plain_date=fields.plain_date,
    )


def static(name: str, *, hashed: bool = True) -> str:
    """The address of one of the portal's own files, good for a year.

    `hashed=False` for a file that a stylesheet in `vendor/` names without its fingerprint.

    Raises:
        KeyError: no such file; a page that names it is wrong.

    """
    shelf: Shelf = current_app.extensions["portal.assets"]
    return f"{_root()}{PREFIX}/{shelf.address(name) if hashed else name}"


def theme_address(colour: str) -> str:
    """The address of the stylesheet that holds a municipality's colour `#rrggbb`."""
    return f"{_root()}{PREFIX}/theme/{colour.lstrip('#').lower()}.css"


def _root() -> str:
    """Where the portal is mounted, without municipality and language: one copy serves all."""
    return str(request.environ.get("portal.root", "")) if has_request_context() else ""


@blueprint.get(f"{PREFIX}/theme/<string(length=6):colour>.css")
@open_to(*ANYONE, anywhere=True)
def colours(colour: str) -> Response:
    """Draw a municipality's colour as custom properties."""
    response = Response(theme.stylesheet(colour), content_type=TYPES[".css"])
    response.headers["Cache-Control"] = A_YEAR
    return response


@blueprint.get(f"{PREFIX}/<path:name>")
@open_to(*ANYONE, anywhere=True)
def file(name: str) -> AnyResponse:
    """Hand out one file."""
    shelf: Shelf = current_app.extensions["portal.assets"]
    found = shelf.find(name)
    if found is None:
        raise NotFound
    asset, keep = found
    packed = asset.packed is not None and request.accept_encodings["gzip"] > 0
    response = Response(asset.packed if packed else asset.content, content_type=asset.kind)
    response.headers["Cache-Control"] = A_YEAR if keep else ASK_FIRST
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if asset.packed is not None:
        response.headers["Vary"] = "Accept-Encoding"
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.set_etag(asset.fingerprint + ("-gz" if packed else ""))
    return response.make_conditional(request)
