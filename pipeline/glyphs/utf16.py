"""Lines whose bytes are UTF-16BE but were drawn through a one-byte font, so that each character stands as two glyphs."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.report import Glyph

_ZEROS = 0.5  # share of high bytes that are zero in a line of mostly Latin text
_CONTROL = 0x20  # a lower byte is no character of any one-byte text
_ASCII = 0.5  # share of printable ASCII in a line of one-byte text with stray control bytes
_NO_CHARACTER = ("Cn", "Co", "Cs", "Cc")  # unassigned, private, lone surrogate, control


def holds_utf16(glyphs: Sequence[Glyph]) -> bool:
    """Whether the page has glyphs as a zero byte gives them in a one-byte font."""
    return any(glyph.gid <= 0 and glyph.raw in ("\ufffd", "\x00") for glyph in glyphs)


def join_utf16(glyphs: Sequence[Glyph], codes: Sequence[int]) -> tuple[tuple[Glyph, ...], dict[int, int]]:
    """The same glyphs, with the pairs of such lines joined: the first takes the character and the boxes of all, the others
    nothing. Second, the code point of each joined glyph by its place.

    `codes` are the bytes that drew the glyphs: text extraction has no character for some of them.
    """
    out = list(glyphs)
    points: dict[int, int] = {}
    for _, group in groupby(range(len(out)), key=lambda place: (out[place].seq, out[place].font, out[place].size)):
        places = list(group)
        if not _is_utf16([codes[place] for place in places]):
            continue
        while places:
            units = 2 if 0xD8 <= codes[places[0]] <= 0xDB else 1
            here, places = places[: 2 * units], places[2 * units :]
            text = _decoded([codes[place] for place in here])
            boxes = [out[place].box for place in here]
            box = (boxes[0][0], min(b[1] for b in boxes), boxes[-1][2], max(b[3] for b in boxes))
            out[here[0]] = replace(out[here[0]], text=text, box=box, method="utf16")
            points[here[0]] = ord(text)
            for place in here[1:]:
                out[place] = replace(out[place], text="", method="utf16")
    return tuple(out), points


def _decoded(codes: Sequence[int]) -> str:
    """UTF-16BE, in which a writer may have left characters of Windows-1252 as they were (U+0092 for an apostrophe)."""
    text = bytes(codes).decode("utf-16-be")
    return "".join(bytes([ord(c)]).decode("cp1252", "ignore") or c if "\x80" <= c < "\xa0" else c for c in text)


def _is_utf16(codes: Sequence[int]) -> bool:
    if len(codes) % 2 or not all(0 <= code <= 0xFF for code in codes):
        return False
    latin = codes[0::2].count(0) >= _ZEROS * len(codes) / 2
    foreign = min(codes) < _CONTROL and sum(_CONTROL <= code < 0x7F for code in codes) < _ASCII * len(codes)
    if not latin and not foreign:
        return False
    try:
        text = _decoded(codes)
    except UnicodeDecodeError:
        return False
    return all(c in "\t\n\r" or unicodedata.category(c) not in _NO_CHARACTER for c in text)
