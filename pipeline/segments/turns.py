"""Which line belongs to whom: one pass over a report's lines in reading order.

Every line gets an owner: prompt, response, note (the student's own words), context (headings, title, page furniture) or
nothing. The pass starts a new segment where a label, a bubble, a heading or a change of colour says so, and otherwise
goes on with the one before, so that an answer broken over pages stays one turn.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import takewhile

from pipeline.facts.models import find_host
from pipeline.report import Layout, Line
from pipeline.segments.bubbles import Bubbles, find_bubbles, is_chip, whole_panels
from pipeline.segments.labels import find_labels, opening_label
from pipeline.segments.paragraphs import paragraphs
from pipeline.segments.partners import named_prompts, paired_answers, spoken_turns
from pipeline.segments.pictured import is_icon, pictured_prompts
from pipeline.segments.speakers import SpeakerLabel, is_chrome, is_own_section, speaks_of_model, split_run_in, thinking_blocks, trusted_labels
from pipeline.segments.style import CHROMA, Style, chroma, is_heading, report_style, word_count
from pipeline.segments.summary_tables import JudgedRow, is_one_note, judged_rows, whole_text

BULLETS = ("•", "◦", "▪", "- ", "* ", "– ")
SECTION_WORDS = 6  # words of a longest heading of a section set in plain type
WHOLE_ANSWER = 40  # lines of a document that can be an answer handed in whole
REMARKED = 3  # labelled remarks from which what stands between them is taken for answers
SPOKEN = 0.02  # share of its lines that may speak of a model or of the writer
BOX_LINES, BOX_WORDS = 5, 60  # of a comment shown in a box beside the text
LEAD_IN = 6  # lines at the head of a prompt in which the student may say how they asked
_QUOTED_NEXT = re.compile(r"\bprompts?\s*[:.]\s+(?=\S)", re.IGNORECASE)
_MYSELF = re.compile(r"\bI(?:['’](?:m|ve|d|ll))?\s+[a-z]{2,}|\b[Mm]y\b")
ANSWER_WORDS = 20  # words of the rest of an answer that a print begins with
NOTE_WORDS = 6  # words from which a loose paragraph is the student speaking and not a heading or a date


@dataclass(slots=True)
class Segment:
    """Lines of one owner in reading order. `labelled` tells that a label opened it."""

    owner: str  # prompt, response, note, context, or loose: words outside any turn that may be the student's
    lines: list[Line] = field(default_factory=list)
    labelled: bool = False
    channel: str = "typed"
    row: JudgedRow | None = None  # the table row that the segment is
    rows: tuple[JudgedRow, ...] = ()  # the rows of the table that it is
    title: str = ""  # the words of the label that opened it
    aside: bool = False  # set apart by colour or margin
    own_colour: int | None = None  # of a prompt whose label is set in the student's colour


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
    labels |= named_prompts(lines, labels) | paired_answers(lines, labels) | thinking_blocks(lines)
    labels |= spoken_turns(lines, labels)
    style = report_style(lines, {i: label.role for i, label in labels.items()})
    bubbles = find_bubbles(lines, pages, style)
    scheme = _scheme(labels, bubbles, _chat_print(layouts, lines, bubbles.lines))
    thinks = any(label.role == "thinking" and lines[i].picture is None for i, label in labels.items())  # in typed words
    if scheme != "labels" and not thinks and _mostly_pictured(lines):
        scheme = "pictures"
        bubbles = bubbles if bubbles.starts else Bubbles(pictured_prompts(lines, pages))
    bubbles = bubbles if scheme in ("bubbles", "pictures") else Bubbles()
    if scheme == "none" and _answers_remarked(lines, labels):
        scheme = "answers"
    if scheme == "none" and _only_an_answer(lines):
        return Reading((Segment("response", lines),), style, ())
    headings = frozenset(i for i, line in enumerate(lines) if i not in labels and is_heading(line, style))
    cutter = _Cutter(lines, labels, bubbles, headings, style, pages, scheme, rows)
    return Reading(tuple(cutter.cut()), style, tuple(lines[i] for i in sorted(headings)))


def _chat_print(layouts: tuple[Layout, ...], lines: list[Line], bubbles: frozenset[int]) -> bool:
    """Whether the pages come from a chat site: its address in a header or footer, or bubbles of prose again and again."""
    furniture = " ".join(line.text for layout in layouts[:4] for line in layout.lines if line.zone in ("header", "footer"))
    starts = sum(i - 1 not in bubbles and word_count(lines[i].text) >= 2 for i in bubbles)
    return find_host(furniture) is not None or starts >= 2


def _scheme(labels: dict[int, SpeakerLabel], found: Bubbles, chat: bool) -> str:
    """How the report shows who speaks: "labels" by words, "bubbles" by the drawing, "none" where neither does. Where
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


