"""Reading order from geometry: columns, notes in the margin, table cells, then top to bottom.

The page is cut along gutters (upright strips that no line crosses) and between the lines that cross them, recursively, as
in Nagy and Seth's XY cut (ICPR 1984), but a gutter only parts columns when the text on both sides flows like columns: a
ruled or tabular arrangement is read row by row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.layout.segments import Segment
from pipeline.report import Box

GUTTER = 7.0  # points; narrower strips part no columns
MIN_ROWS = 4  # lines on each side before a gutter parts columns


@dataclass(frozen=True, slots=True)
class Row:
    """Segments that make one line, left to right."""

    segments: tuple[Segment, ...]
    zone: str = "body"
    column: int = 0

    @property
    def box(self) -> Box:
        boxes = [s.box for s in self.segments]
        return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)

    @property
    def baseline(self) -> float:
        return self.segments[0].baseline

    @property
    def size(self) -> float:
        return max(self.segments, key=lambda s: s.length).size


def reading_order(segments: Sequence[Segment], width: float) -> list[Row]:
    """Rows of a page `width` points wide, in reading order, with their zones (body or margin) and columns."""
    margin = _margin(segments, width)
    notes = [s for s in segments if id(s) in margin]
    body = _order([s for s in segments if id(s) not in margin], width, 0)
    return _with_notes(body, _rows(notes, "margin", 0))


def _order(segments: list[Segment], width: float, column: int) -> list[Row]:
    cut = _columns(segments, width)
    if cut is None:
        return _rows(segments, "body", column)
    above, left, right, below = cut
    return [
        *_order(above, width, column),
        *_order(left, width, column),
        *_order(right, width, column + 1),
        *_order(below, width, column),
    ]


def _gutters(segments: Sequence[Segment]) -> list[float]:
    """Left edges that several segments share and that have text to their left on the same height."""
    starts = Counter(round(s.box[0] / 3) for s in segments)
    edges = []
    for cell, count in starts.items():
        if count + starts.get(cell + 1, 0) >= 3 or count + starts.get(cell - 1, 0) >= 3:
            edges.append(min(s.box[0] for s in segments if round(s.box[0] / 3) == cell) - 1.0)
    return sorted(edges)


def _columns(segments: list[Segment], width: float):
    """Split into (above, left, right, below) at the gutter that parts most text into columns; None when none does."""
    best = None
    for x in _gutters(segments):
        crossing = sorted((s.box[1], s.box[3]) for s in segments if s.box[0] < x < s.box[2])
        edges = [(float("-inf"), float("-inf")), *crossing, (float("inf"), float("inf"))]
        for (_, top), (bottom, _) in pairwise(edges):
            inside = [s for s in segments if s.box[1] >= top - 2 and s.box[3] <= bottom + 2]
            left = [s for s in inside if s.box[2] <= x]
            right = [s for s in inside if s.box[0] >= x]
            if len(left) < 2 or len(right) < 2:
                continue
            y0 = max(min(s.box[1] for s in left), min(s.box[1] for s in right))
            y1 = min(max(s.box[3] for s in left), max(s.box[3] for s in right))
            if not _flow(left, right, y0, y1, width):
                continue
            if best is None or len(inside) > best[0]:
                first = min(min(s.box[1] for s in left), min(s.box[1] for s in right))
                best = (len(inside), first, left, right)
    if best is None:
        return None
    _, first, left, right = best
    taken = {id(s) for s in (*left, *right)}
    rest = [s for s in segments if id(s) not in taken]
    return [s for s in rest if s.box[1] < first], left, right, [s for s in rest if s.box[1] >= first]


def _flow(left: list[Segment], right: list[Segment], y0: float, y1: float, width: float) -> bool:
    """Whether both sides read as columns of running text, or are boxes drawn beside each other."""
    if max(s.box[2] for s in left) + GUTTER > min(s.box[0] for s in right) or y1 <= y0:
        return False
    if any(s.table is not None for s in (*left, *right)):
        return False
    beside = [[s for s in side if y0 - 2 <= s.box[1] and s.box[3] <= y1 + 2] for side in (left, right)]
    panels = [{s.panel for s in side} for side in beside]
    if all(len(side) >= 2 for side in beside) and None not in panels[0] | panels[1] and not panels[0] & panels[1]:
        return True
    for side in beside:
        lines = {round(s.baseline / 4) for s in side}
        x0, x1 = min((s.box[0] for s in side), default=0), max((s.box[2] for s in side), default=0)
        if len(lines) < MIN_ROWS or x1 - x0 < 0.2 * width:
            return False
        full = sum(s.box[2] - s.box[0] > 0.8 * (x1 - x0) for s in side)
        if full < 0.4 * len(lines):
            return False
    return True


def _margin(segments: Sequence[Segment], width: float) -> set[int]:
    """Identities of the segments that stand beside the text column, not in it."""
    text = [s for s in segments if s.table is None]
    total = sum(s.length for s in text)
    if total < 150:
        return set()
    # The column's edges: those within which nearly all characters of long segments stand.
    long = sorted((s for s in text if s.length >= 25), key=lambda s: s.box[0]) or list(text)
    left = _weighted(sorted((s.box[0], s.length) for s in long), 0.03)
    right = _weighted(sorted((s.box[2], s.length) for s in long), 0.97)
    fonts, colours = Counter(), Counter()
    for s in text:
        fonts[s.font] += s.length
        colours[s.colour] += s.length
    outside = [s for s in text if s.box[0] > right + 3 or s.box[2] < left - 3]
    if not outside or sum(s.length for s in outside) > 0.4 * total:
        return set()
    chosen: set[int] = set()
    for s in outside:
        partner = any(
            o is not s and abs(o.baseline - s.baseline) < 0.12 * s.size and id(o) not in chosen and not _outside(o, left, right)
            for o in text
        )
        foreign = fonts[s.font] < 0.25 * total and colours[s.colour] < 0.25 * total
        if (s.length >= 3 or foreign) and (not partner or foreign):
            chosen.add(id(s))
    return chosen


def _outside(s: Segment, left: float, right: float) -> bool:
    return s.box[0] > right + 3 or s.box[2] < left - 3


def _weighted(pairs: Sequence[tuple[float, int]], share: float) -> float:
    goal = share * sum(weight for _, weight in pairs)
    for value, weight in pairs:
        goal -= weight
        if goal <= 0:
            return value
    return pairs[-1][0]


def _rows(segments: Sequence[Segment], zone: str, column: int) -> list[Row]:
    """Rows top to bottom; a ruled table's cells one after the other, row by row."""
    free = [s for s in segments if s.table is None]
    rows = _lines(free, zone, column)
    for table in sorted({s.table for s in segments if s.table is not None}):
        members = [s for s in segments if s.table == table]
        cells = sorted({s.cell for s in members})
        block = [row for cell in cells for row in _lines([s for s in members if s.cell == cell], zone, column)]
        top = min(s.box[1] for s in members)
        place = next((i for i, row in enumerate(rows) if row.segments[0].table is None and row.box[1] > top), len(rows))
        rows[place:place] = block
    return rows


