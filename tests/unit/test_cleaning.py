from __future__ import annotations

import io
import random
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageOps

from portal.attachments import cleaning, kinds
from portal.attachments.notes import Notes
from portal.foundation.errors import Invalid, TooLarge
from portal.foundation.i18n import speaking
from tests import pictures
from tests.pictures import BLUE, GREEN, GREY, RED


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def colours(content: bytes) -> list[tuple[int, int, int]]:
    """The colours of the four quarters, row by row."""
    picture = opened(content).convert("RGB")
    width, height = picture.size
    return [picture.getpixel((width * x // 4, height * y // 4)) for y in (1, 3) for x in (1, 3)]


def alike(seen, meant, within=25):
    return all(
        abs(a - b) <= within
        for one, other in zip(seen, meant, strict=True)
        for a, b in zip(one, other, strict=True)
    )


UPRIGHT = [RED, GREEN, BLUE, GREY]


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("jpeg", pictures.jpeg()),
        ("jpeg", pictures.jpeg(progressive=True)),
        ("png", pictures.file(pictures.scene(), "PNG")),
        ("png", pictures.file(pictures.scene(mode="RGBA"), "PNG")),
        ("png", pictures.file(pictures.scene().quantize(16), "PNG")),
        ("webp", pictures.file(pictures.scene(), "WEBP", quality=90)),
        ("webp", pictures.file(pictures.scene(), "WEBP", lossless=True)),
        ("gif", pictures.file(pictures.scene().quantize(16), "GIF")),
        ("heic", pictures.heic()),
        ("jpeg", pictures.file(pictures.scene(mode="CMYK"), "JPEG", quality=90)),
    ],
)
def test_each_kind_becomes_a_plain_progressive_jpeg_of_the_same_scene(kind, content):
    photo = cleaning.clean(content)
    assert photo.kind == kind
    assert (photo.width, photo.height) == (640, 480)
    assert not photo.was_moving
    for jpeg in (photo.large, photo.thumb):
        picture = opened(jpeg)
        assert (picture.format, picture.mode) == ("JPEG", "RGB")
        assert picture.info.get("progressive")
        assert alike(colours(jpeg), UPRIGHT)
    assert max(opened(photo.thumb).size) == 320


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_each_of_the_eight_orientations_is_put_upright(orientation, kind):
    scene = pictures.scene()
    undo = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[orientation]
    lying = scene if undo is None else scene.transpose(Image.Transpose(undo))
    exif = pictures.notes(orientation=orientation)
    content = pictures.file(lying, kind, exif=exif, **({"quality": 95} if kind != "PNG" else {}))
    assert alike(colours(pictures.file(ImageOps.exif_transpose(opened(content)), "PNG")), UPRIGHT)
    photo = cleaning.clean(content)
    assert (photo.width, photo.height) == (640, 480)
    assert alike(colours(photo.large), UPRIGHT)
    assert alike(colours(photo.thumb), UPRIGHT)


def test_a_turned_heic_is_turned_once():
    lying = pictures.scene().transpose(Image.Transpose.ROTATE_90)
    exif = pictures.notes(orientation=6)
    photo = cleaning.clean(pictures.heic(lying, exif=exif))
    assert (photo.width, photo.height) == (640, 480)
    assert alike(colours(photo.large), UPRIGHT)


@pytest.mark.parametrize(
    ("place", "read"),
    [
        (pictures.HERE, pictures.HERE),
        ((-33.8568, -70.5), (-33.8568, -70.5)),
        ((0.0, 0.0), None),
        ((95.0, 10.0), None),
        (None, None),
    ],
)
@pytest.mark.parametrize("kind", ["jpeg", "heic", "webp"])
def test_the_place_is_read_and_nothing_else_is_kept(kind, place, read):
    exif = pictures.notes(place=place)
    content = {
        "jpeg": lambda: pictures.jpeg(exif=exif),
        "heic": lambda: pictures.heic(exif=exif),
        "webp": lambda: pictures.file(pictures.scene(), "WEBP", exif=exif),
    }[kind]()
    assert b"SECRETCAMERA" in content
    photo = cleaning.clean(content + b"HIDDEN BEHIND" if kind == "jpeg" else content)
    assert photo.notes.place == (pytest.approx(read, abs=1e-5) if read else None)
    for jpeg in (photo.large, photo.thumb):
        assert b"SECRETCAMERA" not in jpeg
        assert b"HIDDEN" not in jpeg
        assert b"Exif" not in jpeg
        assert not opened(jpeg).getexif()


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_notes_that_make_no_sense_do_not_stop_a_photo():
    gps = Image.Exif()
    gps.get_ifd(0x8825).update({1: "N", 2: (1.0,), 3: "E", 4: (2.0, 3.0)})
    assert cleaning.clean(pictures.jpeg(exif=gps.tobytes())).notes.place is None
    assert cleaning.clean(pictures.jpeg(exif=b"Exif\0\0MM\0*garbage garbage")).notes == Notes()


def test_a_large_photo_is_shrunk_to_1600_pixels_and_400_kb():
    photo = cleaning.clean(pictures.file(pictures.busy(4000, 3000), "JPEG", quality=92))
    assert (photo.width, photo.height) == (1600, 1200)
    assert len(photo.large) <= 400_000
    assert len(photo.thumb) <= 40_000
    tall = cleaning.clean(pictures.file(pictures.scene(1000, 5000), "PNG"))
    assert (tall.width, tall.height) == (320, 1600)


def test_even_pure_noise_is_kept_below_400_kb():
    photo = cleaning.clean(pictures.file(pictures.noise(1600, 1600), "JPEG", quality=80))
    assert len(photo.large) <= 400_000
    assert photo.width == photo.height <= 1600


def test_a_small_picture_is_not_made_larger_and_a_dot_is_a_picture():
    assert cleaning.clean(pictures.jpeg(200, 100)).width == 200
    assert cleaning.clean(pictures.file(Image.new("L", (1, 1)), "PNG")).height == 1


def test_sixteen_bits_keep_their_shades():
    levels = [
        opened(cleaning.clean(pictures.deep_png()).large).getpixel((x, 32))[0] for x in (2, 32, 61)
    ]
    assert levels == pytest.approx([8, 128, 244], abs=10)


def test_what_is_transparent_stands_on_white():
    clear = Image.new("RGBA", (50, 50), (0, 0, 0, 0))
    assert (
        opened(cleaning.clean(pictures.file(clear, "PNG")).large).getpixel((25, 25)) == (255,) * 3
    )
    palette = pictures.scene(64, 64).quantize(8)
    content = pictures.file(palette, "GIF", transparency=palette.getpixel((5, 5)))
    assert min(opened(cleaning.clean(content).large).getpixel((5, 5))) > 240


def test_black_and_white_and_grey_are_taken():
    for mode in ("1", "L", "LA"):
        content = pictures.file(pictures.scene(mode="L").convert(mode), "PNG")
        assert cleaning.clean(content).width == 640


def test_colours_of_another_profile_are_translated():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert alike(colours(cleaning.clean(pictures.jpeg(icc_profile=lab)).large), UPRIGHT)
    assert alike(colours(cleaning.clean(pictures.jpeg(icc_profile=b"nonsense")).large), UPRIGHT)
    assert b"ICC_PROFILE" not in cleaning.clean(pictures.jpeg(icc_profile=lab)).large


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_of_a_moving_picture_the_first_frame_is_kept_and_it_is_known(kind):
    photo = cleaning.clean(pictures.moving(kind))
    assert photo.was_moving
    assert alike([opened(photo.large).getpixel((60, 40))], [RED], 40)


def refusal(content: bytes, kind: type[Exception] = Invalid) -> str:
    with speaking("en"), pytest.raises(kind) as refused:
        cleaning.clean(content)
    with speaking("en"):
        return str(refused.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (pictures.PDF, "PDF"),
        (b"PK\x03\x04" + bytes(40), "document"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0isommp42" + bytes(40), "video"),
        (b"\0\0\0\x14ftypqt  \0\0\0\0qt  " + bytes(40), "video"),
        (b"\x1a\x45\xdf\xa3" + bytes(40), "video"),
        (b"RIFF\0\0\0\0AVI LIST" + bytes(40), "video"),
        (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf" + bytes(40), "This kind of picture"),
        (pictures.file(pictures.scene(), "TIFF"), "This kind of picture"),
        (pictures.file(pictures.scene(), "BMP"), "This kind of picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", "This kind of picture"),
        (b"\xef\xbb\xbf <html><script>alert(1)</script>", "This kind of picture"),
        (b"just words, called photo.jpg", "not a photo"),
        (b"\xff\xd8\xff" + bytes(100), "broken"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "broken"),
        (b"GIF89a" + bytes(3), "broken"),
        (b"RIFF\x10\0\0\0WEBPVP8 " + bytes(4), "broken"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(100), "broken"),
    ],
)
def test_what_is_no_photo_is_refused_saying_what_it_is(content, words):
    assert words in refusal(content)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
@pytest.mark.parametrize(
    "content",
    [
        pictures.file(pictures.busy(800, 600), "JPEG", quality=90),
        pictures.file(pictures.busy(800, 600), "JPEG", quality=90, progressive=True),
        pictures.file(pictures.busy(800, 600), "PNG"),
        pictures.file(pictures.busy(800, 600), "WEBP"),
        pictures.heic(pictures.busy(800, 600)),
        pictures.file(pictures.busy(800, 600).quantize(64), "GIF"),
    ],
    ids=["jpeg", "progressive", "png", "webp", "heic", "gif"],
)
def test_a_photo_that_broke_off_on_the_way_is_refused(content, share):
    assert "broken" in refusal(content[: int(len(content) * share)])


def test_bombs_are_refused_by_their_size_before_they_are_decoded():
    for content in (pictures.bomb(), pictures.bomb(8000, 8000), pictures.webp_bomb()):
        assert len(content) < 2_000_000
        assert "60 million pixels" in refusal(content, TooLarge)


def test_a_file_over_15_mb_is_refused_whatever_it_is():
    assert "15 MB" in refusal(bytes(cleaning.MOST_BYTES + 1), TooLarge)


def test_near_copies_look_alike_and_other_photos_do_not():
    scene = pictures.busy(900, 700)
    hashes = [
        cleaning.clean(content).dhash
        for content in (
            pictures.file(scene, "JPEG", quality=90),
            pictures.file(scene.resize((500, 389)), "JPEG", quality=60),
            pictures.jpeg(),
        )
    ]
    assert all(-(2**63) <= number < 2**63 for number in hashes)
    differing = [(hashes[0] ^ other) & (2**64 - 1) for other in hashes[1:]]
    assert differing[0].bit_count() <= 12 < differing[1].bit_count()


WHOLE = [
    pictures.jpeg(120, 90, exif=pictures.notes(orientation=6, place=pictures.HERE)),
    pictures.file(pictures.scene(60, 40), "PNG"),
    pictures.moving(),
    pictures.file(pictures.scene(60, 40), "WEBP"),
    pictures.heic(pictures.scene(64, 64)),
]


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from(WHOLE), st.integers(0, 2**32), st.integers(1, 30))
def test_a_damaged_file_is_a_photo_or_is_refused_and_nothing_else(whole, seed, wounds):
    chance = random.Random(seed)
    content = bytearray(whole)
    for _ in range(wounds):
        content[chance.randrange(len(content))] = chance.randrange(256)
    try:
        photo = cleaning.clean(bytes(content))
    except (Invalid, TooLarge):
        return
    assert opened(photo.large).size == (photo.width, photo.height)


@given(st.binary(max_size=80))
def test_any_bytes_have_a_kind_or_are_refused(content):
    with suppress(Invalid):
        assert kinds.kind_of(content) in {"jpeg", "png", "gif", "webp", "heic"}
    kinds.webp_size(content)
