"""Bubbles as prints show them: a border that the page break cuts, or no drawing at all but room and a place at the right."""

from __future__ import annotations

from ..boxes import Box
from ..flow import Flow, Placed, set_blocks
from ..typeset import Style

RIM, STRIP = 0xEFEFEF, 8.0  # the border's colour; how wide the strips are that a cut border is painted in
INSET, WIDEST = 14.0, 0.66


def bordered(flow: Flow, blocks: tuple[str, ...], style: Style) -> list[Placed]:
    """A white box with a faint border, as wide as its words, that goes on over the page where it does not fit.

    A whole border is painted as a ring; a cut one as strips along the sides that are left, each over the blank ground.
    """
    lines = set_blocks(blocks, style, flow.width * WIDEST)
    left = flow.right - max(line.width for line in lines) - 2 * INSET
    placed: list[Placed] = []
    whole = True
    while lines:
        flow.need(style.leading + 2 * INSET)
        room, count, used = flow.bottom - flow.y - 2 * INSET, 0, 0.0
        while count < len(lines) and used + lines[count].height + lines[count].depth <= room:
            used += lines[count].height + lines[count].depth
            count += 1
        piece, lines = lines[: max(count, 1)], lines[max(count, 1) :]
        last = not lines
        tall = used + INSET * (whole + last)
        box = (left, flow.y, flow.right, flow.y + tall)
        flow.canvas.rect(box, fill=0xFFFFFF)
        if whole and last:
            flow.canvas.rounded(box, 10, fill=RIM)
            flow.canvas.rounded((box[0] + 0.5, box[1] + 0.5, box[2] - 0.5, box[3] - 0.5), 9.5, fill=0xFFFFFF)
        else:
            edge = (box[1], box[1] + STRIP) if whole else (box[3] - STRIP, box[3])
            for x0, y0, x1, y1 in ((box[0], edge[0], box[2], edge[1]), (box[2] - STRIP, *box[1:]), (*box[:2], box[0] + STRIP, box[3])):
                flow.canvas.rect((x0, y0, x1, y1), fill=RIM)
            flow.canvas.rect((box[0] + 1, box[1] + whole, box[2] - 1, box[3] - last), fill=0xFFFFFF)
        flow.gap(INSET * whole)
        placed += [flow.line(line, left + INSET) for line in piece]
        flow.gap(INSET * last)
        if lines:
            flow.new_page()
        whole = False
    flow.gap(24)
    return [p for p in placed if p.text]


def unfilled(flow: Flow, blocks: tuple[str, ...], style: Style) -> list[Placed]:
    """The words alone: lines of the widest bubble start at one edge, a single line ends at the right edge of all."""
    lines: list[Box] = set_blocks(blocks, style, flow.width * 0.6)
    flow.gap(18)
    flow.need(sum(line.height + line.depth for line in lines))
    left = flow.right - INSET - (lines[0].width if len(lines) == 1 else flow.width * 0.6)
    placed = [flow.line(line, left) for line in lines]
    flow.gap(40)
    return [p for p in placed if p.text]
