"""Dates as reports write them, to ISO 8601 as precise as they are stated."""

from __future__ import annotations

import re

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_MONTH = r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_WORDED = re.compile(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(20\d\d)\b", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\s*,?\s+(20\d\d)\b", re.IGNORECASE)
_MONTH_ONLY = re.compile(rf"\b{_MONTH}\s*,?\s+(20\d\d)\b", re.IGNORECASE)
_ISO = re.compile(r"\b(20\d\d)[-/](\d{1,2})[-/](\d{1,2})\b")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(20\d\d|\d\d)(?![\d/])")


def _month(word: str) -> int:
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(word.casefold()[:3]))


def _iso(year: int, month: int, day: int) -> str | None:
    year += 2000 if year < 100 else 0
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 and 2015 <= year <= 2099 else None


def find_date(text: str) -> str | None:
    """The first date in `text` (US order where only digits stand), as YYYY-MM-DD, or YYYY-MM when no day is stated."""
    candidates: list[tuple[int, str]] = []

    def add(start: int, value: str | None) -> None:
        if value:
            candidates.append((start, value))

    for m in _WORDED.finditer(text):
        add(m.start(), _iso(int(m[3]), _month(m[1]), int(m[2])))
    for m in _DAY_FIRST.finditer(text):
        add(m.start(), _iso(int(m[3]), _month(m[2]), int(m[1])))
    for m in _ISO.finditer(text):
        add(m.start(), _iso(int(m[1]), int(m[2]), int(m[3])))
    for m in _SLASHED.finditer(text):
        add(m.start(), _iso(int(m[3]), int(m[1]), int(m[2])))
    if candidates:
        return min(candidates)[1]
    month = _MONTH_ONLY.search(text)
    return f"{month[2]}-{_month(month[1]):02d}" if month else None
