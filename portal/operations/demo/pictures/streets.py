"""Pictures of what breaks on streets. Each is drawn as reported or, when `fixed`, put in order."""

from __future__ import annotations

from portal.operations.demo.pictures import scenery
from portal.operations.demo.pictures.canvas import Canvas, Point, darker, lighter
from portal.operations.demo.pictures.scenery import (
    ASPHALT,
    DARK,
    HORIZON,
    MUD,
    RED,
    WATER,
    WHITE,
    YELLOW,
)

_OLD_RAIL = (150, 110, 84)
_NEW_RAIL = (58, 124, 140)
_MIDDLE = 600


def road(canvas: Canvas, *, fixed: bool) -> None:
    """A pothole with cracks; or a square patch of fresh asphalt."""
    scenery.day(canvas)
    scenery.shophouses(canvas)
    scenery.street(canvas)
    x = canvas.random.randint(420, 700)
    if fixed:
        canvas.polygon(
            [(x - 190, 690), (x + 170, 690), (x + 215, 812), (x - 245, 812)], (78, 80, 88)
        )
        canvas.polygon(
            [(x - 190, 690), (x + 170, 690), (x + 172, 696), (x - 193, 696)], (92, 94, 102)
        )
        return
    _hole(canvas, (x, 740), (330, 132))
    _hole(canvas, (x - 190, 640), (110, 40))
    if canvas.random.chance(0.6):
        scenery.cone(canvas, (x + 230, 770), 120)


def _hole(canvas: Canvas, middle: Point, size: Point) -> None:
    x, y = middle
    for shift, length in ((-0.6, -0.5), (0.62, -0.2), (0.5, 0.55), (-0.45, 0.6)):
        start = (x + size[0] * shift * 0.7, y + size[1] * length * 0.5)
        bend = (start[0] + size[0] * shift * 0.25, start[1] + size[1] * length * 0.1)
        canvas.line([start, bend, (bend[0] + size[0] * shift * 0.2, bend[1] + 12)], (74, 76, 84), 4)
    canvas.blob(middle, size, (134, 128, 120))
    canvas.blob((x, y + size[1] * 0.05), (size[0] * 0.88, size[1] * 0.8), (88, 78, 68))
    canvas.blob((x + 4, y + size[1] * 0.12), (size[0] * 0.66, size[1] * 0.5), (116, 136, 142))
    for _ in range(8):
        stone = (
            x + canvas.random.uniform(-0.62, 0.62) * size[0],
            y + canvas.random.uniform(-0.4, 0.62) * size[1],
        )
        canvas.oval(stone, (14, 9), (150, 146, 138))


def footpath(canvas: Canvas, *, fixed: bool) -> None:
    """Paving stones, broken and sunk in one place; or even."""
    scenery.day(canvas)
    scenery.shophouses(canvas, bottom=HORIZON + 20)
    canvas.box((0, HORIZON + 20), (1200, 480), (196, 176, 160))
    tints = ((206, 160, 140), (198, 184, 168), (214, 194, 172))
    for row in range(6):
        top, bottom = HORIZON + 24 + row * 13 * (row + 1), HORIZON + 24 + (row + 1) * 13 * (row + 2)
        step = 70 + row * 26
        for column in range(-9, 10):
            left = 600 + column * step
            colour = tints[(row + column) % 3]
            canvas.polygon(
                [(left + 2, top + 2), (left + step - 3, top + 2),
                 (left + step - 3 + column * 9, bottom - 2), (left + 2 + column * 9, bottom - 2)],
                colour,
            )  # fmt: skip
    scenery.tree(canvas, (canvas.random.choice((150, 1050)), HORIZON + 110), 360)
    if fixed:
        return
    x = canvas.random.randint(480, 740)
    canvas.blob((x, 700), (360, 150), MUD)
    canvas.blob((x, 706), (290, 104), darker(MUD, 0.25))
    for shift, drop in ((-170, -30), (-60, 46), (90, -44), (160, 30), (10, 4)):
        canvas.polygon(
            [(x + shift - 52, 690 + drop), (x + shift + 30, 668 + drop),
             (x + shift + 62, 706 + drop), (x + shift - 20, 730 + drop)],
            tints[abs(shift) % 3],
        )  # fmt: skip
        canvas.line(
            [(x + shift - 52, 690 + drop), (x + shift - 20, 730 + drop)], (150, 118, 102), 5
        )


