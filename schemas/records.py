"""One row for each prompt, response, annotation and piece of context."""

from __future__ import annotations

from schemas.fields import RECORD_ID, REPORT_ID, Integer, Number, Table, Text, column, one_of

Kind = one_of("kind")
Channel = one_of("channel")
KindRule = one_of("kind_rule")
TextSource = one_of("text_source")


class Records(Table):
    """The reports' text in reading order, cut where the speaker changes."""

    report_id: Text = column("Report", matches=REPORT_ID)
    record_id: Text = column("Record: the report's id and `seq`", matches=RECORD_ID, unique=True)
    seq: Integer = column("Place in reading order", ge=0)
    kind: Kind = column("Who speaks")
    turn: Integer = column("Number of the exchange (a prompt and its response share it), from 1", nullable=True, ge=0)
    question: Text = column("Homework question that it belongs to, such as 2", nullable=True)
    part: Text = column("Part of the question, such as b or b.ii", nullable=True)
    page_start: Integer = column("First page, from 1", ge=1)
    page_end: Integer = column("Last page", ge=1)
    x0: Number = column("Left edge on `page_start` (points, origin top left)")
    y0: Number = column("Top edge on `page_start` (points, y grows downwards)")
    x1: Number = column("Right edge on `page_start`")
    y1: Number = column("Bottom edge on `page_start`")
    text: Text = column("What the page shows: Unicode symbols, positions as in LaTeX (`10^{30}`, `W_{0}`)")
    raw_text: Text = column("What the file's own text layer says")
    channel: Channel = column("How it is written")
    text_source: TextSource = column("How it was read")
    confidence: Number = column("Confidence in the reading", ge=0, le=1)
    target_record_id: Text = column("Record that an annotation is about", nullable=True, matches=RECORD_ID)
    rule: KindRule = column("What decided `kind`; null for context", nullable=True)
    probability: Number = column("How likely the first lines have the voice of this kind; null where the channel proves it", nullable=True, ge=0, le=1)
    place_confidence: Number = column("How sure `question` is, by the path through the homework; null where nothing was weighed", nullable=True, ge=0, le=1)
