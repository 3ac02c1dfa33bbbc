"""What the head of a report's first page says: its title, course, date and author."""

from __future__ import annotations

import re

from pipeline.facts.dates import find_date
from pipeline.facts.models import find_models
from pipeline.report import Layout, Line

HEAD_LINES = 14  # a title block is never longer than this
_COURSE = re.compile(r"\b((?:EE|CS|EECS|CSE|ECE|STAT|MATH|DATA|CSC|COMPSCI)[\s\-]?\d{2,3}[A-Z]{0,2}(?:\s?/\s?\d{3}[A-Z]?)?)\b")
_NAMED = re.compile(r"^\s*(?:name|author|student|by|submitted by|prepared by)\s*[:\-]?\s+(.{3,60})$", re.IGNORECASE)
_NAME = re.compile(r"(?:[A-Z][\w'’\-]+|[A-Z]\.)(?:\s+(?:[A-Z][\w'’\-]+|[A-Z]\.|de|la|van|von|der|bin|al)){1,4}")
_BESIDE = re.compile(r"(.+?)\s(?:with|using|and|&)\s(.+)")  # "Ada Example with Claude"
_GREETING = re.compile(
    r"(?:^|[.!?]\s+)(?:hello|hi|hey|welcome(?: back)?|good (?:morning|afternoon|evening))(?: there)?,? ((?-i:[A-Z][a-z]{2,}))\s*[!,.]"
    r"|\b(?:ready when you are|thanks|thank you|you['’]re welcome|great (?:question|work|job)|got it|of course|sure(?: thing)?), ((?-i:[A-Z][a-z]{2,}))\s*[!.]",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"\d|[:?!@/=|]|\b(?:special|participation|homework|report|model|deep|neural|network|networks|learning|question|problem|part|page|"
    r"summary|executive|introduction|instructions|conversation|chat|thinking|course|university|fall|spring|summer|winter|written|"
    r"section|prompt|response|log|annotated|annotations|user|assistant|transcript|evaluation|overview|solution|solutions|experimental|setup|analysis|results|overall|key|background|prompting|llm|ai|the|of|"
    r"and|with|for|my|to|on|in)\b",
    re.IGNORECASE,
)


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


def find_author(layouts: tuple[Layout, ...]) -> str | None:
    """The author's name in the title block: said by a label, or a line of two to five capitalised words in it.

    Else the name by which the chat program greets its user. A word that the report also writes in lower case ("Deep", "Graph") is no name, so a heading is not taken for one.
    """
    common = {word for layout in layouts for line in layout.lines for word in re.findall(r"\b[a-z]{3,}\b", line.text)}
    for line in head_lines(layouts):
        text = line.text.strip()
        labelled = _NAMED.match(text)
        candidate = labelled[1] if labelled else re.split(r"\s[—–|]\s|\s-\s|\s{3,}|,\s", text)[0]
        beside = _BESIDE.match(candidate)
        if beside and find_models(beside[2]):
            candidate = beside[1]
        if line.bold and not labelled:
            continue  # a heading; authors stand in the title block's plain type
        match = _NAME.fullmatch(candidate.strip().rstrip(".,"))
        if not match or _NO_NAME.search(candidate):
            continue
        words = re.findall(r"[^\W\d_]+", candidate.casefold())
        if labelled or not any(word in common for word in words):
            return candidate.strip()
    return _greeted(layouts, common)


def _greeted(layouts: tuple[Layout, ...], common: set[str]) -> str | None:
    """The name by which a chat program speaks to its user ("Hello Ada!", "Ready when you are, Ada."), if it is one name."""
    named = {match[1] or match[2] for layout in layouts for line in layout.lines for match in _GREETING.finditer(line.text)}
    names = {name for name in named if name.casefold() not in common and not _NO_NAME.search(name) and not find_models(name)}
    return names.pop() if len(names) == 1 else None
