"""The user's name over their words, where a chat page heads every turn with a name."""

from __future__ import annotations

from collections import defaultdict

from pipeline.report import Line
from pipeline.segments.speakers import SpeakerLabel

LONGEST_NAME = 30  # characters
SAME = 1.5  # points within which names start at one edge
TURNS = 0.8  # share of a name's lines after which the other speaker comes next


def with_named_user(labels: dict[int, SpeakerLabel], lines: list[Line]) -> dict[int, SpeakerLabel]:
    """`labels` with the user's name lines, where the model's name stands alone over each answer and no label names prompts.

    The user's name is the line of one wording in the same type at the same edge that takes turns with the model's.
    """
    models = [i for i, label in labels.items() if label.role == "response" and label.alone]
    if len(models) < 2 or any(label.role == "prompt" for label in labels.values()):
        return labels
    head = lines[models[0]]
    same: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if index not in labels and len(line.text) <= LONGEST_NAME and _alike(line, head):
            same[line.text].append(index)
    for users in sorted(same.values(), key=len, reverse=True):
        if len(users) >= 2 and _take_turns(users, models) and _take_turns(models, users, last=True):
            named = {i: SpeakerLabel("prompt", lines[i].text.casefold(), True, 0, len(lines[i].text), True) for i in users}
            return dict(sorted({**labels, **named}.items()))
    return labels


def _alike(line: Line, head: Line) -> bool:
    return line.font == head.font and abs(line.size - head.size) < 0.3 and abs(line.box[0] - head.box[0]) < SAME and line.bold == head.bold


def _take_turns(ours: list[int], theirs: list[int], last: bool = False) -> bool:
    """Whether one of `theirs` comes between most of `ours` and the next of them (`last` counts none after the last)."""
    ends = [*ours[1:], None]
    followed = sum(any(a < x and (b is None or x < b) for x in theirs) for a, b in zip(ours, ends, strict=True))
    return followed >= TURNS * (len(ours) - last)
