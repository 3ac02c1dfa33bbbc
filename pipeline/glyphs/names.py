"""What a glyph's name says it shows: the Adobe Glyph List, and TeX's own names (tex_names.yaml)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

import yaml
from fontTools import agl

_SIZE = re.compile(r"(?:big|Big|bigg|Bigg|display|text)\d?$")
_MEANINGLESS = re.compile(r"^(?:g|gid|glyph|cid|c|index|char|G|C|H|f|t|F\d)?[\d_x]+(?:[0-9A-Fa-f]+)?$|^\.notdef$|^\.null$|^nonmarkingreturn$")


@cache
def _tex_names() -> dict[str, str]:
    return yaml.safe_load(resources.files("pipeline.glyphs").joinpath("tex_names.yaml").read_text("utf-8"))


@lru_cache(maxsize=4096)
def named_text(name: str) -> str | None:
    """The characters that a glyph name stands for; None for a name that says nothing (g33, .notdef) or is unknown."""
    if _MEANINGLESS.match(name):
        return None
    base = name.split(".")[0]
    stem = _SIZE.sub("", base)
    for candidate in (base, stem):
        if candidate in _tex_names():
            return _tex_names()[candidate]
    text = agl.toUnicode(base) or agl.toUnicode(stem)
    return text if text and not any(0xE000 <= ord(c) <= 0xF8FF for c in text) else None


_DINGBATS = {0x20: " ", 0x25: "☎", 0x2A: "☛", 0x2B: "☞", 0x48: "★", 0x6C: "●", 0x6E: "■", 0x73: "▲", 0x74: "▼", 0x75: "◆", 0x77: "◗"}


def dingbat(code: int) -> str:
    """What ITC Zapf Dingbats shows for a code of its own encoding (PDF 32000-1, D.6): Unicode's Dingbats block follows it."""
    return _DINGBATS.get(code) or (chr(0x2701 + code - 0x21) if 0x21 <= code <= 0x7E else "\ufffd")
