"""The portal's own files: names that change with them, packed once, nothing else handed out."""

from __future__ import annotations

import gzip
import os
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.foundation import assets, theme

pytestmark = pytest.mark.no_database

STATIC_NAME = re.compile(r"""static\(\s*['"]([^'"]+)['"]""")
TEMPLATES = Path(assets.__file__).parents[1]


@pytest.fixture
def app() -> Flask:
    app = Flask("assets", static_folder=None)
    assets.install(app)
    return app


@pytest.fixture
def browser(app: Flask) -> FlaskClient:
    return app.test_client()


def address(app: Flask, name: str) -> str:
    with app.test_request_context("/"):
        return assets.static(name)


def test_an_address_holds_the_fingerprint_and_is_kept_a_year(app, browser) -> None:
    where = address(app, "css/portal.css")
    assert re.fullmatch(r"/static/css/portal\.[0-9a-f]{10}\.css", where)
    answer = browser.get(where)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.content_type == "text/css; charset=utf-8"
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_texts_go_packed_to_those_who_take_it(app, browser) -> None:
    where = address(app, "css/portal.css")
    plain = browser.get(where)
    packed = browser.get(where, headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 3
    assert packed.headers["ETag"] != plain.headers["ETag"]
    refused = browser.get(where, headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refused.headers


def test_fonts_are_not_packed_twice(browser) -> None:
    answer = browser.get(
        "/static/vendor/sarabun-5.3.0/sarabun-thai-400.woff2", headers={"Accept-Encoding": "gzip"}
    )
    assert answer.content_type == "font/woff2"
    assert "Content-Encoding" not in answer.headers
    assert "immutable" in answer.headers["Cache-Control"]


def test_a_known_file_is_not_sent_again(app, browser) -> None:
    where = address(app, "js/page.js")
    tag = browser.get(where).headers["ETag"]
    answer = browser.get(where, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.data) == (304, b"")


def test_an_outdated_name_gets_todays_file_to_be_asked_for_again(app, browser) -> None:
    answer = browser.get("/static/css/portal.0123456789.css")
    assert answer.data == browser.get(address(app, "css/portal.css")).data
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert browser.get("/static/css/portal.css").headers["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize(
    "name",
    [
        "../assets.py",
        "css/../../assets.py",
        "%2e%2e/assets.py",
        "..%2fassets.py",
        "/etc/passwd",
        "css",
        "css/",
        "",
        "vendor/VENDOR.md",
        "css/none.css",
        "theme/../css/portal.css",
    ],
)
def test_nothing_else_is_handed_out(browser, name) -> None:
    answer = browser.get(f"/static/{name}", follow_redirects=True)
    assert answer.status_code == 404


def test_only_reading_is_possible(app, browser) -> None:
    assert browser.post(address(app, "css/portal.css")).status_code == 405
    head = browser.head(address(app, "css/portal.css"))
    assert (head.status_code, head.data) == (200, b"")


def test_addresses_start_where_the_portal_is_mounted(app) -> None:
    mounted = {"portal.root": "/portal"}
    with app.test_request_context("/", environ_overrides=mounted):
        assert assets.static("css/portal.css").startswith("/portal/static/css/")
        assert assets.theme_address("#1D5C87") == "/portal/static/theme/1d5c87.css"


def test_a_file_that_is_not_there_cannot_be_named(app) -> None:
    with pytest.raises(KeyError):
        address(app, "css/none.css")


def test_a_changed_file_is_seen_while_watching(tmp_path) -> None:
    sheet = tmp_path / "a.css"
    sheet.write_text("a{}")
    shelf = assets.Shelf(tmp_path, watching=True)
    first = shelf.address("a.css")
    sheet.write_text("b{}")
    os.utime(sheet, (1, 1))
    assert shelf.address("a.css") != first
    assert shelf.names() == ["a.css"]


def test_the_theme_is_a_stylesheet_of_the_colour(browser) -> None:
    answer = browser.get("/static/theme/1d5c87.css")
    assert answer.content_type == "text/css; charset=utf-8"
    assert "--brand:#1d5c87;" in answer.text
    assert "immutable" in answer.headers["Cache-Control"]
    assert browser.get("/static/theme/zzzzzz.css").text == theme.stylesheet(theme.DEFAULT_COLOUR)
    assert browser.get("/static/theme/1d5c8.css").status_code == 404


def test_shades_for_words_are_darker_than_the_colour() -> None:
    sheet = theme.stylesheet("#767676")
    assert "--govuk-link-colour:#6a6a6a" in sheet
    assert "--brand-mist:#f7f7f7" in sheet
    assert theme.stylesheet("red;}body{") == theme.stylesheet(theme.DEFAULT_COLOUR)


def test_every_file_that_templates_name_is_there(app) -> None:
    named = {
        name
        for path in TEMPLATES.rglob("templates/**/*.html")
        for name in STATIC_NAME.findall(path.read_text("utf-8"))
        if "~" not in name and not name.endswith("-")
    }
    assert named
    for name in sorted(named):
        assert address(app, name)


def test_every_file_that_a_stylesheet_names_is_there() -> None:
    shelf = assets.Shelf(assets.FOLDER)
    for name in shelf.names():
        if not name.endswith(".css"):
            continue
        text = shelf.asset(name).content.decode()
        for wanted in re.findall(r"url\((?!['\"]?(?:data:|#))['\"]?([^)'\"]+)", text):
            path = (assets.FOLDER / name).parent / wanted
            assert path.resolve().is_file(), f"{name} names {wanted}"


def test_a_first_visit_fits_the_budget() -> None:
    """Styles, the page's script and four fonts; 150 KB less 40 KB left for the page itself."""
    shelf = assets.Shelf(assets.FOLDER)
    names = [name for name in shelf.names() if name.endswith("woff2")]
    names += ["vendor/govuk-frontend-6.6.0/govuk.css", "css/portal.css", "js/page.js"]
    sizes = [len(shelf.asset(name).packed or shelf.asset(name).content) for name in names]
    assert sum(sizes) < 110_000


def test_filing_is_usable_within_its_budget() -> None:
    """Styles and scripts of the filing page; 60 KB less 25 KB left for the page itself."""
    shelf = assets.Shelf(assets.FOLDER)
    names = [f"js/{name}.js" for name in ("page", "draft", "photos", "picture", "place")]
    names += ["vendor/govuk-frontend-6.6.0/govuk.css", "css/portal.css"]
    assert sum(len(shelf.asset(name).packed or b"") for name in names) < 35_000
