"""The same place seen again: each photo of a result is taken from where its officer stood.

Two officers do not take the same photo. A view is a part of the drawn picture in the light of its
own day, and no two views of a picture look the same to the fingerprints that find copies.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field

from PIL import Image, ImageEnhance

from portal.attachments import likeness
from portal.attachments import services as attachments
from portal.attachments.cleaning import Photo
from portal.operations.demo import pictures
from portal.operations.demo.dice import Dice

NEAREST = 0.55
"""Of the picture’s width, at least, is on a view."""
SIZE = (800, 600)
TRIES = 12
QUALITY = 82
LIGHT = (0.88, 1.1)


@dataclass(slots=True)
class Views:
    """Draws each picture once and looks at it from many sides."""

    sheets: dict[str, Image.Image] = field(default_factory=dict)
    prints: dict[str, list[int]] = field(default_factory=dict)

    def of(self, name: str, random: Dice) -> Photo:
        """A view of this picture unlike all former ones, as far as there is room for one more."""
        taken = self.prints.setdefault(name, [])
        photo = self._view(name, random)
        for _try in range(TRIES):
            if not any(likeness.pairs([one, photo.dhash]) for one in taken):
                break
            photo = self._view(name, random)
        taken.append(photo.dhash)
        return photo

    def _view(self, name: str, random: Dice) -> Photo:
        if name not in self.sheets:
            self.sheets[name] = Image.open(io.BytesIO(pictures.draw(name))).convert("RGB")
        sheet = self.sheets[name]
        share = random.uniform(NEAREST, 0.95)
        width, height = round(sheet.width * share), round(sheet.height * share)
        left = random.randint(0, sheet.width - width)
        top = random.randint(0, sheet.height - height)
        part = sheet.resize(SIZE, box=(left, top, left + width, top + height))
        lit = ImageEnhance.Brightness(part).enhance(random.uniform(*LIGHT))
        file = io.BytesIO()
        lit.save(file, "JPEG", quality=QUALITY)
        file.seek(0)
        return attachments.prepare(file, f"{name}.jpg")
