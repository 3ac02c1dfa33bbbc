"""Glyph names read as text: the Adobe Glyph List, TeX's own names, the names of ITC Zapf Dingbats.

The lists that the Adobe Glyph List lacks are data (`data/tex_names.csv`, `data/dingbat_names.csv`).
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from pathlib import Path

from fontTools import agl

DATA = Path(__file__).parent / "data"

# TeX draws one character in several sizes under names that end in the size.
_SIZE = re.compile(r"(?:bigg?|Bigg?|text|display|wide|wider|widest|extensible)$")
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}

_LETTERS = str.maketrans({"\u2206": "Δ", "\u2126": "Ω", "\u00b5": "μ"})  # the list means the Greek letters by these names


@lru_cache(maxsize=8192)
def text_of_name(name: str, dingbats: bool = False) -> str | None:
    """What a glyph of this name shows ("" for a piece that adds nothing), or None when the name does not say.

    Ligatures are written as their letters. A suffix after a full stop (`one.tf`) is a variant and changes nothing. The
    names of Zapf Dingbats (a1, a2, ...) count only in a font of dingbats: elsewhere such names number the glyphs.
    """
    stem = name.split(".", 1)[0] or name
    if dingbats and stem in _names("dingbat_names.csv"):
        return _names("dingbat_names.csv")[stem]
    own = _names("tex_names.csv")
    if stem in own:
        return own[stem]
    shorter = _SIZE.sub("", stem)
    if shorter != stem and shorter:
        found = own.get(shorter) or agl.toUnicode(shorter)
        if found:
            return found
    text = agl.toUnicode(stem).translate(_LIGATURES)
    if not text or any(_private(character) for character in text):
        return None
    return text.translate(_LETTERS)


def _private(character: str) -> bool:
    return "\ue000" <= character <= "\uf8ff" or character >= "\U000f0000" or character < " "


@lru_cache(maxsize=2)
def _names(file: str) -> dict[str, str]:
    with (DATA / file).open(encoding="utf-8", newline="") as rows:
        return {row["name"]: row["text"] for row in csv.DictReader(rows)}
