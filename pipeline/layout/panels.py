"""Panels: drawn boxes that group text, and the small fills behind words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.layout.strokes import clipped
from pipeline.report import Box, Page, Panel, Stroke

MIN_WIDTH, MIN_HEIGHT = 30.0, 13.0  # points; a smaller box holds no line of its own
OVERHANG = 0.15  # em by which words may stick out of the box that they stand in
BREAK = 0.1  # share of the page's height at its head and foot in which a page break cuts
HALF_LINE = 8.0  # points
TITLE_HEIGHT = 32.0  # points; a higher bar on top of a box is a box itself


def find_panels(page: Page) -> tuple[Panel, ...]:
    """Boxes with a fill or a border that may hold lines, in paint order. Cells and rows of ruled tables and page-wide fills
    are left out."""
    found: list[Panel] = []
    for index, stroke in enumerate(page.strokes):
        if stroke.source != "page" or not _box_like(stroke):
            continue
        box = _over_page_break(stroke, page.height)
        width, height = box[2] - box[0], box[3] - box[1]
        if width < MIN_WIDTH or height < MIN_HEIGHT:
            continue
        if width > 0.96 * page.width and height > 0.9 * page.height:
            continue
        if any(_inside(box, table.box, 3.0) or _shades_row(box, table.box) for table in page.tables):
            continue
        fill = _shown(stroke.fill, stroke.opacity, page.background) if stroke.fill is not None and stroke.opacity > 0.02 else None
        if stroke.colour is None and (fill is None or fill == page.background) and not _on_panel(box, found):
            fill = _rim(page, index, clipped(stroke)) if fill is not None else None
            if fill is None:
                continue
        _add(found, Panel(box, fill, stroke.colour, seq=stroke.seq if fill is not None else 0))
    for box, colour in _frames(page):
        _add(found, Panel(box, None, colour))
    return tuple(_titled(found))


def lies_over(panel: Panel, box: Box, size: float, seq: int) -> bool:
    """Whether a panel was painted over words of a type size and paint order, and is not around them: they stick out at its
    top or bottom."""
    return panel.seq > seq and max(panel.box[1] - box[1], box[3] - panel.box[3]) > OVERHANG * size


def panel_of(box: Box, panels: Sequence[Panel], size: float = 0.0, seq: int | None = None) -> int | None:
    """Index of the smallest panel that holds the middle of `box` and most of its width. `size` and `seq` are the type size
    and paint order of printed words, which what is painted over them does not hold."""
    best: tuple[float, int] | None = None
    middle = (box[1] + box[3]) / 2
    for index, panel in enumerate(panels):
        p = panel.box
        if not p[1] - 1 <= middle <= p[3] + 1 or seq is not None and lies_over(panel, box, size, seq):
            continue
        shared = min(box[2], p[2]) - max(box[0], p[0])
        if shared < 0.8 * (box[2] - box[0]):
            continue
        area = (p[2] - p[0]) * (p[3] - p[1])
        if best is None or area < best[0]:
            best = (area, index)
    return best[1] if best else None


def word_fills(page: Page) -> list[Stroke]:
    """Fills low enough to stand behind a single line: highlighters, code backgrounds, marked words."""
    return [
        s
        for s in page.strokes
        if s.fill is not None
        and s.fill != page.background
        and 5.0 <= s.box[3] - s.box[1] <= 45.0
        and s.box[2] - s.box[0] >= 4.0
        and s.source == "page"
    ]


def _box_like(stroke: Stroke) -> bool:
    """A rectangle, with sharp or rounded corners: its outline runs along its box but for the corners."""
    if stroke.rectangle:
        return True
    if stroke.fill is None and not stroke.closed and not _returns(stroke):
        return False
    x0, y0, x1, y1 = stroke.box
    corner = min(20.0, (y1 - y0) / 2 + 0.5, (x1 - x0) / 2 + 0.5)
    for points in stroke.points:
        for x, y in points:
            if min(abs(x - x0), abs(x - x1)) > corner and min(abs(y - y0), abs(y - y1)) > 1.0:
                return False
            if min(abs(x - x0), abs(x - x1)) > 1.0 and min(abs(y - y0), abs(y - y1)) > corner:
                return False
    # A bare line, or a letter-like outline, has no long straight sides.
    return bool(stroke.points) and _sides(stroke) >= 3


def _returns(stroke: Stroke) -> bool:
    points = stroke.points[0] if stroke.points else ()
    return len(points) >= 4 and abs(points[0][0] - points[-1][0]) < 1.5 and abs(points[0][1] - points[-1][1]) < 1.5


def _sides(stroke: Stroke) -> int:
    """How many sides of the stroke's box some long straight piece of it runs along."""
    x0, y0, x1, y1 = stroke.box
    found = set()
    for points in stroke.points:
        for (ax, ay), (bx, by) in zip(points, (*points[1:], points[0]), strict=True):
            if abs(ay - by) < 0.5 and abs(ax - bx) > 0.4 * (x1 - x0):
                found.add("top" if abs(ay - y0) < abs(ay - y1) else "bottom")
            if abs(ax - bx) < 0.5 and abs(ay - by) > 0.2 * (y1 - y0):
                found.add("left" if abs(ax - x0) < abs(ax - x1) else "right")
    if {"top", "bottom"} <= found and y1 - y0 < 45:
        return 3  # a pill: round ends, no straight side
    return len(found)


