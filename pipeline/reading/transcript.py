"""Reading a transcript: a text dump of a report, page by page, made by some PDF extractor.

A transcript has a line `--- Page N ---` before each page; page numbers rise but may jump. Fonts, sizes, colours and
positions are lost. Text that a tablet recognised from ink stands behind the page's own last line (its page number).
"""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pipeline.reading.document import ReadError
from pipeline.report import Layout, Line

# Synthetic geometry of a page: US Letter with one inch of margin, one line of text every 12 points, 6 points a character.
PAGE_WIDTH, PAGE_HEIGHT, MARGIN, LEADING, ADVANCE = 612.0, 792.0, 72.0, 12.0, 6.0
INK_SOURCE = "tablet_layer"

_MAX_BYTES = 64 * 1024 * 1024
_PAGE_MARK = re.compile(r"^[ \t]*-{2,}[ \t]*Page[ \t]+(\d{1,6})[ \t]*-{2,}[ \t]*$", re.IGNORECASE | re.MULTILINE)
_FOLIO = re.compile(r"(?:^|\s)(\d{1,5})(?:\s*/\s*\d{1,5})?$")
_WORDS_BEFORE_FOLIO = re.compile(r"^(?:page\s+)?\d{1,5}(?:\s*(?:/|of)\s*\d{1,5})?$", re.IGNORECASE)
_LIGATURES = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_REPEATED_SHARE = 0.6  # of the pages, for a line to be a running header or footer, or a page number
_RUNNING_DEPTH = 5  # lines of a running header or footer at most
_INK_WIDTH = 34  # median characters of a line that a tablet read from ink; printed lines are longer


def read_transcript(source: Path | str) -> tuple[Layout, ...]:
    """Read a transcript from a file (a Path) or from its text (a str): one Layout for each page, in order.

    Lines have synthetic boxes: US Letter, one line every 12 pt from 1 inch below the top, blank lines keep their height,
    and a page of more lines is as much taller. `text` of a line has ligatures spelt out; `raw` is the line as given.
    Running headers, footers and page numbers are zone "header" or "footer". Lines behind the page number, where
    extractors put what a tablet recognised in ink, are zone "margin" with source "tablet_layer" and no `font`.

    Raises ReadError when the file cannot be read, is no text, or has no page line.
    """
    text = _read_text(source) if isinstance(source, Path) else source
    pages = _split_pages(text.replace("\r\n", "\n").replace("\r", "\n"))
    offset = _folio_offset(pages)
    feet = [_foot(number, lines, offset) for number, lines in pages]
    running = _running_lines([lines for _, lines in pages], feet)
    return tuple(_arrange(number, lines, running, foot) for (number, lines), foot in zip(pages, feet, strict=True))


def text_of(layout_lines: Sequence[Line]) -> str:
    """The page's text: its lines of body and margin, one below the other."""
    return "\n".join(line.text for line in layout_lines if line.zone in ("body", "margin"))


def _read_text(path: Path) -> str:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise ReadError("open", f"the text file is larger than {_MAX_BYTES // 1024 // 1024} MB")
        data = path.read_bytes()
    except OSError as error:
        raise ReadError("open", f"the file cannot be read ({error.strerror or error})") from error
    if not data.strip():
        raise ReadError("open", "the file is empty")
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError("open", f"the text file is no UTF-8 (byte {error.start})") from error


def _split_pages(text: str) -> list[tuple[int, list[str]]]:
    """Page numbers with their lines; lines before the first mark open the first page, a repeated number goes on."""
    marks = list(_PAGE_MARK.finditer(text))
    if not marks:
        raise ReadError("open", "the text file is no transcript (it has no '--- Page N ---' line)")
    pages: dict[int, list[str]] = {}
    preamble = text[: marks[0].start()].strip("\n")
    if preamble.strip():
        pages[int(marks[0].group(1))] = preamble.split("\n")
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        part = text[mark.end() : following.start() if following else len(text)]
        pages.setdefault(int(mark.group(1)), []).extend(part.strip("\n").split("\n"))
    return list(pages.items())


