"""Prompts that only the drawing shows: chat bubbles and set-in blocks of a conversation, printed or in pictures.

A chat program draws every bubble of the user's alike, so one look is decided for the whole report: a fill (or a border)
and, in a print, a right edge. What has that look is a prompt whatever its width; what has not is none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from pipeline.language.voice import ANSWERS, ASKS
from pipeline.report import Box, Layout, Line, Panel
from pipeline.segments.furniture import furniture
from pipeline.segments.heard import blocks, chunks, mean_voice
from pipeline.segments.speakers import is_thinking
from pipeline.segments.style import CHROMA, Style, chroma, word_count

INDENT = 0.045  # share of the page's (or picture's) width by which a bubble stands in from the body's left edge
DEEP = 0.09  # the same for a block without a drawn bubble, deeper than any list
FAR = 0.45  # share of the column's width beyond which the tile of a file is the user's
TILE = 0.8  # of the text's size at least, in which such a tile is set
EDGE = 6.0  # points within which right edges are one edge
SAME = 2.5  # points within which left edges of set-in blocks are one
ALIKE = 4  # levels of a channel within which two fills are one
ASKS_MORE = 0.3  # by how much more a tint must ask than the rest for the voices to tell (as for markers)
MOST_ASKED = 0.9  # share of the words that may be asked: people paste whole homeworks
PROMPT = 3  # words from which a box's look may be the user's
_CHIP = re.compile(r"^(?:.{0,60}\.(?:pdf|docx?|png|jpe?g|txt|ipynb|md|zip|tex|csv)(?:\W.{0,20})?|pdf(?: [\d.]+ ?[km]b)?|[\d.]+ ?[km]b|file|image|document|"
                   r"shared files can.?t be displayed|uploaded .{0,60}|hw\d{1,2}|\d+ (?:files?|attachments?))$", re.IGNORECASE)  # fmt: skip
_MATH = re.compile(r"[_^{}\\=∑∂∇∏∫√]")

Key = tuple[int, int]  # page and panel


@dataclass(frozen=True, slots=True)
class Bubbles:
    """Indices of the user's lines. `starts` are the first lines of the boxes of the user's look (none where only the place
    tells); `beside` are lines of pictures that the user sent along with words, and of the chat page's own furniture:
    nobody's words. `files` are the first lines of the tiles of files that the user sent without a word. `behind` are the pages
    that follow the last message."""

    lines: frozenset[int] = frozenset()
    starts: frozenset[int] = frozenset()
    beside: frozenset[int] = frozenset()
    files: frozenset[int] = frozenset()
    behind: frozenset[int] = frozenset()


def is_chip(text: str) -> bool:
    """Whether a line is an attachment's tile ("hw7.pdf", "PDF 222KB"), which says nothing itself."""
    return bool(_CHIP.match(text.strip()))


def find_bubbles(lines: list[Line], layouts: dict[int, Layout], style: Style) -> Bubbles:
    """The lines that a chat page sets in bubbles of one look, or in blocks without one, as the user's."""
    panels = _held(lines)
    drawn = _of_one_look(lines, layouts, style, panels)
    members = {index for key in drawn or _banded(lines, layouts, panels) for index in panels[key]}
    shown = _sent_along(lines, members)
    members -= _laid_over(lines, members, style)
    found = members - shown or _set_in_blocks(lines, layouts, style)
    attached = _attached(lines, layouts, style, found) if found else set()
    sent = {index for block in _runs(attached) if not _touches(block, found, lines) for index in block}
    files = _files_alone(lines, style, found) if found else frozenset()
    return Bubbles(frozenset(found | sent), frozenset(panels[key][0] for key in drawn), frozenset(attached - sent | shown | (furniture(lines) - found - sent)), files)


def _files_alone(lines: list[Line], style: Style, found: set[int]) -> frozenset[int]:
    """First lines of the tiles of files at the right edge, where the user's words stand, without any such words. A source
    that an answer cites in its text is set smaller and has no room around it."""
    middle = style.left + FAR * (style.right - style.left)
    tiles = {i for i, line in enumerate(lines) if is_chip(line.text) and line.picture is None and line.table is None and line.box[0] > middle}

    def room(i: int, j: int) -> bool:
        return not 0 <= j < len(lines) or lines[i].page != lines[j].page or max(lines[i].box[1] - lines[j].box[3], lines[j].box[1] - lines[i].box[3]) > lines[i].size

    return frozenset(
        block[0] for block in _runs(tiles)
        if lines[block[0]].size >= TILE * style.size and block[0] - 1 not in found and block[-1] + 1 not in found
        and room(block[0], block[0] - 1) and room(block[-1], block[-1] + 1)
    )  # fmt: skip


