"""Small PDFs written content stream by content stream, so that a test says exactly what is painted."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pymupdf

from pipeline.reading.document import open_report
from pipeline.reading.pages import read_page
from pipeline.report import Page


def write_pdf(path: Path, content: str, *, size: tuple[float, float] = (300, 200), rotate: int = 0,
              crop: tuple[float, float, float, float] | None = None, states: dict[str, dict] | None = None) -> Path:
    """A PDF of one page with Helvetica as /F1 and the given graphics states, in PDF coordinates (y up)."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=size)
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(F1=pdf.make_indirect(font)),
        ExtGState=pikepdf.Dictionary({f"/{name}": pikepdf.Dictionary({f"/{key}": value for key, value in state.items()})
                                      for name, state in (states or {}).items()}),
    )
    page.Contents = pdf.make_stream(content.encode("latin-1"))
    if rotate:
        page.Rotate = rotate
    if crop:
        page.CropBox = pikepdf.Array(crop)
    pdf.save(path)
    return path


def read_first(path: Path) -> Page:
    with open_report(path) as document:
        return read_page(document, 1)


def text(page: Page, hidden: str | None = None) -> str:
    """What the page shows, or what it hides for one reason."""
    return "".join(glyph.text for glyph in page.glyphs if glyph.hidden == hidden)


def show(words: str, x: float, y: float, size: float = 12, before: str = "0 g") -> str:
    """Operators that print words at a place."""
    return f"{before} BT /F1 {size} Tf {x} {y} Td ({words}) Tj ET\n"


def annotated(path: Path, words: str = "The gradient vanishes here") -> tuple[pymupdf.Document, pymupdf.Page]:
    """A saved-to-be document with one line of text, to which a test adds annotations."""
    document = pymupdf.open()
    page = document.new_page(width=300, height=200)
    page.insert_text((20, 50), words, fontsize=12)
    return document, page
