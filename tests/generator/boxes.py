"""Boxes of glyphs and rules around a baseline, the material of lines: measured, shifted, joined and drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .canvas import Canvas
from .faces import face


@dataclass(frozen=True)
class Glyphs:
    """A run of one face with its baseline start at (x, y) of the box, y downwards from the box's baseline."""

    x: float
    y: float
    face: str
    size: float
    names: tuple[str, ...]
    colour: int = 0


@dataclass(frozen=True)
class Rule:
    """A filled bar whose top left corner is at (x, y) of the box."""

    x: float
    y: float
    width: float
    height: float
    colour: int = 0
    under: bool = False  # painted before the glyphs: a marker behind them


Item = Glyphs | Rule


@dataclass(frozen=True)
class Box:
    """`height` over and `depth` under the baseline; `text` is what a person reads in it."""

    width: float
    height: float
    depth: float
    items: tuple[Item, ...] = ()
    text: str = ""
    math: bool = False

    def moved(self, x: float, y: float) -> tuple[Item, ...]:
        return tuple(replace(item, x=item.x + x, y=item.y + y) for item in self.items)


def glyph_box(face_name: str, names: list[str], size: float, colour: int = 0, text: str = "") -> Box:
    return Box(face(face_name).width(names, size), size * 0.72, size * 0.22,
               (Glyphs(0, 0, face_name, size, tuple(names), colour),), text)  # fmt: skip


def space(width: float) -> Box:
    return Box(width, 0, 0)


def shifted(box: Box, down: float) -> Box:
    """The box with its content moved down by so many points."""
    return replace(box, height=max(0, box.height - down), depth=max(0, box.depth + down), items=box.moved(0, down))


def row(boxes: list[Box], text: str = "") -> Box:
    """Boxes side by side on one baseline."""
    items: list[Item] = []
    x = 0.0
    for box in boxes:
        items += box.moved(x, 0)
        x += box.width
    height, depth = (max((getattr(box, name) for box in boxes), default=0.0) for name in ("height", "depth"))
    return Box(x, height, depth, tuple(items), text or "".join(box.text for box in boxes))


def draw(canvas: Canvas, box: Box, x: float, baseline: float) -> None:
    """Paint a box with its left end and baseline at this place of the page."""
    for item in sorted(box.items, key=lambda item: not (isinstance(item, Rule) and item.under)):
        if isinstance(item, Rule):
            left, top = x + item.x, baseline + item.y
            canvas.rect((left, top, left + item.width, top + item.height), fill=item.colour)
        else:
            canvas.text(x + item.x, baseline + item.y, item.face, item.names, item.size, item.colour)
