"""Pages of the student's own that were put before or behind the print of a chat: a summary set in type that the chat has
nowhere."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from pipeline.report import Line
from pipeline.segments.segment import Segment
from pipeline.segments.style import Style, word_count

MOST = 3  # pages of a summary
SHARE = 0.25  # of a report's pages that may be added
FOREIGN = 0.9  # of an added page's lines are in type that the rest has not
RARE = 0.01  # share of the rest's lines up to which it has not a font
WORDS = 20  # of a page that says something


def added_pages(lines: list[Line], style: Style, asked: frozenset[int]) -> frozenset[int]:
    """Numbers of the added pages; `asked` are those that show a bubble. The student's colours do not count as the rest's:
    they wrote these words over it."""
    pages = sorted({line.page for line in lines})
    most = min(MOST, int(SHARE * len(pages)))
    found: set[int] = set()
    for order in (pages, pages[::-1]):
        for count in range(most, 0, -1):
            if _added(order[:count], lines, style) and not asked & set(order[:count]):
                found.update(order[:count])
                break
    return frozenset(found)


def _added(pages: list[int], lines: list[Line], style: Style) -> bool:
    rest = Counter(line.font for line in lines if line.page not in pages and line.picture is None and line.colour not in style.note_colours)
    usual = {font for font, n in rest.items() if n > RARE * rest.total()}
    for page in pages:
        own = [line for line in lines if line.page == page]
        foreign = sum(line.picture is None and line.font not in usual for line in own)
        if foreign < FOREIGN * len(own) or sum(word_count(line.text) for line in own) < WORDS:
            return False
    return bool(usual)


def with_added_pages(segments: list[Segment], pages: frozenset[int]) -> list[Segment]:
    """The segments with the lines of added pages taken out of the turns as the student's own. What is theirs already stays as
    it is."""
    if not pages:
        return segments
    first = min((line.page for segment in segments for line in segment.lines if line.page not in pages), default=0)
    before: list[Line] = []
    behind: list[Line] = []
    rest: list[Segment] = []
    for segment in segments:
        kept = [line for line in segment.lines if line.page not in pages or segment.owner == "note"]
        for line in segment.lines:
            if line.page in pages and segment.owner != "note":
                (before if line.page < first else behind).append(line)
        if kept:
            rest.append(replace(segment, lines=kept))
    made = [[Segment("note", sorted(own, key=lambda line: (line.page, line.box[1])))] if own else [] for own in (before, behind)]
    return [*made[0], *rest, *made[1]]
