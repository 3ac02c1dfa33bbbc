"""pdfTeX files without a /ToUnicode map: a reader has only the glyph names, and many of them are TeX's own."""

from __future__ import annotations

from ..encoders import SimpleEncoder
from ..faces import Face


def unmapped(resource: str, face: Face) -> SimpleEncoder:
    """An encoder whose big delimiters, radicals and operators no plain extraction can name."""
    return SimpleEncoder(resource, face, None)


def private_use(resource: str, face: Face) -> SimpleEncoder:
    """An encoder whose map sends every glyph to the private-use area (as some converters do for CMEX and MSBM)."""
    return SimpleEncoder(resource, face, lambda glyph, code: chr(0xF700 + code))
