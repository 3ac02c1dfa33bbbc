"""What of a stroke can be seen."""

from __future__ import annotations

from pipeline.report import Box, Stroke


def clipped(stroke: Stroke) -> Box:
    """The part of the stroke's box that its clip lets through."""
    if stroke.clip is None:
        return stroke.box
    a, b = stroke.box, stroke.clip
    x0, y0 = max(a[0], b[0]), max(a[1], b[1])
    return x0, y0, max(x0, min(a[2], b[2])), max(y0, min(a[3], b[3]))
