"""The homework sheets themselves as witnesses of which words belong to which question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.facts.homework import homework_numbers
from pipeline.homework.bank import Witness, telling_words
from pipeline.reading.document import ReadError, open_report
from pipeline.segments.labels import LAST_QUESTION

WEIGHT = 3  # reports that a sheet counts as: it states every question, in the words that students paste
FARTHEST = 2  # a question's number follows the one before it, or the one after that where a title is not read
_NUMBERED = re.compile(r"^\s*(?:(?:question|problem|exercise|q)\s*)?(\d{1,2})\s*[.):]\s*(?=\S)|^\s*(?:question|problem|exercise)\s+(\d{1,2})\b", re.IGNORECASE)


class AssignmentError(ValueError):
    """A sheet cannot be used: no PDF, no homework number, or no question in it."""


def read_assignments(folder: Path) -> Iterator[Witness]:
    """A witness for each PDF under `folder`, in order of path. The number of a homework stands in the file's name or on its
    first page. Raises AssignmentError, naming the file and what is wrong."""
    for path in sorted(folder.rglob("*.pdf")):
        try:
            with open_report(path) as document:
                pages = [page.get_text() for page in document]
        except ReadError as error:
            raise AssignmentError(f"{path}: {error.problem}") from error
        numbers = homework_numbers(path.stem.replace("_", " ")) or homework_numbers(pages[0][:2000])
        if not numbers:
            raise AssignmentError(f"{path}: neither the file's name nor its first page says which homework it is")
        questions = by_question("\n".join(pages))
        if not questions:
            raise AssignmentError(f"{path}: no numbered question found")
        yield Witness(f"assignment {numbers[0]}", numbers[0], questions, WEIGHT)


def by_question(text: str) -> dict[str, frozenset[str]]:
    """The words of each question of a sheet, whose numbers rise from one line's beginning to another's."""
    found: dict[str, list[str]] = {}
    current = 0
    for line in text.splitlines():
        match = _NUMBERED.match(line)
        number = int(match[1] or match[2]) if match else 0
        if current < number <= min(current + FARTHEST, LAST_QUESTION):
            current = number
        if current:
            found.setdefault(str(current), []).append(line)
    return {question: telling_words(" ".join(lines)) for question, lines in found.items()}
