"""The pass over a report's lines that cuts them into segments.

A new segment starts where a label, a bubble, a heading or a change of colour says so; otherwise the one before goes on, so
that an answer broken over pages stays one turn, and a box that breaks or an aside in the margin does not end it.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from pipeline.report import Line
from pipeline.segments.bubbles import is_chip
from pipeline.segments.labels import find_labels
from pipeline.segments.open_segments import OpenSegments, answer_at_start, ask_before_thoughts, ask_set_in
from pipeline.segments.paragraphs import paragraphs
from pipeline.segments.pictured import is_icon
from pipeline.segments.segment import Segment, without_label
from pipeline.segments.signs import Signs, is_panelled
from pipeline.segments.speakers import SpeakerLabel, is_chrome, is_own_section, is_own_voice
from pipeline.segments.style import CHROMA, chroma, word_count
from pipeline.segments.summary_tables import is_one_note, whole_text

BULLETS = ("•", "◦", "▪", "- ", "* ", "– ")
SET_IN = 0.2  # share of the text's width by which a prompt that nothing draws stands in from the left
DEEP_IN = 0.4  # and of a screenshot's width
SECTION_LINES = 12  # lines of a section in which the student is heard
SECTION_WORDS = 6  # words of a longest heading of a section set in plain type
NOTE_WORDS = 6  # words from which a loose paragraph is the student speaking and not a heading or a date


def cut(signs: Signs) -> list[Segment]:
    """The segments of a report in reading order; none is empty."""
    cutter = _Cutter(signs)
    for index, line in enumerate(signs.lines):
        cutter.take(index, line)
    if signs.chat:
        answer_at_start(cutter.open)
    return [segment for segment in cutter.open.made if segment.lines]


class _Cutter:
    """The state of the pass: what is open, and whether loose words are the student's (`own`: an introduction, a section
    of their own)."""

    def __init__(self, signs: Signs) -> None:
        self.signs = signs
        self.open = OpenSegments()
        self.own = signs.scheme == "labels"
        self.tables_done: set[tuple[int, int]] = set()

    def take(self, index: int, line: Line) -> None:
        """Give a line to its owner: the first rule that knows it."""
        rules = (self._table, self._furniture, self._label, self._between_pictures, self._upload, self._comment_box, self._own_colour,
                 self._remark, self._beside_bubble, self._bubble)  # fmt: skip
        if any(rule(index, line) for rule in rules):
            return
        self._start_answer(index, line)
        if not any(rule(index, line) for rule in (self._heading, self._open_note, self._open_turn, self._pictured_answer)):
            self._loose(index, line)

    def _table(self, index: int, line: Line) -> bool:
        """A judging table outside a conversation's answer is the student's: each of its rows is a remark, or all of it."""
        if line.table is None:
            return False
        key = (line.page, line.table)
        rows = self.signs.tables.get(key, ())
        if not rows or self.open.answers() and self.signs.scheme == "bubbles":
            return False
        if key in self.tables_done:
            return True
        self.tables_done.add(key)
        self.open.close()
        table = self.signs.pages[line.page].tables[key[1]]
        if is_one_note(rows):
            whole = whole_text(table)
            shown = replace(line, text=whole, raw=whole, box=table.box, spans=(), table=None)
            self.open.made.append(Segment("note", [shown], labelled=True, rows=rows))
            return True
        for row in rows:
            shown = replace(line, text=row.text, raw=row.text, box=row.box, spans=(), table=None)
            self.open.made.append(Segment("note", [shown], labelled=True, row=row))
        return True

    def _furniture(self, index: int, line: Line) -> bool:
        """The buttons and notices of a chat site are nobody's words."""
        if self.signs.scheme == "pictures" and is_icon(line):
            return True
        if not self.signs.chat or not is_chrome(line.text):
            return False
        self.open.put("context", line)
        return True

    def _label(self, index: int, line: Line) -> bool:
        label = self.signs.labels.get(index)
        if label is None:
            return False
        if label.role == "thinking":
            return self._thinking_label(index, line, label)
        if label.role == "annotation":
            return self._note_label(line, label)
        return self._turn_label(index, line, label)

    def _thinking_label(self, index: int, line: Line, label: SpeakerLabel) -> bool:
        ask_before_thoughts(self.open)
        if self.signs.scheme == "bubbles" and line.picture is None:
            ask_set_in(self.open, line, self.signs.style.left + SET_IN * (self.signs.style.right - self.signs.style.left))
        elif self.signs.scheme == "pictures" and line.picture is not None:
            left, _, right, _ = self.signs.pages[line.page].pictures[line.picture].box
            ask_set_in(self.open, line, left + DEEP_IN * (right - left))
        rest = line.text[label.end :].strip()
        if not self.open.answers() or rest or self.signs.scheme == "pictures" and self._opens_picture(index):
            self.open.open("response")
        if rest and self.open.turn is not None:
            self.open.turn.lines.append(without_label(line, label.end))
        else:
            self.open.put("context", line)
        return True

    def _note_label(self, line: Line, label: SpeakerLabel) -> bool:
        note, turn = self.open.note, self.open.turn
        if note is not None and note.lines and note.lines[-1].page == line.page and _is_adjacent(note.lines[-1], line):
            note.lines.append(line)
            return True
        if turn is not None and self.signs.chat and (not label.strong or self._in_its_type(line)):
            return False
        listed = line.text.startswith(BULLETS)
        if self.open.answers() and not label.strong and listed:
            return False  # an item of the answer's own list
        if listed and self._continues_list(line):
            self.open.made[-1].lines.append(line)
        else:
            self.open.open_note(Segment("note", [line] if line.text[label.end :].strip() else [], labelled=True))
        return True

    def _turn_label(self, index: int, line: Line, label: SpeakerLabel) -> bool:
        turn = self.open.turn
        if self.signs.chat and label.role == "response" and label.alone:
            if not self.open.answers():
                self.open.open("response")
            self.open.put("context", line)
            return True
        if self.signs.scheme != "labels":
            return False
        if label.alone and turn is not None and turn.owner == label.role and not turn.lines:
            self.open.put("context", line)  # a box's title below a heading that says the same
            return True
        if not (label.sure or label.alone and turn is not None and label.role != turn.owner):
            return False
        self.own = False
        if not self._repeats_title(index, line, label):
            turn = self.open.open(label.role, labelled=True, title=line.text[: label.end])
            if label.role == "prompt" and label.alone and line.colour in self.signs.style.note_colours:
                turn.own_colour = line.colour
        if turn is not None and line.text[label.end :].strip():
            turn.lines.append(without_label(line, label.end))
        return True

    def _repeats_title(self, index: int, line: Line, label: SpeakerLabel) -> bool:
        """Whether a label only repeats the title of a box that goes on over a page."""
        turn = self.open.turn
        if turn is None or turn.owner != label.role or not label.alone or self.open.note is not None:
            return False
        return bool(turn.lines) and turn.lines[-1].page != line.page and self._first_on_page(index)

    def _between_pictures(self, index: int, line: Line) -> bool:
        """Typed words between screenshots: headings that name a question part the answers, the rest are remarks."""
        if self.signs.scheme != "pictures" or line.picture is not None:
            return False
        own = chroma(line.colour) >= CHROMA and word_count(line.text) >= 2
        if index in self.signs.headings and not own or (word_count(line.text) < NOTE_WORDS and find_labels(line.text)):
            if find_labels(line.text):
                self.open.turn = None
            self.open.put("context", line)
            return True
        if not self.signs.bubbles.lines:
            self.open.turn = None
        if own:
            self._put_remark(line)  # beside pictures every typed colour is the student's, however often they use it
        else:
            self.open.put("note", line)
        return True

    def _upload(self, index: int, line: Line) -> bool:
        """A line of a picture that the user sent: the prompt itself where no words of theirs come with it."""
        worded = self.signs.habits.uploads.get(index)
        if worded is None or index in self.signs.bubbles.lines or index in self.signs.bubbles.beside:
            return False
        if worded:
            self.open.put("context", line)
            return True
        turn = self.open.turn if self.open.turn is not None and self.open.asks() else self.open.open("prompt")
        turn.lines.append(line)
        return True

    def _comment_box(self, index: int, line: Line) -> bool:
        if line.picture is None or (line.page, line.picture) not in self.signs.habits.comment_boxes:
            return False
        self.open.put_boxed(line)
        return True

    def _own_colour(self, index: int, line: Line) -> bool:
        """A line in the student's colour goes on with a prompt whose label has it too."""
        turn = self.open.turn
        if self.open.note is not None or turn is None or line.colour != turn.own_colour or line.zone != "body":
            return False
        turn.lines.append(line)
        return True

    def _remark(self, index: int, line: Line) -> bool:
        """A remark in the margin, in the student's colour or typed over the page."""
        coloured = (line.colour in self.signs.style.note_colours or index in self.signs.own) and word_count(line.text) >= 1
        if not (line.zone == "margin" or self._typed_over(line) or coloured) or index in self.signs.bubbles.lines:
            return False
        self._put_remark(line)
        return True

    def _put_remark(self, line: Line) -> None:
        note = self.open.note
        if note is not None and note.lines and note.lines[-1].colour == line.colour and line.zone != "margin":
            note.lines.append(line)
            return
        self.open.note = None
        self.open.put_aside(line, "freetext" if line.zone == "margin" or self._typed_over(line) else "typed")

    def _beside_bubble(self, index: int, line: Line) -> bool:
        """What stands beside a bubble (buttons, tiles of attachments) is nobody's words."""
        if index not in self.signs.bubbles.beside and not (self.signs.chat and is_chip(line.text)):
            return False
        self.open.put("context", line)
        return True

    def _bubble(self, index: int, line: Line) -> bool:
        if index not in self.signs.bubbles.lines:
            return False
        turn = self.open.turn
        if turn is None or turn.owner != "prompt" or turn.lines and not _is_same_bubble(turn.lines[-1], line):
            turn = self.open.open("prompt")
        turn.lines.append(line)
        return True

    def _start_answer(self, index: int, line: Line) -> None:
        """What stands outside the user's bubbles is the model's. Where pictures show nothing but answers, one that begins
        with a part's label opens the next answer."""
        if self.signs.chat and self.open.asks():
            self.open.open("response")
        if self.signs.scheme != "pictures" or line.picture is None or self.signs.bubbles.lines:
            return
        if self._opens_picture(index) and find_labels(line.text, bare=False):
            self.open.turn = None

    def _heading(self, index: int, line: Line) -> bool:
        if index not in self.signs.headings or self.signs.habits.pictured and line.picture is not None or not self._ends_turn(index, line):
            return False
        self.open.close()
        self._enter_section(line)
        self.open.put("context", line)
        return True

    def _open_note(self, index: int, line: Line) -> bool:
        note = self.open.note
        if note is None:
            return False
        if line.picture is not None and self.signs.pictured_answers and note.lines and note.lines[-1].picture is None:
            note.aside = True  # the screenshots of the answer go on behind a typed remark
            self.open.note = None
            self.open.turn = self.open.turn if self.signs.scheme == "labels" or self.signs.bubbles.lines else None
            return False
        if self._goes_on(note, line):
            note.lines.append(line)
            return True
        self.open.note = None
        if not self._resumes():
            self.open.turn = None
        return False

    def _open_turn(self, index: int, line: Line) -> bool:
        turn = self.open.turn
        if turn is None or self._left_its_box(turn, line):
            self.open.turn = None
            return False
        turn.lines.append(line)
        return True

    def _pictured_answer(self, index: int, line: Line) -> bool:
        if self.signs.scheme != "pictures" or line.picture is None or index in self.signs.headings:
            return False
        self.open.open("response").lines.append(line)
        return True

    def _loose(self, index: int, line: Line) -> None:
        """A line outside any turn. In a printed chat it is the model's; elsewhere the student's, where a section of their
        own or the introduction holds it."""
        scheme = self.signs.scheme
        plain_heading = scheme != "labels" and not self.open.asked and is_own_section(line.text) and word_count(line.text) <= SECTION_WORDS
        if index in self.signs.headings or plain_heading:
            self._enter_section(line)
            self.open.put("context", line)
        elif self.signs.chat and self.open.asked or scheme == "answers" and self._under_a_question():
            self.open.open("response").lines.append(line)
        else:
            self.open.put("note" if self.own else "loose", line)

    def _continues_list(self, line: Line) -> bool:
        """Whether a labelled item ("• Verdict: ...") belongs to a list of the student's."""
        last = self.open.made[-1] if self.open.made else None
        return last is not None and last.owner == "note" and len(last.lines) > 1 and len(paragraphs([*last.lines, line])) == len(paragraphs(last.lines))

    def _in_its_type(self, line: Line) -> bool:
        """Whether a line is set in the open answer's own type: a chat page sets headings such as "Remarks" in it too."""
        turn = self.open.turn
        return turn is not None and turn.owner == "response" and any((m.font, m.colour) == (line.font, line.colour) for m in turn.lines)

    def _typed_over(self, line: Line) -> bool:
        return line.picture is None and line.font in self.signs.style.note_fonts

    def _goes_on(self, note: Segment, line: Line) -> bool:
        """Whether a labelled remark goes on with a line."""
        if not note.lines:
            return True
        if note.lines[-1].colour in self.signs.style.note_colours:
            return False
        return len(paragraphs([note.lines[-1], line])) == 1 or self.open.turn is None or not self._resumes()

    def _resumes(self) -> bool:
        """Whether an open turn goes on after a remark: one in colour is an aside, one set as its own paragraph closes it."""
        note = next((segment for segment in reversed(self.open.made) if segment.owner == "note"), None)
        return note is not None and bool(note.lines) and note.lines[-1].colour in self.signs.style.note_colours

    def _enter_section(self, heading: Line) -> None:
        """A heading outside any turn says whether the student speaks next; one of a question leads to the conversation."""
        turns = any(segment.owner in ("prompt", "response") for segment in self.open.made)
        if is_own_section(heading.text):
            self.own = True
        elif turns or find_labels(heading.text):
            self.own = self.signs.habits.boxed and turns

    def _under_a_question(self) -> bool:
        """Whether the last heading names a question or part: what follows it answers that."""
        last = next((segment for segment in reversed(self.open.made) if segment.owner == "context"), None)
        return last is not None and any(find_labels(line.text) for line in last.lines[-2:])

    def _ends_turn(self, index: int, heading: Line) -> bool:
        turn, habits, size = self.open.turn, self.signs.habits, self.signs.style.size
        if turn is None:
            return True
        in_box = habits.boxed and is_panelled(heading, self.signs)
        if not in_box and (index in habits.leading or habits.heading_size is not None and heading.size >= habits.heading_size - 0.2):
            return True
        own = is_own_section(heading.text) and self._is_own(index)
        if own and heading.size > 1.08 * size and (heading.font, round(heading.size, 1)) in habits.heading_types:
            return True
        if self.open.note is None or turn.owner != "response":
            return False
        first = next(iter(find_labels(heading.text)), None)
        next_question = first is not None and first.question is not None and first.start < 4
        return next_question or own or heading.size > 1.1 * size

    def _is_own(self, index: int) -> bool:
        """Whether the student is heard in the section that a heading opens: an answer has its "Summary" too."""
        lines, headings = self.signs.lines, self.signs.headings
        said = takewhile(lambda i: i not in headings and i not in self.signs.labels, range(index + 1, min(index + 1 + SECTION_LINES, len(lines))))
        return any(is_own_voice(lines[i].text) for i in said)

    def _left_its_box(self, turn: Segment, line: Line) -> bool:
        """Whether an answer is over, because it stands in a box and the line outside every box, or because all answers have
        a colour of their own and the line is plain."""
        if turn.owner != "response":
            return False
        colour, style = self.signs.habits.answer_colour, self.signs.style
        if colour is not None and line.colour != colour and chroma(line.colour) < CHROMA:
            return True
        if not self.signs.habits.boxed or line.panel is not None:
            return False
        boxed = any(is_panelled(member, self.signs) for member in turn.lines[-6:])
        return boxed and line.box[0] < style.left + 0.35 * self.signs.pages[line.page].width

    def _opens_picture(self, index: int) -> bool:
        """Whether a line is the first of a picture."""
        line, before = self.signs.lines[index], self.signs.lines[index - 1] if index else None
        return line.picture is not None and (before is None or (before.page, before.picture) != (line.page, line.picture))

    def _first_on_page(self, index: int) -> bool:
        lines = self.signs.lines
        return all(line.page != lines[index].page for line in lines[max(0, index - 3) : index])


def _is_adjacent(previous: Line, line: Line) -> bool:
    return line.box[1] - previous.box[3] < 0.9 * max(line.size, 6.0) or line.box[1] < previous.box[3]


def _is_same_bubble(previous: Line, line: Line) -> bool:
    """Whether the user's bubble goes on, be it over a page."""
    if previous.page != line.page:
        return line.page == previous.page + 1
    return (previous.panel == line.panel and previous.panel is not None) or line.box[1] - previous.box[3] < 4 * max(line.size, 6)
