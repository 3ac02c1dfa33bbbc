"""Small arrows at the ends of written lines, which a reader of letters takes for letters."""

from __future__ import annotations

from dataclasses import replace

from pipeline.ink.groups import gap
from pipeline.ink.pen import PenStroke
from pipeline.ink.read import ENGINE, ReadLine
from pipeline.report import Word

HOOK = 0.8  # letter heights between a small arrow and the words beside it
_ALONE = frozenset("IiAa-–•·*(✓✗")  # signs that may stand alone at the end of a line


def without_hooks(lines: list[ReadLine], height: float) -> tuple[list[ReadLine], tuple[PenStroke, ...]]:
    """The lines without small arrows at their ends, and the strokes of the first.

    A reader of letters makes a letter of an arrow; what it reads alone, apart from all words, is none.
    """
    cleaned: list[ReadLine] = []
    hook: tuple[PenStroke, ...] = ()
    for line in lines:
        words = line.words
        for end in (0, -1):
            if words and _is_hook(words, end, line, height):
                hook = hook or strokes_of(words[end], line)
                words = words[1:] if end == 0 else words[:-1]
        cleaned.append(replace(line, words=words))
    return cleaned, hook


def _is_hook(words: tuple[Word, ...], end: int, line: ReadLine, height: float) -> bool:
    word = words[end]
    if len(word.text) > 1 or word.text in _ALONE or (word.text.isdigit() and not line.told):
        return False
    apart = len(words) == 1 or gap(word.box, words[1 if end == 0 else -2].box) >= HOOK * height
    unseen = not line.told or word.engine == ENGINE
    return apart and unseen and 0 < len(strokes_of(word, line)) <= 3


def strokes_of(word: Word, line: ReadLine) -> tuple[PenStroke, ...]:
    """The strokes of a line that a word was read from."""
    return tuple(s for s in line.ink.strokes if word.box[0] - 1 <= s.middle[0] <= word.box[2] + 1 and word.box[1] - 1 <= s.middle[1] <= word.box[3] + 1)
