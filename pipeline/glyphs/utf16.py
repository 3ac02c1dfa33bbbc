"""Lines whose bytes are UTF-16BE but were drawn through a one-byte font, so that each character stands as two glyphs."""

from __future__ import annotations

from itertools import groupby

from pipeline.report import Glyph

ZEROS = 0.5  # share of high bytes that are zero in a line of mostly Latin text


def join_utf16(glyphs: tuple[Glyph, ...]) -> tuple[Glyph, ...]:
    """The same glyphs, with the pairs of such lines joined: the first takes the character and both boxes, the second
    nothing."""
    if not any(_byte(glyph) == 0 for glyph in glyphs):
        return glyphs
    out: list[Glyph] = []
    for _, group in groupby(glyphs, key=lambda glyph: (glyph.seq, glyph.font, glyph.size)):
        run = list(group)
        out += _joined(run) if _is_utf16(run) else run
    return tuple(out)


def _byte(glyph: Glyph) -> int | None:
    """The byte that drew a glyph of a WinAnsi font; a byte without a character (0 above all) comes as U+FFFD, glyph 0."""
    if glyph.raw in ("\ufffd", "\x00"):
        return 0 if glyph.gid <= 0 else None
    try:
        return glyph.raw.encode("cp1252")[0] if len(glyph.raw) == 1 else None
    except UnicodeEncodeError:
        return None


def _is_utf16(run: list[Glyph]) -> bool:
    high = [_byte(glyph) for glyph in run[0::2]]
    return len(run) >= 2 and len(run) % 2 == 0 and high.count(0) >= ZEROS * len(high)


def _joined(run: list[Glyph]) -> list[Glyph]:
    joined: list[Glyph] = []
    for high, low in zip(run[0::2], run[1::2], strict=True):
        top, bottom = _byte(high), _byte(low)
        box = (high.box[0], min(high.box[1], low.box[1]), low.box[2], max(high.box[3], low.box[3]))
        known = top is not None and bottom is not None and (bottom or not top) and low.raw != "\ufffd"
        if known:
            joined.append(high._replace(text=bytes((top, bottom)).decode("utf-16-be", "replace"), box=box, method="utf16"))
        else:  # a byte that the one-byte font has no character for is lost in the trace
            joined.append(high._replace(text="\ufffd", box=box, method="utf16", unresolved=True))
        joined.append(low._replace(text="", method="utf16"))
    return joined