def _only_an_answer(lines: list[Line]) -> bool:
    """Whether a document is a model's answer handed in whole: long, and nobody in it speaks of themselves or of a model."""
    return len(lines) >= WHOLE_ANSWER and not _speaks(lines)


def _speaks(lines: list[Line]) -> bool:
    return sum(bool(speaks_of_model(line.text) or _MYSELF.search(line.text)) for line in lines) >= SPOKEN * len(lines)


def _answers_remarked(lines: list[Line], labels: dict[int, SpeakerLabel]) -> bool:
    """Whether a document is a model's answers, each with a labelled remark behind it: what lies between the remarks is long
    and speaks neither of a model nor of the writer."""
    words = Counter(label.word for label in labels.values() if label.role == "annotation" and label.strong and label.sure)
    word, n = words.most_common(1)[0] if words else ("", 0)
    if n < REMARKED:
        return False
    remarks = {i for i, label in labels.items() if label.word == word}
    colours = Counter(lines[i].colour for i in remarks)
    colour, same = colours.most_common(1)[0]
    rest: list[Line] = []
    open_until = -1
    for i, line in enumerate(lines):
        if i in remarks:
            open_until = next((j for j in range(i + 1, len(lines)) if len(paragraphs([lines[j - 1], lines[j]])) > 1), len(lines))
        if i >= open_until and not (same == len(remarks) and chroma(colour) >= CHROMA and line.colour == colour):
            rest.append(line)
    return len(rest) >= max(WHOLE_ANSWER, 5 * n) and not _speaks(rest)


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
        self.uploads: dict[int, bool] = self._find_uploads()
        self.heading_size = self._turn_heading_size()
        self.comment_boxes = self._comment_boxes()
        self.turn_types = self._turn_heading_types()
        self.answer_colour = self._colour_of_answers()
        self.boxed = self._responses_in_panels()
        self.asked = False  # whether a turn has been opened: nobody answers before being asked
        self.own = scheme == "labels"  # whether loose words are the student's: an introduction, a section of their own

    def cut(self) -> list[Segment]:
        for index, line in enumerate(self.lines):
            self._take(index, line)
        if self.scheme in ("bubbles", "pictures"):
            self._own_beginning()
        told = [part for segment in self.segments if segment.lines for part in _lead_in_cut(segment)]
        return _with_unlabelled_prompts(told, self.style.size)

    def _take(self, index: int, line: Line) -> None:
        if line.table is not None and self._own_table(line):
            return
        if self.scheme == "pictures" and is_icon(line):
            return
        if self.scheme in ("bubbles", "pictures") and is_chrome(line.text):
            self._put("context", line)
            return
        label = self.labels.get(index)
        if label is not None and self._opens(index, line, label):
            return
        if self.scheme == "pictures" and line.picture is None:
            self._beside_pictures(index, line)
            return
        if self.scheme == "bubbles" and index in self.uploads and index not in self.bubbles and index not in self.beside:
            self._upload(index, line)
            return
        if self.scheme == "pictures" and self._another_answer(index, line):
            self.turn = None
        if line.picture is not None and (line.page, line.picture) in self.comment_boxes:
            self._boxed_comment(line)
            return
        if self.note is None and self.turn is not None and line.colour == self.turn.own_colour and line.zone == "body":
            self.turn.lines.append(line)
            return
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

    def _upload(self, index: int, line: Line) -> None:
        """A line of a picture that the user sent: the prompt itself where no words of theirs come with it."""
        if self.uploads[index]:
            self._put("context", line)
            return
        if self.turn is None or self.turn.owner != "prompt":
            self._open("prompt")
        assert self.turn is not None
        self.turn.lines.append(line)

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

    def _boxed_comment(self, line: Line) -> None:
        """A line of a comment's picture, which stands beside the turn: it goes on after it."""
        if self.aside is None or not self.aside.lines or (self.aside.lines[-1].page, self.aside.lines[-1].picture) != (line.page, line.picture):
            self.aside = Segment("note", [], aside=True)
            self.segments.append(self.aside)
        said = self.aside.lines.pop() if self.aside.lines else None
        self.aside.lines.append(_run_on(said, line) if said is not None else line)

    def _comment_boxes(self) -> frozenset[tuple[int, int]]:
        """The pictures of comments that an editor shows beside its text, by page and index: a few words in a narrow box,
        again and again in a report whose turns are typed."""
        held: dict[tuple[int, int], list[Line]] = {}
        for line in self.lines if self.scheme == "labels" else ():
            if line.picture is not None:
                held.setdefault((line.page, line.picture), []).append(line)
        width = self.style.right - self.style.left
        boxes = {key for key, found in held.items() if len(found) <= BOX_LINES and all(word_count(line.text) for line in found)
                 and 3 <= sum(word_count(line.text) for line in found) < BOX_WORDS and not find_labels(found[0].text[:8], bare=False)
                 and max(line.box[2] for line in found) - min(line.box[0] for line in found) < 0.6 * width}  # fmt: skip
        return frozenset(boxes) if 2 <= len(boxes) >= 0.5 * len(held) else frozenset()

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
            table = self.pages[line.page].tables[key[1]]
            if is_one_note(rows):
                whole = whole_text(table)
                shown = replace(line, text=whole, raw=whole, box=table.box, spans=(), table=None)
                self.segments.append(Segment("note", [shown], labelled=True, rows=rows))
                return True
            for row in rows:
                shown = replace(line, text=row.text, raw=row.text, box=row.box, spans=(), table=None)
                self.segments.append(Segment("note", [shown], labelled=True, row=row))
        return True

    def _opens(self, index: int, line: Line, label: SpeakerLabel) -> bool:
        rest = line.text[label.end :].strip()
        if label.role == "thinking":
            self._first_asked()
            if self.turn is None or self.turn.owner == "prompt" or rest:
                self._open("response")
            if rest and self.turn is not None:
                self.turn.lines.append(_after(line, label.end))
            else:
                self._put("context", line)
            return True
        if label.role == "annotation":
            if self.note is not None and self.note.lines and self.note.lines[-1].page == line.page and self._adjacent(self.note.lines[-1], line):
                self.note.lines.append(line)
                return True
            if self.turn is not None and self.scheme in ("bubbles", "pictures") and (not label.strong or self._in_its_type(line)):
                return False
            if self.turn is not None and self.turn.owner == "response" and not label.strong and line.text.startswith(BULLETS):
                return False  # an item of the answer's own list
            if line.text.startswith(BULLETS) and self._continues_list(line):
                self.segments[-1].lines.append(line)
                return True
            self.note = Segment("note", [line] if rest else [], labelled=True)
            self.segments.append(self.note)
            return True
        if self.scheme in ("bubbles", "pictures") and label.role == "response" and label.alone:
            if self.turn is None or self.turn.owner == "prompt":
                self._open("response")
            self._put("context", line)
            return True
        if self.scheme == "labels" and label.alone and self.turn is not None and self.turn.owner == label.role and not self.turn.lines:
            self._put("context", line)  # a box's title below a heading that says the same
            return True
        if self.scheme != "labels" or not (label.sure or label.alone and self.turn is not None and label.role != self.turn.owner):
            return False
        self.own = False
        broken = (
            self.turn is not None and self.turn.owner == label.role and label.alone and self.note is None
            and self.turn.lines and self.turn.lines[-1].page != line.page and self._first_on_page(index)
        )
        if not broken:
            self._open(label.role, labelled=True, title=line.text[: label.end])
            if label.role == "prompt" and label.alone and line.colour in self.style.note_colours and self.turn is not None:
                self.turn.own_colour = line.colour
        if rest and self.turn is not None:
            self.turn.lines.append(_after(line, label.end))
        return True

    def _first_asked(self) -> None:
        """What stands right before the first thoughts is what was asked, though nothing else shows it."""
        if self.asked:
            return
        loose = list(takewhile(lambda segment: segment.owner == "loose" or segment.aside, reversed(self.segments)))
        said = [segment for segment in reversed(loose) if not segment.aside]
        for segment in said[1:]:
            said[0].lines += segment.lines
            segment.lines = []
        for segment in said[:1]:
            segment.owner = "prompt"
        if not said:
            self._ask_panel()

    def _ask_panel(self) -> None:
        """The prompt in the box right before the first thoughts, whose type was taken for headings' in a print that
        is thoughts in small type for the most part."""
        before = [segment for segment in self.segments if segment.lines and not segment.aside]
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
        if sum(word_count(line.text) for line in asked) >= NOTE_WORDS:
            self.segments.append(Segment("prompt", asked))
        else:
            self.segments.append(Segment("context", asked))

    def _continues_list(self, line: Line) -> bool:
        """Whether a labelled item ("• Verdict: ...") belongs to a list of the student's."""
        last = self.segments[-1] if self.segments else None
        return last is not None and last.owner == "note" and len(last.lines) > 1 and len(paragraphs([*last.lines, line])) == len(paragraphs(last.lines))

    def _own_beginning(self) -> None:
        """A print may begin in the middle of an answer: prose before the first turn, in the type of the answers."""
        before = list(takewhile(lambda segment: segment.owner not in ("prompt", "response"), self.segments))
        fonts = {line.font for segment in self.segments if segment.owner == "response" for line in segment.lines}
        told = [segment for segment in before if segment.owner == "loose" and all(line.font in fonts for line in segment.lines)]
        if sum(word_count(line.text) for segment in told for line in segment.lines) < ANSWER_WORDS:
            return
        for segment in told[1:]:
            told[0].lines += segment.lines
            segment.lines = []
        told[0].owner = "response"

    def _in_its_type(self, line: Line) -> bool:
        """Whether a line is set in the open answer's own type: a chat page sets headings such as "Remarks" in it too."""
        assert self.turn is not None
        return self.turn.owner == "response" and any((m.font, m.colour) == (line.font, line.colour) for m in self.turn.lines)

    def _open(self, owner: str, labelled: bool = False, title: str = "") -> None:
        self.asked = True
        self.turn = Segment(owner, labelled=labelled, title=title)
        self.note = None
        self.segments.append(self.turn)

    def _close(self) -> None:
        self.turn = None
        self.note = None

    def _put(self, owner: str, line: Line, channel: str = "typed") -> None:
        last = self.segments[-1] if self.segments else None
        if last is not None and last.owner == owner and last is not self.turn and last is not self.note and last.channel == channel and not (last.row or last.rows):
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
        if line.zone == "margin" or self._typed_over(line):
            return True
        return line.colour in self.style.note_colours and word_count(line.text) >= 1

    def _typed_over(self, line: Line) -> bool:
        return line.picture is None and line.font in self.style.note_fonts

    def _remark(self, line: Line) -> None:
        """A remark in the student's colour or in the margin stands beside the turn, which goes on after it."""
        if self.note is not None and self.note.lines and self.note.lines[-1].colour == line.colour and line.zone != "margin":
            self.note.lines.append(line)
            return
        self.note = None
        channel = "freetext" if line.zone == "margin" or self._typed_over(line) else "typed"
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
        if index in self.headings or (self.scheme != "labels" and not self.asked and is_own_section(line.text) and word_count(line.text) <= SECTION_WORDS):
            self._enter_section(line)
            self._put("context", line)
        elif self.scheme in ("bubbles", "pictures") and self.asked or self.scheme == "answers" and self._under_a_question():
            self._open("response")
            assert self.turn is not None
            self.turn.lines.append(line)
        else:
            self._put("note" if self.own else "loose", line)

    def _under_a_question(self) -> bool:
        """Whether the last heading names a question or part: what follows it answers that."""
        last = next((segment for segment in reversed(self.segments) if segment.owner == "context"), None)
        return last is not None and any(find_labels(line.text) for line in last.lines[-2:])

    def _ends_turn(self, line: Line) -> bool:
        if self.turn is None:
            return True
        if self.heading_size is not None and line.size >= self.heading_size - 0.2 and not self._in_box(line):
            return True
        if is_own_section(line.text) and line.size > 1.08 * self.style.size and (line.font, round(line.size, 1)) in self.turn_types:
            return True
        if self.note is None or self.turn.owner != "response":
            return False
        first = next(iter(find_labels(line.text)), None)
        next_question = first is not None and first.question is not None and first.start < 4
        return next_question or is_own_section(line.text) or line.size > 1.1 * self.style.size

    def _find_uploads(self) -> dict[int, bool]:
        """Lines of the pictures in a chat print that lead to the user's bubble (then True) or to the model's thoughts."""
        found: dict[int, bool] = {}
        follower: int | None = None  # the next line that no picture holds
        for index in range(len(self.lines) - 1, -1, -1):
            if self.lines[index].picture is None:
                follower = index
            elif follower is not None and self.lines[follower].page - self.lines[index].page <= 1:
                label = self.labels.get(follower)
                if follower in self.bubbles or (label is not None and label.role == "thinking"):
                    found[index] = follower in self.bubbles
        return found

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

    def _turn_heading_types(self) -> frozenset[tuple[str, float]]:
        """The fonts and sizes of headings that are themselves labels of prompts, or stand right above one."""
        if self.scheme != "labels":
            return frozenset()
        prompts = [i for i, label in self.labels.items() if label.role == "prompt"]
        heads = [i for i in prompts if self.labels[i].alone] + [i - 1 for i in prompts if i - 1 in self.headings]
        return frozenset((self.lines[i].font, round(self.lines[i].size, 1)) for i in heads)

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
        """Whether an answer is over, because it stands in a box and the line outside every box, or because all answers have
        a colour of their own and the line is plain."""
        if self.turn is None or self.turn.owner != "response":
            return False
        if self.answer_colour is not None and line.colour != self.answer_colour and chroma(line.colour) < CHROMA:
            return True
        if not self.boxed or line.panel is not None:
            return False
        return any(self._panelled(member) for member in self.turn.lines[-6:]) and line.box[0] < self.style.left + 0.35 * self.pages[line.page].width

    def _colour_of_answers(self) -> int | None:
        """The colour that a report sets its answers in, where it has one for them."""
        starts = [i for i, label in self.labels.items() if label.role == "response" and i + 1 < len(self.lines)]
        if self.scheme != "labels" or len(starts) < 2:
            return None
        colours = Counter(self.lines[i + 1].colour for i in starts)
        colour, n = colours.most_common(1)[0]
        return colour if n >= 0.7 * len(starts) and chroma(colour) >= CHROMA else None

    def _first_on_page(self, index: int) -> bool:
        page = self.lines[index].page
        before = [line for line in self.lines[max(0, index - 3) : index] if line.page == page]
        return not before

    def _adjacent(self, previous: Line, line: Line) -> bool:
        return line.box[1] - previous.box[3] < 0.9 * max(line.size, 6.0) or line.box[1] < previous.box[3]


