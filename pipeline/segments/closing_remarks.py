"""Remarks that nothing but their words shows: paragraphs of the student's at the end of an answer, set like it or in a box.

A model speaks of "the model" too, so a paragraph must both sound like a remark and judge an answer or speak of a model, and
stand last, before the next prompt or heading. One in a look that the answer has nowhere else needs the voice alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.language.voice import ANSWERS, ASKS, REMARKS, TELLS, voices
from pipeline.report import Line
from pipeline.segments.paragraphs import joined, paragraphs
from pipeline.segments.segment import Segment
from pipeline.segments.speakers import speaks_of_model
from pipeline.segments.style import word_count
from pipeline.verdicts.weigh import weighed

WORDS = 8  # of a shortest remark (chosen)
LEAST = 0.7  # times as many words as the remark has the answer, at least (chosen)
SOUNDS = 0.8  # least share of the student's voices (chosen on invented reports)
APART = 0.6  # the same where the look is its own
SAID_WORDS = 60  # words in which the voice is heard
MOST = 3  # paragraphs that a remark may have


def with_closing_remarks(segments: list[Segment]) -> list[Segment]:
    """The segments with the remarks at the end of answers as notes of their own."""
    return [piece for segment in segments for piece in (_parted(segment) if segment.owner == "response" else [segment])]


def _parted(segment: Segment) -> Iterator[Segment]:
    groups = paragraphs([line for line in segment.lines])
    sizes = [word_count(joined(group)) for group in groups]
    remarks = 0
    while remarks < min(MOST, len(groups) - 1) and _remarks(groups[-1 - remarks], groups[: len(groups) - 1 - remarks]):
        remarks += 1
    while remarks and sum(sizes[: len(groups) - remarks]) < LEAST * sum(sizes[len(groups) - remarks :]):
        remarks -= 1
    if not remarks:
        yield segment
        return
    kept = [line for group in groups[: len(groups) - remarks] for line in group]
    yield replace(segment, lines=kept)
    yield Segment("note", [line for group in groups[len(groups) - remarks :] for line in group], labelled=True)


def _remarks(group: list[Line], answer: list[list[Line]]) -> bool:
    text = joined(group)
    if any(line.picture is not None or line.mono for line in group) or word_count(text) < WORDS:
        return False
    heard = voices([" ".join(text.split()[:SAID_WORDS])])[0]
    own = float(heard[REMARKS] + heard[TELLS])
    if own <= max(heard[ANSWERS], heard[ASKS]):
        return False
    if own >= APART and not any(_look(line) == _look(group[0]) for before in answer for line in before):
        return True
    return own >= SOUNDS and (speaks_of_model(text) or weighed(text).verdict is not None)


def _look(line: Line) -> tuple[bool, bool, int, bool, int | None]:
    return line.bold, line.italic, line.colour, line.panel is None, round(line.box[0])
