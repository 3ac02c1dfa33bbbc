"""One report through every stage: read, repair, recognise, arrange, segment, judge.

Each stage is a plain function of values; this module only joins them, and turns what goes wrong into a result that says so.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass, replace

import pymupdf
from rapidfuzz import fuzz

from ocr.cache import ReadCache
from ocr.language import Lexicon, count_words, report_lexicon
from ocr.rapid import LineModel, shared_reader
from pipeline.facts.collect import collect_facts
from pipeline.facts.family import layout_family
from pipeline.facts.witnesses import Outside
from pipeline.failure import Fault, guarded, traceback_tail
from pipeline.glyphs.context import repair_by_context
from pipeline.glyphs.fonts import Fonts, load_fonts
from pipeline.glyphs.repair import repair_page
from pipeline.hidden import hidden_runs
from pipeline.homework.bank import KnownHomework, known_homework, load_bank, witness_of
from pipeline.ink.covered import recognised_print
from pipeline.ink.doubles import without_doubles
from pipeline.ink.furniture import without_furniture
from pipeline.ink.notes import find_ink_notes
from pipeline.ink.pen import PenStroke, find_pen_strokes
from pipeline.ink.pictures import inked_pictures
from pipeline.layout.arrange import arrange
from pipeline.layout.merge import with_pictured_lines
from pipeline.layout.sized import with_sized_signs
from pipeline.notes.annotations import annotation_notes, bare_marks
from pipeline.reading.annotations import annotation_writers
from pipeline.reading.document import ReadError, open_report
from pipeline.reading.pages import read_page
from pipeline.reading.recognise import read_pictures
from pipeline.reading.second import second_texts
from pipeline.reading.tables import read_tables
from pipeline.reading.transcript import read_transcript
from pipeline.reading.visibility import BACKGROUND, COVERED
from pipeline.report import Facts, Layout, Mark, Page, Repair, Stroke
from pipeline.result import HiddenText, Options, PageRow, ReportResult, Source
from pipeline.segments.certainty import is_unclear
from pipeline.segments.records import segment_report
from pipeline.verdicts.collect import collect_verdicts

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
    faults: tuple[Fault, ...] = ()
    writers: tuple[str, ...] = ()  # who left its PDF annotations, as the file says


@dataclass(frozen=True, slots=True)
class _Arranged:
    """A report read and arranged: all that its facts, records and verdicts need, and the rows that are final already."""

    layouts: tuple[Layout, ...]
    family: str
    producer: str | None
    removed: tuple[str, ...]  # words that the student painted over
    pages: tuple[PageRow, ...]
    repairs: tuple[Repair, ...]
    hidden: tuple[HiddenText, ...]
    marks: tuple[Mark, ...]
    faults: tuple[Fault, ...] = ()
    outside: Outside | None = None  # what the file and its folder tell of the author


def process_report(source: Source, options: Options) -> ReportResult:
    """Read one report. A file that cannot be read gives a result of status "failed"; what goes wrong on a page costs one
    stage of that page and makes the report "partial". Nothing is raised for bad input."""
    kept = options.kept / f"{source.sha256}.pickle" if options.kept else None
    if kept is not None and kept.is_file():
        return _judged(source, pickle.loads(kept.read_bytes()), options)
    try:
        arranged = _transcript(source) if source.path.suffix.casefold() == ".txt" else _pdf(source, options)
    except ReadError as error:
        return ReportResult(source, source.report_id, status="failed", problem=error.problem, stage=error.stage, traceback_tail=traceback_tail(error))
    if kept is not None:
        kept.write_bytes(pickle.dumps(arranged))
    return _judged(source, arranged, options)


def _pdf(source: Source, options: Options) -> _Arranged:
    cache = ReadCache(options.cache)
    second = second_texts(source.path)
    with open_report(source.path) as document:
        fonts = load_fonts(document)
        read: list[_ReadPage] = []
        for number in range(1, document.page_count + 1):
            other = second[number - 1] if number <= len(second) else ""
            page, fault = guarded(_page, "read", number, document, number, fonts, options, cache, other)
            read.append(page if page is not None else _empty(number, fault))
        pages = _with_ink(read, options)
        metadata = document.metadata or {}
    producer = " | ".join(x for x in (metadata.get("producer"), metadata.get("creator")) if x) or None
    layouts = tuple(entry.layout for entry in pages)
    strokes = sum(entry.row.n_ink_strokes for entry in pages)
    return _Arranged(
        layouts=layouts,
        family=layout_family(tuple(e.page for e in pages), layouts, metadata.get("producer") or "", metadata.get("creator") or "", strokes),
        producer=producer,
        removed=tuple(run.text for entry in pages for run in entry.hidden if run.reason in (COVERED, BACKGROUND)),
        pages=tuple(entry.row for entry in pages),
        repairs=tuple(repair for entry in pages for repair in entry.repairs),
        hidden=tuple(run for entry in pages for run in entry.hidden),
        marks=tuple(mark for entry in pages for mark in entry.layout.marks),
        faults=tuple(fault for entry in pages for fault in entry.faults),
        outside=Outside(source.path.name, source.submission, source.manifest_title or "", metadata.get("author") or "", metadata.get("title") or "",
                        tuple(writer for entry in pages for writer in entry.writers)),
    )  # fmt: skip


def _page(document: pymupdf.Document, number: int, fonts: Fonts, options: Options, cache: ReadCache, second: str) -> _ReadPage:
    page = read_page(document, number)
    raw = page
    faults: list[Fault] = []
    mended, fault = guarded(repair_page, "glyphs", number, page, fonts)
    faults += [fault] if fault else []
    page, repairs = mended if mended is not None else (page, ())
    page = replace(with_sized_signs(page, fonts), tables=read_tables(page.strokes, page.glyphs))
    layout, fault = guarded(arrange, "layout", number, page)
    if layout is None:
        return replace(_empty(number, fault), repairs=repairs)
    inked = inked_pictures(document, page)
    page = replace(page, pictures=tuple(picture for picture in page.pictures if picture not in inked))
    pictured, fault = guarded(read_pictures, "ocr", number, document, page, cache) if options.ocr else (None, None)
    faults += [fault] if fault else []
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
    return _ReadPage(page, layout, repairs, row, hidden_runs(page), tuple(s for strokes in inked.values() for s in strokes), tuple(faults),
                     annotation_writers(document[number - 1]))


def _agreement(page: Page, second: str) -> float | None:
    """How far a second extractor finds the same characters (0-1, their order aside); None without a text layer."""
    ours = sorted(c for glyph in page.glyphs for c in glyph.raw if not c.isspace())
    theirs = sorted(c for c in second if not c.isspace())
    return round(fuzz.ratio("".join(ours), "".join(theirs)) / 100, 3) if ours else None


def _with_ink(read: list[_ReadPage], options: Options) -> list[_ReadPage]:
    """The pages with their handwritten notes; the words that the report prints help to read them."""
    found = [guarded(find_pen_strokes, "ink", entry.page.number, replace(entry.page, strokes=(*entry.page.strokes, *entry.pictured_ink))) for entry in read]
    read = [replace(entry, faults=(*entry.faults, fault)) if fault else entry for entry, (_, fault) in zip(read, found, strict=True)]
    pens = without_furniture([strokes or () for strokes, _ in found])
    if not any(pens):
        return read
    lexicon = report_lexicon(count_words(line.text for entry in read for line in entry.layout.lines))
    model = shared_reader().lines if options.ocr else None
    pages = []
    for entry, strokes in zip(read, pens, strict=True):
        inked, fault = guarded(_inked, "ink", entry.page.number, entry, strokes, lexicon, model)
        pages.append(inked if inked is not None else replace(entry, faults=(*entry.faults, fault) if fault else entry.faults))
    return pages


def _inked(entry: _ReadPage, strokes: tuple[PenStroke, ...], lexicon: Lexicon, model: LineModel | None) -> _ReadPage:
    page = replace(entry.page, glyphs=(*entry.page.glyphs, *recognised_print(entry.layout.lines))) if strokes else entry.page
    ink = find_ink_notes(page, strokes, lexicon, model)
    layout = without_doubles(entry.layout, ink.notes)
    layout = replace(layout, notes=(*layout.notes, *ink.notes), marks=(*layout.marks, *ink.marks))
    return replace(entry, layout=layout, row=replace(entry.row, text=layout.text, n_ink_strokes=ink.n_strokes))


def _empty(number: int, fault: Fault | None) -> _ReadPage:
    page = Page(number, 0.0, 0.0)
    return _ReadPage(page, Layout(number, 0.0, 0.0, ()), (), PageRow(number, 0.0, 0.0), (), faults=(fault,) if fault else ())


def _transcript(source: Source) -> _Arranged:
    layouts, repairs = repair_by_context(read_transcript(source.path))
    rows = tuple(
        PageRow(number=layout.page, width=layout.width, height=layout.height, text=layout.text, text_source="native",
                n_chars=sum(not c.isspace() for c in layout.text),
                n_repaired=sum(repair.count for repair in repairs if repair.page == layout.page and repair.repaired != repair.raw),
                n_unresolved=sum(repair.count for repair in repairs if repair.page == layout.page and repair.repaired == repair.raw))
        for layout in layouts
    )  # fmt: skip
    return _Arranged(layouts, "other", None, (), rows, repairs, (), ())


def _judged(source: Source, arranged: _Arranged, options: Options) -> ReportResult:
    """The stages behind reading: facts, records and verdicts of arranged pages. `options.bank` is what other reports tell."""
    facts, facts_fault = guarded(collect_facts, "facts", None, arranged.layouts, source.manifest_title, source.path.name, arranged.removed, arranged.outside)
    facts = facts or Facts()
    known = known_homework(load_bank(options.bank), facts.homework, source.submission) if options.bank else KnownHomework()
    records, records_fault = guarded(segment_report, "segments", None, arranged.layouts, (source.path.stem, source.manifest_title), known)
    records = records or ()
    verdicts, verdicts_fault = guarded(collect_verdicts, "verdicts", None, records)
    verdicts = verdicts or ()
    faults = (*arranged.faults, *(fault for fault in (facts_fault, records_fault, verdicts_fault) if fault))
    doubtful = any(record.kind == "annotation" and record.confidence < DOUBTFUL for record in records)
    return ReportResult(
        source, source.report_id,
        status="partial" if faults else "ok",
        problem="; ".join(fault.told for fault in faults) or None,
        stage=faults[0].stage if faults else None,
        traceback_tail=next((fault.tail for fault in faults if fault.tail), None),
        facts=facts, family=arranged.family, producer=arranged.producer, pages=arranged.pages, records=records, verdicts=verdicts,
        repairs=arranged.repairs, hidden=arranged.hidden, marks=arranged.marks, faults=faults,
        needs_review=bool(faults) or facts.model_conflict or doubtful or is_unclear(records) or any(verdict.needs_review for verdict in verdicts),
        witness=witness_of(source.submission, facts.homework, records),
    )  # fmt: skip
