"""What many pictures share: sky, houses, trees, road, footpath, poles, people, vehicles."""

from __future__ import annotations

from portal.operations.demo.pictures.canvas import WIDTH, Canvas, Colour, Point, darker, lighter

ASPHALT: Colour = (104, 108, 118)
CONCRETE: Colour = (188, 186, 180)
GRASS: Colour = (142, 178, 104)
LEAF: Colour = (76, 138, 82)
TRUNK: Colour = (122, 88, 62)
WATER: Colour = (120, 150, 158)
MUD: Colour = (146, 118, 84)
DARK: Colour = (52, 56, 68)
WHITE: Colour = (246, 246, 242)
YELLOW: Colour = (244, 196, 64)
RED: Colour = (206, 74, 62)

_SKIES: tuple[tuple[Colour, Colour], ...] = (
    ((150, 202, 236), (228, 242, 246)),
    ((172, 206, 232), (250, 236, 214)),
    ((132, 188, 226), (216, 236, 244)),
)
_WALLS: tuple[Colour, ...] = (
    (238, 210, 170),
    (214, 226, 208),
    (240, 222, 214),
    (206, 218, 232),
    (246, 232, 196),
    (226, 206, 196),
)
_AWNINGS: tuple[Colour, ...] = (RED, (58, 124, 140), (84, 140, 92), (214, 140, 60), (96, 98, 150))

HORIZON = 420


def day(canvas: Canvas) -> None:
    """Draw the sky with a few clouds."""
    canvas.fade(0, HORIZON + 60, canvas.random.choice(_SKIES))
    for _ in range(canvas.random.randint(2, 4)):
        x, y = canvas.random.randint(60, 1140), canvas.random.randint(50, 190)
        for shift, width in ((-60, 110), (0, 160), (64, 120)):
            canvas.oval((x + shift, y + abs(shift) * 0.25), (width, 54), (250, 252, 252))


def shophouses(canvas: Canvas, *, bottom: float = HORIZON + 40) -> None:
    """Draw a row of two-storey shophouses, standing on `bottom`."""
    x = -canvas.random.randint(0, 120)
    while x < WIDTH:
        width = canvas.random.randint(170, 250)
        top = bottom - canvas.random.randint(230, 310)
        _shophouse(canvas, (x, top), (width, bottom - top))
        x += width


def _shophouse(canvas: Canvas, corner: Point, size: Point) -> None:
    (x, top), (width, height) = corner, size
    wall = canvas.random.choice(_WALLS)
    awning = canvas.random.choice(_AWNINGS)
    canvas.box(corner, size, wall)
    canvas.box((x, top), (width, 14), darker(wall))
    canvas.box((x + width - 5, top), (5, height), darker(wall, 0.1))
    for number in range(3):
        left = x + width * (0.1 + number * 0.29)
        canvas.box((left, top + 44), (width * 0.2, 62), (118, 146, 164), round_by=4)
        canvas.box((left, top + 44), (width * 0.2, 20), (164, 190, 204), round_by=4)
    shop = top + height * 0.56
    canvas.box((x + 12, shop), (width - 24, height * 0.44), (88, 92, 104))
    canvas.box((x + 12, shop), (width * 0.3, height * 0.44), (150, 156, 164))
    canvas.polygon(
        [
            (x + 4, shop + 34),
            (x + 18, shop - 12),
            (x + width - 18, shop - 12),
            (x + width - 4, shop + 34),
        ],
        awning,
    )
    canvas.box((x + 4, shop + 34), (width - 8, 9), lighter(awning, 0.5))


def tree(canvas: Canvas, foot: Point, height: float) -> None:
    """Draw a leafy tree standing on `foot`."""
    x, y = foot
    leaf = canvas.random.choice((LEAF, (98, 154, 84), (64, 126, 92)))
    canvas.polygon(
        [
            (x - height * 0.04, y),
            (x - height * 0.022, y - height * 0.6),
            (x + height * 0.022, y - height * 0.6),
            (x + height * 0.04, y),
        ],
        TRUNK,
    )
    for across, up, size in (
        (-0.2, 0.58, 0.36), (0.2, 0.6, 0.38), (0, 0.72, 0.5), (-0.1, 0.82, 0.34), (0.13, 0.84, 0.3)
    ):  # fmt: skip
        middle = (x + across * height, y - up * height)
        canvas.oval(middle, (size * height, size * height * 0.82), darker(leaf, 0.12))
        canvas.oval(
            (middle[0] - 6, middle[1] - 8), (size * height * 0.9, size * height * 0.7), leaf
        )


