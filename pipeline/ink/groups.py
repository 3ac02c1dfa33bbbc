"""Pen strokes gathered into notes: what a person wrote in one go, in one place and colour."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from pipeline.ink.strokes import colour_of
from pipeline.report import Box, Stroke

ACROSS, DOWN = 4.0, 1.9  # letter heights between strokes of one note, along and between its lines
COLOUR = 60  # spread by which two strokes of one pen may differ


@dataclass(frozen=True, slots=True)
class InkGroup:
    """The strokes of one note: the `letters`, and the `pointers` (arrows, brackets, underlines) that belong to them."""

    box: Box
    height: float  # of its letters, in points
    letters: tuple[Stroke, ...]
    pointers: tuple[Stroke, ...]


def group_strokes(strokes: tuple[Stroke, ...]) -> tuple[InkGroup, ...]:
    """Groups of strokes that stand within a letter or two of each other, in order of their tops."""
    if not strokes:
        return ()
    letters = [s for s in strokes if not is_pointer(s, _height(strokes))]
    pointers = [s for s in strokes if is_pointer(s, _height(strokes))]
    if not letters:
        return tuple(InkGroup(s.box, _tall(s), (), (s,)) for s in pointers)
    height = _height(tuple(letters))
    parts = _connected([s.box for s in letters], [colour_of(s) for s in letters], height)
    groups = []
    for part in range(max(parts) + 1):
        held = tuple(s for s, number in zip(letters, parts, strict=True) if number == part)
        groups.append(InkGroup(union([s.box for s in held]), _height(held), held, ()))
    for pointer in pointers:
        near = min(range(len(groups)), key=lambda i: gap(groups[i].box, pointer.box))
        if gap(groups[near].box, pointer.box) < 3 * height:
            groups[near] = InkGroup(groups[near].box, groups[near].height, groups[near].letters, (*groups[near].pointers, pointer))
        else:
            groups.append(InkGroup(pointer.box, _tall(pointer), (), (pointer,)))
    return tuple(sorted(groups, key=lambda group: (group.box[1], group.box[0])))


def is_pointer(stroke: Stroke, height: float) -> bool:
    """A stroke much longer or taller than letters: an arrow's shaft, a bracket, an underline."""
    wide, tall = stroke.box[2] - stroke.box[0], stroke.box[3] - stroke.box[1]
    return tall > 4.5 * height or wide > 7 * height or (wide > 4 * height and tall < 0.35 * height)


def union(boxes: list[Box]) -> Box:
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def gap(a: Box, b: Box) -> float:
    """Distance in points between two boxes, 0 where they touch."""
    dx, dy = max(a[0] - b[2], b[0] - a[2], 0.0), max(a[1] - b[3], b[1] - a[3], 0.0)
    return float((dx * dx + dy * dy) ** 0.5)


def _tall(stroke: Stroke) -> float:
    return max(stroke.box[3] - stroke.box[1], 1.0)


def _height(strokes: tuple[Stroke, ...]) -> float:
    """The height of a small letter: the upper middle of the strokes' heights, dots and dashes aside."""
    tall = sorted(s.box[3] - s.box[1] for s in strokes if s.box[3] - s.box[1] > 1.5)
    return float(np.percentile(tall, 60)) if tall else 8.0


def _connected(boxes: list[Box], colours: list[int], height: float) -> list[int]:
    """Component number of each box, numbered in the order of first appearance."""
    a = np.array(boxes)
    dx = np.maximum(np.maximum(a[:, None, 0] - a[None, :, 2], a[None, :, 0] - a[:, None, 2]), 0)
    dy = np.maximum(np.maximum(a[:, None, 1] - a[None, :, 3], a[None, :, 1] - a[:, None, 3]), 0)
    rgb = np.array([[c >> 16 & 255, c >> 8 & 255, c & 255] for c in colours], dtype=int)
    alike = np.abs(rgb[:, None] - rgb[None, :]).max(axis=2) < COLOUR
    linked = (dx < ACROSS * height) & (dy < DOWN * height) & alike
    _, labels = connected_components(coo_matrix(linked), directed=False)
    order: dict[int, int] = {}
    return [order.setdefault(int(label), len(order)) for label in labels]
