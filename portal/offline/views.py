"""The app's name and icon, the worker that answers without a connection, and its page."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from uuid import UUID

from flask import Response, current_app, make_response, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.complaints.forms.filing import WAYS, FilingForm
from portal.complaints.queries import choices
from portal.foundation.assets import A_YEAR, Shelf, static, theme_address
from portal.foundation.fields import offered
from portal.foundation.i18n import Lazy, language, lazy
from portal.foundation.policy import ANYONE
from portal.foundation.web import open_to, profile, room
from portal.offline import icons

blueprint = room("offline", "portal.offline")

FONTS = "vendor/sarabun-5.3.0/"
LETTERS = ("thai", "latin")
COMMON = (
    "vendor/govuk-frontend-6.6.0/govuk.css",
    "css/portal.css",
    "images/icon.svg",
    "js/page.js",
    "js/pocket.js",
    "js/picture.js",
)
ASK_FIRST = "private, no-cache"
NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class App:
    """One thing that can be put on a phone: where it begins, its page without a connection."""

    title: Lazy
    door: str
    """The endpoint it begins at; whatever lies below its address is answered without a line."""
    stand_in: str
    assets: tuple[str, ...]


APPS = {
    "report": App(
        lazy("Report a problem"),
        "complaints.new",
        "offline.report",
        ("js/photos.js", "js/place.js", "js/draft.js"),
    ),
    "field": App(
        lazy("In the field"), "field.day", "field.offline", ("js/field.js", "css/field.css")
    ),
}


@blueprint.get('/offline/<any("report", "field"):name>.webmanifest')
@open_to(*ANYONE)
def manifest(name: str) -> ResponseReturnValue:
    """The app as a phone installs it: name, colour and icon of this municipality."""
    app, here = APPS[name], profile()
    pictures = [
        {
            "src": url_for(".icon", size=size, colour=here.colour.lstrip("#").lower()),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size in icons.SIZES
        for purpose in ("any", "maskable")
    ]
    described = {
        "id": url_for(app.door),
        "name": f"{app.title} – {here.title.here}",
        "short_name": f"{app.title} {here.letters.here}",
        "lang": language(),
        "start_url": url_for(app.door),
        "scope": url_for("front.home"),
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": here.colour,
        "icons": pictures,
    }
    answer = make_response(json.dumps(described, ensure_ascii=False))
    answer.mimetype = "application/manifest+json"
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer


@blueprint.get("/offline/icon-<int:size>-<string(length=6):colour>.png")
@open_to(*ANYONE)
def icon(size: int, colour: str) -> ResponseReturnValue:
    """The icon in the municipality's colour; no other is drawn."""
    mine = profile().colour.lstrip("#").lower()
    wanted = size if size in icons.SIZES else icons.SIZES[0]
    answer = make_response(icons.drawn(wanted, f"#{mine}"))
    answer.mimetype = "image/png"
    answer.headers["Cache-Control"] = A_YEAR if colour == mine else ASK_FIRST
    return answer


@blueprint.get('/offline/<any("report", "field"):name>.js')
@open_to(*ANYONE)
def worker(name: str) -> ResponseReturnValue:
    """The worker of one app. It changes with everything it keeps, and so is asked for anew."""
    shelf: Shelf = current_app.extensions["portal.assets"]
    app, scope = APPS[name], url_for(APPS[name].door)
    page = stand_in(name)
    kept = {
        "scope": scope,
        "page": url_for(app.stand_in),
        "assets": _assets(app),
        "version": hashlib.blake2b(page.encode(), digest_size=8).hexdigest(),
    }
    code = shelf.asset("js/worker.js").content.decode()
    told = json.dumps(kept, ensure_ascii=True, sort_keys=True)
    answer = Response(
        f"const KEPT = {told};\n{code}", content_type="text/javascript; charset=utf-8"
    )
    answer.headers["Cache-Control"] = ASK_FIRST
    answer.headers["Service-Worker-Allowed"] = scope
    answer.headers["Content-Security-Policy"] = "default-src 'none'; connect-src 'self'"
    return answer


def stand_in(name: str) -> str:
    """What the page without a connection hangs on: its words and addresses."""
    here = profile()
    parts = (name, language(), str(here.version), here.title.here, here.colour)
    areas = [str(words) for _value, words in choices.area_choices("")]
    release = str(current_app.config["RELEASE"])
    return "|".join((*parts, release, *areas, *_assets(APPS[name])))


def _assets(app: App) -> list[str]:
    """Addresses that never change what they hold: fingerprinted, or of a named version."""
    fonts = [
        f"{FONTS}sarabun-{letters}-{weight}.woff2" for letters in LETTERS for weight in (400, 700)
    ]
    return [
        *(static(name) for name in (*COMMON, *app.assets)),
        *(static(name, hashed=False) for name in fonts),
        theme_address(profile().colour),
    ]


@blueprint.get("/offline/report")
@open_to(*ANYONE)
def report() -> ResponseReturnValue:
    """The page that stands in for the form without a connection: words, photos and place.

    It is the same for everyone: no account, no contact, no token, no number of a form.
    """
    form = FilingForm(formdata=None, form_id=str(NOBODY), meta={"csrf": False})
    form.area.choices = offered(choices.area_choices(lazy("Choose an area")))
    form.way.choices = offered((way, words) for way, words in WAYS.items() if way != "pin")
    return render_template("offline/report.html", form=form, navigation=[], account=[])
