"""A run: a folder of reports to a folder of tables."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from pipeline.discover import Found, discover, read_manifest, with_titles
from pipeline.homework.assignments import read_assignments
from pipeline.homework.bank import Witness, load_bank, save_bank, with_new
from pipeline.result import Options, Source
from pipeline.tables.assemble import assemble, identities
from pipeline.tables.pseudonyms import load_key, pseudonym
from pipeline.tables.rows import ReportRows, Row
from pipeline.tables.write import PRIVATE_MODE, private_folder, write_table
from pipeline.workers import Limits, Process, Task, read_reports
from schemas.catalogue import PRIVATE_TABLES, TABLES


class NothingFound(ValueError):
    """The input holds no report."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to ingest and where to. `cache` None puts the recognised pictures into `out/private/cache`; `homework` is a folder
    of the assignments' PDFs."""

    given: Path
    out: Path
    limits: Limits
    manifest: Path | None = None
    key_file: Path | None = None
    cache: Path | None = None
    ocr: bool = True
    timings: bool = False
    homework: Path | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """How a run went. `counts` by status; `copies` are files whose content another file had already."""

    counts: dict[str, int]
    copies: int
    written: dict[Path, int]  # file: rows
    tables: dict[str, pd.DataFrame]
    seconds: float

    @property
    def failed(self) -> int:
        return self.counts["failed"]


def ingest(order: Order, process: Process, start: Callable[[int], None], done: Callable[[str], None]) -> Summary:
    """Read every report of `order.given` with `process` and write every table to `order.out`.

    Every report is read once and judged twice: the second time with what all of them say of their homework. `start` hears
    the number of files, `done` the status of each that is read. Raises NothingFound, ManifestError, AssignmentError or
    UnusableKey for a wrong order, before anything is read, and TableError for tables that break their rules.
    """
    began = time.monotonic()
    titles = read_manifest(order.manifest) if order.manifest else {}
    found = discover(order.given, leave_out=order.out)
    if not (found.sources or found.unreadable):
        raise NothingFound(f"{order.given} holds no .pdf file and no .txt transcript")
    private = private_folder(order.out)
    key = load_key(private, order.key_file)
    start(len(found.sources) + len(found.unreadable))
    bank = private / "homework_bank.json"
    earlier = load_bank(bank)
    sheets = tuple(read_assignments(order.homework)) if order.homework else ()
    sources = with_titles(found.sources, titles)
    log = private / "workers.log"
    log.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="arranged-", dir=private) as kept:
        options = Options(order.ocr, order.cache or private / "cache", Path(kept))
        tasks = [Task(source, pseudonym(source.submission, key), options, order.timings) for source in sources]
        reports = read_reports(tasks, process, order.limits, log, done)
        witnesses = with_new(earlier, [*sheets, *(report.witness for report in reports if report.witness)])
        save_bank(witnesses, bank)
        again = [i for i, report in enumerate(reports) if _has_witness(report, witnesses)]
        informed = [replace(tasks[i], options=replace(options, bank=bank)) for i in again]
        for i, report in zip(again, read_reports(informed, process, order.limits, log, lambda status: None), strict=True):
            reports[i] = report
    for _ in found.unreadable:
        done("failed")

    tables = assemble(reports, _left_out(found, reports))
    written = {write_table(tables[name], name, table, order.out): len(tables[name]) for name, table in TABLES.items()}
    people = identities(_people(found, reports, key))
    write_table(people, "identities", PRIVATE_TABLES["identities"], private, PRIVATE_MODE)
    counts = Counter({"ok": 0, "partial": 0, "failed": len(found.unreadable)})
    counts.update(report.status for report in reports)
    return Summary(dict(counts), len(found.copies), written, tables, time.monotonic() - began)


def _has_witness(report: ReportRows, witnesses: Sequence[Witness]) -> bool:
    """Whether another submission tells something of the report's homework."""
    homework = report.tables["reports"][0]["homework"]
    return report.status != "failed" and any(w.homework == homework and w.submission != report.source.submission for w in witnesses)


def _left_out(found: Found, reports: list[ReportRows]) -> list[Row]:
    """Rows of `failures` for files that gave no report of their own."""
    fates = {report.source.sha256: report.tables["reports"][0] for report in reports}
    rows = []
    for copy, original in found.copies:
        fate = fates[original.sha256]
        failed = f", which failed: {fate['problem']}" if fate["status"] == "failed" else ""
        rows.append(_failure(copy.relative, copy.sha256, f"a copy of report {original.report_id}{failed}"))
    return rows + [_failure(file.file, None, file.problem) for file in found.unreadable]


def _failure(file: str, sha256: str | None, problem: str) -> Row:
    return {"file": file, "sha256": sha256, "stage": "discover", "problem": problem, "traceback_tail": None, "attempts": 0}


def _people(found: Found, reports: list[ReportRows], key: bytes) -> list[Row]:
    """Who handed in which file; the author of a copy is that of its original."""
    authors = {report.source.sha256: report.author for report in reports}
    files: list[Source] = [*found.sources, *(copy for copy, _ in found.copies)]
    return [
        {"student_id": pseudonym(file.submission, key), "name": authors[file.sha256], "file": file.relative} for file in files
    ]
