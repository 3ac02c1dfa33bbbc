"""The layout family of a report: how it was made, from its producer and from what stands on its pages."""

from __future__ import annotations

import re

from pipeline.report import Layout, Page

_TEX = re.compile(r"pdftex|xetex|luatex|\bTeX\b|xdvipdfmx", re.IGNORECASE)
_BROWSER = re.compile(r"mozilla|chrom(?:e|ium)|safari|skia/pdf|webkit|jspdf|headless|firefox|edge|pdfium", re.IGNORECASE)
_OFFICE = re.compile(r"word|google docs|libreoffice|openoffice|reportlab|wkhtmltopdf|pandoc|pages|markdown|prince|typst|qt \d|pdfcrowd|weasyprint", re.IGNORECASE)
_TABLET = re.compile(r"\biOS\b|ipad|goodnotes|notability|samsung notes|xodo|onenote", re.IGNORECASE)


def layout_family(pages: tuple[Page, ...], layouts: tuple[Layout, ...], producer: str, creator: str, strokes_of_ink: int) -> str:
    """ios-ink, latex, browser-print, screenshots, office or other. Handwriting outranks how the print beneath was made."""
    made_by = f"{producer} {creator}"
    written = sum(note.channel == "handwritten" and len(note.text) > 1 for layout in layouts for note in layout.notes)
    if written >= 2 or (_TABLET.search(made_by) and strokes_of_ink >= 3):
        return "ios-ink"
    if _pictured(pages):
        return "screenshots"
    if _TEX.search(made_by) or _computer_modern(pages):
        return "latex"
    if _OFFICE.search(made_by):
        return "office"
    if _BROWSER.search(made_by):
        return "browser-print"
    return "other"


def _pictured(pages: tuple[Page, ...]) -> bool:
    """Whether pictures hold more of the report than its own text does."""
    held = 0
    for page in pages:
        shown = sum((p.box[2] - p.box[0]) * (p.box[3] - p.box[1]) for p in page.pictures)
        typed = sum(glyph.hidden is None for glyph in page.glyphs)
        held += shown > 0.25 * page.width * page.height and typed < 600
    return bool(pages) and held >= 0.4 * len(pages)


def _computer_modern(pages: tuple[Page, ...]) -> bool:
    glyphs = [glyph for page in pages[:3] for glyph in page.glyphs if glyph.hidden is None]
    tex = sum(bool(re.search(r"CM[RBSMT][A-Z]*\d|SFRM|LMRoman|NimbusRomNo9L", glyph.font)) for glyph in glyphs)
    return bool(glyphs) and tex > 0.5 * len(glyphs)
