"""What a run shows on the screen. Words of a report are shown as plain text: control characters out, no markup."""

from __future__ import annotations

from types import TracebackType
from typing import Self

import pandas as pd
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from pipeline.run import Summary

FIRST_COLUMNS = {
    "reports": ["report_id", "model", "homework", "family", "n_pages", "n_prompts", "n_annotations", "n_verdicts", "status"],
    "records": ["record_id", "kind", "question", "part", "page_start", "channel", "text"],
    "verdicts": ["report_id", "model", "homework", "question", "part", "verdict", "one_shot", "evidence"],
}
CELL = 48  # characters


class ReportProgress:
    """A progress bar with the counts of ok, partial and failed; use as a context manager."""

    def __init__(self, console: Console) -> None:
        self._counts = {"ok": 0, "partial": 0, "failed": 0}
        self._bar = Progress(
            TextColumn("reports"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[told]}"),
            TimeElapsedColumn(),
            console=console,
        )
        self._task = self._bar.add_task("reports", total=None, told=self._told())

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._bar.stop()

    def start(self, total: int) -> None:
        self._bar.update(self._task, total=total)

    def done(self, status: str) -> None:
        self._counts[status] += 1
        self._bar.update(self._task, advance=1, told=self._told())

    def _told(self) -> str:
        return "  ".join(f"{status} {count}" for status, count in self._counts.items())


def show_summary(console: Console, summary: Summary, head: int) -> None:
    """The counts, the files that did not go in, what was written, and the first `head` rows of the main tables."""
    total = sum(summary.counts.values())
    told = ", ".join(f"{count} {status}" for status, count in summary.counts.items())
    copies = f"; {summary.copies} left out as copies" if summary.copies else ""
    console.print(f"{total} reports in {summary.seconds:.0f} s: {told}{copies}", highlight=False)
    for row in summary.tables["failures"].itertuples():
        console.print(Text(f"  {plain(row.file)}: {plain(row.problem)}"), soft_wrap=True)
    console.print("wrote", highlight=False)
    for path, rows in summary.written.items():
        console.print(Text(f"  {path}  {rows} rows"), soft_wrap=True)
    if head:
        for name, columns in FIRST_COLUMNS.items():
            console.print(_first_rows(name, summary.tables[name][columns].head(head)))


def plain(value: object) -> str:
    """A value on one line, without control characters (a terminal would obey them)."""
    if value is None or value is pd.NA:
        return ""
    return "".join(char if char.isprintable() else " " for char in str(value))


def _first_rows(name: str, frame: pd.DataFrame) -> Table:
    table = Table(title=name, title_justify="left")
    for column in frame.columns:
        table.add_column(column, overflow="ellipsis", no_wrap=True)
    for row in frame.itertuples(index=False):
        table.add_row(*(Text(plain(cell)[:CELL]) for cell in row))
    return table
