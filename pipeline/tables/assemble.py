"""The rows of all reports to the tables of a run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

import pandas as pd

from pipeline.tables.frames import check, frame_of
from pipeline.tables.names import name_words, without_names
from pipeline.tables.rows import ReportRows, Row
from schemas.catalogue import PRIVATE_TABLES, TABLES
from schemas.fields import Table

OURS = frozenset({"pipeline_version", "engine", "rule"})  # words of this software
AS_GIVEN = frozenset({"file"})  # a failure must name its file so that a person finds it
PATHS = frozenset({"submission"})
BORDER = "\ufdd0"  # a noncharacter: no text holds it


def check_rows(rows: ReportRows) -> None:
    """Raise TableError where the rows of one report break a rule, so that it costs this report and not the run."""
    for name, table in TABLES.items():
        check(frame_of(rows.tables[name], name, table), name, table)


def assemble(reports: Sequence[ReportRows], failures: Sequence[Row] = ()) -> dict[str, pd.DataFrame]:
    """The shared tables, reports in the order given, names taken out. `failures` are files that gave no report."""
    words = _names_by_submission(reports)
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    for report in reports:
        author = words[report.source.submission]
        for name, of_report in report.tables.items():
            rows[name] += _nameless(of_report, TABLES[name], author, together=name == "ocr_words")
    rows["failures"] = sorted([*rows["failures"], *failures], key=lambda row: row["file"])
    return {name: frame_of(rows[name], name, table) for name, table in TABLES.items()}


def identities(rows: Sequence[Row]) -> pd.DataFrame:
    """The private table, from rows of student_id, name and file."""
    ordered = sorted(rows, key=lambda row: row["file"])
    return frame_of(ordered, "identities", PRIVATE_TABLES["identities"])


def _names_by_submission(reports: Sequence[ReportRows]) -> dict[str, frozenset[str]]:
    """One file of a submission may name the author whom another only hints at."""
    words: dict[str, frozenset[str]] = defaultdict(frozenset)
    for report in reports:
        words[report.source.submission] |= name_words(report.author)
    return words


def _nameless(rows: list[Row], table: type[Table], author: frozenset[str], together: bool) -> list[Row]:
    """Rows without names. `together` reads a column as one text: a name is spread over the rows of a table of words."""
    columns = _free_text(table)
    if not together:
        return [row | {name: _nameless_cell(row[name], author, name in PATHS) for name in columns} for row in rows]
    cells = {name: _nameless_words([row[name] for row in rows], author) for name in columns}
    return [row | {name: cells[name][i] for name in columns} for i, row in enumerate(rows)]


def _nameless_cell(text: str | None, author: frozenset[str], path: bool) -> str | None:
    return None if text is None else without_names(text, author, path)


def _nameless_words(texts: list[str], author: frozenset[str]) -> list[str]:
    joined = BORDER.join(text.replace(BORDER, "") for text in texts)
    return without_names(joined, author).split(BORDER) if texts else []


@cache
def _free_text(table: type[Table]) -> tuple[str, ...]:
    """The columns that may hold words of a report: text without a fixed pattern."""
    columns = table.to_schema().columns.items()
    free = [name for name, spec in columns if isinstance(spec.dtype.type, pd.StringDtype) and not spec.checks]
    return tuple(name for name in free if name not in OURS | AS_GIVEN)
