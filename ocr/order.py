"""Reading order of the lines found in one picture: columns left to right, in each from top to bottom.

Recursive XY-cut (Nagy and Seth, 1984) over the boxes that the detector found, with two cautions: a column must hold
several wide lines (pieces of a formula and of a table row are no columns), and pieces of one line are joined.
"""

from __future__ import annotations

from statistics import median

from ocr.words import ReadLine, box_union

COLUMN_LINES = 4  # lines that a column must hold
COLUMN_WIDTH = 0.25  # of the whole width: what the typical line of a column must span
JOIN_GAP = 1.6  # line heights between two pieces of one line
SAME_ROW = 0.6  # share of the lower piece's height that two pieces of one line have in common


def in_reading_order(lines: list[ReadLine] | tuple[ReadLine, ...]) -> tuple[ReadLine, ...]:
    """`lines` joined and ordered as a person reads them."""
    if not lines:
        return ()
    return tuple(_ordered(list(lines)))


def _ordered(lines: list[ReadLine]) -> list[ReadLine]:
    cut = _column_cut(lines)
    if cut is None:
        return _rows(lines)
    above, left, right, below = cut
    ordered: list[ReadLine] = []
    for part in (above, left, right, below):
        ordered += _ordered(part) if part else []
    return ordered


def _column_cut(lines: list[ReadLine]):
    """Split `lines` at a gutter into (above, left, right, below), or None when there is one column only."""
    if len(lines) < 2 * COLUMN_LINES:
        return None
    whole = box_union([line.box for line in lines])
    width = whole[2] - whole[0]
    for gutter in _gutters(lines, whole):
        crossing = [line for line in lines if line.box[0] < gutter < line.box[2]]
        sides = [line for line in lines if not line.box[0] < gutter < line.box[2]]
        left = [line for line in sides if line.box[2] <= gutter]
        right = [line for line in sides if line.box[0] >= gutter]
        if min(len(left), len(right)) < COLUMN_LINES:
            continue
        if any(median(x.box[2] - x.box[0] for x in side) < COLUMN_WIDTH * width for side in (left, right)):
            continue
        top = min(x.box[1] for x in sides)
        bottom = max(x.box[3] for x in sides)
        above = [x for x in crossing if (x.box[1] + x.box[3]) / 2 <= top]
        below = [x for x in crossing if (x.box[1] + x.box[3]) / 2 >= bottom]
        if len(above) + len(below) == len(crossing):
            return above, left, right, below
    return None


def _gutters(lines: list[ReadLine], whole: tuple[float, float, float, float]) -> list[float]:
    """Places in the middle of the picture where a gutter may run: right beside the left edge of some line."""
    low, high = whole[0] + 0.25 * (whole[2] - whole[0]), whole[0] + 0.75 * (whole[2] - whole[0])
    return sorted({line.box[0] - 1 for line in lines if low < line.box[0] - 1 < high})


def _rows(lines: list[ReadLine]) -> list[ReadLine]:
    rows: list[list[ReadLine]] = []
    for line in sorted(lines, key=lambda x: ((x.box[1] + x.box[3]) / 2, x.box[0])):
        row = rows[-1] if rows else None
        if row and all(_beside(line, other) for other in row):
            row.append(line)
        else:
            rows.append([line])
    ordered: list[ReadLine] = []
    for row in rows:
        ordered += _joined(sorted(row, key=lambda x: x.box[0]))
    return ordered


def _beside(a: ReadLine, b: ReadLine) -> bool:
    common = min(a.box[3], b.box[3]) - max(a.box[1], b.box[1])
    apart = a.box[0] >= b.box[2] - 2 or b.box[0] >= a.box[2] - 2
    return apart and common > SAME_ROW * min(a.box[3] - a.box[1], b.box[3] - b.box[1])


def _joined(row: list[ReadLine]) -> list[ReadLine]:
    joined = [row[0]]
    for line in row[1:]:
        last = joined[-1]
        height = min(line.box[3] - line.box[1], last.box[3] - last.box[1])
        if line.box[0] - last.box[2] <= JOIN_GAP * height:
            length = len(last.text) + len(line.text)
            confidence = (last.confidence * len(last.text) + line.confidence * len(line.text)) / max(length, 1)
            box = box_union([last.box, line.box])
            joined[-1] = ReadLine(f"{last.text} {line.text}", box, confidence, last.words + line.words)
        else:
            joined.append(line)
    return joined
