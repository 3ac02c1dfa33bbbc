"""One row for each mark that is no word, by pen or as text markup of the PDF."""

from __future__ import annotations

from schemas.fields import RECORD_ID, REPORT_ID, Integer, Number, Table, Text, column, one_of

Kind = one_of("mark")


class Marks(Table):
    """Ticks, crosses, highlights, underlines, brackets and arrows, with the printed words that they lie on."""

    report_id: Text = column("Report", matches=REPORT_ID)
    page: Integer = column("Page", ge=1)
    kind: Kind = column("What mark it is")
    record_id: Text = column("Note that it belongs to; null where it stands alone", nullable=True, matches=RECORD_ID)
    covers: Text = column("Printed words that it highlights, underlines, strikes out or circles; may be empty")
    colour: Text = column("Colour of the pen as #rrggbb", matches=r"^#[0-9a-f]{6}$")
    confidence: Number = column("Confidence in the kind", ge=0, le=1)
    x0: Number = column("Left edge (points, origin top left)")
    y0: Number = column("Top edge (points, y grows downwards)")
    x1: Number = column("Right edge")
    y1: Number = column("Bottom edge")
