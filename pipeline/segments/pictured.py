"""Prompts in pictures of a chat that draws no bubbles: the place of a block shows that it is the user's."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.report import Box, Layout, Line
from pipeline.segments.bubbles import is_chip, is_prose
from pipeline.segments.paragraphs import is_bullet
from pipeline.segments.speakers import is_thinking
from pipeline.segments.style import word_count

DEEP = 0.075  # share of a picture's width by which a bubble stands in from the text's left edge
NEAR_RIGHT = 0.2  # and how near its right edge comes to the text's
ROOM = 1.3  # line heights of room that part a bubble from what follows
WORDED = 0.6  # share of a block's letters and signs that stand in words
_WORD = re.compile(r"[^\W\d_]{2,}")


def pictured_prompts(lines: list[Line], layouts: dict[int, Layout]) -> frozenset[int]:
    """Indices of the lines that a screenshot sets in as the user's: a block of words set in deep and to the right, with
    room around it and nothing beside it, or the words right under an attachment's tile."""
    groups: dict[tuple[int, int], list[int]] = {}
    for index, line in enumerate(lines):
        if line.picture is not None and not is_icon(line):
            groups.setdefault((line.page, line.picture), []).append(index)
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
        edge = max(left, _own_left(_blocks(members, lines), lines, boxes[key]))
        for block in _deep_blocks(members, lines, boxes[key], edge):
            if _prompts(block, members, lines, boxes[key], right):
                found.update(block)
        found.update(_under_tile(members, lines))
    return frozenset(found)


def is_icon(line: Line) -> bool:
    """Whether a line of a picture is a button's drawing, read as a letter."""
    return line.picture is not None and len(line.text.strip()) == 1 and line.text.strip().isalpha()


def _own_left(blocks: list[list[int]], lines: list[Line], box: Box) -> float:
    """Where the text of a picture of several blocks starts: not every screenshot is cut at the same place. 0 for one block."""
    starts = [_share(lines[block[0]].box[0], box) for block in blocks if word_count(lines[block[0]].text) >= 2 and not is_chip(lines[block[0]].text)]
    return min(starts) if len(starts) > 1 else 0.0


def _share(x: float, box: Box) -> float:
    return (x - box[0]) / max(box[2] - box[0], 1.0)


def _deep_blocks(members: list[int], lines: list[Line], box: Box, left: float) -> list[list[int]]:
    """Runs of lines that stand in from the text's left edge."""
    blocks: list[list[int]] = [[]]
    for index in members:
        if _share(lines[index].box[0], box) >= left + DEEP:
            blocks[-1].append(index)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _prompts(block: list[int], members: list[int], lines: list[Line], box: Box, right: float) -> bool:
    said = [lines[i] for i in block]
    if max(_share(line.box[2], box) for line in said) < right - NEAR_RIGHT or is_bullet(said[0].text) or is_thinking(said[0].text):
        return False
    text = "".join(line.text for line in said)
    worded = sum(len(word) for word in _WORD.findall(text))
    if worded < WORDED * len(re.sub(r"\s", "", text)) or word_count(text) < 3:
        return False
    top, bottom = min(line.box[1] for line in said), max(line.box[3] for line in said)
    others = [lines[i] for i in members if i not in block]
    room = ROOM * max(sorted(line.size for line in said)[len(said) // 2], 3.0)
    return not any(top - room < line.box[3] and line.box[1] < bottom + room for line in others)


def _under_tile(members: list[int], lines: list[Line]) -> list[int]:
    for position, index in enumerate(members[:-1]):
        below = members[position + 1]
        if is_chip(lines[index].text) and not is_chip(lines[below].text) and is_prose(lines[below]):
            block = next(b for b in _blocks(members[position + 1 :], lines) if b)
            return block if len(block) < len(members) - position - 1 else []
    return []


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
