"""The commands: `python -m pipeline ingest`, `explain`, `bench` and `schema`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from pipeline.dictionary import data_dictionary
from pipeline.discover import ManifestError
from pipeline.homework.assignments import AssignmentError
from pipeline.result import Options
from pipeline.run import NothingFound, Order, ingest
from pipeline.screen import ReportProgress, plain, show_summary
from pipeline.tables.frames import TableError
from pipeline.tables.pseudonyms import UnusableKey
from pipeline.workers import Limits

SOME_FAILED = BROKEN_TABLES = 1
WRONG_CALL = 2

app = typer.Typer(
    help="Turn a folder of participation reports (PDFs) into tidy parquet tables.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.command("ingest")
def ingest_command(
    given: Annotated[Path, typer.Argument(metavar="IN", exists=True, help="Folder of reports, read recursively, or one file.")],
    out: Annotated[Path, typer.Option(file_okay=False, help="Folder for the tables.")] = Path("output"),
    manifest: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="CSV with the columns file and title.")] = None,
    homework: Annotated[Path | None, typer.Option(exists=True, file_okay=False, help="Folder of the assignments' PDFs, named or titled by homework.")] = None,
    workers: Annotated[int, typer.Option(min=1, help="Reports read at once.")] = os.cpu_count() or 1,
    ocr: Annotated[bool, typer.Option("--ocr/--no-ocr", help="Read pictures and handwriting; without, only typed text.")] = True,
    cache: Annotated[Path | None, typer.Option(file_okay=False, help="Folder of recognised pictures. [default: OUT/private/cache]")] = None,
    key_file: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Key of the pseudonyms. [default: $MARGINALIA_KEY or OUT/private/key]"),
    ] = None,
    time_limit: Annotated[float, typer.Option(min=1, help="Seconds that one report may take.")] = 900,
    memory_limit: Annotated[int, typer.Option(min=256, help="Megabytes that one worker may use.")] = 4096,
    timings: Annotated[bool, typer.Option("--timings", help="Fill pages.ocr_seconds; the bytes then differ from run to run.")] = False,
    head: Annotated[int, typer.Option(min=0, help="Print the first rows of the main tables.")] = 0,
) -> None:
    """Read every PDF and every .txt transcript under IN and write the tables to OUT.

    \b
    Examples
      python -m pipeline ingest reports --out tables
      python -m pipeline ingest reports --out tables --manifest titles.csv
      python -m pipeline ingest one.pdf --out /tmp/look --no-ocr --head 5

    \b
    Then, in Python
      import pandas as pd
      pd.read_parquet("tables/verdicts.parquet")

    OUT/private holds the students' names and the key of their pseudonyms: keep it back when you share the tables.

    Exit code: 0 when every file went in, 1 when some failed (OUT/failures.parquet says why), 2 for a wrong call.
    """
    from pipeline.process import process_report  # here, so that --help need not load every recogniser

    limits = Limits(workers, time_limit, memory_limit << 20)
    order = Order(given, out, limits, manifest, key_file, cache, ocr, timings, homework)
    try:
        with ReportProgress(Console(stderr=True)) as progress:
            summary = ingest(order, process_report, progress.start, progress.done)
    except (NothingFound, ManifestError, UnusableKey, AssignmentError, TableError, OSError) as error:
        typer.echo(f"Error: {error}", err=True)
        raise typer.Exit(BROKEN_TABLES if isinstance(error, TableError) else WRONG_CALL) from None
    show_summary(Console(), summary, head)
    raise typer.Exit(SOME_FAILED if summary.failed else 0)


@app.command("bench")
def bench_command(
    given: Annotated[Path, typer.Argument(metavar="IN", exists=True, help="Folder of reports, read recursively, or one file.")],
    rounds: Annotated[int, typer.Option(min=1, help="Times that each page is read; the best counts.")] = 3,
    json_file: Annotated[Path | None, typer.Option("--json", dir_okay=False, help="Write the figures of every report here.")] = None,
) -> None:
    """Measure what reading costs as a multiple of PyMuPDF's bare text extraction over the same pages, and what ink costs.

    \b
    Example
      python -m pipeline bench reports --json costs.json

    Exit code: 0, or 2 when IN holds no PDF that can be read.
    """
    from pipeline.bench import as_json, cost_tables, ink_table, measure, measure_ink  # here, so that --help need not load the readers

    console = Console(stderr=True)
    with console.status("reading") as status:
        costs = measure(given, rounds, lambda file: status.update(Text(plain(file))))
        ink = measure_ink(given, lambda file: status.update(Text(plain(file))))
    if not costs:
        typer.echo(f"Error: {given} holds no PDF that can be read", err=True)
        raise typer.Exit(WRONG_CALL)
    Console().print(*cost_tables(costs), ink_table(ink), sep="\n")
    if json_file:
        json_file.write_text(as_json(costs, ink), encoding="utf-8")


@app.command("explain")
def explain_command(
    given: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="One report.")],
    page: Annotated[int | None, typer.Option(min=1, help="Only what begins on this page.")] = None,
    bank: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="What the reports of each homework say: OUT/private/homework_bank.json.")] = None,
    cache: Annotated[Path | None, typer.Option(file_okay=False, help="Folder of recognised pictures.")] = None,
    ocr: Annotated[bool, typer.Option("--ocr/--no-ocr", help="Read pictures and handwriting; without, only typed text.")] = True,
) -> None:
    """Show, for each block of a report, what it was taken for and why: label or look, the voices heard in it, the question
    with what led there, the cues of judging and how they were weighed.

    \b
    Example
      python -m pipeline explain reports/one.pdf --page 3 --bank tables/private/homework_bank.json

    Exit code: 0, or 2 for a file or page that cannot be read.
    """
    from pipeline.explain import NoSuchPage, explain  # here, so that --help need not load every recogniser

    try:
        result, tables = explain(given, page, Options(ocr, cache, bank=bank))
    except (NoSuchPage, ValueError) as error:
        typer.echo(f"Error: {error}", err=True)
        raise typer.Exit(WRONG_CALL) from None
    if result.status == "failed":
        typer.echo(f"Error: {plain(result.problem)}", err=True)
        raise typer.Exit(WRONG_CALL)
    Console().print(*tables, sep="\n")


@app.command("schema")
def schema_command(
    out: Annotated[Path, typer.Option(dir_okay=False, help="File to write.")] = Path("output/README.md"),
) -> None:
    """Write the data dictionary: every table, column, type and allowed value.

    \b
    Example
      python -m pipeline schema --out output/README.md
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(data_dictionary(), encoding="utf-8")
    typer.echo(f"wrote {out}")