def street(canvas: Canvas, *, surface: Colour = ASPHALT, marked: bool = True) -> None:
    """Draw a road that runs away from the reader, with footpaths on both sides."""
    top = HORIZON + 40
    canvas.box((0, top), (WIDTH, 900 - top), CONCRETE)
    canvas.polygon([(430, top), (770, top), (1270, 900), (-70, 900)], darker(CONCRETE, 0.25))
    canvas.polygon([(440, top), (760, top), (1240, 900), (-40, 900)], surface)
    if marked:
        for near, far in ((0.0, 0.1), (0.2, 0.36), (0.52, 0.74)):
            canvas.polygon(
                [(600 - 3 - near * 12, top + near * 440), (600 + 3 + near * 12, top + near * 440),
                 (600 + 3 + far * 12, top + far * 440), (600 - 3 - far * 12, top + far * 440)],
                YELLOW,
            )  # fmt: skip


def close_road(canvas: Canvas, *, surface: Colour = ASPHALT) -> None:
    """Draw a road that crosses the picture, a kerb and a footpath behind it."""
    canvas.box((0, HORIZON + 30), (WIDTH, 100), CONCRETE)
    for number in range(13):
        x = number * 100 - 20
        canvas.line([(x, HORIZON + 34), (x - 26, HORIZON + 126)], darker(CONCRETE, 0.12), 2)
    for number in range(12):
        painted = RED if number % 2 else WHITE
        canvas.box((number * 100, HORIZON + 130), (100, 22), painted)
    canvas.box((0, HORIZON + 152), (WIDTH, 900 - HORIZON), surface)
    for number in range(5):
        canvas.box((number * 280 - 60, 846), (150, 12), WHITE)


def pole(canvas: Canvas, foot: Point, height: float) -> tuple[Point, Point]:
    """Draw a concrete power pole; returns where the wires hang, left and right."""
    x, y = foot
    width = height * 0.032
    canvas.polygon(
        [
            (x - width, y),
            (x - width * 0.6, y - height),
            (x + width * 0.6, y - height),
            (x + width, y),
        ],
        (168, 166, 162),
    )
    canvas.box((x, y - height), (width * 0.6, height), (148, 146, 142))
    arm = y - height + height * 0.07
    canvas.box((x - height * 0.13, arm), (height * 0.26, height * 0.022), (112, 104, 96))
    return (x - height * 0.12, arm), (x + height * 0.12, arm)


def cone(canvas: Canvas, foot: Point, height: float = 90) -> None:
    """Draw a traffic cone."""
    x, y = foot
    canvas.oval((x, y), (height * 0.72, height * 0.18), (196, 92, 40))
    canvas.polygon(
        [(x - height * 0.26, y), (x - 4, y - height), (x + 4, y - height), (x + height * 0.26, y)],
        (236, 122, 54),
    )
    canvas.polygon(
        [(x - height * 0.17, y - height * 0.36), (x - height * 0.1, y - height * 0.62),
         (x + height * 0.1, y - height * 0.62), (x + height * 0.17, y - height * 0.36)],
        WHITE,
    )  # fmt: skip


def car(canvas: Canvas, corner: Point, width: float, colour: Colour) -> None:
    """Draw a car from the side; `corner` is where its left wheel stands."""
    x, y = corner
    height = width * 0.24
    canvas.oval((x + width / 2, y + 2), (width * 1.02, 22), darker(ASPHALT, 0.4))
    canvas.polygon(
        [(x + width * 0.18, y - height), (x + width * 0.32, y - height * 1.85),
         (x + width * 0.66, y - height * 1.85), (x + width * 0.84, y - height)],
        darker(colour, 0.3),
    )  # fmt: skip
    canvas.polygon(
        [(x + width * 0.24, y - height), (x + width * 0.34, y - height * 1.7),
         (x + width * 0.48, y - height * 1.7), (x + width * 0.48, y - height)],
        (176, 204, 214),
    )  # fmt: skip
    canvas.polygon(
        [(x + width * 0.51, y - height), (x + width * 0.51, y - height * 1.7),
         (x + width * 0.64, y - height * 1.7), (x + width * 0.76, y - height)],
        (176, 204, 214),
    )  # fmt: skip
    canvas.box((x, y - height), (width, height * 0.78), colour, round_by=height * 0.3)
    for part in (0.2, 0.8):
        canvas.oval((x + width * part, y - height * 0.14), (height * 0.74, height * 0.74), DARK)
        canvas.oval((x + width * part, y - height * 0.14), (height * 0.34, height * 0.34), CONCRETE)
