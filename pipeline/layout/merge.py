"""Lines read from pictures put among a page's own lines."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from pipeline.layout.arrange import page_text
from pipeline.report import Layout, Line


def with_pictured_lines(layout: Layout, lines: tuple[Line, ...]) -> Layout:
    """`layout` with each picture's lines set before the first of the page's own body lines that begins below its top."""
    merged = list(layout.lines)
    for _, group in groupby(lines, key=lambda line: line.picture):
        block = list(group)
        top = min(line.box[1] for line in block)
        own = (i for i, line in enumerate(merged) if line.zone == "body" and line.picture is None and line.box[1] >= top)
        at = next(own, len(merged))
        merged[at:at] = block
    return replace(layout, lines=tuple(merged), text=page_text(merged))
