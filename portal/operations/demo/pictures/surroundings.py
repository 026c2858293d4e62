"""Pictures of rubbish, water, smoke, animals, trees and parks, as reported or put in order."""

from __future__ import annotations

import math

from portal.operations.demo.pictures import scenery
from portal.operations.demo.pictures.canvas import Canvas, Point, darker, lighter, mix
from portal.operations.demo.pictures.scenery import (
    ASPHALT,
    CONCRETE,
    DARK,
    GRASS,
    HORIZON,
    LEAF,
    RED,
    TRUNK,
    WATER,
    WHITE,
    YELLOW,
)


def waste(canvas: Canvas, *, fixed: bool) -> None:
    """A heap of bags around overflowing bins; or closed bins on a clean place."""
    scenery.day(canvas)
    scenery.shophouses(canvas, bottom=HORIZON + 30)
    scenery.close_road(canvas)
    for number, colour in enumerate(((72, 140, 92), (74, 116, 156), YELLOW)):
        left = 300 + number * 210 + canvas.random.randint(-14, 14)
        _bin(canvas, (left, 640), colour, closed=fixed)
    if fixed:
        return
    bags = ((56, 60, 70), (78, 82, 92), (44, 92, 88), (232, 232, 226))
    for number in range(22):
        x, y = 600 + canvas.random.gauss(0, 210), 700 + canvas.random.randint(-50, 60)
        size = canvas.random.randint(70, 130)
        colour = bags[number % 4]
        canvas.oval((x, y), (size, size * 0.78), darker(colour, 0.2))
        canvas.oval((x - 4, y - 5), (size * 0.88, size * 0.66), colour)
        canvas.polygon(
            [(x - 12, y - size * 0.5), (x + 12, y - size * 0.5), (x, y - size * 0.26)], colour
        )
    for _ in range(16):
        at = (canvas.random.randint(200, 1000), canvas.random.randint(730, 820))
        canvas.box(at, (26, 15), canvas.random.choice((RED, WHITE, (196, 156, 108))), round_by=3)


def _bin(canvas: Canvas, foot: Point, colour: tuple[int, int, int], *, closed: bool) -> None:
    x, y = foot
    canvas.polygon([(x, y - 210), (x + 150, y - 210), (x + 134, y), (x + 16, y)], colour)
    canvas.polygon(
        [(x + 96, y - 210), (x + 150, y - 210), (x + 134, y), (x + 90, y)], darker(colour, 0.12)
    )
    if closed:
        canvas.box((x - 10, y - 236), (170, 30), darker(colour, 0.25), round_by=12)
        return
    for shift, size in ((20, 62), (66, 80), (116, 64)):
        canvas.oval((x + shift, y - 226), (size, size * 0.9), (78, 82, 92))
    canvas.polygon(
        [(x - 34, y - 300), (x - 12, y - 306), (x + 10, y - 200), (x - 8, y - 196)],
        darker(colour, 0.25),
    )


def canal(canvas: Canvas, *, fixed: bool) -> None:
    """A canal full of water hyacinth and rubbish; or open water."""
    scenery.day(canvas)
    canvas.box((0, HORIZON), (1200, 480), GRASS)
    for x in range(40, 1200, 170):
        scenery.tree(canvas, (x + canvas.random.randint(-30, 30), HORIZON + 44), 220)
    canvas.polygon([(470, 440), (730, 440), (1180, 900), (20, 900)], CONCRETE)
    canvas.polygon([(490, 440), (710, 440), (1110, 900), (90, 900)], WATER)
    if fixed:
        for step in range(12):
            down = 480 + step * 34
            canvas.line([(540 - step * 18, down), (600 - step * 6, down)], lighter(WATER, 0.35), 4)
        return
    for step in range(90):
        depth = math.sqrt(step / 90)
        y = 450 + depth * 430
        reach = 90 + depth * 380
        across = 600 + canvas.random.uniform(-1, 1) * reach
        size = 16 + depth * 46
        leaf = canvas.random.choice((LEAF, (98, 154, 84), (120, 168, 92)))
        canvas.oval((across, y), (size * 1.5, size * 0.8), darker(leaf, 0.2))
        canvas.oval((across - 3, y - size * 0.3), (size, size * 0.7), leaf)
        if step % 11 == 0:
            canvas.oval((across, y - size * 0.7), (size * 0.5, size * 0.5), (172, 140, 206))


