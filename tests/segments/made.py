"""Lines and pages of small reports, made without a PDF."""

from pipeline.report import Layout, Line, Note, Panel, Picture, Span


def line(
    text: str, y: float, x: float = 72.0, bold: bool = False, size: float = 10.0, colour: int = 0, page: int = 1, panel: int | None = None, picture: int | None = None
) -> Line:
    """A line at (`x`, `y`) in points, half as wide as high for each character."""
    box = (x, y, x + 5.0 * len(text), y + size)
    return Line(page, text, text, box, y + 8, (Span(text, box, "F", size, colour, bold),), "F", size, colour, bold, panel=panel, picture=picture)


def layout(*lines: Line, page: int = 1, panels: tuple[Panel, ...] = (), notes: tuple[Note, ...] = (), pictures: tuple[Picture, ...] = ()) -> Layout:
    return Layout(page, 612.0, 792.0, lines, panels, notes, pictures=pictures, text="\n".join(line.text for line in lines))


def chat(*above: Line) -> Layout:
    """A chat print with two exchanges, `above` before them; bubbles reach the right edge."""
    bubbles, lines = [], []
    for i in range(2):
        y = 200 + 200 * i
        bubbles.append(Panel((300.0, y - 5, 560.0, y + 25), 0xEEEEEE))
        lines.append(line(f"How does widget number {i} turn around its axle?", y, x=310, panel=i))
        lines += [line(f"It turns because the belt {j} pulls it along and along the wheel, and so it goes on and on there", y + 50 + 14 * j) for j in range(4)]
    return layout(*above, *lines, panels=tuple(bubbles))
