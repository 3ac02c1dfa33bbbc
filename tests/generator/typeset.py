"""Markup to lines: `**bold**`, `*italic*`, `` `mono` ``, `$math$`, `==marked==`; words wrapped to a width."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace

from .boxes import Box, Glyphs, Rule, glyph_box, row, space
from .faces import COMPUTER_MODERN, face
from .mathset import COMPUTER_MODERN_MATH, STIX_MATH, MathFaces, linear, set_math

PIECE = re.compile(r"\$([^$]+)\$|\*\*(.+?)\*\*|\*(.+?)\*|`([^`]+)`|==(.+?)==")
LIGATURES = ("ffi", "ffl", "ff", "fi", "fl")


@dataclass(frozen=True)
class Style:
    """Faces of a text, its size and line spacing in points, its colour, and whether lines are filled to the width."""

    regular: str
    bold: str
    italic: str
    mono: str
    size: float
    leading: float
    math: MathFaces = COMPUTER_MODERN_MATH
    colour: int = 0
    justified: bool = False

    def sized(self, size: float) -> Style:
        return replace(self, size=size, leading=self.leading * size / self.size)


TEX = Style("roman", "bold", "italic", "mono", 10.5, 13.2, justified=True)
WEB = Style("sans", "sans-bold", "sans-italic", "sans-mono", 9.5, 15.0)
WORD = Style("times", "times-bold", "times-italic", "sans-mono", 11.5, 15.0, STIX_MATH)
EDITOR = Style("helvetica", "helvetica-bold", "helvetica-italic", "sans-mono", 11, 15.0, STIX_MATH)
FALLBACKS = ("symbols", "letters", "times", "sans")


def plain_text(markup: str) -> str:
    """What a person reads in the markup."""
    return PIECE.sub(lambda m: linear(m[1]) if m[1] else next(g for g in m.groups()[1:] if g), markup)


def formulas(markup: str) -> list[str]:
    return [linear(m[1]) for m in PIECE.finditer(markup) if m[1]]


def set_word(text: str, face_name: str, size: float, colour: int = 0) -> Box:
    """One unbroken string; a character that the face lacks comes from another face."""
    made, boxes, run = face(face_name), [], []
    ligatures = face_name in COMPUTER_MODERN and face_name != "mono"
    rest = text
    while rest:
        taken = next((lig for lig in LIGATURES if ligatures and rest.startswith(lig)), rest[0])
        if taken in made.glyph_of:
            run.append(made.glyph_of[taken])
        else:
            if run:
                boxes.append(glyph_box(face_name, run, size, colour))
                run = []
            other = next(name for name in FALLBACKS if taken in face(name).glyph_of)
            boxes.append(glyph_box(other, [face(other).glyph_of[taken]], size, colour))
        rest = rest[len(taken) :]
    if run:
        boxes.append(glyph_box(face_name, run, size, colour))
    return row(boxes, text)


def set_string(text: str, face_name: str, size: float, colour: int = 0) -> Box:
    """A string with its spaces, on one line."""
    gap = size * 0.3
    boxes: list[Box] = []
    for word in text.split(" "):
        boxes += (
            [space(gap), set_word(word, face_name, size, colour)]
            if boxes
            else [set_word(word, face_name, size, colour)]
        )
    return row(boxes, text)


def _words(markup: str, style: Style) -> list[Box]:
    """The words of a paragraph; a word may join pieces of several styles ("$x$," is one word)."""
    words: list[list[Box]] = [[]]
    at = 0

    def plain(text: str, face_name: str, marked: bool = False) -> None:
        for i, part in enumerate(text.split(" ")):
            if i:
                words.append([])
            if part:
                box = set_word(part, face_name, style.size, style.colour)
                if marked:
                    behind = Rule(-1.5, -style.size * 0.85, box.width + 4.5, style.size * 1.12, 0xFFF176, under=True)
                    box = replace(box, items=(behind, *box.items))
                words[-1].append(box)

    for match in PIECE.finditer(markup):
        plain(markup[at : match.start()], style.regular)
        math, bold, italic, mono, marked = match.groups()
        if math:
            words[-1].append(set_math(math, style.size, style.math, style.colour))
        elif bold or italic:
            plain(bold or italic, style.bold if bold else style.italic)
        else:
            plain(mono or marked, style.mono if mono else style.regular, marked=bool(marked))
        at = match.end()
    plain(markup[at:], style.regular)
    return [row(parts, "".join(part.text for part in parts)) for parts in words if parts]


def paragraph(markup: str, style: Style, width: float, indent: float = 0, first: float = 0) -> list[Box]:
    """Lines of a paragraph, each as wide as its words (or as the width, when justified), `indent` from the left."""
    gap = style.size * 0.3
    lines: list[list[Box]] = [[]]
    used = first
    for word in _words(markup, style):
        if lines[-1] and used + gap + word.width > width - indent:
            lines.append([])
            used = 0
        used += word.width + (gap if lines[-1] else 0)
        lines[-1].append(word)
    made = []
    for number, words in enumerate(lines):
        start = indent + (first if number == 0 else 0)
        slack = width - start - sum(w.width for w in words) - gap * (len(words) - 1)
        filled = style.justified and number < len(lines) - 1 and len(words) > 1 and slack < width * 0.25
        stretch = gap + (slack / (len(words) - 1) if filled else 0)
        parts: list[Box] = [space(start)]
        for i, word in enumerate(words):
            parts += [space(stretch), word] if i else [word]
        line = row(parts, " ".join(w.text for w in words))
        made.append(
            replace(line, height=max(line.height, style.leading * 0.72), depth=max(line.depth, style.leading * 0.28))
        )
    return made


def display(source: str, style: Style, width: float) -> Box:
    """A formula on a line of its own, centred."""
    box = set_math(source, style.size, style.math, style.colour, display=True)
    left = max(0.0, (width - box.width) / 2)
    return Box(left + box.width, box.height + 6, box.depth + 6, box.moved(left, 0), box.text, math=True)


def with_spaces(line: Box) -> Box:
    """The line with a drawn space between its words, as browsers and office programs write (TeX only moves the pen)."""
    runs = sorted((item for item in line.items if isinstance(item, Glyphs)), key=lambda item: item.x)
    spaces = []
    for left, right in itertools.pairwise(runs):
        end = left.x + face(left.face).width(list(left.names), left.size)
        if right.x - end > left.size * 0.15 and "space" in face(left.face).widths and left.y == right.y:
            spaces.append(Glyphs(end, left.y, left.face, left.size, ("space",), left.colour))
    return replace(line, items=line.items + tuple(spaces))
