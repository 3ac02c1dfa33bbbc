"""Handwritten notes of a page: strokes found, sorted and gathered, marks told from words, and the words read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ocr.language import Lexicon
from ocr.rapid import LineModel
from pipeline.ink.covered import circled, highlighted, struck_out, underlined
from pipeline.ink.groups import InkGroup, gap, group_strokes, union
from pipeline.ink.kinds import MARK_LARGEST, Sorted, sort_strokes
from pipeline.ink.layer import LayerWord, layer_words
from pipeline.ink.lines import cut_lines
from pipeline.ink.pen import PenStroke
from pipeline.ink.read import ENGINE, TABLET, ReadLine, read_ink_line
from pipeline.ink.shapes import BENT, is_cross, is_loop, is_slash, is_tick, straight, way, winding
from pipeline.report import Box, Mark, Note, Page, Point, Word

MARK_SIZES = (4.0, MARK_LARGEST)  # points; a smaller stroke is a dot
SIGNS = {"tick": "✓", "cross": "✗"}
MOST_LETTERS = 4000  # strokes of one note; more are a drawing
MOST_SIGNS = 4  # in one place; more strokes are writing
SMALLEST_SLASH = 10.0  # points
SURE_MARK, HASTY_MARK = 0.8, 0.6
SCRIBBLE = 0.3  # mean confidence below which a group's reading is no writing
UNCERTAIN = 0.5  # of what only the tablet has read
UPRIGHT = 2.5  # times as tall as wide: a bracket or brace beside the lines
LEVEL = 0.3  # as tall as wide at most: an underline
HOOK = 0.8  # letter heights between a small arrow and the words behind it
_SENSE = re.compile(r"[A-Za-z]{2,}|[A-Za-z]\d")  # what a note says at least
_ALONE = frozenset("IiAa-–•·*(✓✗")  # signs that may stand alone at the head of a note


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
    notes = [_sign(page, InkGroup(stroke.box, kinds.height, (stroke,)), "tick", SURE_MARK) for stroke in kinds.ticks]
    marks: list[Mark] = []
    for group in group_strokes(kinds):
        signs = _signs(page, group)
        if signs:
            notes += signs
            continue
        note, left = _group(page, group, layer, lexicon, model)
        notes += [note] if note is not None else []
        marks += left
    for mark in _highlights(page, kinds):
        near = min(range(len(notes)), key=lambda i: (gap(notes[i].box, mark.box), i), default=None)
        if near is not None and gap(notes[near].box, mark.box) < 3 * kinds.height:
            notes[near] = replace(notes[near], marks=(*notes[near].marks, mark), covers=notes[near].covers or mark.covers)
        else:
            marks.append(mark)
    notes.sort(key=lambda note: (note.box[1], note.box[0]))
    return PageInk(tuple(notes), tuple(marks), len(strokes) - len(kinds.white_out))


def _group(page: Page, group: InkGroup, layer: tuple[LayerWord, ...], lexicon: Lexicon, model: LineModel | None) -> tuple[Note | None, list[Mark]]:
    """The note that a group of strokes is, or the marks that it is instead."""
    pointers = [_pointer(page, stroke, group.height) for stroke in group.pointers]
    if not group.letters:
        return None, pointers
    if len(group.letters) > MOST_LETTERS:
        return None, [*pointers, _unread(page, group)]
    if len(group.letters) == 1 and winding(group.letters[0]) < BENT:
        return None, [*pointers, _pointer(page, group.letters[0], group.height)]
    if model is None:
        told = " ".join(word.text for word in layer if gap(group.box, word.box) == 0)
        note = _note(page, group, told, UNCERTAIN, source=TABLET, marks=tuple(pointers)) if _SENSE.search(told) else None
        return note, [] if note else [*pointers, _unread(page, group)]
    lines = [read_ink_line(line, group.height, layer, lexicon, model) for line in cut_lines(group.letters, group.height)]
    lines, hook = _without_hook(lines, group.height)
    words = [word for line in lines for word in _tied(line.words)]
    text = " ".join(word.text for word in words)
    if not _SENSE.search(text) or _mean(words) < SCRIBBLE:
        return None, [*pointers, _unread(page, group)]
    told = " ".join(line.told for line in lines if line.told)
    aim = _aim(group, hook)
    if hook:
        pointers.append(Mark(page.number, "arrow", union([s.box for s in hook]), hook[0].colour, confidence=0.6))
    source = "consensus" if told else ENGINE
    raw = told or " ".join(word.raw for word in words)
    covers = next((m.covers for m in pointers if m.covers), "")
    return _note(
        page, group, text, _mean(words), raw=raw, source=source, points_to=aim, words=tuple(words), marks=tuple(pointers), covers=covers,
    ), []  # fmt: skip


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


def _signs(page: Page, group: InkGroup) -> list[Note]:
    """Notes of one sign each, "✓" or "✗", where a group is such marks and nothing else."""
    strokes = (*group.letters, *group.pointers)
    if len(strokes) <= 2 and _sized(group.box) and is_cross(strokes):
        return [_sign(page, group, "cross", SURE_MARK)]
    found = []
    for stroke in strokes if len(strokes) <= MOST_SIGNS else ():
        own = InkGroup(stroke.box, group.height, (stroke,))
        if _sized(stroke.box) and is_tick(stroke):
            found.append(_sign(page, own, "tick", SURE_MARK))
        elif _sized(stroke.box) and max(stroke.width, stroke.height) > SMALLEST_SLASH and is_slash(stroke):
            found.append(_sign(page, own, "tick", HASTY_MARK))
    return found if len(found) == len(strokes) else []


def _sign(page: Page, group: InkGroup, kind: str, sure: float) -> Note:
    sign = SIGNS[kind]
    mark = Mark(page.number, kind, group.box, _strokes(group)[0].colour, confidence=sure)
    return _note(page, group, sign, sure, mark=sign, marks=(mark,))


def _sized(box: Box) -> bool:
    return MARK_SIZES[0] < max(box[2] - box[0], box[3] - box[1]) <= MARK_SIZES[1]


def _pointer(page: Page, stroke: PenStroke, height: float) -> Mark:
    """What a long stroke is, and the printed words that it lies on."""

    def mark(kind: str, covers: str = "", confidence: float = 0.8) -> Mark:
        return Mark(page.number, kind, stroke.box, stroke.colour, covers, confidence)

    if is_tick(stroke):
        return mark("tick")
    if is_loop(stroke) and (inside := circled(page, stroke)):
        return mark("circle", inside)
    if stroke.height < LEVEL * stroke.width:
        if words := struck_out(page, stroke):
            return mark("strike", words, 0.7)
        if words := underlined(page, stroke):
            return mark("underline", words)
        if not straight(way(stroke), 0.93):
            return mark("bracket", confidence=0.5)
        # Words in a picture are not known here, and a level line over it most likely underlines some.
        pictured = any(_holds(picture.box, stroke.middle) for picture in page.pictures)
        return mark("underline" if pictured else "arrow", confidence=0.5)
    if stroke.height > UPRIGHT * stroke.width and (stroke.width > 0.4 * height or not straight(way(stroke), 0.97)):
        return mark("bracket")
    return mark("arrow", confidence=0.6)


def _holds(box: Box, point: Point) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _unread(page: Page, group: InkGroup) -> Mark:
    return Mark(page.number, "unread", group.box, _strokes(group)[0].colour, confidence=0.5)


def _highlights(page: Page, kinds: Sorted) -> list[Mark]:
    """Strokes of a highlighter, those that touch as one mark."""
    parts: list[list[PenStroke]] = []
    for stroke in kinds.highlighter:
        touching = [part for part in parts if any(gap(stroke.box, other.box) < stroke.nib and other.colour == stroke.colour for other in part)]
        parts = [part for part in parts if part not in touching] + [[s for part in touching for s in part] + [stroke]]
    return [
        Mark(page.number, "highlight", union([s.box for s in part]), part[0].colour, highlighted(page, tuple(part)), 0.9)
        for part in sorted(parts, key=lambda part: part[0].order)
    ]


def _without_hook(lines: list[ReadLine], height: float) -> tuple[list[ReadLine], tuple[PenStroke, ...]]:
    """The lines without small arrows at their ends, and the strokes of the first.

    A reader of letters makes a letter of an arrow; what it reads alone, apart from all words, is none.
    """
    cleaned: list[ReadLine] = []
    hook: tuple[PenStroke, ...] = ()
    for line in lines:
        words = line.words
        for end in (0, -1):
            if words and _is_hook(words, end, line, height):
                hook = hook or _strokes_of(words[end], line)
                words = words[1:] if end == 0 else words[:-1]
        cleaned.append(replace(line, words=words))
    return cleaned, hook


def _is_hook(words: tuple[Word, ...], end: int, line: ReadLine, height: float) -> bool:
    word = words[end]
    if len(word.text) > 1 or word.text in _ALONE or (word.text.isdigit() and not line.told):
        return False
    apart = len(words) == 1 or gap(word.box, words[1 if end == 0 else -2].box) >= HOOK * height
    unseen = not line.told or word.engine == ENGINE
    return apart and unseen and 0 < len(_strokes_of(word, line)) <= 3


def _strokes_of(word: Word, line: ReadLine) -> tuple[PenStroke, ...]:
    return tuple(s for s in line.ink.strokes if word.box[0] - 1 <= s.middle[0] <= word.box[2] + 1 and word.box[1] - 1 <= s.middle[1] <= word.box[3] + 1)


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
