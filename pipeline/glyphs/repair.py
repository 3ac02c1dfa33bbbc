"""Glyphs given the characters that they show, each change with its evidence.

A glyph's name in the font program selects the outline that is drawn, so where it contradicts the file's ToUnicode map the
name is right (PDF 32000-1, 9.10.2 leaves the map free to lie). A name that says nothing changes nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from pipeline.glyphs.codes import text_of_code
from pipeline.glyphs.fonts import Font, Fonts
from pipeline.glyphs.names import text_of_name
from pipeline.glyphs.same import same_text
from pipeline.glyphs.utf16 import join_utf16
from pipeline.report import Glyph, Page, Repair

BEFORE_FIRST = 0x1F  # glyph 1 of the viewer's own Zapf Dingbats is code 0x20
_MOVED = {0x20: " ", 0x25: "☎", 0x2A: "☛", 0x2B: "☞", 0x48: "★", 0x6C: "●", 0x6E: "■", 0x73: "▲", 0x74: "▼", 0x75: "◆", 0x77: "◗"}
NEGATION = "\u0338"
_NEGATED = {"=": "≠", "∈": "∉", "≡": "≢", "<": "≮", ">": "≯", "≤": "≰", "≥": "≱", "⊂": "⊄", "⊆": "⊈", "∼": "≁", "≈": "≉", "∃": "∄", "∋": "∌", "∥": "∦"}


def repair_page(page: Page, fonts: Fonts) -> tuple[Page, tuple[Repair, ...]]:
    """The page with every glyph's `text` set to what it shows, and one `Repair` for each font, glyph and method."""
    cache: dict[tuple[int, int, str], tuple[str, str | None, bool]] = {}
    repaired: list[Glyph] = []
    for glyph in join_utf16(page.glyphs):
        if glyph.method is not None:
            repaired.append(glyph)
            continue
        key = (glyph.font_xref, glyph.gid, glyph.raw)
        if key not in cache:
            cache[key] = _read(glyph, fonts.font(glyph.font_xref))
        text, method, unresolved = cache[key]
        same = text == glyph.text and method is None and not unresolved
        repaired.append(glyph if same else glyph._replace(text=text, method=method, unresolved=unresolved))
    glyphs = _negated(repaired)
    return replace(page, glyphs=tuple(glyphs)), _rows(page.number, glyphs, fonts)


def is_garbage(text: str) -> bool:
    """Whether a text layer's character stands for nothing: U+FFFD, a control or a private-use code point."""
    return any(c == "\ufffd" or 0xE000 <= ord(c) <= 0xF8FF or ord(c) >= 0xF0000 or (ord(c) < 32 and c not in "\t\n\r") for c in text)


def _read(glyph: Glyph, font: Font) -> tuple[str, str | None, bool]:
    name = font.names[glyph.gid] if 0 <= glyph.gid < len(font.names) else None
    shown = text_of_name(name) if name else None
    if shown is None and not glyph.font_xref and glyph.font == "ZapfDingbats" and glyph.gid > 0:
        shown = dingbat(glyph.gid + BEFORE_FIRST)
    if shown is None and is_garbage(glyph.raw):
        shown = text_of_code(glyph.font, glyph.raw)
    if shown is not None and not same_text(shown, glyph.raw) and not glyph.raw.isspace():
        return shown, "name", False
    return glyph.raw, None, is_garbage(glyph.raw)


def dingbat(code: int) -> str | None:
    """What ITC Zapf Dingbats shows for a code of its own encoding (PDF 32000-1, D.6): Unicode's Dingbats follow it."""
    return _MOVED.get(code) or (chr(0x2701 + code - 0x21) if 0x21 <= code <= 0x7E else None)


def _negated(glyphs: list[Glyph]) -> list[Glyph]:
    """A negation slash joined with the relation that it strikes through."""
    out = list(glyphs)
    for index, glyph in enumerate(glyphs[:-1]):
        follower = glyphs[index + 1]
        if glyph.text == NEGATION and follower.text in _NEGATED:
            out[index] = glyph._replace(text="", method="name")
            out[index + 1] = follower._replace(text=_NEGATED[follower.text], method="name")
    return out


def _rows(page: int, glyphs: list[Glyph], fonts: Fonts) -> tuple[Repair, ...]:
    counts = Counter((g.font_xref, g.font, g.gid, g.raw, g.text, g.method) for g in glyphs if g.method is not None and g.text)
    rows = []
    for (xref, name, gid, raw, text, method), count in sorted(counts.items(), key=lambda item: (item[0][1], item[0][2], item[0][3], item[0][4])):
        if method == "utf16":
            evidence = "the line's bytes are UTF-16BE, drawn through a one-byte font"
        else:
            names = fonts.font(xref).names
            evidence = f"the font program names the glyph /{names[gid]}" if 0 <= gid < len(names) else "a negation slash strikes the next glyph through"
        rows.append(Repair(page, name, gid, raw, text, str(method), evidence, count, 0.99))
    return tuple(rows)
