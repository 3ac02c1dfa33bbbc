"""The segments made so far in the pass over a report's lines, and which of them are open."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import takewhile

from pipeline.report import Line
from pipeline.segments.bubbles import is_chip
from pipeline.segments.segment import Segment, run_on, same_aside
from pipeline.segments.speakers import is_chrome
from pipeline.segments.style import word_count

ANSWER_WORDS = 20  # words of the rest of an answer that a print begins with
SET_IN_WORDS = 3  # words of a prompt that only its place shows
ASKED_WORDS = 6  # words of a box above the first thoughts from which it is what was asked


@dataclass(slots=True)
class OpenSegments:
    """`turn` is the prompt or response that is open, `note` a labelled remark that is, `aside` the last remark in the margin
    or in colour, which lines of the turn may interrupt. `asked` tells that a turn has been opened: nobody answers before
    being asked."""

    made: list[Segment] = field(default_factory=list)
    turn: Segment | None = None
    note: Segment | None = None
    aside: Segment | None = None
    asked: bool = False

    def open(self, owner: str, labelled: bool = False, title: str = "") -> Segment:
        """Open a turn, which ends the turn and the remark before it."""
        self.asked = True
        self.turn = Segment(owner, labelled=labelled, title=title)
        self.note = None
        self.made.append(self.turn)
        return self.turn

    def open_note(self, segment: Segment) -> None:
        self.note = segment
        self.made.append(segment)

    def close(self) -> None:
        self.turn = None
        self.note = None

    def put(self, owner: str, line: Line) -> None:
        """Add a line that belongs to no turn, to the segment before it where that has the same owner."""
        last = self.made[-1] if self.made else None
        if last is not None and last.owner == owner and last is not self.turn and last is not self.note and last.channel == "typed" and not (last.row or last.rows):
            last.lines.append(line)
        else:
            self.made.append(Segment(owner, [line]))

    def put_aside(self, line: Line, channel: str) -> None:
        """Add a line of a remark beside the turn, which goes on after it."""
        if self.aside is None or self.aside.channel != channel or not same_aside(self.aside.lines[-1], line):
            self.aside = Segment("note", [line], channel=channel, aside=True)
            self.made.append(self.aside)
        else:
            self.aside.lines.append(line)

    def put_boxed(self, line: Line) -> None:
        """Add a line of a comment's picture, which stands beside the turn: its lines run on as one."""
        if self.aside is None or (self.aside.lines[-1].page, self.aside.lines[-1].picture) != (line.page, line.picture):
            self.aside = Segment("note", [line], aside=True)
            self.made.append(self.aside)
        else:
            self.aside.lines[-1] = run_on(self.aside.lines[-1], line)

    def asks(self) -> bool:
        """Whether the open turn is a prompt."""
        return self.turn is not None and self.turn.owner == "prompt"

    def answers(self) -> bool:
        """Whether the open turn is a response."""
        return self.turn is not None and self.turn.owner == "response"


def ask_before_thoughts(segments: OpenSegments) -> None:
    """Make what stands right before the first thoughts the prompt, though nothing else shows it."""
    if segments.asked:
        return
    loose = list(takewhile(lambda segment: segment.owner == "loose" or segment.aside, reversed(segments.made)))
    said = [segment for segment in reversed(loose) if not segment.aside]
    if said:
        _joined(said).owner = "prompt"
    else:
        _ask_panel(segments)


def ask_set_in(segments: OpenSegments, thoughts: Line, edge: float) -> None:
    """Make the words at the end of an open answer that are set in behind `edge` (x in points) a prompt: a bubble that nothing
    draws, right above the `thoughts` about it."""
    turn = segments.turn
    if turn is None or turn.owner != "response" or not turn.lines:
        return
    where = turn.lines[-1].page, thoughts.picture, None
    asked = list(takewhile(lambda line: line.box[0] >= edge and (line.page, line.picture, line.table) == where, reversed(turn.lines)))
    if len(asked) == len(turn.lines) or sum(word_count(line.text) for line in asked) < SET_IN_WORDS:
        return
    turn.lines = turn.lines[: -len(asked)]
    segments.open("prompt").lines += asked[::-1]


def _ask_panel(segments: OpenSegments) -> None:
    """The prompt in the box right before the first thoughts, whose type was taken for headings' in a print that
    is thoughts in small type for the most part."""
    before = [segment for segment in segments.made if segment.lines and not segment.aside]
    last = before[-1].lines[-1] if before else None
    if last is None or last.panel is None or before[-1].owner not in ("context", "loose"):
        return
    asked: list[Line] = []
    for segment in reversed(before):
        inside = list(takewhile(lambda line: (line.page, line.panel) == (last.page, last.panel), reversed(segment.lines)))
        asked = inside[::-1] + asked
        segment.lines = segment.lines[: len(segment.lines) - len(inside)]
        if segment.lines:
            break
    prompts = sum(word_count(line.text) for line in asked) >= ASKED_WORDS
    segments.made.append(Segment("prompt" if prompts else "context", asked))


def answer_at_start(segments: OpenSegments) -> None:
    """Make prose before the first turn, in the type of the answers, the rest of an answer that a print begins with, and
    with it the headings in the answers' type."""
    before = list(takewhile(lambda segment: segment.owner not in ("prompt", "response"), segments.made))
    types = {(line.font, round(line.size, 1)) for segment in segments.made if segment.owner == "response" for line in segment.lines}
    fonts = {font for font, _ in types}
    told = [i for i, segment in enumerate(before) if segment.owner == "loose" and all(line.font in fonts for line in segment.lines)]
    if sum(word_count(line.text) for i in told for line in before[i].lines) < ANSWER_WORDS:
        return
    answer: list[Line] = []
    for i, segment in enumerate(before):
        heads = segment.owner == "context" and not segment.aside
        said = segment.lines if i in told else [line for line in segment.lines if heads and _heads(line, types)]
        answer += said
        segment.lines = [line for line in segment.lines if line not in said]
    segments.made.insert(told[0], Segment("response", answer))


def _heads(line: Line, types: set[tuple[str, float]]) -> bool:
    return (line.font, round(line.size, 1)) in types and not is_chrome(line.text) and not is_chip(line.text)


def _joined(segments: list[Segment]) -> Segment:
    """The first of some segments with the lines of all; the others are left empty."""
    for segment in segments[1:]:
        segments[0].lines += segment.lines
        segment.lines = []
    return segments[0]
