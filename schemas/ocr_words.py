"""One row for each recognised word of a record."""

from __future__ import annotations

from schemas.fields import RECORD_ID, REPORT_ID, Integer, Number, Table, Text, column


class OcrWords(Table):
    """Words read from ink and pictures, with the readings that were not chosen."""

    report_id: Text = column("Report", matches=REPORT_ID)
    page: Integer = column("Page", ge=1)
    record_id: Text = column("Record that holds the word", matches=RECORD_ID)
    text: Text = column("What the engine read")
    corrected: Text = column("What the record says: the reading that was chosen")
    confidence: Number = column("Confidence in the chosen reading", ge=0, le=1)
    engine: Text = column("Engine of the chosen reading")
    x0: Number = column("Left edge (points, origin top left)")
    y0: Number = column("Top edge (points, y grows downwards)")
    x1: Number = column("Right edge")
    y1: Number = column("Bottom edge")
    alternatives: Text = column("Readings not chosen, as a JSON list of [text, engine, confidence]")
