"""The data dictionary as Markdown, made from the schemas and vocabularies."""

from __future__ import annotations

from schemas.catalogue import PRIVATE_TABLES, TABLES
from schemas.fields import Table, vocabularies

INTRODUCTION = """\
# Data dictionary

`make ingest` writes here by default. Each table is one parquet file (zstd) that `pd.read_parquet` gives back with nullable
and categorical columns. This page is generated from `schemas/` by `make dictionary`; a test keeps it current.

The same input gives the same bytes, whatever the number of workers, under the same key (`private/key`).

## How the tables hang together

`report_id` joins every table but `failures`. `record_id` joins `verdicts` and `ocr_words` to `records`, and
`records.target_record_id` leads from an annotation to what it is about. `student_id` is the same for all files of a submission.

## Names

Authors' names, e-mail addresses and student IDs stand as `[name]`, `[email]` and `[id]` in every text column
(`pipeline/tables/names.py` says how they are found). `failures.file` is the path as given. Names are kept in `private/`
alone, which only its owner can read: hold it back when you share the tables.
"""


def data_dictionary() -> str:
    """The text of `output/README.md`."""
    tables = [_table(name, table) for name, table in TABLES.items()]
    private = [_table(f"private/{name}", table) for name, table in PRIVATE_TABLES.items()]
    return "\n".join([INTRODUCTION, "## Tables\n", *tables, *private, "## Closed sets\n", *_closed_sets()])


def _table(name: str, table: type[Table]) -> str:
    meaning = (table.__doc__ or "").strip()
    head = f"### {name}\n\n{meaning}\n\n| column | type | may be null | meaning |\n|---|---|---|---|\n"
    columns, dtypes = table.to_schema().columns, table.dtypes()
    rows = [
        f"| {column} | {dtypes[column]} | {'yes' if spec.nullable else ''} | {spec.description} |\n" for column, spec in columns.items()
    ]
    return head + "".join(rows)


def _closed_sets() -> list[str]:
    """The vocabularies, each with its values and what they mean."""
    return [
        f"### {name}\n\n" + "".join(f"- `{value}`: {meaning}\n" for value, meaning in values.items())
        for name, values in vocabularies().items()
    ]
