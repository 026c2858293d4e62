from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.foundation.errors import Invalid
from portal.foundation.i18n import speaking
from portal.places.coordinates import Coordinates, Swapped, parse_coordinates

HERE = (16.43, 102.83)


@pytest.mark.parametrize(
    "text",
    [
        "16.43, 102.83",
        "16.43 102.83",
        "  (16.43, 102.83)\n",
        "16.43,\n102.83",
        "16.43 / 102.83",
        "๑๖.๔๓, ๑๐๒.๘๓",
        "16.43\u200b, 102.83",
        "+16.43, +102.83",
        "16,4300; 102,8300",
        "16,4300 102,8300",
        "16.43,102.83,17z",
        "N16.43 E102.83",
        "16.43N 102.83E",
        "16.43° N, 102.83° E",
        "16.43°N,102.83°E",
        "E 102.83 N 16.43",
        "102.83E, 16.43N",
        "16.43 north, 102.83 east",
        "lat: 16.43, lng: 102.83",
        "Latitude 16.43 Longitude 102.83",
        "lon=102.83 lat=16.43",
        "พิกัด 16.43, 102.83",
        "ละติจูด 16.43 ลองจิจูด 102.83",
        "ละติจูด ๑๖.๔๓ เหนือ ลองจิจูด ๑๐๒.๘๓ ตะวันออก",
        "16°25'48.0\"N 102°49'48.0\"E",
        "16°25′48″N 102°49′48″E",
        "N 16° 25′ 48″ E 102° 49′ 48″",
        "16° 25.8' 102° 49.8'",
        "16°25'48'' 102°49'48''",
        "16 25 48 102 49 48",
        "16 25.8 102 49.8",
        "16 25 48 N 102 49 48 E",
        "๑๖ องศา ๒๕ ลิปดา ๔๘ ฟิลิปดา เหนือ ๑๐๒ องศา ๔๙ ลิปดา ๔๘ ฟิลิปดา ตะวันออก",
        "geo:16.43,102.83?z=12",
        "https://www.google.com/maps/@16.43,102.83,15z",
        "https://www.google.com/maps/place/A/@16.1,102.1,13z/data=!4m6!8m2!3d16.43!4d102.83!16zL",
        "https://www.google.com/maps/search/16.43,+102.83?entry=tts",
        "https://maps.google.com/maps?q=loc:16.43%2C102.83&z=3",
        "https://maps.apple.com/?ll=16.43,102.83&q=here",
        "https://www.openstreetmap.org/#map=15/16.43/102.83",
        "https://www.openstreetmap.org/?mlat=16.43&mlon=102.83#map=12/16.5/102.9",
        "https://www.bing.com/maps?cp=16.43~102.83&lvl=15",
    ],
)
def test_what_people_type_and_paste_is_read(text):
    assert parse_coordinates(text) == Coordinates(*HERE)


@pytest.mark.parametrize(
    "text", ["102.83, 16.43", "102.83° 16.43°", "lat 102.83 lon 16.43", "102 49 48 16 25 48"]
)
def test_the_wrong_way_round_is_offered_turned(text):
    assert parse_coordinates(text) == Swapped(*HERE)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Enter the coordinates"),
        (" \u200b ", "Enter the coordinates"),
        ("in front of the market", "cannot be read"),
        ("ซอย 3", "cannot be read"),
        ("16.43", "cannot be read"),
        ("16.43, 102.83, 5", "cannot be read"),
        ("16.43 N 102.83", "cannot be read"),
        ("16.43N 102.83N", "cannot be read"),
        ("lat 16.43 E lon 102.83 N", "cannot be read"),
        ("16.43.2, 102.83", "cannot be read"),
        ("16 -25 102 49", "cannot be read"),
        ("nan, inf", "cannot be read"),
        ("7Q8F+22 ขอนแก่น", "cannot be read"),
        ("https://example.org/", "cannot be read"),
        ("https://maps.app.goo.gl/AbC123", "short map link"),
        ("16° 70' N 102° 10' E", "below 60"),
        ("0, 0", "outside Thailand"),
        ("51.5, -0.12", "outside Thailand"),
        ("16.43S 102.83E", "outside Thailand"),
        ("-16.43, 102.83", "outside Thailand"),
        ("9" * 400 + " 1", "outside Thailand"),
    ],
)
def test_what_cannot_be_a_place_is_refused_in_words(text, words):
    with speaking("en"), pytest.raises(Invalid) as refused:
        parse_coordinates(text)
    with speaking("en"):
        assert words in str(refused.value)


@given(st.floats(5.6, 20.5), st.floats(97.3, 105.7))
def test_every_place_in_thailand_survives_being_typed_either_way(lat, lon):
    for text, kind in ((f"{lat:.6f}, {lon:.6f}", Coordinates), (f"{lon:.6f} {lat:.6f}", Swapped)):
        read = parse_coordinates(text)
        assert type(read) is kind
        assert (read.lat, read.lon) == pytest.approx((lat, lon), abs=1e-6)


@given(st.text(max_size=300) | st.text("0123456789.,°'\"NSEWนอ -/@=!?", max_size=60))
def test_any_text_is_read_or_refused(text):
    try:
        read = parse_coordinates(text)
    except Invalid:
        return
    assert 5.6 <= read.lat <= 20.5
    assert 97.3 <= read.lon <= 105.7
