"""The test browser itself: it walks as a person does and refuses bad pages."""

from __future__ import annotations

import pytest
from flask import Flask, redirect, request

from tests.browser import Browser, Lost
from tests.page import Page

GOOD = """<!doctype html><html lang="en"><head><title>Report - Town</title></head><body>
<h1>Report</h1>{}</body></html>"""
FORM = """<form method="post" action="/" id="f" novalidate enctype="multipart/form-data">
<input type="hidden" name="csrf_token" value="t">
<label for="text">What is wrong</label><textarea id="text" name="text">
first</textarea>
<fieldset><legend>Where</legend>
<input type="radio" id="w1" name="where" value="pin" checked><label for="w1">On the map</label>
<input type="radio" id="w2" name="where" value="area"><label for="w2">By area</label></fieldset>
<label for="area">Area</label><select id="area" name="area"><option value="">Choose</option>
<option value="3">Nai Mueang</option></select>
<label for="news">News</label><input type="checkbox" id="news" name="news" value="yes" checked>
<label for="photo">Photos</label><input type="file" id="photo" name="photos" multiple>
<button name="go" value="send">Send</button><button name="go" value="check">Check</button></form>
<a href="/moved">Read more</a>"""


def page(body: str = "") -> str:
    return GOOD.replace("{}", body)


BAD = [
    ("<h1>Second</h1>", "2 h1"),
    ("<input name=a>", "field without label"),
    ('<p id="a"></p><p id="a"></p>', "stands 2 times"),
    ('<form method="post"></form>', "without csrf_token"),
    ("<script>alert(1)</script>", "inline script"),
    ("<style>p {}</style>", "inline style"),
    ('<p style="color: red">x</p>', "attribute style="),
    ('<p onclick="x()">x</p>', "attribute onclick="),
    ('<img src="/a.png">', "without alt"),
    ('<a href="/"></a>', "without words"),
    ("<button></button>", "without words"),
    ("<h3>Deep</h3>", "h3 follows h1"),
    ("<p>ภาษาไทย</p>", "without lang=th"),
    ("<p>None</p>", "code shows"),
    ("<p>%(name)s</p>", "code shows"),
    ('<label for="x">X</label>', "which is not there"),
    ("<fieldset></fieldset>", "without legend"),
    ('<svg viewBox="0 0 1 1"></svg>', "drawing without title"),
    ("<p><div></p>", "not well-formed"),
    ('<a href="#nowhere">There</a>', "which is not there"),
]


@pytest.mark.parametrize(("body", "finding"), BAD)
def test_a_bad_page_is_refused(body: str, finding: str) -> None:
    assert finding in " ".join(Page(page(body)).findings())


def test_a_page_needs_a_language_and_a_fitting_title() -> None:
    assert "lang=" in " ".join(Page(page().replace(' lang="en"', "")).findings())
    assert "title" in " ".join(Page(page().replace("Report - Town", "Town")).findings())


def test_a_good_page_is_not_refused() -> None:
    thai = '<p lang="th">ภาษาไทย</p>'
    assert Page(page(FORM + thai)).findings() == []


@pytest.fixture
def walker() -> Browser:
    app = Flask("walk")

    @app.route("/", methods=["GET"])
    def show() -> str:
        return page(FORM)

    @app.route("/", methods=["POST"])
    def send() -> str:
        files = [f"{f.filename}:{len(f.read())}" for f in request.files.getlist("photos")]
        said = sorted(f"{k}={v}" for k, v in request.form.items(multi=True))
        return page(f"<p>{' '.join(said)} {' '.join(files)}</p>")

    @app.route("/moved")
    def moved() -> object:
        return redirect("/")

    return Browser(app, language="en")


def test_a_form_is_sent_as_filled(walker: Browser) -> None:
    walker.visit("/")
    assert walker.value("What is wrong") == "first"
    walker.fill("What is wrong", "A hole")
    walker.choose("By area", within="Where")
    walker.choose("Area", "Nai Mueang")
    walker.leave_out("News")
    walker.attach("Photos", ("a.jpg", b"123"))
    walker.press("Check")
    walker.must_see("area=3 csrf_token=t go=check text=A hole where=area a.jpg:3")
    sent = walker.text
    walker.press_again()
    assert walker.text == sent


def test_a_form_is_sent_as_it_came(walker: Browser) -> None:
    walker.visit("/")
    walker.press("Send")
    walker.must_see("area= csrf_token=t go=send news=yes text=first where=pin :0")


def test_links_are_followed_by_their_words(walker: Browser) -> None:
    walker.visit("/")
    assert walker.click("Read more").heading == "Report"
    assert walker.address == "/"


def test_what_is_not_there_is_said(walker: Browser) -> None:
    walker.visit("/")
    with pytest.raises(Lost, match=r"there are .*Read more"):
        walker.click("Nothing")
    with pytest.raises(Lost, match="there are"):
        walker.fill("Name", "x")
    with pytest.raises(Lost, match="not on"):
        walker.must_see("Good bye")
    with pytest.raises(Lost, match="answered 404"):
        walker.visit("/nowhere")
