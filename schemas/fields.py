"""The building blocks of the tables' schemas: column types, the closed vocabularies, and the base of every table.

A column is declared once, as `name: Type = column("meaning", ...)`; dtype, nullability, allowed values and the data
dictionary all come from that line. Types are pandas' nullable ones; a closed set is a categorical.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import pandera.pandas as pa
import yaml

VOCABULARIES = Path(__file__).with_name("vocabularies.yaml")

Text = Annotated[pd.StringDtype, "pyarrow", pd.NA]
Integer = pd.Int64Dtype
Number = pd.Float64Dtype
Flag = pd.BooleanDtype

REPORT_ID = r"^[0-9a-f]{12}$"
SHA256 = r"^[0-9a-f]{64}$"
RECORD_ID = r"^[0-9a-f]{12}-\d{4,}$"
PSEUDONYM = r"^s[0-9a-f]{16}$"


@cache
def vocabularies() -> dict[str, dict[str, str]]:
    """Every closed set: its name, its values in order, and what each means."""
    return yaml.safe_load(VOCABULARIES.read_text(encoding="utf-8"))


def one_of(vocabulary: str) -> Any:
    """The column type of a closed set of `vocabularies.yaml`."""
    return Annotated[pd.CategoricalDtype, tuple(vocabularies()[vocabulary]), False]


def column(meaning: str, *, nullable: bool = False, matches: str | None = None, **rules: Any) -> Any:
    """A column and what it means. Further rules are those of `pandera.Field` (ge, le, unique, ...)."""
    return pa.Field(description=meaning, nullable=nullable, str_matches=matches, **rules)


class Table(pa.DataFrameModel):
    """What every table keeps: exactly its columns, in their order."""

    class Config:
        strict = True
        ordered = True

    @classmethod
    def dtypes(cls) -> dict[str, Any]:
        """The pandas dtype of each column, in order."""
        return {name: _pandas_dtype(spec.dtype.type) for name, spec in cls.to_schema().columns.items()}


def _pandas_dtype(declared: Any) -> Any:
    """pandera reads every string dtype as the one whose missing value is NaN; the tables' strings miss with NA."""
    return pd.StringDtype("pyarrow", na_value=pd.NA) if isinstance(declared, pd.StringDtype) else declared
