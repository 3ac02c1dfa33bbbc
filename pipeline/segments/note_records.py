"""The records of handwritten notes and PDF annotations, and what notes say of the places of others."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.report import Note, Record, Tie
from pipeline.segments.about import note_place
from pipeline.segments.bubbles import is_chip
from pipeline.segments.labels import Label, find_labels, only_label
from pipeline.segments.place import Place
from pipeline.segments.placed import Placed
from pipeline.segments.targets import SURE, Target, find_target, goes_on

ABOVE = 1.5  # line heights above a prompt from which a note is begun above it
BEGUN = 60.0  # points below a note's top within which the part it is about may begin
SAYS_ITSELF = 200  # characters at the head of a prompt in which it names its question
NAMED = 0.9  # confidence in a place that the note names itself
_HANDS_OVER = re.compile(r"\bI\s+(?:\w+\s+){0,2}(?:past\w+|copi\w+|copy|gave|give|upload\w*|ask\w*|prompt\w*|includ\w+|provid\w+|enter\w*|input\w*|typed?)\b", re.IGNORECASE)


def note_records(notes: list[Note], placed: list[Placed], drafts: list[Record], heights: dict[int, float]) -> list[Record]:
    """The records of notes, not numbered yet; `heights` are the pages' in points."""
    made: list[Record] = []
    for note in notes:
        last = next((k for k, other in enumerate(notes[: len(made)]) if goes_on(note, other, heights[other.page])), None)
        made.append(_note_record(note, placed, drafts, made[last] if last is not None else None))
    return made


def told_by_notes(notes: list[Note], placed: list[Placed], drafts: list[Record]) -> list[Placed]:
    """The lines with their places, where notes say what the report's own words do not: a note that is a heading, or one that
    says what a prompt asks that names no question (a file, a picture) or part ("I paste part b") itself.

    The place that such a note names holds from the note or its prompt to the next line that names a question.
    """
    told = list(placed)
    for note in notes:
        heading = only_label(note.text)
        if heading is not None and heading.question:
            _tell(told, (note.page, note.box[1]), heading)
            continue
        named = find_labels(note.text, bare=False)
        questions = [label for label in named if label.question]
        at = find_target(note, [entry.line for entry in told]).line
        if at is None or len({label.question for label in questions}) > 1 or not named:
            continue
        chip = is_chip(told[at].line.text)
        if drafts[told[at].record].kind != "prompt" and not chip:
            continue
        start = at if chip else next(i for i, entry in enumerate(told) if entry.record == told[at].record)
        stale = placed[start].place
        if not questions:
            if len(named) == 1 and stale.question and stale.part is None and _HANDS_OVER.search(note.text):
                _tell(told, (placed[start].line.page, placed[start].line.box[1]), replace(named[0], question=stale.question))
            continue
        itself = any(label.question for label in find_labels(drafts[told[at].record].text[:SAYS_ITSELF]))
        says = itself or stale.question is not None and (start == 0 or placed[start - 1].place.question != stale.question)
        if says or note.page < placed[start].line.page:
            continue
        _tell(told, (placed[start].line.page, placed[start].line.box[1]), questions[0])
    return told


def _tell(told: list[Placed], first: tuple[int, float], label: Label) -> None:
    """Give the lines from `first` (page, top) on the label's question, until one that has come to another question; parts
    that the lines name themselves stay."""
    order = [i for i in sorted(range(len(told)), key=lambda i: (told[i].line.page, told[i].line.box[1]))
             if (told[i].line.page, told[i].line.box[3]) > first]  # fmt: skip
    if not order:
        return
    stale = told[order[0]].place
    for i in order:
        place = told[i].place
        if place.question != stale.question:
            break
        told[i] = replace(told[i], place=Place(label.question, label.part if place.part == stale.part else place.part, place.sub))


def with_told(drafts: list[Record], told: list[Placed]) -> list[Record]:
    """Turns that name no question, with the place that notes told for their first line."""
    first: dict[int, Place] = {}
    for entry in told:
        first.setdefault(entry.record, entry.place)
    return [
        replace(draft, question=first[i].question, part=first[i].full_part) if draft.question is None and draft.kind in ("prompt", "response") and i in first else draft
        for i, draft in enumerate(drafts)
    ]  # fmt: skip


def _note_record(note: Note, placed: list[Placed], drafts: list[Record], before: Record | None) -> Record:
    """The record of a handwritten note or PDF annotation, tied to the line that it points to or stands beside.

    `before` is the record of the note that it finishes, if it does.
    """
    target = find_target(note, [entry.line for entry in placed])
    entry = placed[_begun_beside(note, target, placed, drafts)] if target.line is not None else None
    stands = entry.place if entry else Place()
    place = note_place(stands, note.text)
    by, sure = (target.by, target.confidence) if place == stands else ("named", NAMED)
    text = note.text or note.mark or ""
    made = Record(
        seq=-1, kind="context" if _only_heads(note) else "annotation", page_start=note.page, page_end=note.page, box=note.box, text=text, raw_text=note.raw or text,
        channel=note.channel, text_source=note.source, confidence=note.confidence, question=place.question,
        part=place.full_part, parts=place.parts, target=_talk(drafts, entry.record) if entry else None, mark=note.mark, words=note.words,
        marks=note.marks, rule="channel", tie=Tie(by, entry.line.text if entry else "", sure),
    )  # fmt: skip
    if before is None or before.tie is None or by == "named":
        return made
    same = {name: getattr(before, name) for name in ("question", "part", "parts", "target")}
    return replace(made, tie=Tie("continued", before.tie.line, SURE["continued"]), **same)


def _begun_beside(note: Note, target: Target, placed: list[Placed], drafts: list[Record]) -> int:
    """The line that a note is about: where another part begins beside the note's upper half, the first line of that part,
    for a note is often begun a little above its part. A typed one that is begun above
    a prompt speaks of the answer before it."""
    at = target.line
    first = placed[at]
    reach = min((note.box[1] + note.box[3]) / 2, note.box[1] + BEGUN)
    if target.by != "beside":
        return at
    prompt = note.channel == "freetext" and drafts[first.record].kind == "prompt" and at and placed[at - 1].record != first.record
    if prompt and placed[at - 1].line.page == note.page and note.box[1] < first.line.box[1] - ABOVE * max(first.line.size, 6.0):
        return at - 1
    return next((i for i in range(at + 1, len(placed)) if placed[i].line.page == note.page and placed[i].place != first.place
                 and placed[i].place.question is not None and first.line.box[1] < placed[i].line.box[1] <= reach), at)  # fmt: skip


def _only_heads(note: Note) -> bool:
    """Whether a note says nothing itself: one that only heads a section ("Question 1:"), or a stray letter in a typed box."""
    typed = note.channel in ("freetext", "popup")
    if note.mark is not None or not (typed or note.channel == "handwritten"):
        return False
    labels = find_labels(note.text)
    heads = len(labels) == 1 and not re.sub(r"[\W_]+", "", note.text[: labels[0].start] + note.text[labels[0].end :])
    return heads or typed and len(re.sub(r"\s", "", note.text)) == 1 and note.text.strip().isalnum()


def _talk(drafts: list[Record], number: int) -> int | None:
    """The prompt or response at or before a record."""
    return next((drafts[i].seq for i in range(min(number, len(drafts) - 1), -1, -1) if drafts[i].kind in ("prompt", "response")), None)
