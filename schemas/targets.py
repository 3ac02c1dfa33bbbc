"""One row for each note in ink or in a PDF annotation: what it is about, and what tells so."""

from __future__ import annotations

from schemas.fields import RECORD_ID, REPORT_ID, Number, Table, Text, column, one_of

By = one_of("target_by")


class Targets(Table):
    """The choice of each note's target, for an auditor; `records` holds its outcome."""

    report_id: Text = column("Report", matches=REPORT_ID)
    record_id: Text = column("The note", matches=RECORD_ID, unique=True)
    target_record_id: Text = column("Record that it is about", nullable=True, matches=RECORD_ID)
    question: Text = column("Homework question that it is about", nullable=True)
    part: Text = column("Part of the question", nullable=True)
    by: By = column("What ties it there")
    line: Text = column("Beginning of the printed line that it was tied to; may be empty")
    confidence: Number = column("Confidence in the choice", ge=0, le=1)
