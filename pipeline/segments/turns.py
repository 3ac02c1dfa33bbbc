"""Which line belongs to whom: one pass over a report's lines in reading order.

Every line gets an owner: prompt, response, note (the student's own words), context (headings, title, page furniture) or
nothing. The pass starts a new segment where a label, a bubble, a heading or a change of colour says so, and otherwise
goes on with the one before, so that an answer broken over pages stays one turn.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from pipeline.facts.models import find_host
from pipeline.report import Layout, Line
from pipeline.segments.bubbles import Bubbles, find_bubbles, is_chip, whole_panels
from pipeline.segments.labels import find_labels
from pipeline.segments.paragraphs import paragraphs
from pipeline.segments.pictured import is_icon, pictured_prompts
from pipeline.segments.speakers import SpeakerLabel, is_own_section, split_run_in, trusted_labels
from pipeline.segments.style import CHROMA, Style, chroma, is_heading, report_style, word_count
from pipeline.segments.summary_tables import JudgedRow, judged_rows

BULLETS = ("•", "◦", "▪", "- ", "* ", "– ")
NOTE_WORDS = 6  # words from which a loose paragraph is the student speaking and not a heading or a date


@dataclass(slots=True)
class Segment:
    """Lines of one owner in reading order. `labelled` tells that a label opened it."""

    owner: str  # prompt, response, note, context, or loose: words outside any turn that may be the student's
    lines: list[Line] = field(default_factory=list)
    labelled: bool = False
    channel: str = "typed"
    row: JudgedRow | None = None  # the table row that the segment is
    aside: bool = False  # set apart by colour or margin


@dataclass(frozen=True, slots=True)
class Reading:
    """A report's segments in reading order, its style, and its lines as they were cut."""

    segments: tuple[Segment, ...]
    style: Style
    headings: tuple[Line, ...]


def read_turns(layouts: tuple[Layout, ...]) -> Reading:
    """Cut a report into segments. `layouts` are its pages in order."""
    pages = {layout.page: layout for layout in layouts}
    rows = {(layout.page, i): judged_rows(table) for layout in layouts for i, table in enumerate(layout.tables)}
    lines = [piece for layout in layouts for line in layout.lines if line.zone in ("body", "margin") and line.text.strip()
             for piece in split_run_in(line)]  # fmt: skip
    lines = whole_panels(lines)
    labels = _talking(trusted_labels(lines), lines)
    style = report_style(lines, {i: label.role for i, label in labels.items()})
    bubbles = find_bubbles(lines, pages, style)
    scheme = _scheme(labels, bubbles, _chat_print(layouts, lines, bubbles.lines))
    if scheme != "labels" and _mostly_pictured(lines):
        scheme = "pictures"
        bubbles = bubbles if bubbles.starts else Bubbles(pictured_prompts(lines, pages))
    bubbles = bubbles if scheme in ("bubbles", "pictures") else Bubbles()
    headings = frozenset(i for i, line in enumerate(lines) if i not in labels and is_heading(line, style))
    cutter = _Cutter(lines, labels, bubbles, headings, style, pages, scheme, rows)
    return Reading(tuple(cutter.cut()), style, tuple(lines[i] for i in sorted(headings)))


def _chat_print(layouts: tuple[Layout, ...], lines: list[Line], bubbles: frozenset[int]) -> bool:
    """Whether the pages come from a chat site: its address in a header or footer, or bubbles of prose again and again."""
    furniture = " ".join(line.text for layout in layouts[:4] for line in layout.lines if line.zone in ("header", "footer"))
    starts = sum(i - 1 not in bubbles and word_count(lines[i].text) >= 2 for i in bubbles)
    return find_host(furniture) is not None or starts >= 2


def _scheme(labels: dict[int, SpeakerLabel], found: Bubbles, chat: bool) -> str:
    """How the report shows who speaks: "labels" by words, "bubbles" by the drawing, "none" where it holds no talk. Where
    more bubbles are drawn without a label than labels stand, the labels are words of the answers."""
    sure = Counter(label.role for label in labels.values() if label.sure)
    bubbles = bool(found.lines)
    if sum(i not in labels and i - 1 not in labels for i in found.starts) > max(1, sure["prompt"]):
        return "bubbles"
    if sure["prompt"] and sure["response"] or sure["prompt"] >= 3 or sure["response"] >= 3 and not bubbles:
        return "labels"
    thinking = any(label.role == "thinking" for label in labels.values())
    return "bubbles" if bubbles and (thinking or chat) or thinking else "none"