def _sent_along(lines: list[Line], members: set[int]) -> set[int]:
    """Lines of pictures in bubbles that hold typed words too: what the user asks about, not what they say."""
    typed = Counter((lines[i].page, lines[i].panel) for i in members if lines[i].picture is None and word_count(lines[i].text) >= 2)
    return {i for i in members if lines[i].picture is not None and typed[lines[i].page, lines[i].panel]}


def _laid_over(lines: list[Line], members: set[int], style: Style) -> set[int]:
    """Lines in the student's colour over a bubble whose own words have another."""
    colours: dict[Key, Counter[int]] = defaultdict(Counter)
    for index in members:
        colours[lines[index].page, lines[index].panel or 0][lines[index].colour] += 1
    usual = {key: counts.most_common(1)[0][0] for key, counts in colours.items()}
    return {i for i in members if lines[i].colour in style.note_colours and lines[i].colour != usual[lines[i].page, lines[i].panel or 0]}


def _held(lines: list[Line]) -> dict[Key, list[int]]:
    """The lines of each panel, those of tables left out."""
    held: dict[Key, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.zone == "body" and line.panel is not None and line.table is None:
            held[line.page, line.panel].append(index)
    return held


def _of_one_look(lines: list[Line], layouts: dict[int, Layout], style: Style, panels: dict[Key, list[int]]) -> set[Key]:
    """The panels that look as most of those do that are set in from the left, reach to the right and hold prose."""
    able: dict[Key, Panel] = {}
    sure: set[Key] = set()
    for (page, number), members in panels.items():
        layout, said = layouts[page], [lines[i] for i in members]
        panel = layout.panels[number]
        if panel.title or sum(line.mono for line in said) > len(said) / 2 or _cell(number, layout, {n for p, n in panels if p == page}):
            continue
        able[page, number] = panel
        left, right = _column(said[0], layout, style)
        if _set_in(panel, left, right, layout.width if said[0].picture is None else _pictured(said[0], layout)) and _says(panel, said):
            sure.add((page, number))
    if not sure:
        return set()
    words = {key: sum(word_count(lines[i].text) for i in panels[key] if not is_chip(lines[i].text)) for key in able}
    weights = Counter[tuple[int | None, int | None]]()
    for key in sure:
        weights[_look(able[key])] += words[key] >= PROMPT
    if not any(weights.values()):
        return set()
    look = max(weights, key=lambda one: (weights[one], sum(words[key] for key in sure if _look(able[key]) == one)))
    alike = {key for key in sure if _same_look(_look(able[key]), look)}
    edges = sorted(able[key].box[2] for key in alike)
    edge = max(edges, key=lambda x: sum(abs(x - y) < EDGE for y in edges))

    def fits(key: Key) -> bool:
        pictured = lines[panels[key][0]].picture is not None
        return pictured or abs(able[key].box[2] - edge) < EDGE

    wide = {key for key, panel in able.items() if look[0] is not None and _same_look(_look(panel), look) and _tall(panel, lines, panels[key])}
    return {key for key in alike | wide if fits(key) and words[key]}


def _look(panel: Panel) -> tuple[int | None, int | None]:
    """What a panel is known by: its fill, or its border where it has none."""
    return (panel.fill, None) if panel.fill is not None else (None, panel.border)


def _same_look(a: tuple[int | None, int | None], b: tuple[int | None, int | None]) -> bool:
    return all(x is y is None or (x is not None and y is not None and _near(x, y)) for x, y in zip(a, b, strict=True))


def _near(a: int, b: int) -> bool:
    return all(abs((a >> shift & 255) - (b >> shift & 255)) <= ALIKE for shift in (16, 8, 0))


def _cell(number: int, layout: Layout, held: set[int]) -> bool:
    """Whether a box is a cell of a table: one of its own fill around it, or one of `held`, which hold words, right beside it."""
    panel = layout.panels[number]
    x0, y0, x1, y1 = panel.box
    for i, other in enumerate(layout.panels):
        a0, b0, a1, b1 = other.box
        if i == number or other.fill is None:
            continue
        around = a0 <= x0 + 1 and b0 <= y0 + 1 and a1 >= x1 - 1 and b1 >= y1 - 1
        beside = i in held and min(abs(a1 - x0), abs(x1 - a0)) < 4 and min(b1, y1) - max(b0, y0) > 0.5 * (y1 - y0)
        if beside or around and panel.fill is not None and _near(other.fill, panel.fill):
            return True
    return False


def _column(line: Line, layout: Layout, style: Style) -> tuple[float, float]:
    """Left and right edge of the text that a line stands in: of the report's body, or of its picture's lines."""
    if line.picture is None:
        return style.left, max(style.right, style.left + 1)
    x0, _, x1, _ = layout.pictures[line.picture].box
    lefts = sorted(other.box[0] for other in layout.lines if other.picture == line.picture and word_count(other.text) >= 4)
    rights = sorted(other.box[2] for other in layout.lines if other.picture == line.picture and word_count(other.text) >= 4)
    return (lefts[len(lefts) // 10], rights[int(0.95 * (len(rights) - 1))]) if lefts else (x0, x1)


def _pictured(line: Line, layout: Layout) -> float:
    assert line.picture is not None
    x0, _, x1, _ = layout.pictures[line.picture].box
    return x1 - x0


def _set_in(panel: Panel, left: float, right: float, width: float) -> bool:
    """A panel set in from the left and reaching to the right."""
    x0, _, x1, _ = panel.box
    return x0 > left + INDENT * width and x1 > right - 0.1 * width and x1 - x0 < 0.97 * (right - left + 0.065 * width)


def _says(panel: Panel, said: list[Line]) -> bool:
    """Words, and not a framed formula."""
    words = sum(word_count(line.text) for line in said if not is_chip(line.text))
    return words >= (6 if panel.fill is None and len(said) == 1 else 1)


def _tall(panel: Panel, lines: list[Line], members: list[int]) -> bool:
    """A box of its own and not the ground of a few words in a line."""
    return panel.box[3] - panel.box[1] > 1.4 * max(lines[members[0]].size, 5.0)


def _banded(lines: list[Line], layouts: dict[int, Layout], panels: dict[Key, list[int]]) -> set[Key]:
    """Panels of one light tint that recur and hold prose: some programs give the user's words a band or a card as wide as the
    answer's text, and the answers a card of another tint. The tint that asks, while the rest answers, is the user's; where
    the voices do not tell, tints that hold the lesser part of the words are, if they do not answer."""
    tints: dict[int, list[Key]] = defaultdict(list)
    for (page, number), members in panels.items():
        panel = layouts[page].panels[number]
        inner = any(lines[i].picture is not None and not _holds(panel, layouts[page].pictures[lines[i].picture].box) for i in members)
        mono = sum(lines[i].mono for i in members) > len(members) / 2
        if panel.fill not in (None, layouts[page].background) and not panel.title and not inner and not mono and _tall(panel, lines, members):
            tints[panel.fill].append((page, number))
    whole = sum(word_count(line.text) for line in lines)
    found: set[Key] = set()
    asking: tuple[float, list[Key]] = (ASKS_MORE, [])
    for keys in tints.values():
        members = [i for key in keys for i in panels[key]]
        words = sum(word_count(lines[i].text) for i in members)
        wide = sum(is_prose(lines[i]) for i in members)
        if len(keys) < 3 or words < PROMPT * len(keys) or words > MOST_ASKED * whole:
            continue
        more = _asks_more(members, lines)
        asking = max(asking, (more, keys), key=lambda tint: tint[0])
        if words >= 5 * len(keys) and wide > 0.5 * len(members) and words < 0.5 * whole and more > -ASKS_MORE:
            found.update(keys)
    return set(asking[1]) or found


def _asks_more(members: list[int], lines: list[Line]) -> float:
    """By how much more some lines ask than the others, of -2 to 2."""
    inside = set(members)
    here = mean_voice(blocks(members, lines))
    rest = mean_voice(chunks([line for i, line in enumerate(lines) if i not in inside and line.zone == "body"]))
    return float((here[ASKS] - here[ANSWERS]) - (rest[ASKS] - rest[ANSWERS]))


def _holds(panel: Panel, box: Box) -> bool:
    return panel.box[0] <= box[0] + 3 and panel.box[1] <= box[1] + 3 and panel.box[2] >= box[2] - 3 and panel.box[3] >= box[3] - 3


def _set_in_blocks(lines: list[Line], layouts: dict[int, Layout], style: Style) -> set[int]:
    """Blocks of prose set in deeper than any list, where the report's own blocks agree on their edges.

    A bubble is as wide as its words and no wider than a share of the column: blocks of several lines share the left edge
    of the widest bubble, blocks of one line the right edge of all. A block that leads to the model's thinking, or follows
    an attachment's tile, shows these edges by itself.
    """
    blocks = _blocks(lines, layouts, style)
    spans = {id(block): (min(lines[i].box[0] for i in block), max(lines[i].box[2] for i in block)) for block in blocks}
    sure = [block for block in blocks if _leads_on(block, lines, layouts, style)]
    many = [block for block in blocks if len(block) > 1 and _apart(block, lines)]
    lefts = [spans[id(block)][0] for block in sure] + _recurring([spans[id(block)][0] for block in many])
    single = [block for block in blocks if len(block) == 1 and _apart(block, lines) and spans[id(block)][0] >= min(lefts, default=0.0) - SAME]
    rights = [spans[id(block)][1] for block in sure] + _recurring([spans[id(block)][1] for block in single])
    found: set[int] = set()
    for block in blocks:
        left, right = spans[id(block)]
        like = len(block) > 1 and any(abs(left - x) < EDGE for x in lefts)
        like = like or len(block) == 1 and (block in single or not lefts) and any(abs(right - x) < EDGE for x in rights)
        if block in sure or like or _stands_right(block, lines, layouts, style):
            found.update(block)
    return found


def _recurring(edges: list[float]) -> list[float]:
    return [x for i, x in enumerate(edges) if any(j != i and abs(x - y) < SAME for j, y in enumerate(edges))]


def _apart(block: list[int], lines: list[Line]) -> bool:
    """Whether more room parts a block from what stands above and below it than parts paragraphs (three lines for one)."""
    first, last = lines[block[0]], lines[block[-1]]
    above = next((line for line in reversed(lines[: block[0]]) if line.page == first.page and line.zone == "body"), None)
    below = next((line for line in lines[block[-1] + 1 :] if line.page == last.page and line.zone == "body"), None)
    over = above is None or above.picture is not None or first.box[1] - above.box[3] > 1.0 * first.size
    return over and (below is None or below.box[1] - last.box[3] > 2.5 * last.size)


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
    return [b for b in blocks if sum(is_prose(lines[i]) for i in _full(b)) > 0.6 * len(_full(b))]


def _full(block: list[int]) -> list[int]:
    """The lines of a block but for its last, which may hold a word or two."""
    return block[:-1] if len(block) > 1 else block


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


def _attached(lines: list[Line], layouts: dict[int, Layout], style: Style, found: set[int]) -> set[int]:
    """Lines of pictures in a printed chat that stand where the user's words do: set in from the left, at the right edge."""
    typed = [lines[i] for i in found if lines[i].picture is None]
    if not typed:
        return set()
    right = max(_outer(line, layouts) for line in typed)
    out: set[int] = set()
    for index, line in enumerate(lines):
        if line.picture is None or line.zone != "body" or index in found:
            continue
        layout = layouts[line.page]
        x0, _, x1, _ = layout.pictures[line.picture].box
        inside = x0 > style.left + SAME and abs(x1 - right) < SAME
        if inside or x0 > style.left + DEEP * layout.width and abs(x1 - right) < 0.03 * layout.width:
            out.add(index)
    return out


def _outer(line: Line, layouts: dict[int, Layout]) -> float:
    return layouts[line.page].panels[line.panel].box[2] if line.panel is not None else line.box[2]


def _runs(indices: set[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for index in sorted(indices):
        if runs and index == runs[-1][-1] + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _touches(block: list[int], found: set[int], lines: list[Line]) -> bool:
    """Whether the user's words stand right behind or before a block."""
    return any(index in found or 0 <= index < len(lines) and is_chip(lines[index].text) for index in (block[0] - 1, block[-1] + 1))


def whole_panels(lines: list[Line]) -> list[Line]:
    """`lines` with those of a panel kept together where a page prints it over other text, which then comes first.

    Of lines that lie on one another inside the panel, those that start at its own lines' left edge are the panel's. What is
    written over it in colour is a remark, which stays where it is.
    """
    panels = _held(lines)
    cut: dict[int, int] = {}  # the last line of each interrupted panel, by the index of its first
    outside: set[int] = set()
    for key, members in panels.items():
        first, last = members[0], members[-1]
        if last - first + 1 == len(members) and not any(_over(lines[a], lines[b]) for a, b in zip(members, members[1:], strict=False)):
            continue
        between = [i for i in range(first, last + 1) if lines[i].page == key[0] and lines[i].panel != key[1]]
        if any(lines[i].panel is not None for i in between) or len(between) > len(members):
            continue
        left = Counter(round(lines[i].box[0]) for i in members).most_common(1)[0][0]
        crossed = {i for i in members for j in members if i != j and _over(lines[i], lines[j]) and abs(lines[i].box[0] - left) > EDGE / 2 and chroma(lines[i].colour) < CHROMA}
        if not crossed or lines[first].picture is not None:
            continue
        cut[first] = last
        outside |= crossed | set(between)
    if not cut:
        return lines
    ordered: list[Line] = []
    at = 0
    while at < len(lines):
        end = cut.get(at, at)
        ordered += [replace(lines[i], panel=None) for i in range(at, end + 1) if i in outside]
        ordered += [lines[i] for i in range(at, end + 1) if i not in outside]
        at = end + 1
    return ordered


def _over(a: Line, b: Line) -> bool:
    """Whether one line is printed over another."""
    high = min(a.box[3], b.box[3]) - max(a.box[1], b.box[1])
    wide = min(a.box[2], b.box[2]) - max(a.box[0], b.box[0])
    return high > 0.2 * min(a.box[3] - a.box[1], b.box[3] - b.box[1]) and wide > 2 * min(a.size, b.size)
