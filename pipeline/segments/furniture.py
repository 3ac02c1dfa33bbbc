"""What a chat's site prints around its talk."""

from __future__ import annotations

from collections import defaultdict
from itertools import takewhile

from pipeline.report import Line
from pipeline.segments.speakers import is_chrome
from pipeline.segments.style import word_count

PLACE = 1.5  # points; lines in neighbouring cells of this size stand at one place of their pages


def furniture(lines: list[Line]) -> set[int]:
    """Indices of short lines that stand at the very same place of several pages, at their head or foot or behind a site's notice."""
    short: dict[tuple[str, int, int], set[int]] = defaultdict(set)  # the pages by text and place
    pages: dict[int, list[int]] = defaultdict(list)
    candidates: list[int] = []
    for index, line in enumerate(lines):
        if line.zone == "body" and line.picture is None:
            pages[line.page].append(index)
            if line.table is None and 2 <= word_count(line.text) <= 12:
                candidates.append(index)
                short[line.text, *_cell(line)].add(line.page)

    def again(line: Line) -> bool:
        column, row = _cell(line)
        return any(short.get((line.text, column + i, row + j), set()) - {line.page} for i in (-1, 0, 1) for j in (-1, 0, 1))

    found = {i for i in candidates if again(lines[i])}
    outer = {i for i in found if i and is_chrome(lines[i - 1].text)}
    for held in pages.values():
        downwards = sorted(held, key=lambda i: lines[i].box[1])
        for order in (downwards, downwards[::-1]):
            outer.update(takewhile(lambda i: i in found or is_chrome(lines[i].text), order))
    return found & outer


def _cell(line: Line) -> tuple[int, int]:
    return int(line.box[0] // PLACE), int(line.box[1] // PLACE)
