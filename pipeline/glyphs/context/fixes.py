"""Repairs as replacements inside lines, and their application to pages."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.report import Layout, Line, Repair

_NEGATION = re.compile("\u0338 ?(\\S)")


@dataclass(frozen=True, slots=True)
class Fix:
    """The character at `column` of line `line` of the page at index `page` reads as `text`.

    `text` equal to `raw` flags a character that is wrong, or may be, and whose true value could not be told.
    `style` names the hidden font (a TeX encoding).
    """

    page: int
    line: int
    column: int
    raw: str
    text: str
    confidence: float
    style: str
    evidence: str

    @property
    def place(self) -> tuple[int, int, int]:
        return self.page, self.line, self.column


def apply_fixes(pages: Sequence[Layout], fixes: Iterable[Fix]) -> tuple[tuple[Layout, ...], tuple[Repair, ...]]:
    """Pages with the fixes done (`raw` of their lines unchanged), and one Repair for each page, style, character and text."""
    by_line: dict[tuple[int, int], dict[int, Fix]] = defaultdict(dict)
    for fix in fixes:
        by_line[fix.page, fix.line].setdefault(fix.column, fix)
    touched = {page for page, _ in by_line}
    repaired = tuple(_apply(index, page, by_line) if index in touched else page for index, page in enumerate(pages))
    return repaired, _repairs(pages, [fix for at in by_line.values() for fix in at.values()])


def _apply(index: int, page: Layout, by_line: dict[tuple[int, int], dict[int, Fix]]) -> Layout:
    lines = tuple(_rewrite(line, by_line.get((index, i), {})) for i, line in enumerate(page.lines))
    text = "\n".join(line.text for line in lines if line.zone in ("body", "margin") and line.text)
    return replace(page, lines=lines, text=text)


def _rewrite(line: Line, at: dict[int, Fix]) -> Line:
    if not at:
        return line
    text = "".join(at[i].text if i in at else char for i, char in enumerate(line.text))
    if any(fix.text == "\u0338" for fix in at.values()):
        text = _NEGATION.sub(lambda found: unicodedata.normalize("NFC", found.group(1) + "\u0338"), text)
    return replace(line, text=text, confidence=min(line.confidence, *(fix.confidence for fix in at.values())))


def _repairs(pages: Sequence[Layout], fixes: Iterable[Fix]) -> tuple[Repair, ...]:
    groups: dict[tuple[int, str, str, str], list[Fix]] = defaultdict(list)
    for fix in fixes:
        groups[pages[fix.page].page, fix.style, fix.raw, fix.text].append(fix)
    return tuple(
        Repair(
            page=page,
            font=style,
            code=ord(raw),
            raw=raw,
            repaired=text,
            method="context",
            evidence=max(group, key=lambda fix: fix.confidence).evidence,
            count=len(group),
            confidence=round(sum(fix.confidence for fix in group) / len(group), 4),
        )
        for (page, style, raw, text), group in sorted(groups.items())
    )
