"""A segment of a report: lines of one owner, in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pipeline.report import Line
from pipeline.segments.summary_tables import JudgedRow


@dataclass(slots=True)
class Segment:
    """Lines of one owner in reading order. `labelled` tells that a label opened it."""

    owner: str  # prompt, response, note, context, or loose: words outside any turn that may be the student's
    lines: list[Line] = field(default_factory=list)
    labelled: bool = False
    channel: str = "typed"
    row: JudgedRow | None = None  # the table row that the segment is
    rows: tuple[JudgedRow, ...] = ()  # the rows of the table that it is
    title: str = ""  # the words of the label that opened it
    aside: bool = False  # stands beside a turn that goes on: in colour, in the margin, between its screenshots
    own_colour: int | None = None  # of a prompt whose label is set in the student's colour


def run_on(first: Line, line: Line) -> Line:
    """Two lines of one box as one."""
    (a, b, c, d), (x0, y0, x1, y1) = first.box, line.box
    return replace(first, text=f"{first.text} {line.text}", raw=f"{first.raw} {line.raw}", box=(min(a, x0), min(b, y0), max(c, x1), max(d, y1)))


def without_label(line: Line, end: int) -> Line:
    """The rest of a line behind its label, which ends at the character `end`."""
    return replace(line, text=line.text[end:].strip(" *_"))


def same_aside(previous: Line, line: Line) -> bool:
    """Whether a remark goes on, though lines of the text beside it come between in reading order."""
    if previous.page != line.page:
        return False
    near = -1.0 < line.box[1] - previous.box[1] < 2.6 * max(line.size, 6.0)
    return near and line.box[0] < previous.box[2] and previous.box[0] < line.box[2] and abs(line.size - previous.size) < 2.0
