"""A note cut into statements: what it says, and the questions and parts that it says it of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.report import Record
from pipeline.segments.labels import Label, find_labels, is_excepted, note_labels, opening_label, subject_labels
from pipeline.verdicts.language import judge

_SENTENCE = re.compile(  # sentences, list items, and clauses that turn ("but ...")
    r"(?<!\beverything)(?<!\ball),?\s+(?=(?:but|while|whereas|however)\b)|[,;]?\s+(?=(?:(?:and|but)\s+)?(?:the\s+)?(?:(?:other|remaining)\s+(?:sub-?)?parts|rest|others)\s+(?:is|are|was|were)\b)|(?<=[.!?;])\s+(?=[A-Z(\d#])|\n|\s[•–]\s"
)
_REST = re.compile(r"\W*(?:(?:and|but)\s+)?(?:the\s+)?(?:(?:other|remaining)\s+(?:sub-?)?parts|rest|others)\b", re.IGNORECASE)
_JOINT = re.compile(r"[,;]|\b(?:and|but|while|whereas|though|however)\b", re.IGNORECASE)
_FAULT_OF = re.compile(r"\b(?:errors?|mistakes?|issues?|problems?|slips?|confusion|struggles?)\s+(?:\w+\s+){0,2}(?:on|in|from|of|with|for|at)\s+(?:the\s+)?$", re.IGNORECASE)
_HEADED = re.compile(r"^\W*(?:it\W*(?:,|&|and)?\s*)+\s*[:=–—-]\s*")  # "Q1: ..."
_MARK = re.compile(r"[✓✔✅☑✗✘❌✖👍👎]\s*$")

Key = tuple[str | None, str | None]  # question and part, None where nothing tells it


@dataclass(frozen=True, slots=True)
class Statement:
    """Words of a note, "it" for each place that they name, and the places; none where they speak of the note's own place.

    `excepted` are parts that a statement on all leaves out ("everything except 2c"), `rest_of` the parts that were named
    where it speaks of the others ("the rest is right").
    """

    text: str
    places: tuple[Key, ...] = ()
    excepted: tuple[Key, ...] = ()
    rest_of: tuple[Key, ...] = ()


def statements(note: Record) -> list[Statement]:
    """The note's statements in order. One that names no place joins the one before it, and the note's first words without a
    judgement join what follows."""
    own: Key | None = (note.question, note.part) if note.question else None
    question = note.question
    groups: list[Statement] = []
    whole = True  # whether nothing was taken out
    for sentence in _SENTENCE.split(note.text):
        if not sentence or not sentence.strip():
            continue
        for said in _of_sentence(sentence, note, question):
            question = said.places[-1][0] if said.places else question
            whole = whole and (bool(said.places) or said.text == sentence)
            last = groups[-1] if groups else None
            parts = tuple(place for group in groups for place in group.places if place[1])
            if parts and not said.places and _REST.match(said.text):
                groups.append(Statement(said.text, rest_of=parts))
            elif last and (not said.places or said.places == (last.places or (own,))):
                groups[-1] = Statement(f"{last.text} {said.text}", last.places, last.excepted or said.excepted)
            elif last and not last.places and own and judge(last.text).verdict is None:
                groups[-1] = Statement(f"{last.text} {said.text}", said.places)
            else:
                groups.append(said)
    if any(group.places or group.excepted for group in groups):
        return groups
    return [Statement(note.text if whole else " ".join(group.text for group in groups))]


def _of_sentence(sentence: str, note: Record, question: str | None) -> list[Statement]:
    """The statements of a sentence: cut between the places it names, where what stands before the cut judges something."""
    within = note.part and not note.parts and not opening_label(note.text)  # there "(a)" counts reasons
    found = find_labels(sentence) if within else note_labels(sentence)
    named = tuple(label for label in found if label.question or (label.part and question))
    labels = subject_labels(sentence, named, note.question, note.part)
    sentence = _without_faults_elsewhere(sentence, [label for label in named if label not in labels]) if len(labels) < len(named) else sentence
    if not labels:
        left_out = [label for label in named if label.part and is_excepted(sentence, label)]
        return [Statement(sentence, (), _places(tuple(left_out), question))]
    pieces: list[tuple[str, tuple[Label, ...]]] = []
    start, held = 0, []
    marks_first = bool(_MARK.search(sentence[: labels[0].start]))
    for label, following in zip(labels, (*labels[1:], None), strict=True):
        held.append(label)
        cut = len(sentence) if following is None else _cut(sentence, label.end, following.start, marks_first)
        if cut is None:
            continue
        piece = _unnamed(sentence[start:cut], held, start)
        if following is None and pieces and judge(piece).verdict is None:
            text, of = pieces.pop()
            piece, held = f"{text} {piece}", [*of, *held]
        if following is None or judge(piece).verdict is not None:
            pieces.append((piece, tuple(held)))
            start, held = cut, []
    said = []
    for text, of in pieces:
        places = _places(of, question)
        question = places[-1][0] if places else question
        said.append(Statement(text, places))
    return said


def _cut(sentence: str, end: int, start: int, marks_first: bool) -> int | None:
    """Where a statement may end between two labels: at the last joint between them, or at a sign, which stands before its
    label or behind it. Labels of one range or list are not cut."""
    if start < end:
        return None
    joints = list(_JOINT.finditer(sentence, end, start))
    if joints:
        return joints[-1].start()
    mark = _MARK.search(sentence, end, start)
    return mark.start() if mark and marks_first else start if mark or sentence[start - 1].isspace() and re.match(r"[a-h]\)", sentence[start:]) else None


def _unnamed(text: str, labels: list[Label] | tuple[Label, ...], offset: int) -> str:
    """A statement with "it" for each label that begins within it, so that what is said does not depend on how parts are named."""
    spans = {label.start - offset: label.end - offset for label in sorted(labels, key=lambda label: label.end) if label.start >= offset}
    for start in sorted(spans, reverse=True):
        text = f"{text[:start]} it {text[spans[start] :]}"
    return _HEADED.sub("", text).strip()


def _places(labels: tuple[Label, ...], question: str | None) -> tuple[Key, ...]:
    places: list[Key] = []
    for label in labels:
        question = label.question or question
        if question is not None:
            places.append((question, label.full_part))
    wholes = {q for q, part in places if part is None and any(q == other and p for other, p in places)}
    return tuple(dict.fromkeys((q, part) for q, part in places if part is not None or q not in wholes))


def _without_faults_elsewhere(sentence: str, labels: list[Label]) -> str:
    """A sentence without the faults that it only recalls from another place ("better than the error in question 1")."""
    for label in sorted(labels, key=lambda label: -label.start):
        fault = _FAULT_OF.search(sentence[: label.start])
        if fault:
            sentence = f"{sentence[: fault.start()]}{' ' * (label.start - fault.start())}{sentence[label.start :]}"
    return sentence
