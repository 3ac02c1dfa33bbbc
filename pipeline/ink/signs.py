"""Ticks and crosses that stand before or behind the words of a note, which a reader of letters takes for letters."""

from __future__ import annotations

from dataclasses import replace

from pipeline.ink.hooks import strokes_of
from pipeline.ink.read import ReadLine
from pipeline.ink.shapes import is_cross, is_plain_tick
from pipeline.report import Mark, Word

SIGNS = {"tick": "✓", "cross": "✗"}
DEFINES = frozenset("=:")  # behind a sign, it tells what the sign or a variable means
SURE = 0.7  # confidence (chosen): less than in a sign that stands alone


def with_signs(page: int, lines: list[ReadLine], height: float) -> tuple[list[ReadLine], tuple[Mark, ...]]:
    """The lines of a note with a tick or cross at its beginning or end written as such, and these as marks."""
    found = list(lines)
    marks: list[Mark] = []
    for number, end in ((0, 0), (-1, -1)) if sum(len(line.words) for line in lines) > 1 else ():
        words = list(found[number].words)
        mark = _sign(page, words, end, found[number], height)
        if mark is not None:
            sign = SIGNS[mark.kind]
            words[end] = replace(words[end], text=sign, confidence=SURE, alternatives=())
            found[number] = replace(found[number], words=tuple(words))
            marks.append(mark)
    return found, tuple(marks)


def _sign(page: int, words: list[Word], end: int, line: ReadLine, height: float) -> Mark | None:
    """The sign that the first or last word of a line is: one letter to the eye, by its strokes a tick or a cross."""
    if not words or len(words[end].text) > 1 or (end == 0 and len(words) > 1 and words[1].text[:1] in DEFINES):
        return None
    strokes = strokes_of(words[end], line)
    cross = 0 < len(strokes) <= 2 and words[end].text in "xX×" and is_cross(strokes)
    tick = len(strokes) == 1 and is_plain_tick(strokes[0]) and strokes[0].height > height
    if not cross and not tick:
        return None
    return Mark(page, "cross" if cross else "tick", words[end].box, strokes[0].colour, confidence=SURE)
