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
