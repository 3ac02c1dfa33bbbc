"""One row for each page, font, character code and method that reads otherwise than the file says."""

from __future__ import annotations

from schemas.fields import REPORT_ID, Integer, Number, Table, Text, column, one_of

Method = one_of("method")


class GlyphRepairs(Table):
    """What was repaired on which page, in which font, and on what evidence."""

    report_id: Text = column("Report", matches=REPORT_ID)
    page: Integer = column("Page", ge=1)
    font: Text = column("Font, with # and its object number where the file embeds it")
    code: Integer = column("Character code in the font; the code point of a character that UTF-16 bytes drew", ge=0)
    raw: Text = column("What the file's own text layer says")
    repaired: Text = column("What the page shows; equal to `raw` where name and outline contradict each other")
    method: Method = column("How the true character was found")
    evidence: Text = column("What proves it: the glyph's name, the outline and the font it is known from")
    count: Integer = column("Times on the page", ge=1)
    confidence: Number = column("Confidence in the repair", ge=0, le=1)