def _lines(segments: Sequence[Segment], zone: str, column: int) -> list[Row]:
    """Join segments of one baseline into rows, and sort rows that stand side by side from left to right."""
    lines: list[list[Segment]] = []
    for s in sorted(segments, key=lambda s: (s.baseline, s.box[0])):
        home = next((line for line in reversed(lines[-4:]) if _joins(line, s)), None)
        if home is None:
            lines.append([s])
        else:
            home.append(s)
    rows = [Row(tuple(sorted(line, key=lambda s: s.box[0])), zone, column) for line in lines]
    # Rows whose baselines differ by less than half a line and that do not overlap stand side by side.
    out: list[Row] = []
    group: list[Row] = []
    for row in rows:
        if group and not (
            row.baseline - group[0].baseline < 0.45 * min(row.size, group[0].size)
            and all(row.box[0] >= g.box[2] - 1 or row.box[2] <= g.box[0] + 1 for g in group)
        ):
            out += sorted(group, key=lambda r: r.box[0])
            group = []
        group.append(row)
    return out + sorted(group, key=lambda r: r.box[0])


def _joins(line: list[Segment], s: Segment) -> bool:
    first = line[0]
    if abs(first.baseline - s.baseline) > 0.12 * min(first.size, s.size) or first.panel != s.panel:
        return False
    if first.cell != s.cell or first.table != s.table:
        return False
    # Text of another hand (both colour and font differ) drawn at the same height is a remark, not the line's end.
    return not (first.colour != s.colour and first.font != s.font and s.length > 2 and first.length > 2)


def _with_notes(body: list[Row], notes: list[Row]) -> list[Row]:
    """Set each group of margin rows after the paragraph beside which it begins."""
    if not notes:
        return body
    groups: list[list[Row]] = []
    for row in notes:
        last = next((g for g in reversed(groups) if _continues(g[-1], row)), None)
        if last is None:
            groups.append([row])
        else:
            last.append(row)
    ends = [
        i for i in range(len(body)) if i + 1 == len(body) or not _continues(body[i], body[i + 1])
    ]  # index of each paragraph's last row
    placed: dict[int, list[Row]] = {}
    for group in groups:
        top = group[0].box[1]
        beside = [i for i, row in enumerate(body) if row.box[1] - 4 <= top]
        at = max(beside, key=lambda i: body[i].box[1]) if beside else -1
        end = next((e for e in ends if e >= at), len(body) - 1) if at >= 0 else -1
        placed.setdefault(end, []).extend(group)
    out = list(placed.get(-1, []))
    for i, row in enumerate(body):
        out.append(row)
        out.extend(placed.get(i, []))
    return out


def _continues(above: Row, below: Row) -> bool:
    """Whether `below` follows `above` within one paragraph."""
    step = below.baseline - above.baseline
    overlap = min(above.box[2], below.box[2]) - max(above.box[0], below.box[0])
    return 0 < step < 1.75 * max(above.size, below.size) and overlap > 0 and above.segments[0].panel == below.segments[0].panel
