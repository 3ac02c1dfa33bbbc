"""One row for each run of text that the file holds but nobody sees."""

from __future__ import annotations

from schemas.fields import REPORT_ID, Integer, Number, Table, Text, column, one_of

Reason = one_of("hidden_reason")


class HiddenText(Table):
    """Text kept out of every other table, for an auditor."""

    report_id: Text = column("Report", matches=REPORT_ID)
    page: Integer = column("Page", ge=1)
    text: Text = column("What nobody sees")
    reason: Reason = column("Why nobody sees it")
    x0: Number = column("Left edge (points, origin top left)")
    y0: Number = column("Top edge (points, y grows downwards)")
    x1: Number = column("Right edge")
    y1: Number = column("Bottom edge")
