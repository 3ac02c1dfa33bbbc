"""Prompts that no label and no bubble shows: told from the words that stand before the answers."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import takewhile

from pipeline.report import Line
from pipeline.segments.labels import opening_label
from pipeline.segments.segment import Segment
from pipeline.segments.speakers import speaks_of_model
from pipeline.segments.style import word_count

INTRODUCTION = 100  # words of what introduces a question; what is longer states the problem
LEAD_IN = 6  # lines at the head of a prompt in which the student may say how they asked
_ITEM_END = re.compile(r";(?:\s+(?:and|or))?\s*$")
_QUOTED_NEXT = re.compile(r"\bprompts?\s*[:.]\s+(?=\S)", re.IGNORECASE)


def with_unlabelled_prompts(segments: list[Segment], size: float) -> list[Segment]:
    """The segments of a report that labels its answers but not what it asked: the words that lead to an answer are the
    prompt, be it the question printed between two answers or a correction in the student's colour. `size` is the usual
    type size in points; larger lines are headings."""
    labelled = Counter(segment.owner for segment in segments if segment.labelled)
    if 2 * labelled["prompt"] >= labelled["response"]:
        return segments
    out: list[Segment] = []
    for segment in segments:
        if segment.owner == "response" and segment.labelled:
            before = list(takewhile(lambda s: _may_ask(s, size), reversed(out)))
            if before:
                del out[len(out) - len(before) :]
                out += _split_question(before[::-1], _under_heading(out))
            elif out and out[-1].aside and not out[-1].labelled and labelled["note"] > 1:
                out[-1] = replace(out[-1], owner="prompt", aside=False)
        out.append(segment)
    return out


def _may_ask(segment: Segment, size: float) -> bool:
    """Whether unlabelled words may be a question: plain ones outside any turn, or bold ones no larger than the text; not
    words that speak of the model, which are a comment on it."""
    plain = not (segment.labelled or segment.aside) and segment.channel == "typed"
    if not plain or any(speaks_of_model(line.text) for line in segment.lines):
        return False
    return segment.owner in ("loose", "note") or segment.owner == "context" and all(line.size < 1.08 * size for line in segment.lines)


def _under_heading(segments: list[Segment]) -> bool:
    """Whether the words that follow stand first under a heading, remarks between them aside."""
    last = next((segment for segment in reversed(segments) if segment.owner != "note"), None)
    return last is None or last.owner == "context"


def _split_question(segments: list[Segment], headed: bool) -> list[Segment]:
    """The prompt in the words before an answer. A paragraph right under a question's heading (`headed`) and before its first
    lettered part only introduces it; the student's own introduction is left where no part follows it."""
    lines = [line for segment in segments for line in segment.lines]
    start = next((i for i in range(len(lines)) if opening_label(lines[i].text) and not _listed(lines, i)), None)
    if start is None and any(segment.owner == "note" for segment in segments):
        return segments
    states = not headed or sum(word_count(line.text) for line in lines[:start]) > INTRODUCTION
    if states and not any(segment.owner == "note" for segment in segments):
        start = None
    return [part for part in (Segment("loose", lines[: start or 0]), Segment("prompt", lines[start or 0 :])) if part.lines]


def _listed(lines: list[Line], index: int) -> bool:
    """Whether a lettered line is an item of a list inside a sentence ("(a) the wheels;") and no part of a question."""
    return any(_ITEM_END.search(line.text) for line in lines[max(0, index - 1) : index + 1])


def answers_cut(segment: Segment, files: list[Line]) -> list[Segment]:
    """An answer cut where the user sent a file without a word in between, which asks for the next answer; `files` are the
    first lines of such files' tiles."""
    if segment.owner != "response":
        return [segment]
    parts: list[list[Line]] = [[]]
    for line in segment.lines:
        last = parts[-1][-1] if parts[-1] else None
        if last is not None and any((last.page, last.box[1]) < (file.page, file.box[1]) < (line.page, line.box[1]) for file in files):
            parts.append([])
        parts[-1].append(line)
    return [replace(segment, lines=lines) for lines in parts]


def lead_in_cut(segment: Segment) -> list[Segment]:
    """A prompt in the student's colour, cut behind the sentences in which they say how they asked ("Here is my prompt:")."""
    end = _lead_in_end(segment.lines) if segment.own_colour is not None else None
    if end is None:
        return [segment]
    last = segment.lines[end]
    spoken = _QUOTED_NEXT.search(last.text)
    cut = [replace(last, text=last.text[: spoken.end()].strip()), replace(last, text=last.text[spoken.end() :])] if spoken else [last]
    before, after = [*segment.lines[:end], cut[0]], [*cut[1:], *segment.lines[end + 1 :]]
    note = Segment("note", before, aside=True)
    return [note, replace(segment, lines=after)] if after else [note]


def _lead_in_end(lines: list[Line]) -> int | None:
    """The index of the last line in which the student still says how they asked, or None."""
    if not any(speaks_of_model(line.text) for line in lines[:2]):
        return None
    for i, line in enumerate(lines[:LEAD_IN]):
        over = line.text.rstrip().endswith((".", ":", "!", "?"))
        if line.text.rstrip().endswith(":") or over and not (i + 1 < len(lines) and speaks_of_model(lines[i + 1].text)) or _QUOTED_NEXT.search(line.text):
            return i
    return None