def smoke(canvas: Canvas, *, fixed: bool) -> None:
    """A burning heap of leaves with smoke; or a raked place with a sign."""
    scenery.day(canvas)
    canvas.box((0, HORIZON), (1200, 480), GRASS)
    for x in (120, 980, 1120):
        scenery.tree(canvas, (x, HORIZON + 60), 320)
    _house(canvas, (canvas.random.randint(330, 560), HORIZON + 40))
    if fixed:
        canvas.oval((600, 740), (460, 110), (150, 128, 92))
        canvas.line([(850, 760), (850, 560)], TRUNK, 14)
        canvas.box((770, 470), (160, 110), WHITE, round_by=8)
        canvas.oval((850, 525), (84, 84), RED)
        canvas.oval((850, 525), (62, 62), WHITE)
        canvas.line([(822, 553), (878, 497)], RED, 11)
        return
    for step in range(26):
        grey = mix((116, 116, 120), (224, 224, 224), step / 26)
        x = 600 + step * 9 + canvas.random.randint(-36, 36)
        canvas.oval((x, 690 - step * 26), (120 + step * 13, 90 + step * 9), grey)
    canvas.blob((600, 760), (420, 110), (94, 72, 54))
    for number in range(9):
        x, tall = 440 + number * 40, canvas.random.randint(70, 150)
        canvas.polygon([(x - 26, 760), (x, 760 - tall), (x + 26, 760)], (232, 120, 52))
        canvas.polygon([(x - 14, 762), (x, 770 - tall * 0.6), (x + 14, 762)], YELLOW)


def _house(canvas: Canvas, foot: Point) -> None:
    x, y = foot
    canvas.box((x, y - 150), (280, 150), (238, 210, 170))
    canvas.polygon([(x - 36, y - 148), (x + 140, y - 260), (x + 316, y - 148)], (160, 84, 66))
    canvas.box((x + 36, y - 104), (70, 60), (150, 182, 196))
    canvas.box((x + 170, y - 112), (64, 112), (134, 96, 66))


def animals(canvas: Canvas, *, fixed: bool) -> None:
    """A pack of dogs on the road; or one dog with a vaccination collar on a lead."""
    scenery.day(canvas)
    scenery.shophouses(canvas, bottom=HORIZON + 30)
    scenery.close_road(canvas)
    coats = ((186, 138, 88), (92, 78, 70), (222, 206, 180))
    places = ((560, 760),) if fixed else ((240, 730), (540, 800), (820, 710), (980, 830))
    for number, (x, y) in enumerate(places):
        size = 1.5 if fixed else canvas.random.uniform(0.9, 1.25)
        _dog(canvas, (x, y), size, coats[number % 3])
        if fixed:
            canvas.box((x + 190, y - 226), (26, 60), RED, round_by=8)
            canvas.arc_line((x + 206, y - 180), (x + 460, y - 330), 90, (RED, 6))
            _person(canvas, (x + 480, y))


def _dog(canvas: Canvas, foot: Point, size: float, coat: tuple[int, int, int]) -> None:
    x, y = foot
    shade = darker(coat, 0.22)
    canvas.oval((x + 70 * size, y + 4), (240 * size, 22 * size), darker(ASPHALT, 0.25))
    for shift in (10, 40, 104, 132):
        canvas.box(
            (x + shift * size, y - 84 * size), (17 * size, 86 * size), shade, round_by=7 * size
        )
    canvas.line([(x + 4 * size, y - 116 * size), (x - 36 * size, y - 166 * size)], coat, 15 * size)
    canvas.box((x - 2 * size, y - 140 * size), (160 * size, 72 * size), coat, round_by=32 * size)
    canvas.box((x + 116 * size, y - 196 * size), (52 * size, 96 * size), coat, round_by=24 * size)
    canvas.box((x + 122 * size, y - 208 * size), (84 * size, 60 * size), coat, round_by=26 * size)
    canvas.box((x + 182 * size, y - 186 * size), (48 * size, 36 * size), coat, round_by=14 * size)
    canvas.oval((x + 226 * size, y - 178 * size), (14 * size, 13 * size), DARK)
    canvas.oval((x + 178 * size, y - 186 * size), (9 * size, 9 * size), DARK)
    canvas.polygon(
        [
            (x + 128 * size, y - 200 * size),
            (x + 120 * size, y - 244 * size),
            (x + 156 * size, y - 206 * size),
        ],
        shade,
    )


def _person(canvas: Canvas, foot: Point) -> None:
    x, y = foot
    for shift in (0, 40):
        canvas.box((x + shift, y - 130), (30, 132), DARK, round_by=10)
    canvas.box((x - 10, y - 310), (92, 200), (58, 124, 140), round_by=28)
    canvas.line([(x + 4, y - 280), (x - 26, y - 320)], (238, 200, 168), 22)
    canvas.oval((x + 36, y - 350), (72, 78), (238, 200, 168))
    canvas.oval((x + 36, y - 372), (78, 44), (60, 48, 44))


