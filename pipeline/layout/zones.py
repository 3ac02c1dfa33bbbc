"""Page headers and footers: those that a browser prints, running heads, page numbers and exporters' advertisements."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.layout.order import Row

TOP, BOTTOM = 0.085, 0.915  # shares of the page's height beyond which a header or footer may stand
LOW = 0.85  # share beyond which a lone page number may stand
LOWEST_TEXT = 0.7  # and beyond which the number of the very page may, where the text ends above it
SHIFT = 3  # pages of a title before page 1
_DATE_TIME = re.compile(
    r"^\s*\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}\s*,?\s*(?:上午|下午)?\s*\d{1,2}[:.]\d{2}|^\s*\d{4}年\d{1,2}月"
    r"|^\s*(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?,? .{3,20}\d{4},? .{0,4}\d{1,2}:\d{2}",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"^\s*(?:https?://|file:///|about:blank|chrome-extension://|data:text/html|localhost)", re.IGNORECASE)
_PAGE_OF = re.compile(r"(?:^|\s)(?:page\s+)?\d{1,3}\s*(?:/|of)\s*\d{1,3}\s*$", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"^\s*(?:page\s+)?[-–—]?\s*(?:\d{1,3}|[ivx]{1,5})\s*[-–—]?\s*$", re.IGNORECASE)
_ADVERTISEMENT = re.compile(
    r"\b(?:powered by|exported (?:by|from|with|using|via)|generated (?:by|with|using) .{0,30}(?:export|extension|pdf|chat)"
    r"|created (?:with|by|using) .{0,30}(?:export|extension|pdf)|printed (?:by|from|with)|converted (?:by|with)|saved with)\b",
    re.IGNORECASE,
)


def page_zone(rows: Sequence[Row], texts: Sequence[str], height: float, rules: Sequence[float], number: int) -> list[str]:
    """The zone of each row: "header", "footer", or the one it has.

    `texts` are the rows' texts, `rules` the y of long horizontal rules on the page, `number` counts the pages from 1.
    """
    zones = [row.zone for row in rows]
    for index, (row, text) in enumerate(zip(rows, texts, strict=True)):
        y = (row.box[1] + row.box[3]) / 2
        if y < TOP * height:
            if _is_header(row, text, rules, rows):
                zones[index] = "header"
        elif y > BOTTOM * height and _is_footer(text):
            zones[index] = "footer"
    # A number may as well be an index, or stand in a table: a page's own has nothing of the text beyond it.
    for index, (row, text) in enumerate(zip(rows, texts, strict=True)):
        y = (row.box[1] + row.box[3]) / 2
        if row.segments[0].table is None and _PAGE_NUMBER.match(text):
            held = [other for other, zone in zip(rows, zones, strict=True) if other is not row and zone not in ("header", "footer")]
            if y < TOP * height and all(other.box[1] > row.box[1] - 1 for other in held):
                zones[index] = "header"
            elif y > (LOWEST_TEXT if _numbers(text, number) else LOW) * height and all(other.box[3] < row.box[3] + 1 for other in held):
                zones[index] = "footer"
    # The rest of a printed header or footer line: a title beside the date, a page count beside the address.
    for index, row in enumerate(rows):
        for other, zone in zip(rows, zones, strict=True):
            beside = abs(other.baseline - row.baseline) < 0.3 * row.size and _edge(row, height)
            if beside and zone in ("header", "footer") and zones[index] not in ("header", "footer"):
                zones[index] = zone
    return zones


def _numbers(text: str, number: int) -> bool:
    """Whether a text is the number of a page, or of one a few pages of title apart."""
    return text.strip().isdecimal() and abs(int(text) - number) <= SHIFT


def _edge(row: Row, height: float) -> bool:
    y = (row.box[1] + row.box[3]) / 2
    return not TOP * height <= y <= BOTTOM * height


def _is_header(row: Row, text: str, rules: Sequence[float], rows: Sequence[Row]) -> bool:
    if _DATE_TIME.search(text) or _ADDRESS.search(text) or _ADVERTISEMENT.search(text):
        return True
    if len(text) < 80 and _PAGE_OF.search(text):
        return True
    # A running head: the first line of the page, with a rule right under it.
    first = all(other is row or other.baseline >= row.baseline - 1 for other in rows)
    return first and any(0 < y - row.baseline < 0.9 * row.size for y in rules)


def _is_footer(text: str) -> bool:
    if _ADDRESS.search(text) or _ADVERTISEMENT.search(text) or _DATE_TIME.search(text):
        return True
    return len(text) < 120 and bool(_PAGE_OF.search(text))
