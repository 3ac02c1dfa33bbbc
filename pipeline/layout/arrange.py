"""Arrange a page: glyphs become lines in reading order, each in its zone, panel and table, with math linearised in place."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence

from pipeline.layout.atoms import Token, visible, words
from pipeline.layout.math.accents import accented
from pipeline.layout.math.braces import find_braces
from pipeline.layout.math.constructs import build_constructs
from pipeline.layout.math.drawn_accents import with_drawn_accents
from pipeline.layout.math.drawn_braces import drawn_braces
from pipeline.layout.math.linearise import write
from pipeline.layout.math.radicals import stacked_roots
from pipeline.layout.order import Row, reading_order
from pipeline.layout.panels import find_panels, panel_of, word_fills
from pipeline.layout.segments import cut_segments
from pipeline.layout.strokes import clipped
from pipeline.layout.styles import majority, spans, traits
from pipeline.layout.turned import turned_lines
from pipeline.layout.underscores import underscored
from pipeline.layout.zones import page_zone
from pipeline.report import Box, Glyph, Layout, Line, Page, Panel, Stroke


def arrange(page: Page) -> Layout:
    """Lines of a page in reading order, with its panels; ink and other notes come from elsewhere.

    Glyphs should be repaired (`text` is what the page shows); hidden ones are left out of lines and text.
    """
    glyphs = visible(page.glyphs)
    level = [g for g in glyphs if g.direction[0] > 0.98]
    panels = find_panels(page)
    pieces = stacked_roots(words(_signed(level, page.strokes)), page.glyphs)
    braces = [*find_braces(page.glyphs), *drawn_braces(page.strokes)]
    atoms = build_constructs(pieces, page.strokes, braces)
    # Drawn delimiters alone are no text: whatever they hold was read elsewhere.
    written = [(row, _tokens(row)) for row in reading_order(cut_segments(atoms, panels, page.tables), page.width)]
    written = [(row, line) for row, line in written if any(glyph is not None for _, _, glyph in line)]
    rows, tokens = [row for row, _ in written], [line for _, line in written]
    texts = ["".join(t[0] for t in line).strip() for line in tokens]
    rules = [b[1] for b in map(clipped, page.strokes) if b[3] - b[1] < 2 and b[2] - b[0] > 0.5 * page.width]
    zones = page_zone(rows, texts, page.height, rules, page.number)
    background = _backgrounds(page, panels)
    lines = [
        _line(page.number, row, line, zone, panels, background)
        for row, line, zone in zip(rows, tokens, zones, strict=True)
    ]
    lines = [line for line in lines if line.text]
    lines += turned_lines(page.number, [g for g in glyphs if g.direction[0] <= 0.98])
    return Layout(
        page.number, page.width, page.height, tuple(lines), panels, (), page.tables, page.pictures,
        page_text(lines), page.background,
    )  # fmt: skip


def _signed(glyphs: Sequence[Glyph], strokes: Sequence[Stroke]) -> list[Glyph]:
    """The glyphs with what is drawn over, through and between letters: accents and underscores."""
    return with_drawn_accents(underscored(accented(glyphs), strokes), strokes)


def page_text(lines: Iterable[Line]) -> str:
    """The visible text of a page in reading order; headers and footers are no text of the report."""
    return "\n".join(line.text for line in lines if line.zone not in ("header", "footer"))


def _tokens(row: Row) -> tuple[Token, ...]:
    out: list[Token] = []
    for segment in row.segments:
        if out:
            out.append((" ", " ", None))
        out.extend(write(segment.nodes))
    return tuple(out)


def _line(
    page: int,
    row: Row,
    tokens: Sequence[Token],
    zone: str,
    panels: Sequence[Panel],
    background: Callable[[Glyph], int | None],
) -> Line:
    text = unicodedata.normalize("NFC", "".join(t[0] for t in tokens)).strip()
    raw = "".join(t[1] for t in tokens).strip()
    drawn = [t[2] for t in tokens if t[2] is not None]
    font, size, colour = majority(drawn)
    bold, italic, mono = (
        2 * sum(getattr(traits(g.font), name) for g in drawn) > len(drawn) for name in ("bold", "italic", "mono")
    )
    first = row.segments[0]
    return Line(
        page, text, raw, row.box, first.baseline, spans(tokens, background), font, size, colour, bold, italic, mono,
        zone, row.column, panel=panel_of(row.box, panels, size, drawn[0].seq), table=first.table,
    )  # fmt: skip


def _backgrounds(page: Page, panels: Sequence[Panel]) -> Callable[[Glyph], int | None]:
    """A function that tells the colour of the low fill behind a glyph."""
    boxes: list[tuple[Box, Stroke]] = [
        (clipped(s), s) for s in word_fills(page) if not any(_same(clipped(s), p.box) for p in panels)
    ]

    def background(glyph: Glyph) -> int | None:
        if not boxes:
            return None
        x, y = (glyph.box[0] + glyph.box[2]) / 2, glyph.origin[1] - 0.3 * glyph.size
        found = None
        for (x0, y0, x1, y1), stroke in boxes:
            inside = x0 <= x <= x1 and y0 <= y <= y1 and y1 - y0 < 2.4 * glyph.size
            if inside and (stroke.seq <= glyph.seq or stroke.opacity < 1):
                found = stroke.fill
        return found

    return background


def _same(a: Box, b: Box) -> bool:
    return all(abs(p - q) <= 2.5 for p, q in zip(a, b, strict=True))