def _running_key(line: str) -> str:
    """A line without its page number (a folio at its end, as browsers print it)."""
    return _FOLIO.sub("", line.strip()).strip()


def _head_and_foot(lines: Sequence[str], foot: int | None) -> tuple[range, range]:
    """Where a print's header and footer can stand: the first lines, and the last ones up to the page number."""
    end = len(lines) if foot is None else foot + 1
    return range(min(_RUNNING_DEPTH, end)), range(max(_RUNNING_DEPTH, end - _RUNNING_DEPTH), end)


def _running_lines(pages: Sequence[list[str]], feet: Sequence[int | None]) -> frozenset[str]:
    """Lines at the head or foot of most pages, page numbers aside: the print's own headers and footers."""
    counts: Counter[str] = Counter()
    for lines, foot in zip(pages, feet, strict=True):
        places = (i for part in _head_and_foot(lines, foot) for i in part)
        counts.update({key for i in places if len(key := _running_key(lines[i])) > 3})
    least = max(3, round(_REPEATED_SHARE * len(pages)))
    return frozenset(key for key, count in counts.items() if count >= least)


def _folio_offset(pages: Sequence[tuple[int, list[str]]]) -> int | None:
    """What to add to a page's number to have the one printed at its foot; None when no page number is printed."""
    votes: Counter[int] = Counter()
    for number, lines in pages:
        votes.update({int(found.group(1)) - number for line in lines if (found := _is_folio(line))})
    if not votes:
        return None
    offset, count = max(votes.items(), key=lambda vote: (vote[1], -abs(vote[0])))
    return offset if count >= max(2, round(_REPEATED_SHARE * len(pages))) else None


def _is_folio(line: str) -> re.Match[str] | None:
    return _FOLIO.search(line.strip()) if _WORDS_BEFORE_FOLIO.match(line.strip()) else None


def _arrange(number: int, lines: list[str], running: frozenset[str], foot: int | None) -> Layout:
    head_part, foot_part = _head_and_foot(lines, foot)
    # A number above the text is a head, and what follows it is the page.
    ink = foot is not None and foot >= 3 and _looks_like_ink(lines[foot + 1 :])
    arranged = []
    for position, raw in enumerate(lines):
        text = _clean(raw)
        if not text:
            continue
        zone, source = "body", "native"
        if ink and foot is not None and position > foot:
            zone, source = "margin", INK_SOURCE
        elif position == foot or position in foot_part and _running_key(raw) in running:
            zone = "footer"
        elif position in head_part and _running_key(raw) in running:
            zone = "header"
        top = MARGIN + LEADING * position
        box = (MARGIN, top, MARGIN + ADVANCE * len(text), top + LEADING)
        arranged.append(
            Line(number, text, raw, box, baseline=top + 0.75 * LEADING, size=10.0, zone=zone, source=source)
        )
    height = max(PAGE_HEIGHT, 2 * MARGIN + LEADING * len(lines))
    return Layout(number, PAGE_WIDTH, height, tuple(arranged), text=text_of(arranged))


def _foot(number: int, lines: list[str], offset: int | None) -> int | None:
    """Index of the line that holds the page's printed number (the last such line)."""
    if offset is None:
        return None
    found = [i for i, line in enumerate(lines) if (folio := _is_folio(line)) and int(folio.group(1)) == number + offset]
    return found[-1] if found else None


def _looks_like_ink(lines: Sequence[str]) -> bool:
    lengths = [len(line.strip()) for line in lines if line.strip()]
    return bool(lengths) and statistics.median(lengths) <= _INK_WIDTH


def _clean(raw: str) -> str:
    """The line with ligatures spelt out and without blanks around it; control characters stay for the repair to see."""
    return "".join(_LIGATURES.get(char, char) for char in raw).strip(" \t\u00a0\u200b\ufeff")