def _lead_in_end(lines: list[Line]) -> int | None:
    """The index of the last line in which the student still says how they asked, or None."""
    if not any(speaks_of_model(line.text) for line in lines[:2]):
        return None
    for i, line in enumerate(lines[:LEAD_IN]):
        over = line.text.rstrip().endswith((".", ":", "!", "?"))
        if line.text.rstrip().endswith(":") or over and not (i + 1 < len(lines) and speaks_of_model(lines[i + 1].text)) or _QUOTED_NEXT.search(line.text):
            return i
    return None


def _lead_in_cut(segment: Segment) -> list[Segment]:
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


def _with_unlabelled_prompts(segments: list[Segment], size: float) -> list[Segment]:
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
                out += _split_question(before[::-1])
            elif out and out[-1].aside and labelled["note"] > 1:
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


def _split_question(segments: list[Segment]) -> list[Segment]:
    """The prompt in the words before an answer: from the first lettered part on, what stands before introduces it. The
    student's own introduction is left where no part follows it."""
    lines = [line for segment in segments for line in segment.lines]
    start = next((i for i, line in enumerate(lines) if opening_label(line.text)), None)
    if start is None and any(segment.owner == "note" for segment in segments):
        return segments
    return [part for part in (Segment("loose", lines[:start or 0]), Segment("prompt", lines[start or 0 :])) if part.lines]


def _same_aside(previous: Line, line: Line) -> bool:
    """Whether a remark goes on, though lines of the text beside it come between in reading order."""
    if previous.page != line.page:
        return False
    near = -1.0 < line.box[1] - previous.box[1] < 2.6 * max(line.size, 6.0)
    return near and line.box[0] < previous.box[2] and previous.box[0] < line.box[2] and abs(line.size - previous.size) < 2.0


def _run_on(first: Line, line: Line) -> Line:
    """Two lines of one box as one."""
    (a, b, c, d), (x0, y0, x1, y1) = first.box, line.box
    return replace(first, text=f"{first.text} {line.text}", raw=f"{first.raw} {line.raw}", box=(min(a, x0), min(b, y0), max(c, x1), max(d, y1)))


def _after(line: Line, start: int) -> Line:
    return replace(line, text=line.text[start:].strip(" *_"))
