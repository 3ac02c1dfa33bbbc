"""A tablet's own recognition of the ink: words in text render mode 3 under the strokes, misread here and there."""

from __future__ import annotations

import random

from ..canvas import Box, Canvas
from ..faces import face
from ..truth import Hidden, Truth

CONFUSIONS = {"rr": "v", "h": "n", "one": "ane", "m": "nn", "cl": "d", "ri": "n", "l": "1", "a": "o", "w": "vv"}


def misread(text: str, rng: random.Random) -> str:
    """The text with a few of its words misread, as a recogniser would."""
    words = []
    for word in text.split():
        found = [pair for pair in CONFUSIONS.items() if pair[0] in word]
        if found and rng.random() < 0.3:
            word = word.replace(*rng.choice(found), 1)
        words.append(word)
    return " ".join(words)


def invisible_layer(canvas: Canvas, truth: Truth, text: str, box: Box, pen_size: float, rng: random.Random) -> None:
    """Lay the recognised words over the ink of a note, one word a line, as tablets do."""
    words = misread(text, rng).split()
    x0, y0, x1, y1 = box
    columns = max(1, round(len(words) * (pen_size * 1.75) / max(y1 - y0, 1)))
    made = face("helvetica")
    for i, word in enumerate(words):
        shown = "".join(char for char in word if char in made.glyph_of)
        x = x0 + (x1 - x0) * (i % columns) / columns
        y = y0 + pen_size + (i // columns) * pen_size * 1.75
        canvas.plain(x, y, shown, "helvetica", pen_size, mode=3)
    truth.hidden.append(Hidden(canvas.page, " ".join(words), "invisible layer"))
    truth.traps.append("invisible layer")


def squiggle_words(canvas: Canvas, truth: Truth, box: Box) -> None:
    """What the tablet makes of a brace or an underline: a word that is none."""
    canvas.plain(box[0], box[3], "mmnnu", "helvetica", 8, mode=3)
    truth.hidden.append(Hidden(canvas.page, "mmnnu", "invisible layer"))
