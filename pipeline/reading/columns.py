"""Columns and rows of a table that has horizontal rules only, from the pieces of its rules and the gaps between its words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from pipeline.report import Box, Glyph

_GAP = 7.0  # points of white that all lines share between two columns
_NARROWEST = 9.0  # points; a narrower column holds list bullets
_SAME_LINE = 0.5  # of the size
_TALLEST_HEAD = 4  # lines; a heading row is no paragraph
_HEADING_REACH = 26.0  # points above the first rule
_LAST_REACH = 70.0  # points below the last rule within which the last row lies
_LEADING = 1.9  # of the size, between the lines of one cell
_RAISED = 0.75  # of the size; lines nearer than this are one line and its exponents
_FILLED = 0.5  # of the rows must have text in a column


@dataclass(frozen=True, slots=True)
class Band:
    """What stands between two neighbouring rules. `borders` are the places where both are cut between two pieces: a browser
    rules each cell by itself."""

    top: float
    bottom: float
    glyphs: tuple[Glyph, ...]
    borders: tuple[float, ...] = ()


def split_bands(bands: list[Band], x0: float, x1: float) -> list[tuple[tuple[Box, ...], ...]]:
    """The cells (rows of boxes) of every table in a pile of bands between rules of one length.

    A table is the longest run of bands that share their column gaps, from a heading of at most four lines on. A band in
    which several lines begin in the first column is split into as many rows. One band alone is a row where its rules are
    cut: its heading and its last row may stand outside them.
    """
    if len(bands) == 1 and (cuts := _ruled(bands, x0, x1)) and bands[0].glyphs:
        return [(tuple((left, bands[0].top, right, bands[0].bottom) for left, right in pairwise(cuts)),)]
    tables = []
    start = 0
    while start < len(bands) - 1:
        best = None
        for end in range(len(bands), start + 1, -1):
            cuts = _shared_gaps(bands[start:end], x0, x1)
            if cuts and _is_heading(bands[start], cuts) and _each_filled(bands[start:end], cuts):
                best = (end, cuts)
                break
        if best is None:
            start += 1
            continue
        end, cuts = best
        rows = tuple(tuple((left, top, right, bottom) for left, right in pairwise(cuts))
                     for band in bands[start:end] for top, bottom in _rows(band, cuts))
        if len(rows) >= 2:
            tables.append(rows)
        start = end
    return tables


def with_heading(rows: tuple[tuple[Box, ...], ...], glyphs: tuple[Glyph, ...]) -> tuple[tuple[Box, ...], ...]:
    """The rows with the lines right above the first rule before them, where they are a heading of the same columns.

    Chat pages rule their tables below the heading only.
    """
    top = rows[0][0][1]
    cuts = [rows[0][0][0], *(cell[2] for cell in rows[0])]
    above = tuple(glyph for glyph in glyphs if top - _HEADING_REACH < (glyph.box[1] + glyph.box[3]) / 2 < top
                  and cuts[0] <= (glyph.box[0] + glyph.box[2]) / 2 <= cuts[-1])
    head: list[list[Glyph]] = []
    for line in reversed(_lines(above)):
        if not _stands_in(line, cuts) or head and not _goes_up(head[-1], line):
            break
        head.append(line)
    glyphs_of_head = [glyph for line in head for glyph in line]
    if len(_filled(glyphs_of_head, cuts) | {0}) < len(cuts) - 1:
        return rows
    ceiling = min(glyph.box[1] for glyph in glyphs_of_head)
    return (tuple((left, ceiling, right, top) for left, right in pairwise(cuts)), *rows)


def _goes_up(below: list[Glyph], line: list[Glyph]) -> bool:
    """Whether a line stands on the one below it as a line of the same cells does."""
    first, other = below[0], line[0]
    return (first.font, round(first.size, 1)) == (other.font, round(other.size, 1)) and first.origin[1] - other.origin[1] < _LEADING * first.size


def _starts_apart(line: list[Glyph], cuts: list[float]) -> bool:
    """Whether the line leaves a gap at every border of columns, as a running line of text would not."""
    for cut in cuts[1:-1]:
        before = [glyph.box[2] for glyph in line if glyph.box[2] <= cut]
        after = [glyph.box[0] for glyph in line if glyph.box[0] >= cut]
        if before and after and min(after) - max(before) < _GAP:
            return False
    return True


def with_last(rows: tuple[tuple[Box, ...], ...], glyphs: tuple[Glyph, ...]) -> tuple[tuple[Box, ...], ...]:
    """The rows with the one below the last rule after them, where its text stands in the same columns.

    Chat pages rule the rows of a table apart and leave its foot open.
    """
    bottom = rows[-1][0][3]
    cuts = [rows[0][0][0], *(cell[2] for cell in rows[0])]
    below = tuple(glyph for glyph in glyphs if bottom < (glyph.box[1] + glyph.box[3]) / 2 < bottom + _LAST_REACH
                  and cuts[0] <= (glyph.box[0] + glyph.box[2]) / 2 <= cuts[-1])
    row: list[list[Glyph]] = []
    for line in _lines(below):
        limit = bottom + _HEADING_REACH if not row else row[-1][0].origin[1] + _LEADING * row[-1][0].size
        if line[0].origin[1] > limit or not _stands_in(line, cuts):
            break
        row.append(line)
    if len(_filled([glyph for line in row for glyph in line], cuts)) < len(cuts) - 1:
        return rows
    floor = max(glyph.box[3] for line in row for glyph in line)
    return (*rows, tuple((left, bottom, right, floor) for left, right in pairwise(cuts)))


def _stands_in(line: list[Glyph], cuts: list[float]) -> bool:
    """Whether no glyph of a line crosses a border of columns, and a gap is left at each."""
    return not any(glyph.box[0] < cut < glyph.box[2] for glyph in line for cut in cuts[1:-1]) and _starts_apart(line, cuts)


def _is_heading(band: Band, cuts: list[float]) -> bool:
    """Whether a band may open a table: a few lines, and no caption of the first column's over the heading."""
    lines = _lines(band.glyphs)
    if not 0 < len(lines) <= _TALLEST_HEAD:
        return False
    captioned = len(lines) > 1 and _filled(lines[0], cuts) == {0} and len(_filled(lines[-1], cuts)) == len(cuts) - 1
    return not captioned


