"""Style: what a font's name says of it, and runs of one style as spans."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.layout.atoms import Token
from pipeline.report import Glyph, Span

_BOLD = re.compile(
    r"bold|black|heavy|semi-?bold|demi|(?<![a-z])bd(?![a-z])|^cmbx|^sfbx|^sfb[a-z]|^ecbx|^cmb\d|^cmssbx|^lmbx|lmroman\d+-bold"
    r"|[-_ ](?:[56789]00|550)(?!\d)|wght[67890]|,bold|^sfsx|^cmmib",
    re.IGNORECASE,
)
_ITALIC = re.compile(
    r"italic|oblique|slanted|-it(?:$|[^a-z])|ital(?:$|[^a-z])|^cmti|^sfti|^ecti|^cmmi|^cmsl|^sfsl|^cmbxti|^sfbi|^cmbxsl|^lmmi",
    re.IGNORECASE,
)
_MONO = re.compile(
    r"mono|courier|menlo|consol|code|^cmtt|^sftt|^ectt|^lmtt|^cmsltt|typewriter|fixed|monaco|inconsolata|cascadia|fira ?mono",
    re.IGNORECASE,
)
_MATH = re.compile(
    r"katex_(?!main)|mathjax|^cmmi|^cmsy|^cmex|^msam|^msbm|^eu[fsr]|^lasy|math|^stmary|^rsfs|^bbm|^cmbsy|^lmsy|^lmmi|^wasy",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Traits:
    bold: bool
    italic: bool
    mono: bool
    math: bool


@lru_cache(maxsize=4096)
def traits(font: str) -> Traits:
    """What a font's name (subset prefix ignored) says of its style."""
    name = re.sub(r"^[A-Z]{6}\+", "", font)
    return Traits(
        bool(_BOLD.search(name)), bool(_ITALIC.search(name)), bool(_MONO.search(name)), bool(_MATH.search(name))
    )


def spans(tokens: Sequence[Token], background: Callable[[Glyph], int | None]) -> tuple[Span, ...]:
    """Runs of one style. Structure and spaces take the style of what stands before them."""
    out: list[Span] = []
    key: tuple | None = None
    texts: list[str] = []
    glyphs: list[Glyph] = []
    for text, _, glyph in tokens:
        if glyph is not None:
            new = (glyph.font, round(glyph.size, 1), glyph.colour, background(glyph))
            if new != key:
                if glyphs:
                    out.append(_span("".join(texts), glyphs, key))
                    texts, glyphs = [], []
                key = new
            glyphs.append(glyph)
        texts.append(text)
    if glyphs:
        out.append(_span("".join(texts), glyphs, key))
    return tuple(out)


def majority(glyphs: Iterable[Glyph]) -> tuple[str, float, int]:
    """The font, size and colour of most of the glyphs."""
    fonts, sizes, colours = Counter(), Counter(), Counter()
    for glyph in glyphs:
        fonts[glyph.font] += 1
        sizes[round(glyph.size, 1)] += 1
        colours[glyph.colour] += 1
    return fonts.most_common(1)[0][0], sizes.most_common(1)[0][0], colours.most_common(1)[0][0]


def _span(text: str, glyphs: list[Glyph], key: tuple | None) -> Span:
    first = glyphs[0]
    style = traits(first.font)
    box = (
        min(g.box[0] for g in glyphs),
        min(g.origin[1] - 0.8 * g.size for g in glyphs),
        max(g.box[2] for g in glyphs),
        max(g.origin[1] + 0.22 * g.size for g in glyphs),
    )
    background = key[3] if key else None
    return Span(text, box, first.font, first.size, first.colour, style.bold, style.italic, style.mono, background)
