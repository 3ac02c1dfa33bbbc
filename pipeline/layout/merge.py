"""Lines read from pictures put among a page's own lines."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from pipeline.layout.arrange import page_text
from pipeline.layout.panels import panel_of
from pipeline.report import Layout, Line, Panel


def with_pictured_lines(layout: Layout, lines: tuple[Line, ...], panels: tuple[Panel, ...] = ()) -> Layout:
    """`layout` with each picture's lines set before the first of the page's own body lines that begins below its top.

    `panels` are the boxes that the pictures show; each line is put into the smallest box around it.
    """
    panels = (*layout.panels, *panels)
    merged = list(layout.lines)
    for _, group in groupby(lines, key=lambda line: line.picture):
        block = [replace(line, panel=panel_of(line.box, panels)) for line in group]
        top = min(line.box[1] for line in block)
        own = (i for i, line in enumerate(merged) if line.zone == "body" and line.picture is None and line.box[1] >= top)
        at = next(own, len(merged))
        merged[at:at] = block
    return replace(layout, lines=tuple(merged), panels=panels, text=page_text(merged))
