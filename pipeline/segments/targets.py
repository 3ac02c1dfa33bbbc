"""The printed line that a note is about: where its arrow, bracket or highlight leads, else the line it stands beside or under."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.report import Box, Line, Note

REACH = 40.0  # points below a note's top within which a line stands beside it
EDGE = 0.12  # of a page's height, at its top and foot, where a note may go on from page to page
FIRST = 12.0  # points below a note's top where its first line runs
SURE = {"arrow": 0.85, "bracket": 0.85, "marked": 0.9, "beside": 0.8, "above": 0.7, "page before": 0.6, "continued": 0.6, "none": 0.0}


@dataclass(frozen=True, slots=True)
class Target:
    """The line that a note is tied to (index into the lines), by what (vocabulary `target_by`), and how sure (0-1)."""

    line: int | None
    by: str

    @property
    def confidence(self) -> float:
        return SURE[self.by]


def find_target(note: Note, lines: list[Line]) -> Target:
    """What a note is about among `lines` (in reading order, all pages).

    A note beside the text speaks of what stands at its height; one below a block speaks of that block; one at the top of
    a page without text beside it speaks of the page before.
    """
    here = [i for i, line in enumerate(lines) if line.page == note.page]
    if not here:
        return _page_before(note, lines)
    pointed = _pointed(note)
    if pointed is not None:
        box, by = pointed
        return Target(min(here, key=lambda i: (_distance(box, lines[i].box), i)), by)
    top = note.box[1]
    level = [i for i in here if lines[i].box[3] > top and lines[i].box[1] < min(note.box[3], top + REACH)]
    if level:
        return Target(min(level, key=lambda i: (abs(_middle(lines[i].box) - min(_middle(note.box), top + FIRST)), i)), "beside")
    above = [i for i in here if lines[i].box[3] <= top]
    if above:
        return Target(max(above, key=lambda i: (lines[i].box[3], i)), "above")
    before = _page_before(note, lines)
    return before if before.line is not None else Target(here[0], "beside")


def goes_on(note: Note, before: Note, height: float) -> bool:
    """Whether a handwritten note at the top of a page finishes the one at the foot of the page before (`height` points high)."""
    follows = note.page == before.page + 1 and note.channel == before.channel == "handwritten" and note.colour == before.colour
    placed = before.box[3] > (1 - EDGE) * height and note.box[1] < EDGE * height
    open_end = before.text[-1:] not in ".!?" and note.text[:1].islower()
    return follows and placed and open_end and note.points_to is None


def _pointed(note: Note) -> tuple[Box, str] | None:
    """Where a note's own marks lead: the middle of a bracket, the head of an arrow, a highlight beside it."""
    marked = next((mark for mark in note.marks if mark.covers and mark.kind in ("highlight", "underline", "circle")), None)
    if note.points_to is not None:
        x0, y0, x1, y1 = note.points_to
        if any(mark.kind == "bracket" and mark.box == note.points_to for mark in note.marks):
            return (x0, (y0 + y1) / 2, x1, (y0 + y1) / 2), "bracket"
        if note.points_to == note.box:  # text markup, a sticky note: it stands on what it is about
            return note.box, "marked" if marked is not None else "beside"
        return note.points_to, "arrow"
    return (marked.box, "marked") if marked is not None else None


def _page_before(note: Note, lines: list[Line]) -> Target:
    earlier = [i for i, line in enumerate(lines) if line.page < note.page]
    return Target(earlier[-1], "page before") if earlier else Target(None, "none")


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2


def _distance(a: Box, b: Box) -> float:
    dx = max(a[0] - b[2], b[0] - a[2], 0.0)
    dy = max(a[1] - b[3], b[1] - a[3], 0.0)
    return dx + 2 * dy  # a line at the same height is meant before one above or below