def _mostly_pictured(lines: list[Line]) -> bool:
    """Whether screenshots hold the conversation, and the typed words are the student's."""
    pictured = sum(len(line.text) for line in lines if line.picture is not None)
    return pictured > 0.5 * sum(len(line.text) for line in lines)


def _talking(labels: dict[int, SpeakerLabel], lines: list[Line]) -> dict[int, SpeakerLabel]:
    """Drop the turn labels of a report that retells its conversation ("LLM's Response: The LLM identified ...")."""
    responses = [i for i, label in labels.items() if label.role == "response"]
    if any(label.role == "prompt" for label in labels.values()) or not responses:
        return labels
    told = sum(_retold(lines, i, labels[i]) for i in responses)
    return {i: label for i, label in labels.items() if label.role != "response"} if told >= max(1, 0.2 * len(responses)) else labels


def _retold(lines: list[Line], index: int, label: SpeakerLabel) -> bool:
    said = lines[index].text[label.end :].strip() or (lines[index + 1].text if index + 1 < len(lines) else "")
    words = said.casefold().split()[:4]
    return len(words) > 2 and words[0] in ("the", "it") and words[1 if words[0] == "the" else 0] in ("llm", "model", "ai", "assistant", "chatbot", "it")


class _Cutter:
    """The state of the pass: the segment that is open, and the one to come back to after a remark in between."""

    def __init__(self, lines, labels, bubbles, headings, style, pages, scheme, rows) -> None:
        self.rows: dict[tuple[int, int], tuple[JudgedRow, ...]] = rows
        self.tables_done: set[tuple[int, int]] = set()
        self.lines: list[Line] = lines
        self.labels: dict[int, SpeakerLabel] = labels
        self.bubbles: frozenset[int] = bubbles.lines
        self.beside: frozenset[int] = bubbles.beside
        self.headings: frozenset[int] = headings
        self.style: Style = style
        self.pages: dict[int, Layout] = pages
        self.scheme: str = scheme
        self.segments: list[Segment] = []
        self.turn: Segment | None = None  # the prompt or response that is open
        self.note: Segment | None = None  # a labelled remark that is open
        self.aside: Segment | None = None  # the last remark in the margin or in colour, which lines of the turn may interrupt
        self.heading_size = self._turn_heading_size()
        self.boxed = self._responses_in_panels()
        self.own = scheme == "labels"  # whether loose words are the student's: an introduction, a section of their own

    def cut(self) -> list[Segment]:
        for index, line in enumerate(self.lines):
            self._take(index, line)
        return [segment for segment in self.segments if segment.lines]

    def _take(self, index: int, line: Line) -> None:
        if line.table is not None and self._own_table(line):
            return
        if self.scheme == "pictures" and is_icon(line):
            return
        label = self.labels.get(index)
        if label is not None and self._opens(index, line, label):
            return
        if self.scheme == "pictures" and line.picture is None:
            self._beside_pictures(index, line)
            return
        if self.scheme == "pictures" and self._another_answer(index, line):
            self.turn = None
        if self._is_remark(line) and index not in self.bubbles:
            self._remark(line)
            return
        if index in self.beside or self.scheme in ("bubbles", "pictures") and is_chip(line.text):
            self._put("context", line)
            return
        if index in self.bubbles:
            self._bubble(index, line)
            return
        if self.scheme in ("bubbles", "pictures") and self.turn is not None and self.turn.owner == "prompt":
            self._open("response")
        if index in self.headings and self._ends_turn(line):
            self._close()
            self._enter_section(line)
            self._put("context", line)
            return
        if self.note is not None:
            if self._note_goes_on(line):
                self.note.lines.append(line)
                return
            self.note = None
            if self.turn is None or not self._resumes(line):
                self.turn = None
        if self.turn is not None and not self._left_its_box(line):
            self.turn.lines.append(line)
            return
        self.turn = None
        if self.scheme == "pictures" and line.picture is not None and index not in self.headings:
            self._open("response")
            self.segments[-1].lines.append(line)
            return
        self._loose(index, line)

    def _beside_pictures(self, index: int, line: Line) -> None:
        """Typed words between screenshots: headings that name a question part the answers, the rest are remarks."""
        if index in self.headings or (word_count(line.text) < NOTE_WORDS and find_labels(line.text)):
            if find_labels(line.text):
                self.turn = None
            self._put("context", line)
        else:
            self.turn = self.turn if self.bubbles else None
            if chroma(line.colour) >= CHROMA and word_count(line.text) >= 2:
                self._remark(line)  # beside pictures every typed colour is the student's, however often they use it
            else:
                self._put("note", line)

    def _another_answer(self, index: int, line: Line) -> bool:
        """Whether a picture opens the next answer, where pictures show nothing but answers: it begins with a part's label."""
        before = self.lines[index - 1] if index else None
        fresh = before is None or (before.page, before.picture) != (line.page, line.picture)
        return not self.bubbles and line.picture is not None and fresh and bool(find_labels(line.text, bare=False))

    def _own_table(self, line: Line) -> bool:
        """A judging table outside a conversation's answer is the student's: each of its rows is a remark."""
        key = (line.page, line.table)
        rows = self.rows.get(key, ())
        if not rows or (self.turn is not None and self.turn.owner == "response" and self.scheme == "bubbles"):
            return False
        if key not in self.tables_done:
            self.tables_done.add(key)
            self._close()
            for row in rows:
                shown = replace(line, text=row.text, raw=row.text, box=row.box, spans=(), table=None)
                self.segments.append(Segment("note", [shown], labelled=True, row=row))
        return True

    def _opens(self, index: int, line: Line, label: SpeakerLabel) -> bool:
        rest = line.text[label.end :].strip()
        if label.role == "thinking":
            if self.turn is not None and self.turn.owner == "prompt" or self.turn is None:
                self._open("response")
            self._put("context", line)
            return True
        if label.role == "annotation":
            if self.note is not None and self.note.lines and self.note.lines[-1].page == line.page and self._adjacent(self.note.lines[-1], line):
                self.note.lines.append(line)
                return True
            if self.turn is not None and not label.strong and self.scheme in ("bubbles", "pictures"):
                return False
            if self.turn is not None and self.turn.owner == "response" and not label.strong and line.text.startswith(BULLETS):
                return False  # an item of the answer's own list
            self.note = Segment("note", [line] if rest else [], labelled=True)
            self.segments.append(self.note)
            return True
        if self.scheme in ("bubbles", "pictures") and label.role == "response" and label.alone:
            if self.turn is None or self.turn.owner == "prompt":
                self._open("response")
            self._put("context", line)
            return True
        if self.scheme != "labels" or not (label.sure or label.alone and self.turn is not None and label.role != self.turn.owner):
            return False
        self.own = False
        broken = (
            self.turn is not None and self.turn.owner == label.role and label.alone and self.note is None
            and self.turn.lines and self.turn.lines[-1].page != line.page and self._first_on_page(index)
        )
        if not broken:
            self._open(label.role, labelled=True)
        if rest and self.turn is not None:
            self.turn.lines.append(_after(line, label.end))
        return True

    def _open(self, owner: str, labelled: bool = False) -> None:
        self.turn = Segment(owner, labelled=labelled)
        self.note = None
        self.segments.append(self.turn)

    def _close(self) -> None:
        self.turn = None
        self.note = None

    def _put(self, owner: str, line: Line, channel: str = "typed") -> None:
        last = self.segments[-1] if self.segments else None
        if last is not None and last.owner == owner and last is not self.turn and last is not self.note and last.channel == channel:
            last.lines.append(line)
        else:
            self.segments.append(Segment(owner, [line], channel=channel))

    def _bubble(self, index: int, line: Line) -> None:
        follows = self.turn is not None and self.turn.owner == "prompt" and self.turn.lines and self._same_bubble(self.turn.lines[-1], line)
        if not follows and not (self.turn is not None and self.turn.owner == "prompt" and not self.turn.lines):
            self._open("prompt")
        assert self.turn is not None
        self.turn.lines.append(line)

    def _same_bubble(self, previous: Line, line: Line) -> bool:
        if previous.page != line.page:
            return line.page == previous.page + 1
        return (previous.panel == line.panel and previous.panel is not None) or line.box[1] - previous.box[3] < 4 * max(line.size, 6)

    def _is_remark(self, line: Line) -> bool:
        return line.zone == "margin" or (line.colour in self.style.note_colours and word_count(line.text) >= 1)

    def _remark(self, line: Line) -> None:
        """A remark in the student's colour or in the margin stands beside the turn, which goes on after it."""
        if self.note is not None and self.note.lines and self.note.lines[-1].colour == line.colour and line.zone != "margin":
            self.note.lines.append(line)
            return
        self.note = None
        channel = "freetext" if line.zone == "margin" else "typed"
        if self.aside is None or self.aside.channel != channel or not _same_aside(self.aside.lines[-1], line):
            self.aside = Segment("note", [line], channel=channel, aside=True)
            self.segments.append(self.aside)
        else:
            self.aside.lines.append(line)

    def _note_goes_on(self, line: Line) -> bool:
        assert self.note is not None
        if not self.note.lines:
            return True
        last = self.note.lines[-1]
        if last.colour in self.style.note_colours:
            return False
        if len(paragraphs([last, line])) == 1:
            return True
        return self.turn is None or not self._resumes(line)

    def _resumes(self, line: Line) -> bool:
        """Whether an open turn goes on after a remark: one in colour is an aside, one set as its own paragraph closes it."""
        note = next((s for s in reversed(self.segments) if s.owner == "note"), None)
        return note is not None and bool(note.lines) and note.lines[-1].colour in self.style.note_colours

    def _enter_section(self, heading: Line) -> None:
        """A heading outside any turn says whether the student speaks next; one of a question leads to the conversation."""
        turns = any(segment.owner in ("prompt", "response") for segment in self.segments)
        if is_own_section(heading.text):
            self.own = True
        elif turns or find_labels(heading.text):
            self.own = self.boxed and turns

    def _loose(self, index: int, line: Line) -> None:
        """A line outside any turn. In a printed chat it is the model's; elsewhere the student's, where a section of their
        own or the introduction holds it."""
        if index in self.headings:
            self._enter_section(line)
            self._put("context", line)
        elif self.scheme in ("bubbles", "pictures"):
            self._open("response")
            assert self.turn is not None
            self.turn.lines.append(line)
        else:
            self._put("note" if self.own else "loose", line)

    def _ends_turn(self, line: Line) -> bool:
        if self.turn is None:
            return True
        if self.heading_size is not None and line.size >= self.heading_size - 0.2 and not self._in_box(line):
            return True
        return self.note is not None and self.turn.owner == "response" and (is_own_section(line.text) or line.size > 1.1 * self.style.size)

    def _turn_heading_size(self) -> float | None:
        """The smallest type size of the headings that stand right above prompt or response labels, where they recur."""
        if self.scheme != "labels":
            return None
        sizes: Counter[float] = Counter()
        for index in self.headings:
            follower = next((j for j in range(index + 1, min(index + 4, len(self.lines))) if j not in self.headings), None)
            if follower in self.labels and self.labels[follower].role in ("prompt", "response"):
                sizes[round(self.lines[index].size, 1)] += 1
        usual = [size for size, n in sizes.items() if n >= 2 and size > 1.05 * self.style.size]
        return min(usual) if usual else None

    def _responses_in_panels(self) -> bool:
        """Whether the report boxes its answers, so that what stands outside a box is not part of one."""
        titles = [i for i, label in self.labels.items() if label.role == "response"] if self.scheme == "labels" else []
        boxed = sum(any(self._panelled(line) for line in self.lines[i : i + 4]) for i in titles)
        return bool(titles) and boxed >= 0.7 * len(titles)

    def _panelled(self, line: Line) -> bool:
        """Whether a line stands in a box as wide as the text; a highlight or a framed formula is narrower."""
        if line.panel is None:
            return False
        x0, y0, x1, y1 = self.pages[line.page].panels[line.panel].box
        return x1 - x0 >= 0.75 * (self.style.right - self.style.left) and y1 - y0 > 1.2 * max(line.size, 6.0)

    def _in_box(self, line: Line) -> bool:
        return self.boxed and self._panelled(line)

    def _left_its_box(self, line: Line) -> bool:
        """Whether an answer that stands in a box is over, because the line stands outside every box."""
        if not self.boxed or self.turn is None or self.turn.owner != "response" or line.panel is not None:
            return False
        return any(self._panelled(member) for member in self.turn.lines[-6:]) and line.box[0] < self.style.left + 0.35 * self.pages[line.page].width

    def _first_on_page(self, index: int) -> bool:
        page = self.lines[index].page
        before = [line for line in self.lines[max(0, index - 3) : index] if line.page == page]
        return not before

    def _adjacent(self, previous: Line, line: Line) -> bool:
        return line.box[1] - previous.box[3] < 0.9 * max(line.size, 6.0) or line.box[1] < previous.box[3]


def _same_aside(previous: Line, line: Line) -> bool:
    """Whether a remark goes on, though lines of the text beside it come between in reading order."""
    if previous.page != line.page:
        return False
    near = -1.0 < line.box[1] - previous.box[1] < 2.6 * max(line.size, 6.0)
    return near and line.box[0] < previous.box[2] and previous.box[0] < line.box[2] and abs(line.size - previous.size) < 2.0


def _after(line: Line, start: int) -> Line:
    return replace(line, text=line.text[start:].strip(" *_"))
