"""What the head of a report's first page says: its title, course and date."""

from __future__ import annotations

import re

from pipeline.facts.dates import find_date
from pipeline.report import Layout, Line

HEAD_LINES = 14  # a title block is never longer than this
_COURSE = re.compile(r"\b((?:EE|CS|EECS|CSE|ECE|STAT|MATH|DATA|CSC|COMPSCI)[\s\-]?\d{2,3}[A-Z]{0,2}(?:\s?/\s?\d{3}[A-Z]?)?)\b")


def head_lines(layouts: tuple[Layout, ...]) -> tuple[Line, ...]:
    """The first body lines of the first page."""
    if not layouts:
        return ()
    return tuple(line for line in layouts[0].lines if line.zone == "body" and line.text.strip())[:HEAD_LINES]


def find_title(layouts: tuple[Layout, ...]) -> str | None:
    """The line (or two) of the largest type in the head of the first page, when it is larger than the body's."""
    lines = head_lines(layouts)
    sizes = sorted(line.size for layout in layouts[:2] for line in layout.lines if line.zone == "body")
    if not lines or not sizes:
        return None
    usual = sizes[len(sizes) // 2]
    largest = max(line.size for line in lines)
    if largest < 1.15 * usual:
        return None
    first = next(i for i, line in enumerate(lines) if line.size >= 0.98 * largest)
    title = [lines[first].text.strip()]
    for line in lines[first + 1 : first + 3]:
        if line.size < 0.98 * largest:
            break
        title.append(line.text.strip())
    return " ".join(title)[:200]


def find_course(layouts: tuple[Layout, ...]) -> str | None:
    """The course code that the head of the report (or a running header) names."""
    texts = [line.text for line in head_lines(layouts)]
    texts += [line.text for layout in layouts[:3] for line in layout.lines if line.zone in ("header", "footer")]
    for text in texts:
        match = _COURSE.search(text)
        if match:
            return re.sub(r"[\s\-]+", " ", re.sub(r"(?<=[A-Z])(?=\d)", " ", match[1])).strip()
    return None


def find_report_date(layouts: tuple[Layout, ...]) -> str | None:
    """The date in the title block, else the print's date in a header or footer."""
    for line in head_lines(layouts):
        date = find_date(line.text)
        if date:
            return date
    for layout in layouts[:2]:
        for line in layout.lines:
            date = find_date(line.text) if line.zone in ("header", "footer") else None
            if date:
                return date
    return None
