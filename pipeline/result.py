"""What one report is given as, and what comes out of its way through the stages.

`Source` and `Options` go into `pipeline.process.process_report`, a `ReportResult` comes back; `pipeline.tables` turns it
into rows. All values are frozen and can be pickled (they cross a process border). Units as in `pipeline.report`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pipeline.failure import Fault
from pipeline.homework.bank import Witness
from pipeline.report import Box, Facts, Mark, Record, Repair, Verdict

ID_LENGTH = 12  # hex digits of the SHA-256 that make a report_id


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read. `path` is where it lies, `root` the input folder that it was found under.

    `submission` is its folder relative to `root` (the file's own stem for a file that lies in `root` itself), with "/"
    between folders. `sha256` is the hex digest of its bytes. `manifest_title` is what the manifest says of it.
    """

    path: Path
    root: Path
    sha256: str
    submission: str
    manifest_title: str | None = None

    @property
    def report_id(self) -> str:
        return self.sha256[:ID_LENGTH]

    @property
    def relative(self) -> str:
        """The path below `root`, with "/" between folders."""
        return self.path.relative_to(self.root).as_posix()


@dataclass(frozen=True, slots=True)
class Options:
    """What a run asks of every report. `cache` is the folder of recognised pictures (None keeps no cache).

    `kept` is a folder of arranged pages: a report that lies there is not read again. `bank` is the file of what the reports
    of each homework say in which question (`pipeline.homework.bank`).
    """

    ocr: bool = True
    cache: Path | None = None
    kept: Path | None = None
    bank: Path | None = None


@dataclass(frozen=True, slots=True)
class PageRow:
    """One page as the `pages` table holds it: sizes in points, `text` repaired, visible and in reading order.

    `text_source` is None for a page that shows no text. `ocr_seconds` is the time of the first reading (kept with the
    cached words, so that a cached page tells the same). `agreement` (0-1) is how far two extractors agree on its text.
    """

    number: int
    width: float
    height: float
    text: str = ""
    text_source: str | None = None
    n_chars: int = 0
    n_garbled: int = 0
    n_repaired: int = 0
    n_unresolved: int = 0
    n_hidden_chars: int = 0
    n_ink_strokes: int = 0
    n_pictures: int = 0
    ocr_confidence: float | None = None
    ocr_seconds: float | None = None
    agreement: float | None = None


@dataclass(frozen=True, slots=True)
class HiddenText:
    """A run of text that the file holds but nobody sees, with the reason (`Glyph.hidden`)."""

    page: int
    box: Box
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReportResult:
    """Everything that the tables hold of one report.

    `status` is "ok", "partial" (some page or stage fell short; the rest stands) or "failed" (nothing but the reports
    row). `problem` says why in plain words, `stage` where, `traceback_tail` the last lines of the error behind it.
    `family` is the layout family, `producer` the program that wrote the PDF. The author's name travels in `facts.author`
    and reaches only the private table.
    """

    source: Source
    report_id: str
    status: str = "ok"
    problem: str | None = None
    stage: str | None = None
    traceback_tail: str | None = None
    facts: Facts = field(default_factory=Facts)
    family: str | None = None
    producer: str | None = None
    pages: tuple[PageRow, ...] = ()
    records: tuple[Record, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    repairs: tuple[Repair, ...] = ()
    hidden: tuple[HiddenText, ...] = ()
    marks: tuple[Mark, ...] = ()  # those that belong to no note
    needs_review: bool = False
    faults: tuple[Fault, ...] = ()
    witness: Witness | None = None  # what it tells the other reports of its homework
