"""Glyphs for which a file's writer knew no character, and wrote their code.

Quartz (macOS, iOS) numbers a font's glyphs in the order of their use and writes a text map for these codes. For a glyph that no
character leads to, such as the parenthesis that some fonts put beside a capital, a little higher than their own, or a digit of
fixed width, the map holds the code itself, as a character of Mac OS Roman: the text layer has some letter instead.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass

import pymupdf
from fontTools.ttLib import TTFont, TTLibError

from pipeline.glyphs.program import Outline

_OFF = 0.15  # em that a variant may stand off its glyph's place; a comma and an apostrophe of one shape are further apart
_SAME = 0.002  # em
_BLOCK = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_CHAR = re.compile(rb"<([0-9A-Fa-f]{2})>\s*<((?:[0-9A-Fa-f]{2}){2,})>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]{2})>\s*<([0-9A-Fa-f]{2})>\s*<([0-9A-Fa-f]{4})>")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A glyph whose text is its own `code`.

    `known` are the font's glyphs that have a text, each with it; `doubled` says that the map gives the placeholder's text to
    another code too: then it is no chance that text and code agree.
    """

    code: int
    known: tuple[tuple[int, str], ...]
    doubled: bool


def find_placeholders(document: pymupdf.Document, xref: int) -> dict[int, Placeholder]:
    """The placeholders among the glyphs of the font object `xref`, by glyph index; none in a font that has an encoding."""
    if document.xref_get_key(xref, "Subtype")[1] != "/TrueType" or document.xref_get_key(xref, "Encoding")[0] != "null":
        return {}
    kind, value = document.xref_get_key(xref, "ToUnicode")
    texts = _text_map(document.xref_stream(int(value.split()[0])) or b"") if kind == "xref" else {}
    bare = {code for code, text in texts.items() if bytes((code,)).decode("mac_roman") == text}
    if not bare or len(bare) == len(texts):  # a font that keeps the codes of Mac OS Roman
        return {}
    glyphs = _glyphs(document.extract_font(xref)[3])
    times = Counter(texts.values())
    known = tuple((gid, texts[code]) for code, gid in glyphs.items() if code in texts and code not in bare)
    return {glyphs[code]: Placeholder(code, known, times[texts[code]] > 1) for code in bare & glyphs.keys()}


def moved(one: Outline, other: Outline) -> bool:
    """Whether two outlines are one, perhaps a little aside."""
    if not one or [(op, len(points)) for op, points in one] != [(op, len(points)) for op, points in other]:
        return False
    pairs = [(p, q) for (_, ps), (_, qs) in zip(one, other, strict=True) for p, q in zip(ps, qs, strict=True)]
    x, y = (pairs[0][1][i] - pairs[0][0][i] for i in (0, 1))
    return max(abs(x), abs(y)) <= _OFF and all(abs(q[0] - p[0] - x) <= _SAME and abs(q[1] - p[1] - y) <= _SAME for p, q in pairs)


def _text_map(stream: bytes) -> dict[int, str]:
    """Code -> text of a /ToUnicode map of one-byte codes."""
    texts: dict[int, str] = {}
    for kind, block in _BLOCK.findall(stream):
        if kind == b"char":
            texts.update((int(code, 16), bytes.fromhex(text.decode()).decode("utf-16-be", "replace")) for code, text in _CHAR.findall(block))
        else:
            for first, last, text in _RANGE.findall(block):
                texts.update((code, chr(int(text, 16) + code - int(first, 16))) for code in range(int(first, 16), int(last, 16) + 1))
    return texts


def _glyphs(program: bytes) -> dict[int, int]:
    """Code -> glyph index of a TrueType program with a Macintosh character map."""
    try:
        font = TTFont(io.BytesIO(program), lazy=True)
        cmap = font["cmap"].getcmap(1, 0)
        return {code: font.getGlyphID(name) for code, name in cmap.cmap.items()} if cmap is not None else {}
    except (TTLibError, KeyError, AssertionError, ValueError, IndexError, OverflowError):
        return {}  # a damaged font program proves nothing
