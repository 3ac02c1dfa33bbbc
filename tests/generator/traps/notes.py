"""PDF annotations that students leave in a viewer: text boxes, arrows, sticky notes, highlights; one nobody wrote."""

from __future__ import annotations

from pikepdf import Array, Name, String

from ..boxes import Glyphs
from ..canvas import Box, Canvas, Point, number, rgb
from ..faces import face
from ..truth import TrueNote, Truth
from ..typeset import EDITOR, paragraph

AUTHOR = "Ada Example"
MODIFIED = "D:20260115120000Z"


def _colour(colour: int) -> Array:
    return Array([round(v, 3) for v in rgb(colour)])


def free_text(
    canvas: Canvas, box: Box, text: str, colour: int = 0xD93025, size: float = 10, frame: bool = False
) -> Box:
    """A text box typed over the page; returns the box as its text needs it."""
    x0, y0, x1, _ = box
    style = EDITOR.sized(size)
    lines = paragraph(text, style, x1 - x0 - 8)
    y1 = y0 + len(lines) * style.leading + 8
    shown, baseline = [], y0 + 4 + size
    for line in lines:
        for item in line.items:
            if isinstance(item, Glyphs):
                runs = canvas.encode(item.face, list(item.names))
                shown.append(canvas.text_operators(x0 + 4 + item.x, canvas.height - baseline, runs, size, colour))
        baseline += style.leading
    red, green, blue = rgb(colour)
    if frame:
        area = f"{number(x0 + 1)} {number(canvas.height - y1 + 1)} {number(x1 - x0 - 2)} {number(y1 - y0 - 2)} re"
        shown.insert(0, f"q {number(red)} {number(green)} {number(blue)} RG 1 w {area} S Q")
    canvas.annotate(
        "FreeText", (x0, y0, x1, y1), "\n".join(shown), Contents=String(text), T=String(AUTHOR), M=String(MODIFIED),
        DA=String(f"{number(red)} {number(green)} {number(blue)} rg /Helv {number(size)} Tf"),
    )  # fmt: skip
    return (x0, y0, x1, y1)


def line_arrow(canvas: Canvas, start: Point, end: Point, colour: int = 0xD93025) -> None:
    """A Line annotation with an arrow head at its end."""
    (ax, ay), (bx, by) = (start[0], canvas.height - start[1]), (end[0], canvas.height - end[1])
    box = (min(start[0], end[0]) - 6, min(start[1], end[1]) - 6, max(start[0], end[0]) + 6, max(start[1], end[1]) + 6)
    r, g, b = (number(v) for v in rgb(colour))
    n = number
    away = 6 if ax > bx else -6
    drawn = (f"q {r} {g} {b} RG 1.2 w {n(ax)} {n(ay)} m {n(bx)} {n(by)} l S "
             f"{n(bx + away)} {n(by + 3)} m {n(bx)} {n(by)} l {n(bx + away)} {n(by - 3)} l S Q")  # fmt: skip
    ends = Array([round(v, 2) for v in (ax, ay, bx, by)])
    heads = Array([Name("/None"), Name.OpenArrow])
    canvas.annotate("Line", box, drawn, L=ends, C=_colour(colour), LE=heads, T=String(AUTHOR))


def sticky_note(canvas: Canvas, at: Point, contents: str, title: str = AUTHOR) -> None:
    """A Text annotation: a small icon on the page, its words in a popup."""
    x, y = at
    top = canvas.height - y
    n = number
    rules = " ".join(f"{n(x + 4)} {n(top - down)} m {n(x + 14)} {n(top - down)} l S" for down in (6, 10))
    icon = f"q 1 0.86 0.2 rg 0.6 0.5 0 RG 0.6 w {n(x + 1)} {n(top - 15)} 16 14 re B {rules} Q"
    note = canvas.annotate(
        "Text",
        (x, y, x + 18, y + 16),
        icon,
        Contents=String(contents),
        T=String(title),
        Name=Name.Comment,
        M=String(MODIFIED),
    )
    note.Popup = canvas.annotate("Popup", (x + 20, y, x + 180, y + 80), Parent=note, Open=False)


def advert_popup(canvas: Canvas, truth: Truth) -> None:
    """A sticky note that the program which made the file put there by itself."""
    sticky_note(
        canvas,
        (canvas.width - 30, 12),
        "Edited with PaperPusher Free. Upgrade to Pro at https://paperpusher.example",
        "PaperPusher",
    )
    truth.traps.append("advertising popup")


def highlight(canvas: Canvas, box: Box, contents: str = "", colour: int = 0xFFE45C) -> None:
    """A Highlight over a line of print, with or without a comment of its own."""
    x0, y0, x1, y1 = box
    top, bottom = canvas.height - y0, canvas.height - y1
    r, g, b = (number(v) for v in rgb(colour))
    area = f"{number(x0)} {number(bottom)} {number(x1 - x0)} {number(top - bottom)} re"
    drawn = f"q /{canvas.opacity(0.4)} gs {r} {g} {b} rg {area} f Q"
    quads = Array([round(v, 2) for v in (x0, top, x1, top, x0, bottom, x1, bottom)])
    extra = {"Contents": String(contents)} if contents else {}
    canvas.annotate(
        "Highlight",
        box,
        drawn,
        QuadPoints=quads,
        C=_colour(colour),
        T=String(AUTHOR),
        **extra,
    )


def ink(canvas: Canvas, strokes: list[list[Point]], box: Box, colour: int, width: float) -> None:
    """An Ink annotation: handwriting that the viewer keeps as strokes of its own."""
    lists = [[(round(x, 2), round(canvas.height - y, 2)) for x, y in stroke] for stroke in strokes]
    paths = [
        " l ".join(f"{number(x)} {number(y)}" for x, y in points).replace(" l ", " m ", 1) + " l" for points in lists
    ]
    pen = " ".join([*map(number, rgb(colour)), "RG", number(width), "w 1 J 1 j"])
    x0, y0, x1, y1 = box
    canvas.annotate(
        "Ink",
        (x0 - 4, y0 - 4, x1 + 4, y1 + 4),
        f"q {pen} {' '.join(paths)} S Q",
        InkList=Array([Array([v for point in points for v in point]) for points in lists]),
        C=_colour(colour),
        T=String(AUTHOR),
    )


def stamp(canvas: Canvas, at: Point, text: str, colour: int = 0x188038) -> None:
    """A rubber stamp with a word in it."""
    x, y = at
    made = face("helvetica-bold")
    glyphs = [made.glyph_of[c] for c in text]
    width = made.width(glyphs, 12) + 14
    r, g, b = (number(v) for v in rgb(colour))
    top = canvas.height - y
    shown = f"q {r} {g} {b} RG 1.5 w {number(x + 1)} {number(top - 21)} {number(width - 2)} 20 re S Q\n"
    shown += canvas.text_operators(x + 7, top - 15, canvas.encode("helvetica-bold", glyphs), 12, colour)
    canvas.annotate(
        "Stamp",
        (x, y, x + width, y + 22),
        shown,
        Name=Name("/#23" + text.title()),
        Contents=String(text),
        T=String(AUTHOR),
    )


def true_note(page: int, channel: str, text: str, exchange: object = None) -> TrueNote:
    """The truth of a note about an exchange (or about the whole)."""
    question, part, verdict = (exchange.question, exchange.part, exchange.verdict) if exchange else (None, None, None)
    return TrueNote(page, channel, text, question, part, verdict)
