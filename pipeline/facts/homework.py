"""The homework number that a report is about."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.report import Layout

HIGHEST = 30  # no course of the corpus has more homeworks; a larger number is a page, a year or a course
_NUMBERED = re.compile(
    r"(?<![a-z])(?:home\s?work|hwk?|problem\s?set|pset|assignment)[\s_\-–#:.]{0,3}(?:no\.?\s?|number\s?|assignment\s)?0*(\d{1,2})(?![\d%]|\.\d)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"(?<![\d.])0*(\d{1,2})(?:st|nd|rd|th)\s+(?:home\s?work|problem\s?set|assignment)", re.IGNORECASE)


def homework_numbers(text: str) -> tuple[int, ...]:
    """Every homework number that `text` names, in order of place."""
    found = [(m.start(), int(m[1])) for pattern in (_NUMBERED, _ORDINAL) for m in pattern.finditer(text)]
    return tuple(number for _, number in sorted(found) if number <= HIGHEST)


def homework_from_pages(layouts: tuple[Layout, ...]) -> tuple[int | None, int]:
    """The number that the visible text names, and its votes above the runner-up's.

    The report's own heading (large type on its first pages) outweighs a running header, which outweighs mentions in the
    conversation, for a student may cite an earlier homework in passing.
    """
    votes: Counter[int] = Counter()
    for position, layout in enumerate(layouts):
        body = sorted(line.size for line in layout.lines if line.zone == "body" and line.text.strip())
        usual = body[len(body) // 2] if body else 0.0
        for rank, line in enumerate(layout.lines):
            for number in homework_numbers(line.text):
                heading = position == 0 and (line.size > 1.15 * usual or rank < 4)
                votes[number] += 12 if heading else 3 if line.zone != "body" else 1 if position else 2
        for note in layout.notes:
            for number in homework_numbers(note.text):
                votes[number] += 1
    if not votes:
        return None, 0
    ranked = sorted(votes.items(), key=lambda item: (-item[1], item[0]))
    number, weight = ranked[0]
    runner_up = ranked[1][1] if len(ranked) > 1 else 0
    return number, weight - runner_up
