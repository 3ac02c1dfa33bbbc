"""Prompts that only their place shows: chat bubbles and indented blocks of a printed conversation."""

from __future__ import annotations

from pipeline.report import Layout, Line, Panel
from pipeline.segments.speakers import is_thinking
from pipeline.segments.style import Style, word_count

INDENT = 0.09  # share of the page's width by which a bubble stands in from the body's left edge
NEAR_RIGHT = 0.09  # and how near its right edge comes to the body's


def bubble_lines(lines: list[Line], layouts: dict[int, Layout], style: Style) -> frozenset[int]:
    """Indices of the lines that stand in a prompt's bubble, by panel; by indent alone where a print draws no panels."""
    by_panel = frozenset(i for i, line in enumerate(lines) if _in_bubble(line, layouts[line.page], style))
    if by_panel:
        return by_panel
    return _indented(lines, layouts, style)


def _in_bubble(line: Line, layout: Layout, style: Style) -> bool:
    if line.zone != "body" or line.panel is None or line.mono or line.picture is not None:
        return False
    panel = layout.panels[line.panel]
    return not panel.title and is_bubble(panel, layout, style)


def is_bubble(panel: Panel, layout: Layout, style: Style) -> bool:
    """A panel set in from the left that reaches the right edge of the body (a chat page draws the user's words so)."""
    x0, _, x1, _ = panel.box
    reach = max(style.right, style.left + 1)
    return x0 > style.left + INDENT * 0.5 * layout.width and x1 > reach - NEAR_RIGHT * layout.width and x1 - x0 < 0.97 * (reach - style.left + 40)


def _indented(lines: list[Line], layouts: dict[int, Layout], style: Style) -> frozenset[int]:
    """Blocks of prose set in by more than any list, which end where the model begins to think or the body's edge returns."""
    found: set[int] = set()
    block: list[int] = []
    for index, line in enumerate([*lines, None]):
        inside = line is not None and line.zone == "body" and line.picture is None and _set_in(line, layouts[line.page], style)
        if inside:
            block.append(index)
            continue
        if block and (line is None or line.zone == "body"):
            after_thinking = line is not None and is_thinking(line.text)
            words = sum(word_count(lines[i].text) for i in block)
            aligned = len({round(lines[i].box[0] / 3) for i in block}) <= max(2, len(block) // 3)
            if words >= 4 and aligned and (after_thinking or words >= 6 * len(block) or len(block) == 1 and words >= 5):
                found.update(block)
            block = []
    return frozenset(found)


def _set_in(line: Line, layout: Layout, style: Style) -> bool:
    return line.box[0] > style.left + INDENT * layout.width and line.size >= 0.9 * style.size and word_count(line.text) >= 1
