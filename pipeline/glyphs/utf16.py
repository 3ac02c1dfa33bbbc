"""Lines whose bytes are UTF-16BE but were drawn through a one-byte font, so that each character stands as two glyphs."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import groupby

from pipeline.report import Glyph

_ZEROS = 0.5  # share of high bytes that are zero in a line of mostly Latin text
_CONTROL = 0x20  # a lower byte is no character of any one-byte text
_SYMBOLS = 0x34  # high bytes below are those of alphabets, symbols and punctuation
_ASCII = 0.5  # share of printable ASCII in a line of one-byte text with stray control bytes
_WINDOWS = {code: text for code in range(0x80, 0xA0) if (text := bytes([code]).decode("cp1252", "ignore"))}
_NO_CHARACTER = ("Cn", "Co", "Cs", "Cc")  # unassigned, private, lone surrogate, control


def holds_utf16(glyphs: Sequence[Glyph]) -> bool:
    """Whether the page has glyphs as a zero byte gives them in a one-byte font."""
    return any(glyph.gid <= 0 and glyph.raw in ("\ufffd", "\x00") for glyph in glyphs)


def join_utf16(glyphs: Sequence[Glyph], codes: Sequence[int]) -> tuple[list[Glyph], list[int]]:
    """The glyphs with the pairs of such lines joined into one glyph each, and the code of each: of a joined one its code
    point. The joined glyph's `raw` is that of all its bytes, its box is around theirs.

    `codes` are the bytes that drew the glyphs: text extraction has no character for some of them.
    """
    out: list[Glyph] = []
    out_codes: list[int] = []
    places = range(len(glyphs))
    for _, group in groupby(places, key=lambda place: (glyphs[place].seq, glyphs[place].font_xref, glyphs[place].font, glyphs[place].size)):
        run = list(group)
        drawn = codes[run[0] : run[-1] + 1]
        if not _is_utf16(drawn):
            out += glyphs[run[0] : run[-1] + 1]
            out_codes += drawn
            continue
        place = 0
        for character in _decoded(drawn):
            size = 2 if character <= "\uffff" else 4
            out.append(_joined(glyphs[run[place] : run[place] + size], character))
            out_codes.append(ord(character))
            place += size
    return out, out_codes


def _joined(parts: Sequence[Glyph], character: str) -> Glyph:
    first, last = parts[0], parts[-1]
    box = (first.box[0], min(part.box[1] for part in parts), last.box[2], max(part.box[3] for part in parts))
    return first._replace(text=character, raw="".join(part.raw for part in parts), box=box, method="utf16")


def _decoded(codes: Sequence[int]) -> str:
    """UTF-16BE, in which a writer may have left characters of Windows-1252 as they were (U+0092 for an apostrophe)."""
    return bytes(codes).decode("utf-16-be").translate(_WINDOWS)


def _is_utf16(codes: Sequence[int]) -> bool:
    if len(codes) % 2 or not all(0 <= code <= 0xFF for code in codes):
        return False
    latin = codes[0::2].count(0) >= _ZEROS * len(codes) / 2
    symbols = all(code < _SYMBOLS or 0xD8 <= code <= 0xDF for code in codes[0::2])
    foreign = symbols or sum(_CONTROL <= code < 0x7F for code in codes) < _ASCII * len(codes)
    if not latin and not (foreign and min(codes) < _CONTROL):
        return False
    try:
        text = _decoded(codes)
    except UnicodeDecodeError:
        return False
    return all(c in "\t\n\r" or unicodedata.category(c) not in _NO_CHARACTER for c in text)
