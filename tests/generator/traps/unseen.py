"""Text that the file holds and nobody sees, other than by covering it: paper-coloured, tiny, clipped, off the page."""

from __future__ import annotations

from ..canvas import Canvas, number
from ..faces import face
from ..truth import Hidden, Truth


def paper_coloured(canvas: Canvas, truth: Truth, x: float, y: float, text: str, paper: int = 0xFFFFFF) -> None:
    """Text in the colour of the page."""
    canvas.plain(x, y, text, "helvetica", 10, paper)
    truth.hidden.append(Hidden(canvas.page, text, "background colour"))
    truth.traps.append("white on white")


def outside(canvas: Canvas, truth: Truth, text: str) -> None:
    """Text beyond the right edge of the page."""
    canvas.plain(canvas.width + 30, 100, text, "helvetica", 10)
    truth.hidden.append(Hidden(canvas.page, text, "outside the page"))
    truth.traps.append("outside the page")


def clipped(canvas: Canvas, truth: Truth, x: float, y: float, text: str) -> None:
    """Text outside its clip path."""
    path = f"{number(x)} {number(canvas.height - y - 60)} 200 20 re W n"
    shown = canvas.text_operators(x, canvas.height - y, canvas.encode("helvetica", _glyphs(text)), 10)
    canvas.put(f"q {path} {shown} Q")
    truth.hidden.append(Hidden(canvas.page, text, "clipped"))
    truth.traps.append("clipped text")


def _glyphs(text: str) -> list[str]:
    return [face("helvetica").glyph_of[char] for char in text]
