"""The look that a student sets their remarks in, where no colour tells it: boxes of one tint, a font of its own, grey type."""

from __future__ import annotations

from collections import Counter, defaultdict

from pipeline.language.voice import ASKS, REMARKS, TELLS
from pipeline.report import Layout, Line
from pipeline.segments.heard import blocks, mean_voice
from pipeline.segments.style import Style, word_count

RUNS = 3  # blocks of a look from which it is told whose it is (chosen)
SHARE = 0.15  # of a report's lines that the student's look has at most (chosen)
OWN = 0.68  # share of the voices behind a look that remark or tell (counted: 0.70 and more in right ones)
ASKED = 0.15  # share of them that may ask (chosen)
WORDS = 5  # of a block on average; less is a heading


def own_looks(lines: list[Line], style: Style, pages: dict[int, Layout], taken: frozenset[int]) -> frozenset[int]:
    """Indices of lines set in a look of their own whose voice is the student's, again and again. The lines `taken` (labels,
    bubbles) and their looks are somebody else's."""
    looks: dict[tuple, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if line.picture is None and line.table is None and not line.mono and line.zone == "body":
            looks[_look(line, pages)].append(i)
    usual = Counter((line.colour, line.font, round(line.size)) for line in lines).most_common(1)[0][0]
    found: set[int] = set()
    for look, members in looks.items():
        if look[:3] == usual:
            continue  # a box alone tells nothing: answers stand in boxes too
        if len(members) <= SHARE * len(lines) and lines[members[0]].size < 1.08 * style.size and not taken & set(members) and _remarks(members, lines):
            found.update(members)
    return frozenset(found)


def _look(line: Line, pages: dict[int, Layout]) -> tuple:
    panel = pages[line.page].panels[line.panel] if line.panel is not None else None
    return line.colour, line.font, round(line.size), (panel.fill, panel.border) if panel else None


def _remarks(members: list[int], lines: list[Line]) -> bool:
    said = blocks(members, lines)
    if len(said) < RUNS or sum(map(word_count, said)) < WORDS * len(said):
        return False
    voice = mean_voice(said)
    return bool(voice[REMARKS] + voice[TELLS] >= OWN and voice[ASKS] <= ASKED)
