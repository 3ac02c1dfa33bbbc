"""What a chat's site prints around its talk."""

from __future__ import annotations

from collections import defaultdict
from itertools import takewhile

from pipeline.report import Line
from pipeline.segments.speakers import is_chrome
from pipeline.segments.style import word_count

PLACE = 1.5  # points within which two lines stand at one place of their pages


def furniture(lines: list[Line]) -> set[int]:
    """Indices of short lines that stand at the very same place of several pages, at their head or foot or behind a site's notice."""
    short: dict[str, list[int]] = defaultdict(list)
    pages: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.zone == "body" and line.picture is None:
            pages[line.page].append(index)
            if line.table is None and 2 <= word_count(line.text) <= 12:
                short[line.text].append(index)

    def again(line: Line, other: Line) -> bool:
        return line.page != other.page and all(abs(a - b) < PLACE for a, b in zip(line.box[:2], other.box[:2], strict=True))

    found = {i for same in short.values() for i in same if any(again(lines[i], lines[j]) for j in same)}
    outer = {i for i in found if i and is_chrome(lines[i - 1].text)}
    for held in pages.values():
        downwards = sorted(held, key=lambda i: lines[i].box[1])
        for order in (downwards, downwards[::-1]):
            outer.update(takewhile(lambda i: i in found or is_chrome(lines[i].text), order))
    return found & outer
