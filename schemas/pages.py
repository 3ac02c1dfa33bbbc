"""One row for each page of each report."""

from __future__ import annotations

from typing import ClassVar

from schemas.fields import REPORT_ID, Integer, Number, Table, Text, column, one_of

TextSource = one_of("text_source")


class Pages(Table):
    """What each page holds, and how well it was read."""

    report_id: Text = column("Report", matches=REPORT_ID)
    page: Integer = column("Page, from 1", ge=1)
    width: Number = column("Width as seen, in points", ge=0)
    height: Number = column("Height as seen, in points", ge=0)
    text: Text = column("Repaired, visible text in reading order; headers and footers of a print left out")
    text_source: TextSource = column("How most of the text was read; null for a page without text", nullable=True)
    n_chars: Integer = column("Visible characters", ge=0)
    n_garbled: Integer = column("Visible characters that the file's own text layer gets wrong", ge=0)
    n_repaired: Integer = column("Garbled characters repaired", ge=0)
    n_unresolved: Integer = column("Garbled characters that could not be proved and stay flagged", ge=0)
    n_hidden_chars: Integer = column("Characters that nobody sees, kept out of `text`", ge=0)
    n_ink_strokes: Integer = column("Pen strokes", ge=0)
    n_pictures: Integer = column("Pictures placed on the page", ge=0)
    ocr_confidence: Number = column("Mean confidence of the recognised words", nullable=True, ge=0, le=1)
    ocr_seconds: Number = column("Time of the first reading; filled by `--timings` only, as a time differs from run to run", nullable=True, ge=0)
    agreement: Number = column("Agreement of two extractors on the text", nullable=True, ge=0, le=1)

    class Config:
        unique: ClassVar[list[str]] = ["report_id", "page"]
