"""One row for each fault that cost something: a stage of a page, or of a whole report."""

from __future__ import annotations

from schemas.fields import REPORT_ID, Integer, Table, Text, column, one_of

Stage = one_of("stage")


class Problems(Table):
    """What went wrong while a report was read; the rest of it stands."""

    report_id: Text = column("Report", matches=REPORT_ID)
    page: Integer = column("Page, from 1; null where the fault concerns the whole report", nullable=True, ge=1)
    stage: Stage = column("Where it went wrong")
    problem: Text = column("What went wrong, in plain words")
