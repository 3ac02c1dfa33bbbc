"""Handwritten notes of a page: strokes found, sorted and gathered, marks told from words, and the words read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ocr.language import Lexicon
from ocr.rapid import LineModel
from pipeline.ink.groups import InkGroup, gap, group_strokes, union
from pipeline.ink.hooks import without_hooks
from pipeline.ink.kinds import sort_strokes
from pipeline.ink.layer import LayerWord, layer_words
from pipeline.ink.lines import cut_lines
from pipeline.ink.marks import UPRIGHT, highlights, pointer, signs, tick, unread
from pipeline.ink.pen import PenStroke
from pipeline.ink.read import ENGINE, TABLET, read_ink_line
from pipeline.ink.shapes import BENT, way, winding
from pipeline.ink.signs import SIGNS, with_signs
from pipeline.report import Box, Mark, Note, Page, Word

MOST_LETTERS = 4000  # strokes of one note; more are a drawing
SCRIBBLE = 0.3  # mean confidence below which a group's reading is no writing
UNCERTAIN = 0.5  # of what only the tablet has read
_SENSE = re.compile(r"[A-Za-z]{2,}|[A-Za-z]\d")  # what a note says at least


@dataclass(frozen=True, slots=True)
class PageInk:
    """The notes in ink of a page, the marks that belong to none, and how many pen strokes it holds."""

    notes: tuple[Note, ...] = ()
    marks: tuple[Mark, ...] = ()
    n_strokes: int = 0


def find_ink_notes(page: Page, strokes: tuple[PenStroke, ...], lexicon: Lexicon, model: LineModel | None) -> PageInk:
    """The handwritten notes and marks of `page` with those pen strokes; `lexicon` holds the report's own words.

    Without a `model` nothing is recognised: marks are told, and the tablet's own layer is taken as it is.
    """
    if not strokes:
        return PageInk()
    kinds = sort_strokes(strokes, page)
    layer = layer_words(page)
    notes = [_sign(tick(page, stroke)) for stroke in kinds.ticks]
    marks: list[Mark] = []
    for group in group_strokes(kinds):
        told = signs(page, group)
        if told:
            notes += [_sign(mark) for mark in told]
            continue
        note, left = _group(page, group, layer, lexicon, model)
        notes += [note] if note is not None else []
        marks += left
    for mark in highlights(page, kinds):
        near = min(range(len(notes)), key=lambda i: (gap(notes[i].box, mark.box), i), default=None)
        if near is not None and gap(notes[near].box, mark.box) < 3 * kinds.height:
            notes[near] = replace(notes[near], marks=(*notes[near].marks, mark))
        else:
            marks.append(mark)
    notes.sort(key=lambda note: (note.box[1], note.box[0]))
    return PageInk(tuple(notes), tuple(marks), len(strokes) - len(kinds.white_out))


def _group(page: Page, group: InkGroup, layer: tuple[LayerWord, ...], lexicon: Lexicon, model: LineModel | None) -> tuple[Note | None, list[Mark]]:
    """The note that a group of strokes is, or the marks that it is instead."""
    pointers = [pointer(page, stroke, group.height) for stroke in group.pointers]
    if not group.letters:
        return None, pointers
    if len(group.letters) > MOST_LETTERS:
        return None, [*pointers, unread(page, group)]
    if len(group.letters) == 1 and winding(group.letters[0]) < BENT:
        return None, [*pointers, pointer(page, group.letters[0], group.height)]
    if model is None:
        told = " ".join(word.text for word in layer if gap(group.box, word.box) == 0)
        note = _note(page, group, told, UNCERTAIN, source=TABLET, marks=tuple(pointers)) if _SENSE.search(told) else None
        return note, [] if note else [*pointers, unread(page, group)]
    lines = [read_ink_line(line, group.height, layer, lexicon, model) for line in cut_lines(group.letters, group.height)]
    lines, written = with_signs(page.number, lines, group.height)
    lines, hook = without_hooks(lines, group.height)
    words = [word for line in lines for word in _tied(line.words)]
    text = " ".join(word.text for word in words)
    if not _SENSE.search(text) or _mean(words) < SCRIBBLE:
        return None, [*pointers, unread(page, group)]
    told = " ".join(line.told for line in lines if line.told)
    aim = _aim(group, hook)
    if hook:
        pointers.append(Mark(page.number, "arrow", union([s.box for s in hook]), hook[0].colour, confidence=0.6))
    source = "consensus" if told else ENGINE
    raw = told or " ".join(word.raw for word in words)
    return _note(page, group, text, _mean(words), raw=raw, source=source, points_to=aim, words=tuple(words), marks=(*written, *pointers)), []


def _sign(mark: Mark) -> Note:
    """The note that a tick or a cross is."""
    sign = SIGNS[mark.kind]
    return Note(
        mark.page, mark.box, sign, "handwritten", raw=sign, source=ENGINE, confidence=mark.confidence, colour=mark.colour, mark=sign, marks=(mark,)
    )  # fmt: skip


def _note(page: Page, group: InkGroup, text: str, confidence: float, **more: object) -> Note:
    given = {"raw": text, "source": ENGINE} | more
    return Note(page.number, group.box, text, "handwritten", confidence=round(confidence, 4), colour=_strokes(group)[0].colour, **given)


def _strokes(group: InkGroup) -> tuple[PenStroke, ...]:
    return group.letters or group.pointers


def _tied(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words of a line, a hyphen that opens one tying it to the word before ("one -shot")."""
    tied: list[Word] = []
    for word in words:
        last = tied[-1] if tied else None
        if last is not None and last.text[-1:].isalnum() and word.text.startswith("-") and word.text[1:2].isalpha():
            tied[-1] = replace(
                last, text=last.text + word.text, raw=last.raw + word.raw, box=union([last.box, word.box]),
                confidence=min(last.confidence, word.confidence), alternatives=(*last.alternatives, *word.alternatives),
            )  # fmt: skip
        else:
            tied.append(word)
    return tuple(tied)


def _mean(words: list[Word]) -> float:
    """Mean confidence over the letters of some words."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def _aim(group: InkGroup, hook: tuple[PenStroke, ...]) -> Box | None:
    """Where the group's longest pointer leads: a bracket spans what it is about, an arrow ends at it."""
    strokes = group.pointers or hook
    if not strokes:
        return None
    pointer = max(strokes, key=lambda s: s.width + s.height)
    if pointer.height > UPRIGHT * pointer.width:
        return pointer.box
    letters = union([s.box for s in group.letters if s not in hook] or [group.box])
    points = way(pointer)
    far = max((points[0], points[-1]), key=lambda p: gap(letters, (*p, *p)))
    return (*far, *far)