def _frames(page: Page) -> list[tuple[Box, int]]:
    """Boxes drawn as four separate rules (LaTeX's fbox, CSS borders): a pair of upright rules closed by a pair of
    horizontal ones."""
    horizontal: list[Box] = []
    upright: list[tuple[Box, int]] = []
    for stroke in page.strokes:
        if stroke.source != "page":
            continue
        box = clipped(stroke)
        width, height = box[2] - box[0], box[3] - box[1]
        colour = stroke.fill if stroke.fill is not None else stroke.colour
        if colour is None or colour == page.background:
            continue
        if height <= 2.5 and width >= MIN_WIDTH:
            horizontal.append(box)
        elif width <= 2.5 and height >= MIN_HEIGHT - 3:
            upright.append((box, colour))
    if len(upright) > 200 or len(horizontal) > 200:
        return []
    found: list[tuple[Box, int]] = []
    for i, (left, colour) in enumerate(upright):
        for right, _ in upright[i + 1 :]:
            a, b = (left, right) if left[0] <= right[0] else (right, left)
            if b[0] - a[2] < MIN_WIDTH or abs(a[1] - b[1]) > 2.5 or abs(a[3] - b[3]) > 2.5:
                continue
            top = any(_spans(h, a[0], b[2]) and abs(h[1] - a[1]) < 3 for h in horizontal)
            bottom = any(_spans(h, a[0], b[2]) and abs(h[3] - a[3]) < 3 for h in horizontal)
            box = (a[0], a[1], b[2], a[3])
            if top and bottom and not any(_inside(box, table.box, 3.0) for table in page.tables):
                found.append((box, colour))
    return found


def _over_page_break(stroke: Stroke, height: float) -> Box:
    """What is seen of a box, with half a line more where a page break cuts it: the break may cut a line of its text too."""
    x0, y0, x1, y1 = clipped(stroke)
    if stroke.clip is None or not any(stroke.points):
        return x0, y0, x1, y1
    ys = [y for path in stroke.points for _, y in path]
    if y1 > (1 - BREAK) * height and max(ys) > y1:
        y1 = min(max(ys), y1 + HALF_LINE)
    if y0 < BREAK * height and min(ys) < y0:
        y0 = max(min(ys), y0 - HALF_LINE)
    return x0, y0, x1, y1


def _rim(page: Page, index: int, box: Box) -> int | None:
    """The colour of the border that is painted right after the blank ground of a box, piece by piece: so a browser draws
    the rounded border of a box that a page break cuts. A whole one it fills as a ring, in the same colour."""
    rim: list[Box] = []
    colour = None
    for stroke in page.strokes[index + 1 : index + 5]:
        drawn = stroke.fill if stroke.fill is not None else stroke.colour
        piece = clipped(stroke)
        if drawn is None or drawn == page.background or not _inside(piece, box, 1.5):
            break
        rim.append(piece)
        colour = _shown(drawn, stroke.opacity, page.background)
    if not rim:
        return None
    around = (min(r[0] for r in rim), min(r[1] for r in rim), max(r[2] for r in rim), max(r[3] for r in rim))
    return colour if all(abs(a - b) <= 2.5 for a, b in zip(around, box, strict=True)) else None


def _spans(rule: Box, left: float, right: float) -> bool:
    return abs(rule[0] - left) < 3 and abs(rule[2] - right) < 3


def _inside(inner: Box, outer: Box, slack: float) -> bool:
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def _shown(fill: int, opacity: float, ground: int) -> int:
    """The colour that a fill gives the page's ground."""
    channels = ((fill >> shift & 255, ground >> shift & 255) for shift in (16, 8, 0))
    red, green, blue = (round(opacity * over + (1 - opacity) * under) for over, under in channels)
    return red << 16 | green << 8 | blue


def _shades_row(box: Box, table: Box) -> bool:
    """Whether a fill is a row of a table that stands out over its rules, as the heading does: as wide as the table, and
    lying on its edge or against it."""
    as_wide = abs(box[0] - table[0]) <= 3 and abs(box[2] - table[2]) <= 3
    return as_wide and (table[1] - 3 <= box[3] < table[3] - 3 or table[1] + 3 < box[1] <= table[3] + 3)


def _on_panel(box: Box, panels: list[Panel]) -> bool:
    """Whether a fill of the page's own colour lies on a panel (the inside of a framed box)."""
    return any(_inside(box, p.box, 1.0) and p.fill is not None for p in panels)


def _add(panels: list[Panel], new: Panel) -> None:
    """Add a panel; one drawn at the same place (a fill, then its border) becomes one with it."""
    for index, old in enumerate(panels):
        if all(abs(a - b) <= 2.5 for a, b in zip(old.box, new.box, strict=True)):
            fill = new.fill if new.fill is not None else old.fill
            border = new.border if new.border is not None else old.border
            if old.fill is not None and new.fill is not None and old.fill != new.fill and border is None:
                border = old.fill  # the frame shows as a rim around the inner fill
            panels[index] = replace(old, fill=fill, border=border, seq=max(old.seq, new.seq))
            return
    panels.append(new)


def _titled(panels: list[Panel]) -> list[Panel]:
    """Mark a low bar along the top of a larger panel as its title."""
    out = []
    for panel in panels:
        x0, y0, x1, y1 = panel.box
        title = y1 - y0 <= TITLE_HEIGHT and any(
            other is not panel
            and abs(other.box[0] - x0) <= 3
            and abs(other.box[2] - x1) <= 3
            and other.box[3] > y1 + 8
            and (abs(other.box[1] - y0) <= 3 or abs(other.box[1] - y1) <= 3)
            and other.fill != panel.fill
            for other in panels
        )
        out.append(replace(panel, title=True) if title else panel)
    return out
