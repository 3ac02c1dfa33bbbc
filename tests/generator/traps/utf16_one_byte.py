"""jsPDF with a line that Latin cannot hold: UTF-16BE bytes shown through a one-byte font, two glyphs a character.

A reader sees every letter after a gap, and symbols as whatever their two bytes draw. What the writer
meant is the truth.
"""

from __future__ import annotations

from ..canvas import Canvas


def show_line(canvas: Canvas, x: float, y: float, text: str, size: float, colour: int = 0) -> bool:
    """Show a line as jsPDF does; returns whether it went out as UTF-16."""
    try:
        data, wide = text.encode("cp1252"), False
    except UnicodeEncodeError:
        data, wide = text.encode("utf-16-be"), True
    ((resource, _),) = canvas.encode("helvetica", ["A"])
    canvas.put(canvas.text_operators(x, canvas.height - y, [(resource, data)], size, colour))
    return wide
