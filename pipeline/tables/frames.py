"""Rows to data frames of the declared dtypes, and the check that they keep their table's rules."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd
import pandera.pandas as pa

from schemas.fields import Table

SHOWN_ROWS = 5
SHOWN_CHARACTERS = 80


class TableError(ValueError):
    """Rows break the rules of their table. The message names table, columns, rules and the first bad rows."""


def frame_of(rows: Iterable[dict[str, Any]], name: str, table: type[Table]) -> pd.DataFrame:
    """A frame with exactly the columns and dtypes of `table`.

    Raises TableError for a value that its column cannot hold, such as one outside a closed set: pandas would make a
    missing value of it in silence.
    """
    dtypes = table.dtypes()
    rows = list(rows)
    columns = {column: _series([row[column] for row in rows], name, column, dtype) for column, dtype in dtypes.items()}
    return pd.DataFrame(columns, index=pd.RangeIndex(len(rows)))


def check(frame: pd.DataFrame, name: str, table: type[Table]) -> None:
    """Raise TableError where the frame breaks a rule of its table (dtype, null, range, pattern, unique)."""
    wrong = [f"{c} is {frame[c].dtype}, not {d}" for c, d in table.dtypes().items() if c in frame and frame[c].dtype != d]
    if wrong:
        raise TableError(f"{name}: {'; '.join(wrong)}")
    try:
        table.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        raise TableError(f"{name}: {_told(errors.failure_cases)}") from None


def _series(values: list[Any], name: str, column: str, dtype: Any) -> pd.Series:
    if isinstance(dtype, pd.CategoricalDtype):
        known = set(dtype.categories)
        strange = [(row, value) for row, value in enumerate(values) if value is not None and value not in known]
        if strange:
            raise TableError(f"{name}: {column}: not in the vocabulary: {_listed(strange)}")
    try:
        return pd.Series(values, dtype=dtype)
    except (TypeError, ValueError) as error:
        raise TableError(f"{name}: {column}: cannot be held as {dtype}: {error}") from None


def _told(cases: pd.DataFrame) -> str:
    """The broken rules, each with its first bad rows."""
    told = []
    for (column, rule), group in cases.groupby(["column", "check"], sort=False, dropna=False):
        bad = zip(group["index"], group["failure_case"], strict=True)
        told.append(f"{column}: {rule}: {_listed(list(bad))}")
    return "; ".join(told)


def _listed(bad: list[tuple[Any, Any]]) -> str:
    shown = ", ".join(f"row {row}: {str(value)[:SHOWN_CHARACTERS]!r}" for row, value in bad[:SHOWN_ROWS])
    return shown + (f" and {len(bad) - SHOWN_ROWS} more" if len(bad) > SHOWN_ROWS else "")
