"""What a note is about, by its own words and where it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from pipeline.report import Record
from pipeline.segments.labels import find_labels, subject_labels
from pipeline.segments.place import Place, moved

_WHOLE = re.compile(
    r"^\W*(?:overall|in general|generally|as a whole|all in all|in total|in summary)\b.*\b(?:question|problem|exercise)\b"
    r"|\b(?:the|all|these|its|every|each of the|all of the)\s+(?:sub-?)?parts\b(?!\s+(?:of|that|where|in)\b)", re.IGNORECASE | re.DOTALL)  # fmt: skip
_OF_THE_REPORT = re.compile(  # what opens a summing-up, and what it sums up where that is more than one question
    r"^\W*(?:overall|in general|generally|all in all|in total|in summary|in conclusion|in the end|to (?:summari[sz]e|conclude|sum up)|summar\w+|conclusions?|executive summary"
    r"|(?:final|general|closing|overall) (?:thoughts?|remarks?|comments?|observations?|impressions?)|takeaways?|reflections?)\b"
    r"(?!.{0,200}\bth(?:is|e) (?:sub-?)?(?:question|problem|part|exercise)\b)"
    r".{0,200}?\b(?:homework|hw\s?\d*|assignment|questions|problems|exercises)\b", re.IGNORECASE | re.DOTALL)  # fmt: skip
_EVERY_QUESTION = re.compile(
    r"\b(?:all|most|many|some|each|every)\s+(?:of\s+)?(?:the\s+)?(?:other\s+|remaining\s+)?(?:questions|problems|exercises)\b"
    r"|\bthe (?:questions|problems) (?:I|we|that|where)\b", re.IGNORECASE)  # fmt: skip
NUMBERS = ("two", "three", "four", "five", "six")
_EVERY_PART = re.compile(rf"\ball (?:of the )?([2-9]|{'|'.join(NUMBERS)}) parts\b", re.IGNORECASE)


def note_place(place: Place, text: str) -> Place:
    """The place a note is about: what it names itself, else where it stands."""
    named = tuple(label for label in find_labels(text) if label.question or label.part)
    labels = subject_labels(text, named, place.question, place.full_part)
    if not labels:
        every = _EVERY_PART.search(text)
        if every and place.question:
            count = int(every[1]) if every[1].isdigit() else NUMBERS.index(every[1].lower()) + 2
            return Place(place.question, parts=tuple(chr(ord("a") + i) for i in range(count)))
        if _OF_THE_REPORT.match(text) or _EVERY_QUESTION.search(text):
            return Place()
        return Place(place.question) if _WHOLE.search(text) and not place.parts else place
    questions = {label.question for label in labels if label.question}
    if len(questions) > 1:
        return Place()
    first = labels[0]
    if first.question is None and place.question is None:
        return place
    question = first.question or place.question
    parts = {label.part for label in labels if label.part}
    if len(parts) > 1:
        here = place.part if place.part in parts and question == place.question else first.part
        return Place(question, here, parts=tuple(dict.fromkeys(label.full_part for label in labels if label.full_part)))
    if not parts:
        return place if question == place.question else Place(question)
    return moved(Place(question, place.part if place.question == question else None), first)


def sums_up(text: str) -> bool:
    """Whether a note speaks of the report as a whole or of several questions, so that it has no place of its own."""
    named = {label.question for label in find_labels(text) if label.question}
    return len(named) > 1 or bool(_OF_THE_REPORT.match(text) or _EVERY_QUESTION.search(text))


def only_parts(records: Iterable[Record]) -> dict[str, str]:
    """The part of each question of which only one part was asked, as the turns among `records` tell."""
    asked: dict[str, set[str | None]] = defaultdict(set)
    for record in records:
        if record.kind in ("prompt", "response") and record.question:
            asked[record.question].add(record.part.split(".")[0] if record.part else None)
    return {question: part for question, parts in asked.items() if len(parts) == 1 and (part := next(iter(parts)))}
