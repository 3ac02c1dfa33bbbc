"""Handwritten notes of a page: strokes found, grouped, told apart from marks, read, and mended by the report's own words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from ocr.cache import ReadCache, picture_hash
from ocr.rapid import RapidReader, shared_reader
from ocr.words import ReadLine
from pipeline.ink.groups import InkGroup, gap, group_strokes
from pipeline.ink.lexicon import mended
from pipeline.ink.marks import is_tick, mark_of
from pipeline.ink.render import MARGIN, render
from pipeline.ink.strokes import colour_of, pen_strokes
from pipeline.report import Box, Glyph, Note, Page, Stroke, Word

SURE = 0.45  # confidence from which a reading is words and not a squiggle
_WORDS = re.compile(r"[A-Za-z]{2,}|\d")


@dataclass(frozen=True, slots=True)
class PageInk:
    """The notes in ink of a page, and how many pen strokes it holds."""

    notes: tuple[Note, ...]
    n_strokes: int


def find_ink_notes(page: Page, printed: Counter[str], cache: ReadCache, read: bool = True, reader: RapidReader | None = None) -> PageInk:
    """The handwritten notes and marks of `page`. `printed` counts the report's typed words; with `read` false only marks
    and the tablet's own layer are told, and nothing is recognised."""
    pen = pen_strokes(page)
    strokes = pen.writing
    if not strokes:
        return PageInk((), len(pen.highlighter))
    layer = [glyph for glyph in page.glyphs if glyph.mode == 3]
    notes = []
    for group in group_strokes(strokes):
        mark = mark_of(group)
        if mark is not None:
            notes.append(_note(page, group, mark, mark, 0.8, ()))
        elif len(group.letters) >= 2:
            note = _read(page, group, layer, printed, cache, (reader or shared_reader()) if read else None)
            if note is not None:
                notes.append(note)
    return PageInk(tuple(notes), len(strokes) + len(pen.highlighter))


def _read(page: Page, group: InkGroup, layer: list[Glyph], printed: Counter[str], cache: ReadCache, reader: RapidReader | None) -> Note | None:
    told = _layer_text(layer, group.box)
    if reader is None:
        return _note(page, group, told, None, 0.5, (), raw=told, source="tablet_layer") if _WORDS.search(told) else None
    box = group.box
    image, scale = render(group.letters, box, group.height)
    lines = cache.lines(picture_hash(image), reader.name, reader.version + "-ink", lambda: reader.recognise(image))
    words = tuple(word for line in lines if line.confidence >= SURE for word in _words(line, box, scale, printed))
    text = " ".join(word.text for word in words)
    if not _WORDS.search(text) or len(re.findall(r"[A-Za-z]", text)) < 2:
        return None
    confidence = sum(word.confidence * len(word.text) for word in words) / sum(len(word.text) for word in words)
    mark = "✓" if any(is_tick(stroke) for stroke in group.pointers) else None
    return _note(page, group, text, mark, confidence, words, raw=told or " ".join(line.text for line in lines))


def _words(line: ReadLine, box: Box, scale: float, printed: Counter[str]) -> list[Word]:
    pieces = line.words or ()
    found = []
    for piece in pieces:
        text = mended(piece.text, printed)
        x0, y0, x1, y1 = piece.box
        place = ((x0 - MARGIN) / scale + box[0], (y0 - MARGIN) / scale + box[1], (x1 - MARGIN) / scale + box[0], (y1 - MARGIN) / scale + box[1])
        confidence = piece.confidence * (0.9 if text != piece.text else 1.0)
        found.append(Word(text, place, confidence, "rapidocr", piece.text, ((piece.text, "rapidocr", piece.confidence),) if text != piece.text else ()))
    if not found and line.text.strip():
        found.append(Word(line.text.strip(), box, line.confidence, "rapidocr", line.text))
    return found


def _note(page: Page, group: InkGroup, text: str, mark: str | None, confidence: float, words: tuple[Word, ...], raw: str = "", source: str = "handwriting") -> Note:
    strokes: tuple[Stroke, ...] = group.letters or group.pointers
    return Note(
        page=page.number, box=group.box, text=text, channel="handwritten", raw=raw or text, source=source,
        confidence=round(confidence, 4), colour=colour_of(strokes[0]), mark=mark, points_to=_aim(group, page), words=words,
    )  # fmt: skip


def _aim(group: InkGroup, page: Page) -> Box | None:
    """Where the group's longest pointer leads: a bracket spans what it is about, an arrow ends at it."""
    if not group.pointers or not group.letters:
        return None
    pointer = max(group.pointers, key=lambda s: (s.box[2] - s.box[0]) + (s.box[3] - s.box[1]))
    wide, tall = pointer.box[2] - pointer.box[0], pointer.box[3] - pointer.box[1]
    if tall > 3 * wide:
        return pointer.box
    points = [point for path in pointer.points for point in path]
    ends = sorted((points[0], points[-1]), key=lambda p: gap(group.box, (p[0], p[1], p[0], p[1])))
    far = ends[-1]
    return far[0], far[1], far[0], far[1]


def _layer_text(layer: list[Glyph], box: Box) -> str:
    """The tablet's own reading of the ink inside a box, in the layer's order."""
    inside = [g for g in layer if box[0] - 4 <= (g.box[0] + g.box[2]) / 2 <= box[2] + 4 and box[1] - 4 <= (g.box[1] + g.box[3]) / 2 <= box[3] + 4]
    text = ""
    last: Glyph | None = None
    for glyph in inside:
        if last is not None and _apart(last, glyph):
            text += " "
        text += glyph.text
        last = glyph
    return " ".join(text.split())


def _apart(last: Glyph, glyph: Glyph) -> bool:
    """Whether a blank belongs between two glyphs of the layer: another line, or a gap."""
    size = max(glyph.size, 1.0)
    return abs(glyph.origin[1] - last.origin[1]) > 0.5 * size or glyph.box[0] - last.box[2] > 0.25 * size
