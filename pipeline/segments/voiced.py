"""Words outside any turn that are nobody's remarks, told by their voice: answers shown in a figure, and parts of an answer or
of the homework that stand in plain type."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from pipeline.language.voice import ANSWERS, ASKS, REMARKS, TELLS
from pipeline.report import Line
from pipeline.segments.heard import chunks, mean_voice
from pipeline.segments.segment import Segment

WORDS = 20  # words from which a voice is sure (chosen)
ANSWERED = 0.6  # share of a figure's voices that answer (chosen)
REMARKED = 0.75  # share of the voices of an unanswered prompt that remark (chosen)
QUOTED = 0.75  # share of a text's voices that ask or answer (counted: 0.73 and less where the student speaks)


def with_figures(segments: list[Segment]) -> list[Segment]:
    """The segments of a report that retells its conversation, with the figures that show an answer as responses."""
    shown: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in (line for segment in segments for line in segment.lines if line.picture is not None):
        shown[line.page, line.picture or 0].append(line)
    answers = {key: lines for key, lines in shown.items() if _voice(lines)[0] >= ANSWERED}
    out: list[Segment] = []
    for segment in segments:
        kept: list[Line] = []
        for line in segment.lines:
            key = line.page, line.picture if line.picture is not None else -1
            if key not in answers:
                kept.append(line)
            elif line is answers[key][0]:
                out += [replace(segment, lines=kept)] * bool(kept) + [Segment("response", answers[key])]
                kept = []
        out += [replace(segment, lines=kept)] * bool(kept)
    return out


def unasked_apart(segments: list[Segment]) -> list[Segment]:
    """The segments, with a labelled prompt that got no answer and remarks on the last one as the student's note: in a log
    "Me: looks right to me" is said to the reader."""
    out: list[Segment] = []
    turns = [i for i, segment in enumerate(segments) if segment.owner in ("prompt", "response")]
    for i, segment in enumerate(segments):
        after = next((segments[j].owner for j in turns if j > i), "prompt")
        before = next((segments[j].owner for j in reversed(turns) if j < i), None)
        if segment.owner == "prompt" and segment.labelled and (before, after) == ("response", "prompt"):
            voice = mean_voice(chunks(segment.lines))
            if voice[REMARKS] + voice[TELLS] >= REMARKED:
                segment = replace(segment, owner="note", title="")
        out.append(segment)
    return out


def _plain(segment: Segment) -> bool:
    return segment.owner in ("loose", "note") and segment.channel == "typed" and not (segment.labelled or segment.aside or segment.row or segment.rows)


def unasked_pictures(segments: list[Segment]) -> list[Segment]:
    """The segments, with what screenshots show before the first prompt as nobody's words where its voice does not answer: a
    title, the menu of models."""
    first = next((i for i, segment in enumerate(segments) if segment.owner == "prompt"), 0)
    shown = [segment.owner == "response" and all(line.picture is not None for line in segment.lines) for segment in segments[:first]]
    before = [replace(s, owner="context") if pictured and _voice(s.lines)[0] < ANSWERED else s for s, pictured in zip(segments[:first], shown, strict=True)]
    return [*before, *segments[first:]]


def quotes_apart(segments: list[Segment]) -> list[Segment]:
    """The segments, with what is no remark by its voice given to the answer before it, or to nobody."""
    out: list[Segment] = []
    for segment in segments:
        if _plain(segment) and sum(_voice(segment.lines)) >= QUOTED:
            if out and out[-1].owner == "response":
                out[-1] = replace(out[-1], lines=[*out[-1].lines, *segment.lines])
                continue
            segment = replace(segment, owner="context")
        out.append(segment)
    return out


def _voice(lines: list[Line]) -> tuple[float, float]:
    """How much a text answers and asks, from 0 to 1; nothing where it is too short to tell."""
    said = chunks(lines)
    if sum(len(text.split()) for text in said) < WORDS:
        return 0.0, 0.0
    voice = mean_voice(said)
    return float(voice[ANSWERS]), float(voice[ASKS])
