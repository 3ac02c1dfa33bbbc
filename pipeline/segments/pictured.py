"""Prompts in pictures of a chat: screenshots show who speaks as the page did, by indent and bubbles."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.report import Box, Layout, Line
from pipeline.segments.bubbles import is_chip, is_prose
from pipeline.segments.paragraphs import is_bullet
from pipeline.segments.speakers import is_thinking
from pipeline.segments.style import word_count

_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
DEEP = 0.075  # share of a picture's width by which a bubble stands in from the text's left edge
NEAR_RIGHT = 0.2  # and how near its right edge comes to the text's
ROOM = 1.3  # line heights of room that part a bubble from what follows


def pictured_prompts(lines: list[Line], layouts: dict[int, Layout]) -> frozenset[int]:
    """Indices of the lines that a screenshot sets in as the user's: a block set in deep and to the right, or the words
    right under an attachment's tile."""
    groups: dict[tuple[int, int], list[int]] = {}
    for index, line in enumerate(lines):
        if line.picture is not None and not is_icon(line):
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
        blocks = _blocks(members, lines)
        edge = max(left, _own_left(blocks, lines, boxes[key]))
        for block in blocks:
            if _prompts(block, lines, boxes[key], edge, right) and not _beside_others(block, members, lines):
                found.update(block)
        found.update(_under_tile(members, lines))
    return frozenset(found)


def _own_left(blocks: list[list[int]], lines: list[Line], box: Box) -> float:
    """Where the text of a picture of several blocks starts: not every screenshot is cut at the same place. 0 for one block."""
    starts = [_share(lines[block[0]].box[0], box) for block in blocks if word_count(lines[block[0]].text) >= 2 and not is_chip(lines[block[0]].text)]
    return min(starts) if len(starts) > 1 else 0.0


def is_icon(line: Line) -> bool:
    """Whether a line of a picture is a button's drawing, read as a letter."""
    return line.picture is not None and len(line.text.strip()) == 1 and line.text.strip().isalpha()


def _wordy(text: str) -> bool:
    """Whether words of three letters and more make up the half of a line: a formula as it is recognised holds few."""
    return 2 * sum(len(word) for word in _LONG_WORD.findall(text)) >= len("".join(text.split()))


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
    prose = sum(is_prose(lines[i]) and _wordy(lines[i].text) for i in block)
    if first < left + DEEP or last < right - NEAR_RIGHT or is_bullet(lines[block[0]].text) or is_thinking(lines[block[0]].text):
        return False
    return prose > 0.6 * len(block)


def _beside_others(block: list[int], members: list[int], lines: list[Line]) -> bool:
    """Whether something stands to the left of a block at its height: then it is a cell of a table, or part of a formula."""
    x0 = min(lines[i].box[0] for i in block)
    top, bottom = lines[block[0]].box[1], lines[block[-1]].box[3]
    others = [lines[i] for i in members if i not in block]
    return any(line.box[2] <= x0 + 2 and top < (line.box[1] + line.box[3]) / 2 < bottom for line in others)


def _under_tile(members: list[int], lines: list[Line]) -> list[int]:
    for position, index in enumerate(members[:-1]):
        below = members[position + 1]
        if is_chip(lines[index].text) and not is_chip(lines[below].text) and is_prose(lines[below]):
            block = next(b for b in _blocks(members[position + 1 :], lines) if b)
            return block if len(block) < len(members) - position - 1 else []
    return []
