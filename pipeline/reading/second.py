"""A second extractor's text of a report (PDFium), to tell how far two readers of the same text layer agree."""

from __future__ import annotations

from pathlib import Path

import pypdfium2


def second_texts(path: Path) -> tuple[str, ...]:
    """The text of every page as PDFium reads it; empty for a file that PDFium cannot open."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return ()
    try:
        return tuple(_page_text(document, index) for index in range(len(document)))
    finally:
        document.close()


def _page_text(document: pypdfium2.PdfDocument, index: int) -> str:
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return ""
    text_page = page.get_textpage()
    try:
        return text_page.get_text_bounded()
    finally:
        text_page.close()
        page.close()
