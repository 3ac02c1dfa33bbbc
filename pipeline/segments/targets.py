"""The printed line that a note is about: where its arrow or bracket leads, else the line it stands beside or under."""

from __future__ import annotations

from pipeline.report import Box, Line, Note


def nearest_line(note: Note, lines: list[Line]) -> int | None:
    """Index into `lines` (in reading order, all pages) of the line a note is about; None where its page and the ones
    before hold none.

    A note beside the text speaks of what stands at its height; one below a block speaks of that block; one at the top of
    a page without text beside it speaks of the page before.
    """
    here = [i for i, line in enumerate(lines) if line.page == note.page]
    if not here:
        earlier = [i for i, line in enumerate(lines) if line.page < note.page]
        return earlier[-1] if earlier else None
    if note.points_to is not None:
        return min(here, key=lambda i: (_distance(note.points_to, lines[i].box), i))
    top = note.box[1]
    level = [i for i in here if lines[i].box[3] > top and lines[i].box[1] < min(note.box[3], top + 40)]
    if level:
        return min(level, key=lambda i: (abs(_middle(lines[i].box) - min(_middle(note.box), top + 12)), i))
    above = [i for i in here if lines[i].box[3] <= top]
    if above:
        return max(above, key=lambda i: (lines[i].box[3], i))
    earlier = [i for i, line in enumerate(lines) if line.page < note.page]
    return earlier[-1] if earlier else here[0]


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2


def _distance(a: Box, b: Box) -> float:
    dx = max(a[0] - b[2], b[0] - a[2], 0.0)
    dy = max(a[1] - b[3], b[1] - a[3], 0.0)
    return dx + 2 * dy  # a line at the same height is meant before one above or below
