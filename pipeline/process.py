"""One report through every stage: read, repair, recognise, arrange, segment, judge.

Each stage is a plain function of values; this module only joins them, and turns what goes wrong into a result that says so.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass, replace

import pymupdf
from rapidfuzz import fuzz

from ocr.cache import ReadCache
from ocr.language import count_words, report_lexicon
from ocr.rapid import shared_reader
from pipeline.facts.collect import collect_facts
from pipeline.facts.family import layout_family
from pipeline.glyphs.context import repair_by_context
from pipeline.glyphs.fonts import Fonts, load_fonts
from pipeline.glyphs.repair import repair_page
from pipeline.hidden import hidden_runs
from pipeline.ink.covered import recognised_print
from pipeline.ink.doubles import without_doubles
from pipeline.ink.notes import find_ink_notes
from pipeline.ink.pen import find_pen_strokes
from pipeline.ink.pictures import inked_pictures
from pipeline.layout.arrange import arrange
from pipeline.layout.merge import with_pictured_lines
from pipeline.layout.sized import with_sized_signs
from pipeline.notes.annotations import annotation_notes, bare_marks
from pipeline.reading.document import ReadError, open_report
from pipeline.reading.pages import read_page
from pipeline.reading.recognise import read_pictures
from pipeline.reading.second import second_texts
from pipeline.reading.tables import read_tables
from pipeline.reading.transcript import read_transcript
from pipeline.reading.visibility import BACKGROUND, COVERED
from pipeline.report import Layout, Page, Repair, Stroke
from pipeline.result import HiddenText, Options, PageRow, ReportResult, Source
from pipeline.segments.records import segment_report
from pipeline.verdicts.collect import collect_verdicts

TAIL_LINES = 4
DOUBTFUL = 0.6  # a note read with less confidence sends its report to review


@dataclass(frozen=True, slots=True)
class _ReadPage:
    """A page after reading and arranging, with what its row of `pages` needs."""

    page: Page
    layout: Layout
    repairs: tuple[Repair, ...]
    row: PageRow
    hidden: tuple[HiddenText, ...]
    pictured_ink: tuple[Stroke, ...] = ()


def process_report(source: Source, options: Options) -> ReportResult:
    """Read one report. A file that cannot be read gives a result of status "failed"; a page that cannot be read costs that
    page and makes the report "partial". Nothing is raised for bad input."""
    try:
        if source.path.suffix.casefold() == ".txt":
            return _transcript(source)
        return _pdf(source, options)
    except ReadError as error:
        return ReportResult(source, source.report_id, status="failed", problem=error.problem, stage=error.stage, traceback_tail=_tail())


def _tail() -> str:
    return "".join(traceback.format_exc().splitlines(keepends=True)[-TAIL_LINES:]).strip()


def _pdf(source: Source, options: Options) -> ReportResult:
    cache = ReadCache(options.cache)
    second = second_texts(source.path)
    with open_report(source.path) as document:
        fonts = load_fonts(document)
        read: list[_ReadPage] = []
        problems: list[str] = []
        tail = None
        for number in range(1, document.page_count + 1):
            try:
                other = second[number - 1] if number <= len(second) else ""
                read.append(_page(document, number, fonts, source, options, cache, other))
            except ReadError as error:
                problems.append(f"page {number}: {error.problem}")
                tail = tail or _tail()
                read.append(_empty(number))
        pages = _with_ink(read, options)
        metadata = document.metadata or {}
    producer = " | ".join(x for x in (metadata.get("producer"), metadata.get("creator")) if x) or None
    layouts = tuple(entry.layout for entry in pages)
    strokes = sum(entry.row.n_ink_strokes for entry in pages)
    family = layout_family(tuple(e.page for e in pages), layouts, metadata.get("producer") or "", metadata.get("creator") or "", strokes)
    removed = tuple(run.text for entry in pages for run in entry.hidden if run.reason in (COVERED, BACKGROUND))
    result = _judged(source, layouts, family, producer, removed)
    return replace(
        result,
        status="partial" if problems else "ok",
        problem="; ".join(problems) or None,
        stage="read" if problems else None,
        traceback_tail=tail,
        pages=tuple(entry.row for entry in pages),
        repairs=tuple(repair for entry in pages for repair in entry.repairs),
        hidden=tuple(run for entry in pages for run in entry.hidden),
        marks=tuple(mark for entry in pages for mark in entry.layout.marks),
        needs_review=result.needs_review or bool(problems),
    )


def _page(document: pymupdf.Document, number: int, fonts: Fonts, source: Source, options: Options, cache: ReadCache, second: str) -> _ReadPage:
    page = read_page(document, number)
    raw = page
    page, repairs = repair_page(page, fonts)
    page = replace(with_sized_signs(page, fonts), tables=read_tables(page.strokes, page.glyphs))
    layout = arrange(page)
    inked = inked_pictures(document, page)
    page = replace(page, pictures=tuple(picture for picture in page.pictures if picture not in inked))
    pictured = read_pictures(document, page, cache) if options.ocr else None
    if pictured is not None and pictured.lines:
        layout = with_pictured_lines(layout, pictured.lines, pictured.panels)
    layout = replace(layout, notes=annotation_notes(page), marks=bare_marks(page))
    seen = [glyph for glyph in page.glyphs if glyph.hidden is None and not glyph.text.isspace()]
    sources = {line.source for line in layout.lines}
    row = PageRow(
        number=number, width=round(page.width, 2), height=round(page.height, 2), text=layout.text,
        text_source=None if not sources else sources.pop() if len(sources) == 1 else "consensus",
        n_chars=len(seen),
        n_garbled=sum(glyph.text != glyph.raw or glyph.unresolved for glyph in seen),
        n_repaired=sum(glyph.method is not None for glyph in seen),
        n_unresolved=sum(glyph.unresolved for glyph in seen),
        n_hidden_chars=sum(glyph.hidden is not None and not glyph.text.isspace() for glyph in page.glyphs),
        n_pictures=len(raw.pictures),
        ocr_confidence=pictured.confidence if pictured is not None and pictured.lines else None,
        ocr_seconds=pictured.seconds if pictured is not None and pictured.lines else None,
        agreement=_agreement(raw, second),
    )  # fmt: skip
    return _ReadPage(page, layout, repairs, row, hidden_runs(page), tuple(s for strokes in inked.values() for s in strokes))


def _agreement(page: Page, second: str) -> float | None:
    """How far a second extractor finds the same characters (0-1, their order aside); None without a text layer."""
    ours = sorted(c for glyph in page.glyphs for c in glyph.raw if not c.isspace())
    theirs = sorted(c for c in second if not c.isspace())
    return round(fuzz.ratio("".join(ours), "".join(theirs)) / 100, 3) if ours else None


def _with_ink(read: list[_ReadPage], options: Options) -> list[_ReadPage]:
    """The pages with their handwritten notes; the words that the report prints help to read them."""
    pens = [find_pen_strokes(replace(entry.page, strokes=(*entry.page.strokes, *entry.pictured_ink))) for entry in read]
    if not any(pens):
        return read
    lexicon = report_lexicon(count_words(line.text for entry in read for line in entry.layout.lines))
    model = shared_reader().lines if options.ocr else None
    pages = []
    for entry, strokes in zip(read, pens, strict=True):
        page = replace(entry.page, glyphs=(*entry.page.glyphs, *recognised_print(entry.layout.lines))) if strokes else entry.page
        ink = find_ink_notes(page, strokes, lexicon, model)
        layout = without_doubles(entry.layout, ink.notes)
        layout = replace(layout, notes=(*layout.notes, *ink.notes), marks=(*layout.marks, *ink.marks))
        pages.append(replace(entry, layout=layout, row=replace(entry.row, text=layout.text, n_ink_strokes=ink.n_strokes)))
    return pages


def _empty(number: int) -> _ReadPage:
    page = Page(number, 0.0, 0.0)
    return _ReadPage(page, Layout(number, 0.0, 0.0, ()), (), PageRow(number, 0.0, 0.0), ())


def _transcript(source: Source) -> ReportResult:
    layouts, repairs = repair_by_context(read_transcript(source.path))
    rows = tuple(
        PageRow(number=layout.page, width=layout.width, height=layout.height, text=layout.text, text_source="native",
                n_chars=sum(not c.isspace() for c in layout.text),
                n_repaired=sum(repair.count for repair in repairs if repair.page == layout.page and repair.repaired != repair.raw),
                n_unresolved=sum(repair.count for repair in repairs if repair.page == layout.page and repair.repaired == repair.raw))
        for layout in layouts
    )  # fmt: skip
    result = _judged(source, layouts, "other", None)
    return replace(result, pages=rows, repairs=repairs)


def _judged(source: Source, layouts: tuple[Layout, ...], family: str, producer: str | None, removed: tuple[str, ...] = ()) -> ReportResult:
    """The stages behind reading: facts, records and verdicts of arranged pages."""
    facts = collect_facts(layouts, source.manifest_title, source.path.name, removed)
    records = segment_report(layouts, (source.path.stem, source.manifest_title))
    verdicts = collect_verdicts(records)
    doubtful = any(record.kind == "annotation" and record.confidence < DOUBTFUL for record in records)
    return ReportResult(
        source, source.report_id, facts=facts, family=family, producer=producer, records=records, verdicts=verdicts,
        needs_review=facts.model_conflict or doubtful or any(verdict.needs_review for verdict in verdicts),
    )
