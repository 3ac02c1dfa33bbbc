"""Opening a PDF, and saying plainly why one cannot be read."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import pymupdf

# MuPDF prints its complaints to stderr, over the progress bar; they stay available as `pymupdf.TOOLS.mupdf_warnings()`.
pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)

# A PDF's header stands within its first 1024 bytes (PDF 1.7, appendix H).
_HEADER_REACH = 1024
_SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")
# MuPDF keeps 31 bytes of a font's name; the mark comes first so that it is never what is cut off.
_FONT_MARK = re.compile(r"^(\d+)~(.*)$", re.DOTALL)
_REGULAR = re.compile(r"[^A-Za-z0-9_,.+*\-]")


class ReadError(Exception):
    """A file that cannot be read. `stage` is the step that failed ("open"), `problem` the reason in plain words."""

    def __init__(self, stage: str, problem: str) -> None:
        super().__init__(f"{stage}: {problem}")
        self.stage = stage
        self.problem = problem

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, str]]:
        return ReadError, (self.stage, self.problem)  # crosses process borders


def open_report(path: Path) -> pymupdf.Document:
    """Open the PDF at `path` for reading; every font of it is named after its object (see `font_object`).

    The file itself is never changed. Raises ReadError when the file is missing, empty, no PDF, encrypted with a password,
    damaged beyond repair, or has no pages.
    """
    try:
        with open(path, "rb") as file:
            head = file.read(_HEADER_REACH)
    except OSError as error:
        raise ReadError("open", f"the file cannot be read ({error.strerror or error})") from error
    if not head:
        raise ReadError("open", "the file is empty")
    if b"%PDF-" not in head:
        raise ReadError("open", "the file is no PDF (it has no %PDF header)")
    try:
        document = pymupdf.open(path, filetype="pdf")
    except (pymupdf.FileDataError, pymupdf.mupdf.FzErrorBase, RuntimeError, ValueError) as error:
        raise ReadError("open", f"the PDF is damaged beyond repair ({_plain(error, path)})") from error
    try:
        _require_pages(document)
        _mark_fonts(document)
    except ReadError:
        document.close()
        raise
    except (pymupdf.mupdf.FzErrorBase, RuntimeError, ValueError, IndexError) as error:
        document.close()
        raise ReadError("open", f"the PDF is damaged beyond repair ({_plain(error, path)})") from error
    return document


def _plain(error: BaseException, path: Path) -> str:
    """What MuPDF says, without the folder that the file lies in."""
    return str(error).replace(str(path), path.name)


@lru_cache(maxsize=4096)
def font_object(marked: str) -> tuple[int, str]:
    """The object number and the plain name behind a font name that MuPDF reports for a document of `open_report`.

    The number is 0 for a font that the file does not embed.
    """
    found = _FONT_MARK.match(marked)
    if found is None:
        return 0, _SUBSET_TAG.sub("", marked)
    return int(found[1]), found[2]


def _require_pages(document: pymupdf.Document) -> None:
    # PyMuPDF has tried the empty password by itself when it opened the file.
    if document.needs_pass and not document.authenticate(""):
        raise ReadError("open", "the PDF is encrypted and needs a password")
    if document.page_count == 0:
        raise ReadError("open", "the PDF has no pages")


def _mark_fonts(document: pymupdf.Document) -> None:
    """Put each embedded font's object number before its name, in memory only.

    MuPDF reports a glyph's font by name, and in files rewritten by iOS or merged from several prints different fonts, with
    different encodings and ToUnicode maps, go by one name. An embedded font's name has no part in how it is drawn.
    """
    fonts: dict[int, tuple[str, str]] = {}
    for number in range(document.page_count):
        for xref, extension, kind, name, *_ in document.get_page_fonts(number, full=True):
            if xref and (extension != "n/a" or kind == "Type3"):
                fonts[xref] = (kind, name)
    for xref, (kind, name) in fonts.items():
        owner = _descendant(document, xref) if kind == "Type0" else xref
        if owner:
            plain = _REGULAR.sub("", _SUBSET_TAG.sub("", name))
            if kind == "Type3":
                document.xref_set_key(owner, "Name", f"/{xref}~Type3{plain}")
            else:
                document.xref_set_key(owner, "BaseFont", f"/{xref}~{plain or 'Unnamed'}")


def _descendant(document: pymupdf.Document, xref: int) -> int:
    """The object number of a composite font's descendant, which carries its name; 0 when it is no object of its own."""
    kind, value = document.xref_get_key(xref, "DescendantFonts")
    if kind == "xref":
        value = document.xref_object(int(value.split()[0]))
    found = re.search(r"(\d+) \d+ R", value)
    return int(found[1]) if found else 0