def streetlight(canvas: Canvas, *, fixed: bool) -> None:
    """A lane at night: dark; or lit."""
    scenery.day(canvas)
    scenery.shophouses(canvas)
    scenery.street(canvas)
    canvas.veil((16, 22, 52), 0.8)
    for _ in range(26):
        at = (canvas.random.randint(0, 1200), canvas.random.randint(0, 170))
        canvas.oval(at, (4, 4), (214, 220, 240))
    canvas.oval((canvas.random.randint(200, 1000), 90), (64, 64), (240, 236, 214))
    x = canvas.random.choice((250, 950))
    inwards = 1 if x < _MIDDLE else -1
    lamp = (x + inwards * 130, 196)
    if fixed:
        canvas.glow(
            [lamp, (lamp[0] + 40, 196), (lamp[0] + 330, 900), (lamp[0] - 300, 900)],
            (255, 226, 150),
            0.62,
        )
    canvas.line([(x, 700), (x, 190)], (96, 102, 124), 16)
    canvas.line([(x, 196), (x + inwards * 70, 168), (lamp[0], 180)], (96, 102, 124), 11)
    canvas.box((lamp[0] - 46, 178), (92, 22), (126, 132, 150), round_by=8)
    light = (255, 240, 190) if fixed else (58, 62, 78)
    canvas.box((lamp[0] - 34, 198), (68, 11), light, round_by=5)


def drain(canvas: Canvas, *, fixed: bool) -> None:
    """A drain without cover beside the kerb, marked by a branch; or covered by a grating."""
    scenery.day(canvas)
    scenery.shophouses(canvas, bottom=HORIZON + 30)
    scenery.close_road(canvas)
    x = canvas.random.randint(420, 640)
    frame = [(x - 130, 690), (x + 150, 690), (x + 186, 812), (x - 166, 812)]
    canvas.polygon(frame, (156, 154, 148))
    inner = [(x - 106, 702), (x + 126, 702), (x + 154, 798), (x - 134, 798)]
    if fixed:
        canvas.polygon(inner, (84, 88, 96))
        for number in range(8):
            left = x - 98 + number * 29
            canvas.line([(left, 708), (left + (number - 3.5) * 8, 792)], (52, 56, 62), 9)
        return
    canvas.polygon(inner, (34, 36, 42))
    canvas.polygon([(x - 134, 798), (x - 122, 756), (x + 142, 756), (x + 154, 798)], (70, 84, 80))
    canvas.polygon([(x - 106, 702), (x - 20, 702), (x - 58, 742), (x - 120, 748)], (128, 126, 120))
    canvas.line([(x + 10, 790), (x + 60, 560)], scenery.TRUNK, 13)
    for across, up in ((40, 590), (76, 560), (62, 620), (30, 548)):
        canvas.oval((x + across, up), (70, 40), scenery.LEAF)
    canvas.box((x + 44, 640), (64, 40), RED)


def flood(canvas: Canvas, *, fixed: bool) -> None:
    """A flooded street with a car in it; or the same street wet but passable."""
    scenery.day(canvas)
    if not fixed:
        canvas.veil((120, 132, 148), 0.4)
    scenery.shophouses(canvas)
    scenery.close_road(canvas)
    x = canvas.random.randint(260, 560)
    colour = canvas.random.choice(((196, 84, 70), (74, 116, 156), (228, 224, 214)))
    scenery.car(canvas, (x, 730), 460, colour)
    if fixed:
        for _ in range(4):
            at = (canvas.random.randint(80, 1120), canvas.random.randint(760, 880))
            canvas.blob(at, (190, 30), lighter(ASPHALT, 0.25))
        return
    canvas.fade(HORIZON + 236, 900, ((150, 134, 106), (176, 158, 124)))
    for _ in range(20):
        left, y = canvas.random.randint(-40, 1140), canvas.random.randint(670, 890)
        canvas.line([(left, y), (left + canvas.random.randint(50, 130), y)], (200, 184, 152), 4)
    for drop in range(46):
        at = (canvas.random.randint(0, 1200), canvas.random.randint(0, 640))
        canvas.line([at, (at[0] - 9, at[1] + 30 + drop % 9)], (208, 216, 226), 2)


