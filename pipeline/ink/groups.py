"""Pen strokes gathered into notes: what a person wrote in one go, in one place and colour."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from pipeline.ink.kinds import Sorted, letter_height
from pipeline.ink.lines import written_order
from pipeline.ink.pen import PenStroke
from pipeline.report import Box

ACROSS, DOWN = 4.0, 1.9  # letter heights between strokes of one note, along and between its lines
NEXT = 4.5  # letter heights between one stroke and the next, in any direction
RETURN = 2.6  # letter heights from a line down to the next, where the pen returns to the left
POINTING = 3.0  # letter heights between a note and its arrow or bracket
COLOUR = 60  # of 255, by which two strokes of one pen may differ


@dataclass(frozen=True, slots=True)
class InkGroup:
    """The strokes of one note in writing order: its letters, and the arrows, brackets and underlines that belong to it.

    `height` is that of its small letters in points.
    """

    box: Box
    height: float
    letters: tuple[PenStroke, ...]
    pointers: tuple[PenStroke, ...] = ()


def group_strokes(strokes: Sorted) -> tuple[InkGroup, ...]:
    """Groups of strokes that stand within a letter or two of each other, in order of their tops."""
    groups = [_group(letters) for letters in _connected(written_order(strokes.writing, strokes.height), strokes.height)]
    for pointer in strokes.pointers:
        near = min(range(len(groups)), key=lambda i: (gap(groups[i].box, pointer.box), i), default=None)
        if near is not None and gap(groups[near].box, pointer.box) < POINTING * strokes.height:
            home = groups[near]
            groups[near] = InkGroup(home.box, home.height, home.letters, (*home.pointers, pointer))
        else:
            groups.append(InkGroup(pointer.box, strokes.height, (), (pointer,)))
    return tuple(sorted(groups, key=lambda group: (group.box[1], group.box[0])))


def union(boxes: list[Box]) -> Box:
    """The smallest box around `boxes` (at least one)."""
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def gap(a: Box, b: Box) -> float:
    """Distance in points between two boxes, 0 where they touch."""
    dx, dy = max(a[0] - b[2], b[0] - a[2], 0.0), max(a[1] - b[3], b[1] - a[3], 0.0)
    return float((dx * dx + dy * dy) ** 0.5)


def _group(letters: list[PenStroke]) -> InkGroup:
    return InkGroup(union([s.box for s in letters]), letter_height(letters), tuple(letters))


def _connected(strokes: tuple[PenStroke, ...], height: float) -> list[list[PenStroke]]:
    """The strokes in connected parts, in the order in which each part begins."""
    if not strokes:
        return []
    boxes = np.array([s.box for s in strokes])
    order = np.array([s.order for s in strokes])
    one, two = _near_pairs(boxes, order, height)
    dx = np.maximum(np.maximum(boxes[one, 0] - boxes[two, 2], boxes[two, 0] - boxes[one, 2]), 0)
    dy = np.maximum(np.maximum(boxes[one, 1] - boxes[two, 3], boxes[two, 1] - boxes[one, 3]), 0)
    rgb = np.array([[s.colour >> 16 & 255, s.colour >> 8 & 255, s.colour & 255] for s in strokes])
    alike = np.abs(rgb[one] - rgb[two]).max(axis=1, initial=0) < COLOUR
    first, second = np.where(order[one] < order[two], one, two), np.where(order[one] < order[two], two, one)
    returning = (boxes[first, 0] > boxes[second, 2]) & (boxes[second, 1] > boxes[first, 1]) & (dy < RETURN * height)
    following = (np.abs(order[one] - order[two]) <= 1) & ((np.hypot(dx, dy) < NEXT * height) | returning)
    linked = ((dx < ACROSS * height) & (dy < DOWN * height) | following) & alike
    graph = coo_matrix((np.ones(int(linked.sum())), (one[linked], two[linked])), shape=(len(strokes), len(strokes)))
    count, labels = connected_components(graph, directed=False)
    parts: list[list[PenStroke]] = [[] for _ in range(count)]
    for stroke, label in zip(strokes, labels, strict=True):
        parts[label].append(stroke)
    return parts


def _near_pairs(boxes: np.ndarray, order: np.ndarray, height: float) -> tuple[np.ndarray, np.ndarray]:
    """Indices of the pairs that may be linked: near in height, or drawn one after the other. Every pair comes once."""
    by_top = np.argsort(boxes[:, 1], kind="stable")
    tops = boxes[by_top, 1]
    ends = np.searchsorted(tops, boxes[by_top, 3] + DOWN * height, side="right")
    near = [(by_top[i], by_top[i + 1 : end]) for i, end in enumerate(ends) if end > i + 1]
    by_order = np.argsort(order, kind="stable")
    one = np.concatenate([*(np.full(len(others), i) for i, others in near), by_order[:-1]])
    two = np.concatenate([*(others for _, others in near), by_order[1:]])
    return one, two
