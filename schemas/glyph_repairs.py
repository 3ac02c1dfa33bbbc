"""One row for each glyph of a font that reads otherwise than the file says."""

from __future__ import annotations

from schemas.fields import REPORT_ID, Integer, Number, Table, Text, column, one_of

Method = one_of("method")


class GlyphRepairs(Table):
    """What was repaired on which page, in which font, and on what evidence."""

    report_id: Text = column("Report", matches=REPORT_ID)
    page: Integer = column("Page", ge=1)
    font: Text = column("Font object as the page names it")
    code: Integer = column("Character code in the font", ge=0)
    raw: Text = column("What the file's own text layer says")
    repaired: Text = column("What the page shows")
    method: Method = column("How the true character was found")
    evidence: Text = column("What proves it, such as the glyph's name")
    count: Integer = column("Times on the page", ge=1)
    confidence: Number = column("Confidence in the repair", ge=0, le=1)
