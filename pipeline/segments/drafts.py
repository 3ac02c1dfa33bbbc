"""The records of what is typed, in one walk through the segments that follows the reader's place."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace

from pipeline.report import Line, Record
from pipeline.segments.about import note_place
from pipeline.segments.bubbles import is_chip
from pipeline.segments.cutter import NOTE_WORDS
from pipeline.segments.follow import Lead, Told, announced, answer_places, lead_of
from pipeline.segments.labels import find_labels, only_label
from pipeline.segments.paragraphs import joined, paragraphs
from pipeline.segments.place import Place, heading_place, prose_place, quoted_place, sections_number_questions, titles_of_questions
from pipeline.segments.placed import Placed, record_of
from pipeline.segments.prompts import asked_questions
from pipeline.segments.segment import Segment
from pipeline.segments.speakers import is_own_voice, is_thinking, speaker_label
from pipeline.segments.style import is_heading, word_count
from pipeline.segments.turns import Reading
from pipeline.verdicts.language import judge

FIRST_LINES = 12  # of a prompt in which it says what it asks
JUDGING_WORDS = 60  # a longer loose paragraph is an answer that speaks of correctness, not a remark on one
_LINK = re.compile(r"(?:link\s*:?\s*)?https?://\S+", re.IGNORECASE)


def draft_records(reading: Reading, place: Place) -> tuple[list[Record], list[Placed]]:
    """Records of the typed segments, numbered from 0 as they come, and every body line with its place; `place` is where
    the report begins."""
    outside = [line for segment in reading.segments if segment.owner != "response" for line in segment.lines]
    headings = frozenset(reading.headings)
    by_section = sections_number_questions([line.text for line in outside if line in headings], [line.text for line in outside])
    walk = _Walk(reading, headings, by_section, place, Lead(place))
    for segment in reading.segments:
        if segment.owner in ("prompt", "response"):
            walk.turn(segment)
        elif segment.owner == "context":
            walk.context(segment)
        elif segment.rows or segment.row is not None:
            walk.table(segment)
        else:
            walk.notes(segment)
    return walk.drafts, walk.placed


@dataclass(slots=True)
class _Walk:
    """The state of the walk: the place, what led there, and what has been made.

    `by_section` tells that section numbers are the homework's questions; `lead` is where the last prompt led, `asked` the
    questions that it names, `whole` the questions that were asked whole; `said` tells that the turn before was a prompt,
    `headed` that a heading since the last turn gave the place.
    """

    reading: Reading
    headings: frozenset[Line]
    by_section: bool
    place: Place
    lead: Lead
    told: Told = field(default_factory=Told)
    asked: frozenset[str] = frozenset()
    whole: set[str | None] = field(default_factory=set)
    turns: int = 0
    said: bool = False
    headed: bool = False
    drafts: list[Record] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)

    def turn(self, segment: Segment) -> None:
        """A prompt or response."""
        title = segment.title or (_heading_behind(self.placed) if segment.owner == "prompt" else "")
        if find_labels(title):
            self.place, self.headed = heading_place(self.place, title, False), True
        if segment.owner == "prompt":
            self._ask(segment)
        else:
            self._answer(segment)

    def _ask(self, segment: Segment) -> None:
        self.turns += 1
        texts = [line.text for line in segment.lines]
        by_part = self.place.question not in self.whole
        self.lead = lead_of(self.place, joined(segment.lines[:FIRST_LINES]), joined(segment.lines), texts, self.headed, by_part, self.told)
        self.asked = asked_questions("\n".join(texts))
        self._put(segment, _shown_places(self.lead.place, _shown_questions(segment.lines), len(texts)))
        self.place = self.placed[-1].place if texts else self.lead.place
        if texts:
            self._add(record_of(len(self.drafts), "prompt", segment.lines, self.place, self.turns), segment)
        self.said, self.headed = True, False
        if self.place.part is None:
            self.whole.add(self.place.question)

    def _answer(self, segment: Segment) -> None:
        if self.turns == 0 or (self.drafts and not self.said and segment.labelled):
            self.turns += 1
        if self.said and self.lead.counted:
            self.place = announced(self.place, joined(segment.lines[:3]))
        at = self.place
        texts = [line.text for line in segment.lines]
        if texts and not (self.said or self.headed) and prose_place(Place(at.question), texts[0]).part:
            at = Place(at.question)  # nothing but its own first line says which part it is
        shown = _shown_questions(segment.lines)
        titles = titles_of_questions(texts, self.asked) if len(self.asked) > 1 else {}
        set_as = [line in self.headings or is_heading(line, self.reading.style) for line in segment.lines]
        places = answer_places(texts, set_as, Lead(at, self.lead.loose), self.told, shown, titles)
        at = places[0] if places and not self.said else at
        self._put(segment, places)
        if texts:
            self.place = self.placed[-1].place
            self._add(record_of(len(self.drafts), "response", segment.lines, at, self.turns), segment)
        self.said, self.headed = False, bool(shown)

    def _add(self, record: Record, segment: Segment) -> None:
        self.drafts.append(replace(record, rule="label" if segment.labelled else "look"))

    def _put(self, segment: Segment, places: list[Place]) -> None:
        self.placed.extend(Placed(line, place, len(self.drafts)) for line, place in zip(segment.lines, places, strict=True))

    def context(self, segment: Segment) -> None:
        """Headings and what else nobody says: they move the place."""
        shown = _shown_questions(segment.lines)
        for i, line in enumerate(segment.lines):
            if i in shown:
                self.place, self.headed = quoted_place(self.place, shown[i]), True
            elif not (is_thinking(line.text) or is_chip(line.text)):
                after = heading_place(self.place, line.text, self.by_section)
                self.headed = self.headed or after != self.place
                self.place = after
            self.placed.append(Placed(line, self.place, max(0, len(self.drafts) - 1)))
        self.drafts.append(record_of(len(self.drafts), "context", segment.lines, self.place))

    def table(self, segment: Segment) -> None:
        """A table of outcomes as one note, or one row of it."""
        number = len(self.drafts)
        if segment.row is not None:
            kind = "context" if segment.row.level else "annotation"
            self.drafts.append(record_of(number, kind, segment.lines, note_place(self.place, segment.row.about)))
            return
        shown = segment.lines[0]
        rows = tuple(
            record_of(-1, "annotation", [replace(shown, text=row.text, raw=row.text, box=row.box)], note_place(self.place, row.about))
            for row in segment.rows
        )
        self.drafts.append(replace(record_of(number, "annotation", segment.lines, self.place), rows=rows))

    def notes(self, segment: Segment) -> None:
        """The student's own paragraphs; loose words that say nothing of an answer are context."""
        for group in paragraphs(segment.lines, self.reading.style.left):
            text = joined(group)
            if not text:
                continue
            number = len(self.drafts)
            if not segment.labelled and segment.channel == "typed" and _furniture(text, self.drafts):
                self.drafts.append(record_of(number, "context", group, self.place, text=text))
                continue
            note = self._is_note(segment, text)
            stands = _level_with(group[0], self.placed, self.place) if segment.aside else self.place
            at = note_place(stands, text) if note else heading_place(self.place, text, False)
            target = next((draft.seq for draft in reversed(self.drafts) if draft.kind in ("response", "prompt")), None)
            record = record_of(number, "annotation" if note else "context", group, at, text=text, channel=segment.channel)
            rule = "label" if segment.labelled else "aside" if segment.aside else "own section" if segment.owner == "note" else "words"
            self.drafts.append(replace(record, target=target if note else None, rule=rule if note else None))
            self.placed.extend(Placed(line, stands, number) for line in group)
            if not note:
                self.place = at

    def _is_note(self, segment: Segment, text: str) -> bool:
        label = speaker_label(text)
        if segment.labelled or (segment.aside and word_count(text) >= 2) or (label and label.role == "annotation"):
            return True
        if segment.owner == "note":
            return word_count(text) >= NOTE_WORDS
        return _judges(text) or label is None and _introduces(text, self.drafts)