def trees(canvas: Canvas, *, fixed: bool) -> None:
    """A large branch broken over the road; or the tree pruned and the road free."""
    scenery.day(canvas)
    scenery.shophouses(canvas)
    scenery.close_road(canvas)
    foot = canvas.random.choice((230, 300))
    scenery.tree(canvas, (foot, 560), 500 if fixed else 560)
    if fixed:
        canvas.oval((foot + 66, 300), (34, 30), (214, 178, 130))
        return
    canvas.line([(foot + 20, 330), (foot + 150, 470), (760, 730)], TRUNK, 30)
    canvas.line([(560, 640), (640, 560), (760, 560)], TRUNK, 17)
    canvas.line([(620, 680), (760, 800)], TRUNK, 15)
    for _ in range(34):
        at = (700 + canvas.random.gauss(0, 130), 700 + canvas.random.gauss(0, 66))
        leaf = canvas.random.choice((LEAF, (98, 154, 84), (64, 126, 92)))
        canvas.oval(at, (canvas.random.randint(50, 110), canvas.random.randint(36, 70)), leaf)
    scenery.cone(canvas, (1000, 800), 110)


def parks(canvas: Canvas, *, fixed: bool) -> None:
    """A swing with one chain torn in high grass; or repaired on a mown lawn."""
    scenery.day(canvas)
    canvas.box((0, HORIZON), (1200, 480), lighter(GRASS, 0.12) if fixed else GRASS)
    for x in range(60, 1200, 190):
        scenery.tree(canvas, (x + canvas.random.randint(-30, 30), HORIZON + 40), 300)
    canvas.oval((620, 780), (700, 110), (214, 190, 140))
    frame = (214, 86, 66) if fixed else (168, 110, 92)
    for x in (330, 890):
        canvas.line([(x - 60, 780), (x, 380), (x + 60, 780)], frame, 20)
    canvas.line([(330, 380), (890, 380)], frame, 20)
    for number, x in enumerate((480, 720)):
        broken = not fixed and number == 1
        canvas.line([(x - 40, 384), (x - 40, 660)], DARK, 6)
        canvas.line([(x + 40, 384), (x + 40, 470 if broken else 660)], DARK, 6)
        if broken:
            canvas.line([(x - 46, 654), (x + 16, 752)], (74, 116, 156), 20)
        else:
            canvas.box((x - 58, 654), (116, 20), (74, 116, 156), round_by=8)
    if not fixed:
        for _ in range(120):
            x, y = canvas.random.randint(0, 1200), canvas.random.randint(800, 900)
            canvas.line(
                [(x, y), (x + canvas.random.randint(-12, 12), y - 54)], darker(GRASS, 0.2), 5
            )


def disease(canvas: Canvas, *, fixed: bool) -> None:
    """Old tyres with standing water and mosquitoes; or the place cleared and sprayed."""
    scenery.day(canvas)
    canvas.box((0, HORIZON), (1200, 480), GRASS)
    _house(canvas, (780, HORIZON + 50))
    scenery.tree(canvas, (150, HORIZON + 80), 380)
    canvas.oval((560, 740), (860, 200), (186, 158, 116))
    if fixed:
        for step in range(12):
            at = (420 + step * 44, 700 - step * 10 + canvas.random.randint(-24, 24))
            canvas.oval(
                at,
                (110 + step * 9, 80 + step * 5),
                mix((244, 246, 246), (220, 228, 230), step / 12),
            )
        canvas.box((300, 660), (130, 80), (72, 140, 92), round_by=18)
        canvas.line([(424, 690), (500, 676)], DARK, 14)
        return
    for x, y in ((360, 740), (560, 780), (740, 730), (450, 650), (650, 650)):
        canvas.oval((x, y + 22), (220, 104), darker(DARK, 0.3))
        canvas.oval((x, y), (220, 104), DARK)
        canvas.oval((x, y), (136, 58), (38, 40, 48))
        canvas.oval((x, y + 7), (120, 40), WATER)
    for _ in range(14):
        x, y = canvas.random.randint(260, 900), canvas.random.randint(380, 640)
        canvas.line([(x - 9, y - 7), (x, y), (x + 9, y - 7)], DARK, 3)
        canvas.line([(x, y), (x, y + 11)], DARK, 3)
