"""Lines down a page and over to the next: the cursor that every family's layout moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from .boxes import Box, draw
from .canvas import Canvas
from .mathset import linear
from .truth import Truth
from .typeset import Style, display, formulas, paragraph, plain_text, set_string, set_word, with_spaces


@dataclass(frozen=True)
class Placed:
    """Where a line came to stand."""

    page: int
    box: tuple[float, float, float, float]
    text: str


@dataclass(frozen=True)
class PanelStyle:
    """A framed box with a title bar, as tcolorbox draws it."""

    fill: int
    border: int
    title_fill: int
    title_colour: int = 0xFFFFFF
    tab: bool = False  # a small tab on the frame in place of a bar over the whole width


def set_blocks(blocks: tuple[str, ...], style: Style, width: float, inline_math: bool = False) -> list[Box]:
    """Lines of an answer's blocks: `# heading`, `- item`, `$$formula$$`, ```` ```code ````, or a paragraph.

    `inline_math` sets displayed formulas as centred text formulas, as programs without display style do.
    """
    lines: list[Box] = []
    for block in blocks:
        if lines:
            lines.append(Box(0, style.leading * 0.35, 0))
        if block.startswith("# "):
            lines += [
                replace(line, height=line.height + 3)
                for line in paragraph(f"**{block[2:]}**", style.sized(style.size * 1.12), width)
            ]
        elif block.startswith("- "):
            first, *rest = paragraph(block[2:], style, width, indent=style.size * 1.6)
            bullet = set_word("•", style.regular, style.size, style.colour)
            lines += [
                replace(first, items=bullet.moved(style.size * 0.7, 0) + first.items, text="• " + first.text),
                *rest,
            ]
        elif block.startswith("$$"):
            lines.append(display(block.strip("$"), style, width))
        elif block.startswith("```"):
            for text in block[3:].strip("\n").split("\n"):
                code = set_string(text, style.mono, style.size * 0.92, style.colour)
                lines.append(Box(code.width + 10, style.leading * 0.7, style.leading * 0.3, code.moved(10, 0), text))
        else:
            lines += paragraph(block, style, width)
    return lines


def block_formulas(blocks: tuple[str, ...]) -> list[str]:
    return [f for block in blocks for f in formulas("$" + block.strip("$") + "$" if block.startswith("$$") else block)]


def block_text(blocks: tuple[str, ...]) -> str:
    """What a person reads in the blocks, as one string."""
    parts = [
        linear(b.strip("$")) if b.startswith("$$") else plain_text(b.removeprefix("# ").removeprefix("- ").strip("`"))
        for b in blocks
    ]
    return " ".join(parts)


class Flow:
    """The cursor of a document: `y` is the top of the next line. `record` notes each printed line in the truth."""

    def __init__(
        self,
        canvas: Canvas,
        truth: Truth,
        style: Style,
        margins: tuple[float, float, float, float] = (72, 72, 72, 72),
        drawn_spaces: bool = True,
        on_page: Callable[[Canvas], None] | None = None,
        late: Callable[[Box], tuple[Box, Box]] | None = None,
    ) -> None:
        """`late` splits a line into what is painted at once and what is painted after its paragraph (a trap)."""
        self.canvas, self.truth, self.style, self.drawn_spaces, self.on_page = (
            canvas,
            truth,
            style,
            drawn_spaces,
            on_page,
        )
        self.late, self.waiting = late, []
        self.left, self.top = margins[0], margins[1]
        self.right, self.bottom = canvas.width - margins[2], canvas.height - margins[3]
        self.new_page()

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def page(self) -> int:
        return self.canvas.page

    def new_page(self) -> None:
        self.paint_waiting()
        self.canvas.new_page()
        if self.on_page:
            self.on_page(self.canvas)
        self.y = self.top

    def need(self, height: float) -> None:
        if self.y + height > self.bottom:
            self.new_page()

    def gap(self, height: float) -> None:
        self.y += height

    def line(self, box: Box, x: float | None = None) -> Placed:
        """Place one line (on the next page if this one is full)."""
        if box.text:
            self.need(box.height + box.depth)
        left = self.left if x is None else x
        baseline = self.y + box.height
        self._paint(box, left, baseline)
        placed = Placed(self.page, (left, self.y, left + box.width, baseline + box.depth), box.text)
        self.y = baseline + box.depth
        if box.text:
            self.truth.print_line(self.page, box.text)
        return placed

    def _paint(self, box: Box, left: float, baseline: float) -> None:
        now = box
        if self.late:
            now, later = self.late(box)
            if later.items:
                self.waiting.append((later, left, baseline))
        draw(self.canvas, with_spaces(now) if self.drawn_spaces else now, left, baseline)

    def paint_waiting(self) -> None:
        """Paint what was held back."""
        for box, left, baseline in self.waiting:
            draw(self.canvas, box, left, baseline)
        self.waiting.clear()

    def blocks(
        self, blocks: tuple[str, ...], style: Style | None = None, x: float | None = None, width: float | None = None
    ) -> list[Placed]:
        """Place blocks; returns their printed lines."""
        made = style or self.style
        placed = [self.line(line, x) for line in set_blocks(blocks, made, width or self.width)]
        self.paint_waiting()
        shown = [p for p in placed if p.text]
        self.truth.formulas += [(shown[0].page, f) for f in block_formulas(blocks)]
        return shown

    def text(self, markup: str, **options: object) -> list[Placed]:
        return self.blocks((markup,), **options)

    def centred(self, text: str, face_name: str, size: float, colour: int = 0) -> Placed:
        box = set_string(text, face_name, size, colour)
        return self.line(replace(box, height=size, depth=size * 0.4), (self.left + self.right - box.width) / 2)

    def panel(self, title: str, blocks: tuple[str, ...], look: PanelStyle, style: Style | None = None) -> list[Placed]:
        """A titled frame around blocks; where it breaks over a page, the next piece repeats the title."""
        made = style or self.style
        inset, bar = 8.0, made.size + 7
        lines = set_blocks(blocks, made, self.width - 2 * inset)
        placed: list[Placed] = []
        while lines:
            self.need(bar + 3 * made.leading + 2 * inset)
            room = self.bottom - self.y - bar - 2 * inset
            count, used = 0, 0.0
            while count < len(lines) and used + lines[count].height + lines[count].depth <= room:
                used += lines[count].height + lines[count].depth
                count += 1
            piece, lines = lines[:count], lines[count:]
            self._frame(title, bar, self.y + bar + used + 2 * inset, look, made)
            self.y += inset
            placed += [self.line(box, self.left + inset) for box in piece]
            self.y += inset
        shown = [p for p in placed if p.text]
        self.truth.formulas += [(shown[0].page, f) for f in block_formulas(blocks)]
        self.gap(8)
        return shown

    def _frame(self, title: str, bar: float, bottom: float, look: PanelStyle, style: Style) -> None:
        head = set_string(title, style.bold, style.size * 0.95, look.title_colour)
        wide = head.width + 16 if look.tab else self.width
        self.canvas.rounded(
            (self.left, self.y + (bar * 0.6 if look.tab else 0), self.right, bottom), 3, look.fill, look.border
        )
        inset = 8 if look.tab else 0
        self.canvas.rounded(
            (self.left + inset, self.y, self.left + inset + wide, self.y + bar), 3, look.title_fill, look.border
        )
        draw(self.canvas, with_spaces(head) if self.drawn_spaces else head, self.left + 8 + inset, self.y + bar - 5.5)
        self.truth.print_line(self.page, title)
        self.y += bar


def table_rows(flow: Flow, rows: list[list[str]], widths: list[float], style: Style, rule: int = 0) -> None:
    """A ruled table; the first row is its head, in bold."""
    for number, cells in enumerate(rows):
        columns = [
            set_blocks((f"**{cell}**" if number == 0 and cell else cell,), style, width - 10) if cell else []
            for cell, width in zip(cells, widths, strict=True)
        ]
        height = max(sum(line.height + line.depth for line in lines) for lines in columns if lines) + 8
        flow.need(height)
        x, top = flow.left, flow.y
        for lines, width in zip(columns, widths, strict=True):
            flow.canvas.rect((x, top, x + width, top + height), stroke=rule, width=0.6)
            flow.y = top + 4
            for box in lines:
                flow.line(box, x + 5)
            x += width
        flow.y = top + height
