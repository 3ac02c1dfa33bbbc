"""Prompts that only their place shows: chat bubbles and set-in blocks of a printed conversation."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.report import Layout, Line, Panel
from pipeline.segments.speakers import is_thinking
from pipeline.segments.style import Style, word_count

INDENT = 0.045  # share of the page's width by which a bubble stands in from the body's left edge
DEEP = 0.09  # the same for a block without a drawn bubble, deeper than any list
EDGE = 6.0  # points within which right edges are one edge
_CHIP = re.compile(r"^(?:.{0,60}\.(?:pdf|docx?|png|jpe?g|txt|ipynb|md|zip|tex|csv)(?:\W.{0,20})?|pdf(?: [\d.]+ ?[km]b)?|[\d.]+ ?[km]b|file|image|document|"
                   r"shared files can.?t be displayed|uploaded .{0,60}|hw\d{1,2}|\d+ (?:files?|attachments?)|stored input)$", re.IGNORECASE)  # fmt: skip
_MATH = re.compile(r"[_^{}\\=∑∂∇∏∫√]")


def is_chip(text: str) -> bool:
    """Whether a line is an attachment's tile ("hw7.pdf", "PDF 222KB"), which says nothing itself."""
    return bool(_CHIP.match(text.strip()))


def bubble_lines(lines: list[Line], layouts: dict[int, Layout], style: Style) -> frozenset[int]:
    """Indices of the lines that a chat print sets in from the left as the user's: in bubbles, or in blocks without one."""
    found = _in_panels(lines, layouts, style) | _tinted(lines, layouts)
    return frozenset(found or _set_in_blocks(lines, layouts, style))


def _in_panels(lines: list[Line], layouts: dict[int, Layout], style: Style) -> set[int]:
    held: dict[tuple[int, int], list[int]] = {}
    for index, line in enumerate(lines):
        if line.zone == "body" and line.panel is not None and line.picture is None and line.table is None:
            held.setdefault((line.page, line.panel), []).append(index)
    candidates = {
        key: members for key, members in held.items()
        if _bubble_like(layouts[key[0]].panels[key[1]], [lines[i] for i in members], layouts[key[0]], style)
    }  # fmt: skip
    if not candidates:
        return set()
    edges = Counter(round(layouts[page].panels[panel].box[2] / EDGE) for page, panel in candidates)
    edge = edges.most_common(1)[0][0]
    return {
        index
        for (page, panel), members in candidates.items()
        if abs(round(layouts[page].panels[panel].box[2] / EDGE) - edge) <= 1
        for index in members
    }


def _tinted(lines: list[Line], layouts: dict[int, Layout]) -> set[int]:
    """Lines in filled panels of one light tint that recur and hold prose, but the lesser part of the words: some prints give
    the user's words a band as wide as the answer's text."""
    held: dict[int, list[int]] = {}
    panels: dict[int, set[tuple[int, int]]] = {}
    for index, line in enumerate(lines):
        if line.zone != "body" or line.panel is None or line.table is not None or line.mono or line.picture is not None:
            continue
        panel = layouts[line.page].panels[line.panel]
        tall = panel.box[3] - panel.box[1] > 1.4 * max(line.size, 5.0)
        if panel.fill not in (None, layouts[line.page].background) and not panel.title and tall:
            held.setdefault(panel.fill, []).append(index)
            panels.setdefault(panel.fill, set()).add((line.page, line.panel))
    whole = sum(word_count(line.text) for line in lines)
    found: set[int] = set()
    for fill, members in held.items():
        words = sum(word_count(lines[i].text) for i in members)
        wide = sum(is_prose(lines[i]) for i in members)
        if len(panels[fill]) >= 3 and words >= 5 * len(panels[fill]) and words < 0.5 * whole and wide > 0.5 * len(members):
            found.update(members)
    return found


def _bubble_like(panel: Panel, members: list[Line], layout: Layout, style: Style) -> bool:
    """A panel set in from the left and reaching to the right, which holds prose: neither code nor a framed formula."""
    x0, _, x1, _ = panel.box
    words = sum(word_count(line.text) for line in members if not is_chip(line.text))
    if panel.title or sum(line.mono for line in members) > len(members) / 2 or words < 1:
        return False
    if panel.fill is None and len(members) == 1 and words < 6:
        return False
    reach = max(style.right, style.left + 1)
    return x0 > style.left + INDENT * layout.width and x1 > reach - 0.1 * layout.width and x1 - x0 < 0.97 * (reach - style.left + 40)


def _set_in_blocks(lines: list[Line], layouts: dict[int, Layout], style: Style) -> set[int]:
    """Blocks of prose set in deeper than any list. One that leads to the model's thinking, or follows an attachment's tile,
    shows the indent and the right edge by which the others are known."""
    blocks = _blocks(lines, layouts, style)
    sure = [block for block in blocks if _leads_on(block, lines, layouts, style)]
    lefts = [min(lines[i].box[0] for i in block) for block in sure]
    rights = [max(lines[i].box[2] for i in block) for block in sure]
    found: set[int] = set()
    for block in blocks:
        left, right = min(lines[i].box[0] for i in block), max(lines[i].box[2] for i in block)
        like = any(abs(left - x) < EDGE for x in lefts) or (len(block) == 1 and any(abs(right - x) < EDGE for x in rights))
        if block in sure or like or _stands_right(block, lines, layouts, style):
            found.update(block)
    return found


def _blocks(lines: list[Line], layouts: dict[int, Layout], style: Style) -> list[list[int]]:
    blocks: list[list[int]] = []
    block: list[int] = []
    for index, line in enumerate(lines):
        if line.zone != "body" or line.picture is not None:
            continue
        deep = line.box[0] > style.left + DEEP * layouts[line.page].width and line.table is None
        if deep and line.size >= 0.9 * style.size and not is_thinking(line.text):
            block.append(index)
        elif block:
            blocks.append(block)
            block = []
    if block:
        blocks.append(block)
    return [b for b in blocks if sum(is_prose(lines[i]) for i in b) > 0.6 * len(b)]


def is_prose(line: Line) -> bool:
    """Words and not a formula: a display set in the middle of the page is no prompt."""
    return word_count(line.text) >= 3 and not line.mono and len(_MATH.findall(line.text)) <= 0.06 * len(line.text)


def _stands_right(block: list[int], lines: list[Line], layouts: dict[int, Layout], style: Style) -> bool:
    """A block set against the body's right edge with room above and below, as a chat page sets a bubble without a fill."""
    first, last = lines[block[0]], lines[block[-1]]
    width = layouts[first.page].width
    left, right = min(lines[i].box[0] for i in block), max(lines[i].box[2] for i in block)
    if abs(right - style.right) > 0.035 * width or left < style.left + 0.2 * width:
        return False
    above = next((line for line in reversed(lines[: block[0]]) if line.zone == "body"), None)
    below = next((line for line in lines[block[-1] + 1 :] if line.zone == "body"), None)
    room = 1.6 * first.size
    return (above is None or above.page != first.page or first.box[1] - above.box[3] > room) and (
        below is None or below.page != last.page or below.box[1] - last.box[3] > room
    )


def _leads_on(block: list[int], lines: list[Line], layouts: dict[int, Layout], style: Style) -> bool:
    after = next((line for line in lines[block[-1] + 1 :] if line.zone == "body"), None)
    before = lines[block[0] - 1] if block[0] else None
    deep = before is not None and before.box[0] > style.left + DEEP * layouts[before.page].width
    tile = is_chip(lines[block[0]].text) and len(block) > 1 or before is not None and deep and is_chip(before.text)
    return tile or after is not None and is_thinking(after.text)
