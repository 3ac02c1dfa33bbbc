"""One report's result as rows of the tables: plain dictionaries in the order of the tables' columns.

Rows are made where the report was read (in its worker), so that only what the tables hold crosses the process border.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import Any

from pipeline import __version__
from pipeline.homework.bank import Witness
from pipeline.report import Box, Line, Record, Word
from pipeline.result import ReportResult, Source

Row = dict[str, Any]

POSITION_DIGITS = 2  # a hundredth of a point
LINE_SHOWN = 80  # characters of the line that a note is tied to
SHARE_DIGITS = 4  # confidences, shares and seconds


@dataclass(frozen=True, slots=True)
class ReportRows:
    """The rows of one report, `tables` by table name; `author` is the name as found, for the private table only."""

    source: Source
    status: str
    author: str | None
    tables: dict[str, list[Row]]
    witness: Witness | None = None  # what the report tells the others of its homework


def report_rows(result: ReportResult, student_id: str, attempts: int = 1, timings: bool = False) -> ReportRows:
    """All rows of one report. `timings` keeps `pages.ocr_seconds`, which else is null: a time is never the same twice."""
    tables = {
        "reports": [_report(result, student_id)],
        "records": [_record(result.report_id, record) for record in result.records],
        "verdicts": _verdicts(result, student_id),
        "pages": _pages(result, timings),
        "glyph_repairs": _glyph_repairs(result),
        "ocr_words": _ocr_words(result),
        "marks": _marks(result),
        "targets": _targets(result),
        "problems": [
            {"report_id": result.report_id, "page": fault.page, "stage": fault.stage, "problem": _without_path(fault.problem, result.source)}
            for fault in result.faults
        ],
        "failures": [_failure(result, attempts)] if result.status == "failed" else [],
        "hidden_text": [
            {"report_id": result.report_id, "page": run.page, "text": run.text, "reason": run.reason} | _edges(run.box)
            for run in result.hidden
        ],
    }
    clean = {name: [{key: _clean(value) for key, value in row.items()} for row in rows] for name, rows in tables.items()}
    return ReportRows(result.source, result.status, result.facts.author, clean, result.witness)


def record_id(report_id: str, seq: int) -> str:
    return f"{report_id}-{seq:04d}"


def _report(result: ReportResult, student_id: str) -> Row:
    facts, kinds = result.facts, [record.kind for record in result.records]
    doubtful = any(verdict.needs_review for verdict in result.verdicts)
    return {
        "report_id": result.report_id,
        "sha256": result.source.sha256,
        "submission": result.source.submission,
        "student_id": student_id,
        "title": facts.title,
        "course": facts.course,
        "homework": facts.homework,
        "model_family": facts.model_family,
        "model_version": facts.model_version,
        "model_tier": facts.model_tier,
        "model_mode": facts.model_mode,
        "model": facts.model,
        "model_raw": facts.model_raw,
        "model_source": facts.model_source,
        "model_conflict": facts.model_conflict,
        "report_date": facts.report_date,
        "n_pages": len(result.pages),
        "n_prompts": kinds.count("prompt"),
        "n_responses": kinds.count("response"),
        "n_annotations": kinds.count("annotation"),
        "n_verdicts": len(result.verdicts),
        "family": result.family,
        "producer": result.producer,
        "status": result.status,
        "problem": _without_path(result.problem, result.source),
        "needs_review": result.needs_review or result.status != "ok" or facts.model_conflict or doubtful,
        "pipeline_version": __version__,
    }


def _record(report_id: str, record: Record) -> Row:
    return {
        "report_id": report_id,
        "record_id": record_id(report_id, record.seq),
        "seq": record.seq,
        "kind": record.kind,
        "turn": record.turn,
        "question": record.question,
        "part": record.part,
        "page_start": record.page_start,
        "page_end": record.page_end,
        **_edges(record.box),
        "text": record.text,
        "raw_text": record.raw_text,
        "channel": record.channel,
        "text_source": record.text_source,
        "confidence": _share(record.confidence),
        "target_record_id": None if record.target is None else record_id(report_id, record.target),
        "rule": record.rule,
        "probability": _share(record.probability),
        "place_confidence": _share(record.place_confidence),
    }


def _verdicts(result: ReportResult, student_id: str) -> list[Row]:
    facts = result.facts
    return [
        {
            "report_id": result.report_id,
            "student_id": student_id,
            "submission": result.source.submission,
            "model": facts.model,
            "model_family": facts.model_family,
            "homework": facts.homework,
            "question": verdict.question,
            "part": verdict.part,
            "verdict": verdict.verdict,
            "one_shot": verdict.one_shot,
            "n_prompts": verdict.n_prompts,
            "hallucination": verdict.hallucination,
            "evidence": verdict.evidence,
            "record_id": None if verdict.record is None else record_id(result.report_id, verdict.record),
            "page": verdict.page,
            "channel": verdict.channel,
            "confidence": _share(verdict.confidence),
            "rule": verdict.rule,
            "needs_review": verdict.needs_review,
        }
        for verdict in result.verdicts
    ]


def _pages(result: ReportResult, timings: bool) -> list[Row]:
    return [
        {
            "report_id": result.report_id,
            "page": page.number,
            "width": round(page.width, POSITION_DIGITS),
            "height": round(page.height, POSITION_DIGITS),
            "text": page.text,
            "text_source": page.text_source,
            "n_chars": page.n_chars,
            "n_garbled": page.n_garbled,
            "n_repaired": page.n_repaired,
            "n_unresolved": page.n_unresolved,
            "n_hidden_chars": page.n_hidden_chars,
            "n_ink_strokes": page.n_ink_strokes,
            "n_pictures": page.n_pictures,
            "ocr_confidence": _share(page.ocr_confidence),
            "ocr_seconds": _share(page.ocr_seconds) if timings else None,
            "agreement": _share(page.agreement),
        }
        for page in sorted(result.pages, key=lambda page: page.number)
    ]


def _glyph_repairs(result: ReportResult) -> list[Row]:
    return [
        {
            "report_id": result.report_id,
            "page": repair.page,
            "font": repair.font,
            "code": repair.code,
            "raw": repair.raw,
            "repaired": repair.repaired,
            "method": repair.method,
            "evidence": repair.evidence,
            "count": repair.count,
            "confidence": _share(repair.confidence),
        }
        for repair in sorted(result.repairs, key=lambda repair: (repair.page, repair.font, repair.code, repair.method))
    ]


def _ocr_words(result: ReportResult) -> list[Row]:
    return [
        {
            "report_id": result.report_id,
            "page": page,
            "record_id": record_id(result.report_id, record.seq),
            "text": word.raw or word.text,
            "corrected": word.text,
            "confidence": _share(word.confidence),
            "engine": word.engine,
            **_edges(word.box),
            "alternatives": json.dumps([[t, e, _share(c)] for t, e, c in word.alternatives], ensure_ascii=False),
        }
        for record in result.records
        for page, word in _words(record)
    ]


def _marks(result: ReportResult) -> list[Row]:
    of_notes = [(mark, record_id(result.report_id, record.seq)) for record in result.records for mark in record.marks]
    alone = [(mark, None) for mark in result.marks]
    return [
        {
            "report_id": result.report_id,
            "page": mark.page,
            "kind": mark.kind,
            "record_id": note,
            "covers": mark.covers,
            "colour": f"#{mark.colour:06x}",
            "confidence": _share(mark.confidence),
            **_edges(mark.box),
        }
        for mark, note in sorted((*of_notes, *alone), key=lambda item: (item[0].page, item[0].box, item[0].kind))
    ]


def _targets(result: ReportResult) -> list[Row]:
    return [
        {
            "report_id": result.report_id,
            "record_id": record_id(result.report_id, record.seq),
            "target_record_id": None if record.target is None else record_id(result.report_id, record.target),
            "question": record.question,
            "part": record.part,
            "by": record.tie.by,
            "line": record.tie.line[:LINE_SHOWN],
            "confidence": _share(record.tie.confidence),
        }
        for record in result.records
        if record.tie is not None
    ]


def _words(record: Record) -> list[tuple[int, Word]]:
    """The recognised words of a record with their pages: those of its lines, or its own where no line holds any."""
    lines: tuple[Line, ...] = record.lines
    of_lines = [(line.page, word) for line in lines for word in line.words]
    return of_lines or [(record.page_start, word) for word in record.words]


def _failure(result: ReportResult, attempts: int) -> Row:
    return {
        "file": result.source.relative,
        "sha256": result.source.sha256,
        "stage": result.stage or "process",
        "problem": _without_path(result.problem, result.source) or "unknown",
        "traceback_tail": _without_path(result.traceback_tail, result.source),
        "attempts": attempts,
    }


def _edges(box: Box) -> Row:
    return {name: round(float(edge), POSITION_DIGITS) for name, edge in zip(("x0", "y0", "x1", "y1"), box, strict=True)}


def _share(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else round(float(value), SHARE_DIGITS)


def _without_path(message: str | None, source: Source) -> str | None:
    """Libraries put the path into their messages; a path may hold a name."""
    if message is None:
        return None
    for path in (str(source.path.resolve()), str(source.path), source.relative, source.path.name):
        message = message.replace(path, "the file")
    return message


def _clean(value: Any) -> Any:
    """Half a surrogate pair (from a broken text layer) cannot be written as UTF-8."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value
