"""Marks among pen strokes: signs, pointers and highlights, with the printed words that they lie on."""

from __future__ import annotations

from pipeline.ink.covered import circled, highlighted, struck_out, underlined
from pipeline.ink.groups import InkGroup, gap, union
from pipeline.ink.kinds import MARK_LARGEST, Sorted
from pipeline.ink.pen import PenStroke
from pipeline.ink.shapes import is_cross, is_loop, is_slash, is_tick, straight, way
from pipeline.report import Box, Mark, Page, Point

SIZES = (4.0, MARK_LARGEST)  # points; a smaller stroke is a dot
MOST_SIGNS = 4  # in one place; more strokes are writing
SMALLEST_SLASH = 10.0  # points
SURE, HASTY = 0.8, 0.6  # confidence in a plain sign and in one stroke up to the right
UPRIGHT = 2.5  # times as tall as wide: a bracket or brace beside the lines
LEVEL = 0.3  # as tall as wide at most: an underline


def signs(page: Page, group: InkGroup) -> list[Mark]:
    """The ticks and crosses that a group of strokes is, where it is nothing else."""
    strokes = (*group.letters, *group.pointers)
    if len(strokes) <= 2 and _sized(group.box) and is_cross(strokes):
        return [Mark(page.number, "cross", group.box, strokes[0].colour, confidence=SURE)]
    found = []
    for stroke in strokes if len(strokes) <= MOST_SIGNS else ():
        large = max(stroke.width, stroke.height) > SMALLEST_SLASH
        if _sized(stroke.box) and (is_tick(stroke) or (large and is_slash(stroke))):
            found.append(tick(page, stroke, SURE if is_tick(stroke) else HASTY))
    return found if len(found) == len(strokes) else []


def tick(page: Page, stroke: PenStroke, sure: float = SURE) -> Mark:
    """The mark of a stroke that is a tick."""
    return Mark(page.number, "tick", stroke.box, stroke.colour, confidence=sure)


def pointer(page: Page, stroke: PenStroke, height: float) -> Mark:
    """What a long stroke is, and the printed words that it lies on."""

    def mark(kind: str, covers: str = "", confidence: float = 0.8) -> Mark:
        return Mark(page.number, kind, stroke.box, stroke.colour, covers, confidence)

    if is_tick(stroke):
        return mark("tick")
    if is_loop(stroke) and (inside := circled(page, stroke)):
        return mark("circle", inside)
    if stroke.height < LEVEL * stroke.width:
        if words := struck_out(page, stroke):
            return mark("strike", words, 0.7)
        if words := underlined(page, stroke):
            return mark("underline", words)
        if not straight(way(stroke), 0.93):
            return mark("bracket", confidence=0.5)
        # Not all words of a picture are read; a level line over one most likely underlines some that were not.
        pictured = any(_holds(picture.box, stroke.middle) for picture in page.pictures)
        return mark("underline" if pictured else "arrow", confidence=0.5)
    if stroke.height > UPRIGHT * stroke.width and (stroke.width > 0.4 * height or not straight(way(stroke), 0.97)):
        return mark("bracket")
    return mark("arrow", confidence=0.6)


def highlights(page: Page, kinds: Sorted) -> list[Mark]:
    """Strokes of a highlighter, those that touch as one mark."""
    parts: list[list[PenStroke]] = []
    for stroke in kinds.highlighter:
        touching = [part for part in parts if any(gap(stroke.box, other.box) < stroke.nib and other.colour == stroke.colour for other in part)]
        parts = [part for part in parts if part not in touching] + [[s for part in touching for s in part] + [stroke]]
    return [
        Mark(page.number, "highlight", union([s.box for s in part]), part[0].colour, highlighted(page, tuple(part)), 0.9)
        for part in sorted(parts, key=lambda part: part[0].order)
    ]


def unread(page: Page, group: InkGroup) -> Mark:
    """Ink that was neither read nor told as a mark."""
    return Mark(page.number, "unread", group.box, (group.letters or group.pointers)[0].colour, confidence=0.5)


def _sized(box: Box) -> bool:
    return SIZES[0] < max(box[2] - box[0], box[3] - box[1]) <= SIZES[1]


def _holds(box: Box, point: Point) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]