def _shared_gaps(bands: list[Band], x0: float, x1: float) -> list[float]:
    """The borders of columns, outer ones included: where the rules are cut, else the gaps that all words leave. Empty where
    the bands have no two columns in common."""
    glyphs = [glyph for band in bands for glyph in band.glyphs]
    if not glyphs or any(not band.glyphs for band in bands):
        return []
    if ruled := _ruled(bands, x0, x1):
        return ruled
    spans = sorted((glyph.box[0], glyph.box[2]) for glyph in glyphs)
    cuts = [min(x0, spans[0][0])]
    end = spans[0][1]
    for left, right in spans[1:]:
        if left - end >= _GAP:
            cuts.append((left + end) / 2)
        end = max(end, right)
    cuts.append(max(x1, end))
    if len(cuts) < 3 or min(right - left for left, right in pairwise(cuts)) < _NARROWEST:
        return []
    return cuts


def _ruled(bands: list[Band], x0: float, x1: float) -> list[float]:
    """The borders of columns where all rules are cut alike and no word crosses a cut; empty elsewhere."""
    cuts = bands[0].borders
    crossed = any(glyph.box[0] + 1 < x < glyph.box[2] - 1 for band in bands for glyph in band.glyphs for x in cuts)
    return [x0, *cuts, x1] if cuts and not crossed and all(_same_borders(band, bands[0]) for band in bands) else []


def _same_borders(a: Band, b: Band) -> bool:
    return len(a.borders) == len(b.borders) and all(abs(x - y) < 1.0 for x, y in zip(a.borders, b.borders, strict=True))


def _each_filled(bands: list[Band], cuts: list[float]) -> bool:
    """Whether the heading fills all columns (the first may be bare) and most bands fill each column."""
    counts = [0] * (len(cuts) - 1)
    for number, band in enumerate(bands):
        filled = _filled(band.glyphs, cuts)
        if number == 0 and len(filled | {0}) < len(counts):
            return False
        for column in filled:
            counts[column] += 1
    return min(counts) >= _FILLED * len(bands)


def _filled(glyphs: tuple[Glyph, ...] | list[Glyph], cuts: list[float]) -> set[int]:
    return {_column(glyph, cuts) for glyph in glyphs}


def _column(glyph: Glyph, cuts: list[float]) -> int:
    x = (glyph.box[0] + glyph.box[2]) / 2
    return max(0, min(len(cuts) - 2, sum(cut <= x for cut in cuts) - 1))


def _rows(band: Band, cuts: list[float]) -> list[tuple[float, float]]:
    """The rows of one band: a row begins with each line that has text in the first column and in another."""
    lines = _lines(band.glyphs)
    starts = [number for number, line in enumerate(lines) if {0} < _filled(line, cuts)]
    tops = [band.top]
    for number in starts[1:]:
        # What is raised (exponents) makes a line of its own right above the line that it belongs to.
        while lines[number][0].origin[1] - lines[number - 1][0].origin[1] < _RAISED * lines[number][0].size:
            number -= 1
        above = max(glyph.box[3] for glyph in lines[number - 1])
        below = min(glyph.box[1] for glyph in lines[number])
        tops.append((above + below) / 2)
    return list(pairwise([*tops, band.bottom]))


def _lines(glyphs: tuple[Glyph, ...]) -> list[list[Glyph]]:
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.origin[1]):
        if lines and glyph.origin[1] - lines[-1][-1].origin[1] <= _SAME_LINE * glyph.size:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return lines
