"""Prompts in pictures of a chat: screenshots show who speaks as the page did, by indent and bubbles."""

from __future__ import annotations

from collections import Counter

from pipeline.report import Box, Layout, Line
from pipeline.segments.bubbles import is_chip, is_prose
from pipeline.segments.paragraphs import is_bullet
from pipeline.segments.speakers import is_thinking
from pipeline.segments.style import word_count

DEEP = 0.075  # share of a picture's width by which a bubble stands in from the text's left edge
NEAR_RIGHT = 0.2  # and how near its right edge comes to the text's
ROOM = 1.3  # line heights of room that part a bubble from what follows


def pictured_prompts(lines: list[Line], layouts: dict[int, Layout]) -> frozenset[int]:
    """Indices of the lines that a screenshot sets in as the user's: a block set in deep and to the right, or the words
    right under an attachment's tile."""
    groups: dict[tuple[int, int], list[int]] = {}
    for index, line in enumerate(lines):
        if line.picture is not None:
            groups.setdefault((line.page, line.picture), []).append(index)
    if not groups:
        return frozenset()
    boxes = {key: layouts[key[0]].pictures[key[1]].box for key in groups}
    lefts: Counter[int] = Counter()
    rights: list[float] = []
    for key, members in groups.items():
        for index in members:
            if word_count(lines[index].text) >= 4:
                lefts[round(_share(lines[index].box[0], boxes[key]) * 50)] += 1
                rights.append(_share(lines[index].box[2], boxes[key]))
    if not rights:
        return frozenset()
    left = min(x for x, n in lefts.items() if n >= 0.35 * max(lefts.values())) / 50
    right = sorted(rights)[int(0.95 * (len(rights) - 1))]
    found: set[int] = set()
    for key, members in groups.items():
        for block in _blocks(members, lines):
            if _prompts(block, lines, boxes[key], left, right):
                found.update(block)
        found.update(_under_tile(members, lines))
    return frozenset(found)


def _share(x: float, box: Box) -> float:
    return (x - box[0]) / max(box[2] - box[0], 1.0)


def _blocks(members: list[int], lines: list[Line]) -> list[list[int]]:
    """Runs of lines without room between them and with nearly one left edge."""
    blocks: list[list[int]] = []
    for index in members:
        line = lines[index]
        last = lines[blocks[-1][-1]] if blocks else None
        near = last is not None and line.box[1] - last.box[3] < ROOM * max(last.size, 3.0) and abs(line.box[0] - lines[blocks[-1][0]].box[0]) < 2.5 * max(line.size, 3.0)
        if near:
            blocks[-1].append(index)
        else:
            blocks.append([index])
    return blocks


def _prompts(block: list[int], lines: list[Line], box: Box, left: float, right: float) -> bool:
    first = min(_share(lines[i].box[0], box) for i in block)
    last = max(_share(lines[i].box[2], box) for i in block)
    prose = sum(is_prose(lines[i]) for i in block)
    if first < left + DEEP or last < right - NEAR_RIGHT or is_bullet(lines[block[0]].text) or is_thinking(lines[block[0]].text):
        return False
    return prose > 0.6 * len(block)


def _under_tile(members: list[int], lines: list[Line]) -> list[int]:
    for position, index in enumerate(members[:-1]):
        below = members[position + 1]
        if is_chip(lines[index].text) and not is_chip(lines[below].text) and is_prose(lines[below]):
            block = next(b for b in _blocks(members[position + 1 :], lines) if b)
            return block if len(block) < len(members) - position - 1 else []
    return []