def _shown_places(place: Place, shown: dict[int, str], lines: int) -> list[Place]:
    """The place of each of a prompt's lines, from `place` on: only a picture of the homework moves it."""
    places = []
    for i in range(lines):
        place = quoted_place(place, shown[i]) if i in shown else place
        places.append(place)
    return places


def _heading_behind(placed: list[Placed]) -> str:
    """The line before a prompt, where it is nothing but a question's label: a heading set like the text, which ended the answer."""
    return placed[-1].line.text if placed and (label := only_label(placed[-1].line.text)) and label.question else ""


def _shown_questions(lines: list[Line]) -> dict[int, str]:
    """What a picture of the homework's sheet among a segment's lines says, by the index of each line that was read in it."""
    texts: dict[tuple[int, int], list[str]] = defaultdict(list)
    for line in lines:
        if line.picture is not None:
            texts[line.page, line.picture].append(line.text)
    whole = {key: " ".join(said) for key, said in texts.items()}
    return {i: whole[line.page, line.picture] for i, line in enumerate(lines)
            if line.picture is not None and quoted_place(Place(), whole[line.page, line.picture]).question}  # fmt: skip


def _level_with(note: Line, placed: list[Placed], place: Place) -> Place:
    """Where the line stands that a remark set apart begins beside or below; a turn may go on after it."""
    middle = (note.box[1] + note.box[3]) / 2
    above = [entry for entry in placed if (entry.line.page, entry.line.box[1]) <= (note.page, middle)]
    return max(above, key=lambda entry: (entry.line.page, entry.line.box[1])).place if above else place


def _introduces(text: str, drafts: list[Record]) -> bool:
    """Whether loose words are the student's introduction: they speak of a model or of themselves before anybody is asked."""
    return word_count(text) >= NOTE_WORDS and is_own_voice(text) and not any(draft.kind in ("prompt", "response") for draft in drafts)


def _judges(text: str) -> bool:
    """Whether loose words are a judgement of the student's: short, and clearly right or wrong."""
    return word_count(text) < JUDGING_WORDS and judge(text).confidence >= 0.75


def _furniture(text: str, drafts: list[Record]) -> bool:
    """A bare link, or a short line of the title block (nothing but titles before it): no remark."""
    without_links = _LINK.sub("", text)
    title_block = all(draft.kind == "context" for draft in drafts) and word_count(text) < 12 and not re.search(r"[.!?]\s*$", text)
    return word_count(without_links) < 3 <= word_count(text) or title_block
