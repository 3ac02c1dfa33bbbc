"""Lines joined to paragraphs: what a person would call one remark."""

from __future__ import annotations

import re

from pipeline.report import Line
from pipeline.segments.labels import find_labels

SET_IN, DEEP = 1.2, 5.0  # type sizes by which a list's items are set in from the body's edge
TIGHT, LOOSE = 1.1, 2.2  # line heights between the items of one list; items on parts of their own stand closer

_BULLET = re.compile(r"^\s*(?:[•◦▪■●○∙·*–—\-]\s|\(?\d{1,2}[.)]\s|[ivx]{1,4}[.)]\s)")
_CLOSED = re.compile(r"[.!?:;)\"”’]\s*$")


def opens_place(text: str) -> bool:
    """Whether a list's item opens with the question or part that it is about."""
    return any(label.start < 4 for label in find_labels(_BULLET.sub("", text, count=1)[:20]))


def is_bullet(text: str) -> bool:
    return bool(_BULLET.match(text))


def paragraphs(lines: list[Line], left: float | None = None) -> list[list[Line]]:
    """Group consecutive lines. A list is one paragraph; a change of style, a gap or a first-line indent opens a new one.
    `left` is the body's left edge in points: lines set in from it at one edge are items of a list whose bullets are drawn."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and (_continues(groups[-1], line) or left is not None and _next_item(groups[-1], line, left)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _continues(group: list[Line], line: Line) -> bool:
    previous = group[-1]
    listed = any(is_bullet(member.text) for member in group)
    if previous.zone != line.zone or (previous.picture is None) != (line.picture is None) or previous.table != line.table:
        return False
    if abs(previous.size - line.size) > 1.6 or (previous.bold != line.bold and not listed and not _run_in(previous, line)):
        return False
    if previous.colour != line.colour and not (_mixed(previous, line.colour) or _mixed(line, previous.colour)):
        return False
    if previous.page != line.page:
        return not _CLOSED.search(previous.text) and line.page == previous.page + 1
    height = max(previous.box[3] - previous.box[1], line.size, 1.0)
    gap = line.box[1] - previous.box[3]
    if gap < -0.8 * height and line.box[0] < previous.box[2]:
        return False
    if is_bullet(line.text):
        return listed and gap < (TIGHT if opens_place(line.text) else LOOSE) * height
    if len(group) > 1:
        pitch = group[-1].box[1] - group[-2].box[1]
        if gap > 0.35 * height and line.box[1] - previous.box[1] > 1.35 * pitch > 0:
            return False
    indented = line.box[0] > group[0].box[0] + 9 and line.box[0] > previous.box[0] + 9 and not listed
    if indented and _CLOSED.search(previous.text) and previous.page == line.page:
        return False
    return gap < 0.75 * height


def _next_item(group: list[Line], line: Line, left: float) -> bool:
    """Whether a line is the next item of a list without bullets of type: set in like the items before it, near them."""
    previous, first = group[-1], group[0]
    if previous.page != line.page or line.zone != "body" or line.picture is not None or line.table is not None or line.panel != previous.panel:
        return False
    alike = (previous.font, previous.colour) == (line.font, line.colour) and abs(previous.size - line.size) < 0.3
    set_in = SET_IN * line.size < first.box[0] - left < DEEP * line.size and abs(first.box[0] - line.box[0]) < 1.5
    return alike and set_in and 0 < line.box[1] - previous.box[3] < LOOSE * max(previous.box[3] - previous.box[1], line.size)


def _run_in(previous: Line, line: Line) -> bool:
    """A bold lead-in ("Formatting sensitivity:") may open a paragraph of plain type."""
    return any(span.bold for span in (*previous.spans, *line.spans)) and any(not span.bold for span in (*previous.spans, *line.spans))


def _mixed(line: Line, colour: int) -> bool:
    return any(span.colour == colour for span in line.spans)


def joined(lines: list[Line] | tuple[Line, ...]) -> str:
    """The words of a paragraph with its line breaks undone; a word hyphenated at a line's end is made whole."""
    text = ""
    for line in lines:
        piece = " ".join(line.text.split())
        if text.endswith("-") and len(text) > 1 and text[-2].isalpha() and piece[:1].islower():
            text = text[:-1] + piece
        else:
            text = f"{text} {piece}".strip()
    return text