def bridge(canvas: Canvas, *, fixed: bool) -> None:
    """A footbridge over a canal with a piece of its railing missing; or whole."""
    scenery.day(canvas)
    canvas.box((0, 430), (1200, 120), scenery.GRASS)
    for x in range(60, 1200, 210):
        scenery.tree(canvas, (x + canvas.random.randint(-40, 40), 470), 230)
    canvas.fade(540, 900, (WATER, (96, 128, 140)))
    for _ in range(14):
        left, y = canvas.random.randint(0, 1100), canvas.random.randint(700, 890)
        canvas.line([(left, y), (left + 90, y)], lighter(WATER, 0.3), 4)
    canvas.box((0, 600), (1200, 54), (176, 170, 160))
    canvas.box((0, 648), (1200, 16), (140, 134, 126))
    for x in (150, 600, 1050):
        canvas.box((x - 34, 660), (68, 240), (158, 152, 144))
    _railing(canvas, gap=range(0) if fixed else range(4, 8))
    if not fixed:
        canvas.line([(400, 540), (470, 596), (500, 640)], _OLD_RAIL, 14)
        canvas.line([(404, 604), (790, 596)], RED, 5)
        scenery.cone(canvas, (600, 606), 92)


def _railing(canvas: Canvas, gap: range) -> None:
    rail = _OLD_RAIL if gap else _NEW_RAIL
    standing = [number for number in range(13) if number not in gap]
    for number in standing:
        canvas.box((number * 100 - 8, 478), (16, 124), rail)
        if number + 1 in standing:
            for y in (478, 532):
                canvas.box((number * 100, y), (100, 15), rail)


def cables(canvas: Canvas, *, fixed: bool) -> None:
    """Wires that hang low and tangled between two poles; or bundled and tight."""
    scenery.day(canvas)
    scenery.shophouses(canvas)
    scenery.close_road(canvas)
    left = scenery.pole(canvas, (210, 560), 500)
    right = scenery.pole(canvas, (980, 560), 500)
    for number in range(4):
        start, end = left[number % 2], right[number % 2]
        canvas.arc_line(start, end, 22 + number * 5, ((60, 62, 70), 4))
    if fixed:
        for number in range(5):
            canvas.arc_line((210, 190 + number * 5), (980, 190 + number * 5), 30, (DARK, 5))
        for x in range(300, 940, 90):
            canvas.box((x, 208), (13, 36), WHITE, round_by=4)
        return
    for number in range(12):
        start = (206 + number, 170 + number * 7)
        end = (984 - number, 160 + canvas.random.randint(0, 70))
        canvas.arc_line(start, end, canvas.random.randint(60, 330), (DARK, 4))
    for number in range(5):
        canvas.oval((220 + number * 5, 260 + number * 9), (84, 70), (66, 68, 78))
        canvas.oval((220 + number * 5, 260 + number * 9), (60, 48), (206, 216, 220))
    canvas.line([(560, 470), (590, 600), (540, 720), (640, 760)], DARK, 5)


def traffic(canvas: Canvas, *, fixed: bool) -> None:
    """A zebra crossing worn away and dark signals; or freshly painted, with lights."""
    scenery.day(canvas)
    scenery.shophouses(canvas)
    scenery.street(canvas, marked=False)
    white = WHITE if fixed else (128, 131, 139)
    for number in range(9):
        left, right = 160 + number * 100, 215 + number * 100
        if not fixed and number in {2, 5, 6}:
            continue
        pull = [(600 - x) * 0.14 for x in (left, right)]
        canvas.polygon(
            [
                (left + pull[0], 650),
                (right + pull[1], 650),
                (right - pull[1], 770),
                (left - pull[0], 770),
            ],
            white,
        )
    x = canvas.random.choice((170, 1030))
    canvas.line([(x, 690), (x, 200)], (110, 114, 122), 15)
    canvas.box((x - 44, 130), (88, 226), DARK, round_by=16)
    lights = (RED, YELLOW, (92, 184, 108))
    shining = canvas.random.randrange(3)
    for number, colour in enumerate(lights):
        is_on = fixed and number == shining
        canvas.oval((x, 172 + number * 70), (56, 56), colour if is_on else darker(colour, 0.68))
