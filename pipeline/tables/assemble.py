"""The rows of all reports to the tables of a run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import pandas as pd

from pipeline.tables.frames import check, frame_of
from pipeline.tables.names import name_words, without_names
from pipeline.tables.rows import ReportRows, Row
from schemas.catalogue import PRIVATE_TABLES, TABLES

# Made by this software or needed as they are: hashes, ids, closed sets, and the file that a failure must name.
NAMELESS = frozenset(
    "report_id sha256 student_id record_id target_record_id pipeline_version engine rule file kind channel text_source"
    " verdict family model_family model_source status method reason stage question part report_date font".split()
)
PATHS = frozenset({"submission"})


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
        for name in TABLES:
            rows[name] += [_nameless(row, author) for row in report.tables[name]]
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


def _nameless(row: Row, author: frozenset[str]) -> Row:
    return {column: _nameless_cell(column, value, author) for column, value in row.items()}


def _nameless_cell(column: str, value: Any, author: frozenset[str]) -> Any:
    if not isinstance(value, str) or column in NAMELESS:
        return value
    return without_names(value, author, path=column in PATHS)
