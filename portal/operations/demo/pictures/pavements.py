"""Pictures of what stands in the way on footpaths, as reported or put in order."""

from __future__ import annotations

from portal.operations.demo.pictures import scenery
from portal.operations.demo.pictures.canvas import Canvas, Point, darker, lighter
from portal.operations.demo.pictures.scenery import (
    ASPHALT,
    CONCRETE,
    DARK,
    HORIZON,
    RED,
    WHITE,
    YELLOW,
)


def obstruction(canvas: Canvas, *, fixed: bool) -> None:
    """Goods and boards all over a footpath; or the footpath free."""
    scenery.day(canvas)
    scenery.shophouses(canvas, bottom=HORIZON + 60)
    canvas.box((0, HORIZON + 60), (1200, 260), CONCRETE)
    for number in range(13):
        x = number * 100
        canvas.line([(x, HORIZON + 62), (x - 70, HORIZON + 318)], darker(CONCRETE, 0.12), 2)
    canvas.line([(0, HORIZON + 180), (1200, HORIZON + 180)], darker(CONCRETE, 0.12), 2)
    for number in range(12):
        canvas.box((number * 100, 738), (100, 26), YELLOW if number % 2 else WHITE)
    canvas.box((0, 764), (1200, 136), ASPHALT)
    if fixed:
        canvas.line([(0, HORIZON + 120), (1200, HORIZON + 120)], YELLOW, 10)
        return
    boxes = ((178, 132, 84), (196, 156, 108), (150, 108, 70))
    for number in range(9):
        x, lift = 130 + number * 108 + canvas.random.randint(-20, 20), number % 3
        for floor in range(1 + lift):
            canvas.box((x, 620 - floor * 80), (100, 78), boxes[(number + floor) % 3], round_by=4)
            canvas.box((x + 40, 620 - floor * 80), (18, 78), lighter(boxes[0], 0.4))
    for x in (90, 1010):
        canvas.polygon([(x, 720), (x + 26, 520), (x + 124, 520), (x + 150, 720)], (74, 116, 156))
        canvas.box((x + 40, 548), (70, 70), WHITE, round_by=6)


def vendors(canvas: Canvas, *, fixed: bool) -> None:
    """Food carts under umbrellas across the whole footpath; or behind a painted line."""
    scenery.day(canvas)
    scenery.shophouses(canvas, bottom=HORIZON + 20)
    canvas.box((0, HORIZON + 20), (1200, 300), CONCRETE)
    for number in range(13):
        canvas.line(
            [(number * 100, HORIZON + 22), (number * 100 - 80, HORIZON + 318)],
            darker(CONCRETE, 0.12),
            2,
        )
    canvas.box((0, 738), (1200, 26), WHITE)
    canvas.box((0, 764), (1200, 136), ASPHALT)
    if fixed:
        canvas.line([(0, 560), (1200, 560)], YELLOW, 10)
    shades = (RED, (58, 124, 140), (84, 140, 92), (214, 140, 60))
    size = 0.62 if fixed else 1.0
    for number, x in enumerate((140, 420, 700, 980)):
        _cart(canvas, (x, 540 if fixed else 716 + 24 * (number % 2)), size, shades[number])


def _cart(canvas: Canvas, foot: Point, size: float, shade: tuple[int, int, int]) -> None:
    x, y = foot
    canvas.line([(x, y - 110 * size), (x, y - 300 * size)], (130, 126, 120), 9 * size)
    canvas.polygon(
        [(x - 160 * size, y - 280 * size), (x, y - 370 * size), (x + 160 * size, y - 280 * size)],
        shade,
    )
    canvas.polygon(
        [(x - 54 * size, y - 280 * size), (x, y - 370 * size), (x + 54 * size, y - 280 * size)],
        lighter(shade, 0.45),
    )
    canvas.box((x - 120 * size, y - 130 * size), (240 * size, 96 * size), WHITE, round_by=8)
    canvas.box((x - 120 * size, y - 130 * size), (240 * size, 22 * size), shade, round_by=6)
    for across in (-70, 0, 70):
        canvas.oval((x + across * size, y - 140 * size), (54 * size, 30 * size), YELLOW)
    for across in (-80, 80):
        canvas.oval((x + across * size, y - 24 * size), (56 * size, 56 * size), DARK)
        canvas.oval((x + across * size, y - 24 * size), (26 * size, 26 * size), CONCRETE)
