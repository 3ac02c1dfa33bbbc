"""Typical formulas, written as they are printed, and what stands beside the symbols in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from pipeline.glyphs.context.encodings import OML, OMS, OT1, SAME, TRUE
from pipeline.glyphs.context.neighbours import Neighbours, neighbours
from pipeline.glyphs.context.profiles import MAIN, SMALL

_SYMBOLS = frozenset(TRUE[OMS] + TRUE[OML] + TRUE[OT1])
_NEGATED = re.compile("(.)\u0338")
_LINE_END = " / "


def patterns(formulas: Iterable[str]) -> Iterator[tuple[str, str, Neighbours]]:
    """Each symbol of the formulas with its style and what stands beside it.

    In a formula `_` and `^` set the next character, or what follows in braces, as a script; a slash between blanks ends a
    printed line, as a fraction does. Other braces print themselves.
    """
    for formula in formulas:
        lines = list(_printed(formula))
        texts = ["".join(char for char, _ in line) for line in lines]
        for number, line in enumerate(lines):
            for column, (char, style) in enumerate(line):
                symbol = char.translate(SAME)
                if symbol in _SYMBOLS:
                    yield symbol, style, neighbours(texts, number, column)


def _printed(formula: str) -> Iterator[list[tuple[str, str]]]:
    """The lines of characters with their styles; the slash of a negation stands before its relation, where TeX strikes it."""
    apart = _NEGATED.sub("\u0338\\1", unicodedata.normalize("NFD", formula))
    scripts: list[bool] = []  # for each open brace, whether it holds a script
    for text in apart.split(_LINE_END):
        line: list[tuple[str, str]] = []
        i = 0
        while i < len(text):
            char, style = text[i], SMALL if any(scripts) else MAIN
            if char in "_^":
                if text[i + 1] == "{":
                    scripts.append(True)
                else:
                    line.append((text[i + 1], SMALL))
                i += 2
                continue
            if char == "{":
                scripts.append(False)
            if char != "}" or not scripts.pop():
                line.append((char, style))
            i += 1
        yield line
