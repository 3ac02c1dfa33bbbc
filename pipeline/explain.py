"""Why each block of a page became what it is: `python -m pipeline explain FILE --page N`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.table import Table
from rich.text import Text

from pipeline.discover import discover
from pipeline.language.voice import VOICES, voices
from pipeline.process import process_report
from pipeline.report import Record, Verdict
from pipeline.result import Options, ReportResult
from pipeline.screen import plain
from pipeline.segments.certainty import HEARD
from pipeline.verdicts.language import judge
from pipeline.verdicts.weigh import weighed

SHOWN = 70  # characters of a block
LOUDEST = 2  # voices that are shown


class NoSuchPage(ValueError):
    """The report has no such page."""


def explain(path: Path, page: int | None, options: Options) -> tuple[ReportResult, list[Table]]:
    """The report, and what was weighed for each record that begins on `page` (None: on any). Raises NoSuchPage."""
    source = discover(path).sources[0]
    result = process_report(source, options)
    if page is not None and page not in {row.number for row in result.pages}:
        raise NoSuchPage(f"{path} has no page {page} (it has {len(result.pages)})")
    shown = [record for record in result.records if page in (None, record.page_start)]
    return result, [_records(shown), _verdicts(shown, result.verdicts)]


def _records(records: list[Record]) -> Table:
    table = Table("page", "kind", "because of", "voices", "place", "because of", "words", title="Records")
    for record in records:
        sure = "" if record.probability is None else f" {record.probability:.2f}"
        table.add_row(str(record.page_start), record.kind, f"{record.rule or ''}{sure}", _voices(record), _place(record), _placed_by(record), _words(record.text))
    return table


def _voices(record: Record) -> str:
    lines = [line.text for line in record.lines][:HEARD] or [record.text]
    mean = voices(lines).mean(axis=0)
    return ", ".join(f"{VOICES[i]} {mean[i]:.2f}" for i in mean.argsort()[::-1][:LOUDEST])


def _place(record: Record) -> str:
    return f"{record.question or '?'}{'' if record.part is None else f' ({record.part})'}{' ' + ','.join(record.parts) if record.parts else ''}"


def _placed_by(record: Record) -> str:
    if record.tie is not None:
        return f"{record.tie.by} {record.tie.confidence:.2f}"
    told = "stated" if record.stated else "" if record.place_confidence is None else "path"
    return told if record.place_confidence is None else f"{told} {record.place_confidence:.2f}".strip()


def _verdicts(records: list[Record], verdicts: tuple[Verdict, ...]) -> Table:
    """What each remark judges: the rules with their cues, the pooled judgement, and the rows that rest on it."""
    table = Table("words", "rules say", "cues", "weighed", "rows", title="Judgements")
    for record in records:
        if record.kind != "annotation":
            continue
        said, pooled = judge(record.text), weighed(record.text)
        cues = ", ".join(f"{cue.category}: {plain(cue.text)}" for cue in said.cues)
        table.add_row(_words(record.text), f"{said.verdict or '-'} {said.confidence:.2f} ({said.rule})", Text(cues),
                      f"{pooled.verdict or '-'} {pooled.confidence:.2f}", "; ".join(_rows_of(record, verdicts)))  # fmt: skip
    return table


def _rows_of(record: Record, verdicts: tuple[Verdict, ...]) -> Iterator[str]:
    for verdict in verdicts:
        if verdict.record == record.seq:
            yield f"{verdict.question or '?'}{verdict.part or ''} {verdict.verdict} {verdict.confidence:.2f} ({verdict.rule})"


def _words(text: str) -> Text:
    """A report's words as plain text: no markup, no control characters."""
    shown = plain(text)
    return Text(shown if len(shown) <= SHOWN else shown[: SHOWN - 1] + "…")
