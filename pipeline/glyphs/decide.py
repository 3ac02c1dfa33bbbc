"""What one glyph of a font shows, decided from its witnesses: the glyph's name, its outline, the text layer.

A glyph's name selects the outline that is drawn, so where it contradicts the file's ToUnicode map the map lies (PDF 32000-1,
9.10.2 leaves it free to). The outline has the last word: it confirms the name, or stands against it, and then nobody guesses.
"""

from __future__ import annotations

import re
import unicodedata

from pipeline.glyphs.codes import text_of_code
from pipeline.glyphs.finding import Finding
from pipeline.glyphs.fonts import Font
from pipeline.glyphs.placeholders import Placeholder, moved
from pipeline.glyphs.references import match_accent, match_outline, near_text
from pipeline.glyphs.same import same_text

PROVED, NAMED, OUTLINED, DOUBTFUL = 0.99, 0.95, 0.95, 0.3
_GARBAGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
_SPACE = 0.1  # em; a glyph that paints nothing and is wider parts words
# The families of the references: there, an outline that is surely another sign than the text layer says is proof.
_TEX = re.compile(r"(?:CM[A-Z]{1,6}|MS[AB]M|LASY|EU[A-Z]{2}|RSFS|LM[A-Z][A-Za-z]*|SF[A-Z]{2})-?\d", re.IGNORECASE)

_PICTURES = re.compile("wingdings|webdings", re.IGNORECASE)  # fonts without a single letter


def is_garbage(text: str) -> bool:
    """Whether a text layer's character stands for nothing: U+FFFD, a control or a private-use code point."""
    return _GARBAGE.search(text) is not None


def decide(font: Font, gid: int, raw: str, width: float) -> Finding:
    """What the glyph `gid` of `font` shows, which the text layer reads as `raw`; `width` is its advance in em."""
    if raw.isspace() and not font.outline(gid):
        return Finding(raw)
    garbage = is_garbage(raw)
    named = font.named_text(gid)
    if named is not None and same_text(named, raw):
        return Finding(raw)
    if named is not None and (garbage or not font.type3):
        return _by_name(font, gid, raw, named)
    if named is None and (placeholder := font.placeholders.get(gid)) is not None:
        return _by_twin(font, gid, raw, placeholder)
    coded = text_of_code(font.name, raw) if garbage or _PICTURES.match(font.name) else None
    if coded is not None and not same_text(coded, raw):
        return Finding(coded, "name", f"the code U+{ord(raw):04X} of the pictorial font {font.name}", NAMED)
    if garbage or named is not None or _lies(font) or _TEX.match(font.name):
        return _by_outline(font, gid, raw, named, width)
    return Finding(raw)


def _lies(font: Font) -> bool:
    """Whether the font's text map is proved false: a confirmed name contradicts it, or it has garbage for a known outline."""
    return any(
        found.text.strip() != ""
        and ((found.method == "outline" and gid not in font.placeholders) or (found.method == "name" and found.confidence == PROVED and not is_garbage(raw)))
        for (gid, raw), found in font.findings.items()
    )


def _by_name(font: Font, gid: int, raw: str, named: str) -> Finding:
    evidence = f"the font names the glyph /{font.glyph_name(gid)}"
    outline = font.outline(gid)
    if not outline or not named:  # a piece of a larger sign has no outline of its own to be known by
        return Finding(named, "name", evidence, NAMED)
    match = match_outline(outline)
    if match is not None and match.sure and not same_text(match.text, named):
        return Finding(raw, "name", f"{evidence}, but its outline is that of {match.text} in {match.source}", DOUBTFUL, True)
    source = match.source if match is not None and match.sure else near_text(outline, named)
    if source is None:
        return Finding(named, "name", evidence, NAMED)
    return Finding(named, "name", f"{evidence}; its outline is that of {named} in {source}", PROVED)


def _by_twin(font: Font, gid: int, raw: str, placeholder: Placeholder) -> Finding:
    """The glyph that the text map gives only its own code: a variant of another glyph of its font, or no one knows what."""
    font.codes[gid, raw] = placeholder.code
    outline = font.outline(gid)
    for other, text in placeholder.known if outline else ():
        twin = font.outline(other)
        if twin is not None and outline is not None and moved(outline, twin) and not same_text(text, raw):
            return Finding(text, "outline", f"the text map holds the glyph's code; its outline is that of {text} in the same font", OUTLINED)
    return Finding(raw, unresolved=placeholder.doubled and bool(outline))


def _by_outline(font: Font, gid: int, raw: str, named: str | None, width: float) -> Finding:
    """The glyph whose name is missing, meaningless, or (in a Type 3 font) of no account."""
    garbage = is_garbage(raw)
    outline = font.outline(gid)
    if outline is not None and not outline:
        if garbage:
            return Finding(" " if width > _SPACE else "", "outline", "the glyph paints nothing", OUTLINED)
        return Finding(raw)
    match = match_accent(outline) if outline and garbage and width <= 0 else None
    if match is None or not match.sure:
        match = match_outline(outline) if outline else None
    if match is None or not match.sure or same_text(match.text, raw):
        return Finding(raw, unresolved=garbage)
    if garbage or _TEX.match(font.name) or (named is not None and same_text(match.text, named)) or _sign_for_letter(match.text, raw):
        return Finding(match.text, "outline", f"the outline is that of {match.text} in {match.source}", OUTLINED)
    return Finding(raw)


def _sign_for_letter(shown: str, raw: str) -> bool:
    """Whether a letter or digit stands for a sign: in typefaces that are no reference, no outline tells letters apart."""
    return raw.isalnum() and unicodedata.category(shown[0])[0] == "S"
