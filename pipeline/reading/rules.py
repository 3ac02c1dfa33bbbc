"""The rules of tables among a page's strokes, as pdfplumber's edges."""

from __future__ import annotations

from itertools import pairwise

from pdfplumber.table import merge_edges

from pipeline.reading.boxes import around
from pipeline.report import Box, Stroke

SHORTEST = 6.0  # points; shorter lines are dashes and parts of glyphs
SNAP = 3.0  # points by which the ends of rules may miss each other (pdfplumber's own default)
_THIN = 2.5  # points; a filled rectangle not thicker than this is a rule
_CORNERS = 8  # points of a path drawn as rules; a longer one is a pen stroke
_STRAIGHT = 0.4  # of a ring's side at least, which rounded corners leave straight
_CUT = 3  # rules that end at one place without a rule across

Rule = tuple[float, float, float]  # where it lies (x of an upright, y of a level one), its first and its last end


def rule_edges(strokes: tuple[Stroke, ...]) -> list[dict]:
    """Horizontal and vertical rules as pdfplumber's edges. Pen strokes and curves give none."""
    edges = []
    for stroke in strokes:
        x0, y0, x1, y1 = stroke.box
        width, height = x1 - x0, y1 - y0
        if min(width, height) <= _THIN and max(width, height) >= SHORTEST:
            if stroke.rectangle or (len(stroke.points) == 1 and len(stroke.points[0]) == 2):
                edges.append(_edge(x0, y0, x1, y1))
        elif stroke.colour is not None and stroke.opacity > 0 and (stroke.rectangle or _is_rectilinear(stroke)):
            for path in stroke.points:
                edges.extend(_edge(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
                             for a, b in pairwise(path) if a != b)
        else:
            edges.extend(_border(stroke))
    return edges


def joined_edges(edges: list[dict]) -> list[dict]:
    """The edges with the pieces of one rule made one, and with a rule across where a table is cut: a page break leaves its
    uprights without a rule at their end, a clip its level rules."""
    merged = merge_edges(edges, SNAP, SNAP, SNAP, SNAP)
    for upright in (True, False):
        merged = merge_edges([*merged, *_closing(merged, upright)], SNAP, SNAP, SNAP, SNAP)
    return merged


def _closing(edges: list[dict], upright: bool) -> list[dict]:
    """Rules across the ends that several uprights (or level rules) share, where none lies there: as far as the rules across
    them reach elsewhere. Rules that nothing crosses are no grid."""
    along = [_span(edge) for edge in edges if (edge["orientation"] == "v") == upright]
    crossing = [_span(edge) for edge in edges if (edge["orientation"] == "v") != upright]
    found = []
    for end in (1, 2):
        for group in (group for group in _ending_alike(along, end) if len(group) >= _CUT):
            stop, low, high = group[0][end], min(rule[0] for rule in group), max(rule[0] for rule in group)
            if any(abs(at - stop) <= SNAP and start < high - SNAP and last > low + SNAP for at, start, last in crossing):
                continue
            met = [rule for rule in crossing if any(_meet(rule, other) for other in group)]
            if met:
                low, high = min(low, *(rule[1] for rule in met)), max(high, *(rule[2] for rule in met))
                found.append(_edge(low, stop, high, stop) if upright else _edge(stop, low, stop, high))
    return found


def _ending_alike(rules: list[Rule], end: int) -> list[list[Rule]]:
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule[end]):
        if groups and rule[end] - groups[-1][0][end] <= 1.0:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def _meet(rule: Rule, across: Rule) -> bool:
    return across[1] - SNAP <= rule[0] <= across[2] + SNAP and rule[1] - SNAP <= across[0] <= rule[2] + SNAP


def _span(edge: dict) -> Rule:
    return (edge["x0"], edge["top"], edge["bottom"]) if edge["orientation"] == "v" else (edge["top"], edge["x0"], edge["x1"])


def _edge(x0: float, y0: float, x1: float, y1: float) -> dict:
    level = x1 - x0 >= y1 - y0
    if level:
        y0 = y1 = (y0 + y1) / 2
    else:
        x0 = x1 = (x0 + x1) / 2
    return {"object_type": "line", "orientation": "h" if level else "v", "x0": x0, "x1": x1, "top": y0, "bottom": y1,
            "width": x1 - x0, "height": y1 - y0}


def _is_rectilinear(stroke: Stroke) -> bool:
    return all(len(path) <= _CORNERS and all(min(abs(a[0] - b[0]), abs(a[1] - b[1])) < 0.1 for a, b in pairwise(path))
               for path in stroke.points)


def _border(stroke: Stroke) -> list[dict]:
    """The edges of a border with a rounded corner, which browsers fill as a ring: on the sides where the inner outline
    stands back from the outer one."""
    if stroke.fill is None or stroke.colour is not None or stroke.opacity <= 0 or len(stroke.points) != 2:
        return []
    inner, outer = sorted(stroke.points, key=lambda path: _size(around(path)))
    (a0, b0, a1, b1), (x0, y0, x1, y1) = around(inner), around(outer)
    insets = (a0 - x0, b0 - y0, x1 - a1, y1 - b1)
    if min(x1 - x0, y1 - y0) < SHORTEST or min(insets) < -0.1 or max(insets) > _THIN or not _has_sides(outer):
        return []
    a, b, c, d = stroke.box  # what clips leave of it
    sides = (_edge(x0, b, x0, d), _edge(a, y0, c, y0), _edge(x1, b, x1, d), _edge(a, y1, c, y1))
    seen = (x0 >= a - 0.1, y0 >= b - 0.1, x1 <= c + 0.1, y1 <= d + 0.1)
    return [side for side, inset, shown in zip(sides, insets, seen, strict=True) if inset > 0.05 and shown]


def _has_sides(path: tuple[tuple[float, float], ...]) -> bool:
    """Whether an outline runs straight along its box but for the corners."""
    x0, y0, x1, y1 = around(path)
    level = sum(abs(b[0] - a[0]) for a, b in pairwise(path) if abs(a[1] - b[1]) < 0.1)
    upright = sum(abs(b[1] - a[1]) for a, b in pairwise(path) if abs(a[0] - b[0]) < 0.1)
    return level >= 2 * _STRAIGHT * (x1 - x0) and upright >= 2 * _STRAIGHT * (y1 - y0)


def _size(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
