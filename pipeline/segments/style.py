"""How a report's lines look: its usual size and margins, its headings, and the colours that its student writes in."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from pipeline.language.voice import ANSWERS, ASKS, REMARKS, TELLS
from pipeline.report import Line
from pipeline.segments.heard import blocks, mean_voice

CHROMA = 70  # spread of the channels (0-255) from which a colour is a colour and not a grey
TYPED_OVER = 0.05  # share of its lines that words typed over a report make at most
NOTE_SHARE = 0.35  # a colour that more of the lines wear is the report's own text, not the student's remarks
HEARD = 20  # words from which a voice is heard (chosen)
_WORD = re.compile(r"[^\W\d_]{2,}")
_CODE = re.compile(r"https?:|www\.|^\S+\.(?:com|edu|org|ai)\b|\\[A-Za-z]{3,}", re.IGNORECASE)  # links; source that failed to render


@dataclass(frozen=True, slots=True)
class Style:
    """`size` is the usual type size in points; `left`, `right` the body's edges; `note_colours` the student's colours,
    `note_fonts` the fonts of words that an editor typed over the finished pages."""

    size: float
    left: float
    right: float
    colour: int
    note_colours: frozenset[int]
    note_fonts: frozenset[str] = frozenset()


def chroma(colour: int) -> int:
    channels = (colour >> 16 & 255, colour >> 8 & 255, colour & 255)
    return max(channels) - min(channels)


def word_count(text: str) -> int:
    return len(_WORD.findall(text))


def report_style(lines: list[Line], role_of: dict[int, str]) -> Style:
    """`role_of` gives the role of the labelled lines by index: their colours are labels', not the student's."""
    weight: Counter[float] = Counter()
    lefts: Counter[int] = Counter()
    colours: Counter[int] = Counter()
    rights = []
    for line in lines:
        if line.zone == "body" and line.picture is None:
            weight[round(line.size * 2) / 2] += len(line.text)
            colours[line.colour] += len(line.text)
            if word_count(line.text) >= 4:
                lefts[round(line.box[0] / 3)] += 1
                rights.append(line.box[2])
    rights.sort()
    size = weight.most_common(1)[0][0] if weight else 10.0
    left = min((x for x, n in lefts.items() if n >= 0.5 * max(lefts.values())), default=0) * 3.0
    right = rights[int(0.93 * (len(rights) - 1))] if rights else 0.0
    colour = colours.most_common(1)[0][0] if colours else 0
    return Style(size, left, right, colour, _note_colours(lines, role_of, size, colour), _fonts_typed_over(lines, size, left))


def _note_colours(lines: list[Line], role_of: dict[int, str], size: float, usual: int) -> frozenset[int]:
    prose: Counter[int] = Counter()
    against: Counter[int] = Counter()
    fonts: dict[int, set[str]] = defaultdict(set)
    total = 0
    for index, line in enumerate(lines):
        if line.zone not in ("body", "margin") or line.picture is not None:
            continue
        total += 1
        if chroma(line.colour) < CHROMA or line.colour == usual:
            continue
        fonts[line.colour].add(line.font)
        heading = line.bold and line.size > 1.12 * size
        if role_of.get(index) in ("prompt", "response") and not line.text.endswith(":"):
            against[line.colour] += 4
        elif role_of.get(index) in ("prompt", "response") or heading or line.mono or _CODE.search(line.text):
            against[line.colour] += 1
        elif word_count(line.text) >= 2:
            prose[line.colour] += 1
    return frozenset(c for c, n in prose.items() if n > 1.5 * against[c] and n <= NOTE_SHARE * total and not _answers(c, lines))


def _answers(colour: int, lines: list[Line]) -> bool:
    """Whether what a colour says sounds like an answer: code and terms that a page colours by itself."""
    said = blocks([i for i, line in enumerate(lines) if line.colour == colour and line.picture is None], lines)
    voice = mean_voice(said)
    return bool(sum(len(text.split()) for text in said) >= HEARD and voice[ANSWERS] + voice[ASKS] > voice[REMARKS] + voice[TELLS])


def _fonts_typed_over(lines: list[Line], size: float, left: float) -> frozenset[str]:
    """Fonts of words that an editor typed over a printed page and then made part of it: a few lines of plain type in a size
    of its own, none of them at the body's left edge, and no other font in any of them."""
    typed = [line for line in lines if line.picture is None and line.font]
    own: dict[str, list[Line]] = defaultdict(list)
    for line in typed:
        own[line.font].append(line)
    shared = {span.font for line in typed for span in line.spans if span.font != line.font}
    return frozenset(font for font, found in own.items() if 3 <= len(found) <= TYPED_OVER * len(typed) and font not in shared and _typed_over(found, size, left))


def _typed_over(found: list[Line], size: float, left: float) -> bool:
    plain = not any(line.bold or line.mono or line.panel is not None or line.table is not None for line in found)
    apart = all(line.box[0] > left + 6 * size and abs(line.size - size) > 0.15 * size for line in found)
    return plain and apart and sum(word_count(line.text) >= 3 for line in found) >= 0.5 * len(found)


def is_heading(line: Line, style: Style) -> bool:
    """A short line set apart by weight or size."""
    text = line.text.strip()
    if not text or len(text) > 110 or line.mono or line.zone != "body" or text[0] in "•◦▪":
        return False
    large = line.size >= 1.12 * style.size
    return (large and (line.bold or line.size >= 1.25 * style.size or word_count(text) <= 12)) or (
        line.bold and not text.endswith((".", ",", ";")) and len(text) < 90
    )
