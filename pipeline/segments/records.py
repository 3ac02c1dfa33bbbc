"""Segments and notes made into records: what was said, where it stands, and what it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.report import Box, Layout, Line, Note, Record, Tie
from pipeline.segments.bubbles import is_chip
from pipeline.segments.labels import find_labels
from pipeline.segments.paragraphs import joined, paragraphs
from pipeline.segments.place import Place, heading_place, moved, prompt_place, prose_place, sections_number_questions
from pipeline.segments.speakers import is_thinking, speaker_label
from pipeline.segments.style import is_heading, word_count
from pipeline.segments.targets import SURE, find_target, goes_on
from pipeline.segments.turns import NOTE_WORDS, Reading, Segment, read_turns
from pipeline.verdicts.language import judge

NAMED = 0.9  # confidence in a place that the note names itself
JUDGING_WORDS = 60  # a longer loose paragraph is an answer that speaks of correctness, not a remark on one
NUMBERS = ("two", "three", "four", "five", "six")
_EVERY_PART = re.compile(rf"\ball (?:of the )?([2-9]|{'|'.join(NUMBERS)}) parts\b", re.IGNORECASE)
_LINK = re.compile(r"(?:link\s*:?\s*)?https?://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A body line with the place the reader has come to and the number of the record it stands in."""

    line: Line
    place: Place
    record: int


def segment_report(layouts: tuple[Layout, ...]) -> tuple[Record, ...]:
    """All records of a report in reading order: prompts, responses, annotations and context."""
    reading = read_turns(layouts)
    drafts, placed = _drafts(reading)
    notes = [note for layout in layouts for note in layout.notes if note.text.strip() or note.mark]
    placed = _told_by_notes(notes, placed, drafts)
    heights = {layout.page: layout.height for layout in layouts}
    made: list[Record] = []
    for note in notes:
        last = next((k for k, other in enumerate(notes[: len(made)]) if goes_on(note, other, heights[other.page])), None)
        made.append(_note_draft(note, placed, drafts, made[last] if last is not None else None))
    return _numbered([*drafts, *made])


def _drafts(reading: Reading) -> tuple[list[Record], list[_Placed]]:
    """Records of the typed segments, numbered from 0 as they come, and every body line with its place."""
    by_section = sections_number_questions([line.text for line in reading.headings])
    headings = set(reading.headings)
    drafts: list[Record] = []
    placed: list[_Placed] = []
    place, turn = Place(), 0
    said = False
    for segment in reading.segments:
        if segment.owner in ("prompt", "response"):
            if segment.owner == "prompt":
                turn += 1
                place = prompt_place(place, joined(segment.lines[:12]))
            elif turn == 0 or (drafts and not said and segment.labelled):
                turn += 1
            at = place
            number = len(drafts)
            for line in segment.lines:
                if segment.owner == "response":
                    heading = line in headings or is_heading(line, reading.style)
                    place = _answer_place(at, place, line.text, heading)
                placed.append(_Placed(line, place, number))
            if segment.lines:
                drafts.append(_record(number, segment.owner, segment.lines, at, turn))
            said = segment.owner == "prompt"
        elif segment.owner == "context":
            for line in segment.lines:
                place = place if is_thinking(line.text) or is_chip(line.text) else heading_place(place, line.text, by_section)
                placed.append(_Placed(line, place, max(0, len(drafts) - 1)))
            drafts.append(_record(len(drafts), "context", segment.lines, place, None))
        elif segment.rows:
            shown = segment.lines[0]
            rows = tuple(
                _record(-1, "annotation", [replace(shown, text=row.text, raw=row.text, box=row.box)], note_place(place, row.about), None)
                for row in segment.rows
            )
            drafts.append(replace(_record(len(drafts), "annotation", segment.lines, place, None), rows=rows))
        elif segment.row is not None:
            at = note_place(place, segment.row.about)
            kind = "context" if segment.row.level else "annotation"
            drafts.append(_record(len(drafts), kind, segment.lines, at, None))
        else:
            place = _typed_notes(segment, place, drafts, placed)
    return drafts, placed


def _answer_place(asked: Place, place: Place, text: str, heading: bool) -> Place:
    """The place after a line of an answer. What the prompt asked for bounds it: an answer to one part stays there (its
    own lists are lettered too), an answer to a question moves between its parts, and only a heading leaves the question."""
    if asked.part is not None:
        return place
    after = heading_place(place, text, False) if heading else prose_place(place, text)
    if asked.question is not None and after.question != asked.question and not heading:
        return place
    return after


def _typed_notes(segment: Segment, place: Place, drafts: list[Record], placed: list[_Placed]) -> Place:
    """Records of the student's own paragraphs; returns the place after them."""
    for group in paragraphs(segment.lines):
        text = joined(group)
        if not text:
            continue
        label = speaker_label(text)
        if not segment.labelled and segment.channel == "typed" and _furniture(text, drafts):
            drafts.append(_record(len(drafts), "context", group, place, None, text=text))
            continue
        note = segment.labelled or (segment.aside and word_count(text) >= 2) or bool(label and label.role == "annotation")
        note = note or (word_count(text) >= NOTE_WORDS if segment.owner == "note" else _judges(text))
        at = note_place(place, text) if note else heading_place(place, text, False)
        target = next((d.seq for d in reversed(drafts) if d.kind in ("response", "prompt")), None)
        record = _record(len(drafts), "annotation" if note else "context", group, at, None, text=text, channel=segment.channel)
        drafts.append(replace(record, target=target if note else None))
        placed.extend(_Placed(line, place, record.seq) for line in group)
        if not note:
            place = at
    return place


def _judges(text: str) -> bool:
    """Whether loose words are a judgement of the student's: short, and clearly right or wrong."""
    return word_count(text) < JUDGING_WORDS and judge(text).confidence >= 0.75


def _furniture(text: str, drafts: list[Record]) -> bool:
    """A bare link, or a short line of the title block (nothing but titles before it): no remark."""
    without_links = _LINK.sub("", text)
    title_block = all(draft.kind == "context" for draft in drafts) and word_count(text) < 12 and not re.search(r"[.!?]\s*$", text)
    return word_count(without_links) < 3 <= word_count(text) or title_block


def note_place(place: Place, text: str) -> Place:
    """The place a note is about: what it names itself, else where it stands."""
    labels = [label for label in find_labels(text) if label.question or label.part]
    if not labels:
        every = _EVERY_PART.search(text)
        if every and place.question:
            count = int(every[1]) if every[1].isdigit() else NUMBERS.index(every[1].lower()) + 2
            return Place(place.question, parts=tuple(chr(ord("a") + i) for i in range(count)))
        return place
    questions = {label.question for label in labels if label.question}
    if len(questions) > 1:
        return Place()
    first = labels[0]
    if first.question is None and place.question is None:
        return place
    question = first.question or place.question
    parts = {label.part for label in labels if label.part}
    if len(parts) > 1:
        return Place(question, first.part, parts=tuple(dict.fromkeys(label.full_part for label in labels if label.full_part)))
    if not parts:
        return place if question == place.question else Place(question)
    return moved(Place(question, place.part if place.question == question else None), first)


def _told_by_notes(notes: list[Note], placed: list[_Placed], drafts: list[Record]) -> list[_Placed]:
    """The lines with their places, where notes say what a prompt asks that names no question itself (a file, a picture).

    The place that such a note names holds from its prompt to the next line that names a question.
    """
    told = list(placed)
    for note in notes:
        named = [label for label in find_labels(note.text, bare=False) if label.question]
        at = find_target(note, [entry.line for entry in told]).line
        if at is None or len({label.question for label in named}) != 1:
            continue
        chip = is_chip(told[at].line.text)
        if drafts[told[at].record].kind != "prompt" and not chip:
            continue
        start = at if chip else next(i for i, entry in enumerate(told) if entry.record == told[at].record)
        stale = placed[start].place.question
        says = stale is not None and (start == 0 or placed[start - 1].place.question != stale)
        if says or note.page < placed[start].line.page:
            continue
        first = (placed[start].line.page, placed[start].line.box[1])
        for i in sorted(range(len(told)), key=lambda i: (placed[i].line.page, placed[i].line.box[1])):
            if (placed[i].line.page, placed[i].line.box[1]) < first:
                continue
            if placed[i].place.question != stale:
                break
            part = placed[i].place.part if i > start and placed[i].place.part != placed[start].place.part else named[0].part
            told[i] = replace(told[i], place=Place(named[0].question, part))
    return told


def _note_draft(note: Note, placed: list[_Placed], drafts: list[Record], before: Record | None) -> Record:
    """The record of a handwritten note or PDF annotation, tied to the line that it points to or stands beside.

    `before` is the record of the note that it finishes, if it does.
    """
    target = find_target(note, [entry.line for entry in placed])
    entry = placed[target.line] if target.line is not None else None
    stands = entry.place if entry else Place()
    place = note_place(stands, note.text)
    by, sure = (target.by, target.confidence) if place == stands else ("named", NAMED)
    text = note.text or note.mark or ""
    made = Record(
        seq=-1, kind="context" if _only_heads(note) else "annotation", page_start=note.page, page_end=note.page, box=note.box, text=text, raw_text=note.raw or text,
        channel=note.channel, text_source=note.source, confidence=note.confidence, question=place.question,
        part=place.full_part, parts=place.parts, target=_talk(drafts, entry.record) if entry else None, mark=note.mark, words=note.words,
        marks=note.marks, tie=Tie(by, entry.line.text if entry else "", sure),
    )  # fmt: skip
    if before is None or before.tie is None or by == "named":
        return made
    same = {name: getattr(before, name) for name in ("question", "part", "parts", "target")}
    return replace(made, tie=Tie("continued", before.tie.line, SURE["continued"]), **same)


def _only_heads(note: Note) -> bool:
    """Whether a typed note says nothing itself: a stray letter, or a box that only heads a section ("Question 1:")."""
    if note.mark is not None or note.channel not in ("freetext", "popup"):
        return False
    labels = find_labels(note.text)
    heads = len(labels) == 1 and not re.sub(r"[\W_]+", "", note.text[: labels[0].start] + note.text[labels[0].end :])
    return heads or len(re.sub(r"\s", "", note.text)) == 1 and note.text.strip().isalnum()


def _talk(drafts: list[Record], number: int) -> int | None:
    """The prompt or response at or before a record."""
    return next((drafts[i].seq for i in range(min(number, len(drafts) - 1), -1, -1) if drafts[i].kind in ("prompt", "response")), None)


def _record(seq: int, kind: str, lines: list[Line], place: Place, turn: int | None, text: str | None = None, channel: str = "typed") -> Record:
    first_page = lines[0].page
    sources = {line.source for line in lines}
    pictured = all(line.picture is not None for line in lines)
    return Record(
        seq=seq, kind=kind, page_start=first_page, page_end=lines[-1].page,
        box=_union([line.box for line in lines if line.page == first_page]),
        text=text if text is not None else "\n".join(line.text for line in lines),
        raw_text="\n".join(line.raw for line in lines),
        channel="picture" if pictured and channel == "typed" else channel,
        text_source=sources.pop() if len(sources) == 1 else "consensus",
        confidence=sum(line.confidence * max(len(line.text), 1) for line in lines) / sum(max(len(line.text), 1) for line in lines),
        turn=turn, question=place.question, part=place.full_part, parts=place.parts, lines=tuple(lines),
        words=tuple(word for line in lines for word in line.words),
    )  # fmt: skip


def _union(boxes: list[Box]) -> Box:
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _numbered(drafts: list[Record]) -> tuple[Record, ...]:
    """Records in reading order with final numbers; a note stands behind the record that it is about on its page."""
    order = {draft.seq: position for position, draft in enumerate(drafts) if draft.seq >= 0}

    def key(item: tuple[int, Record]) -> tuple[float, float, int]:
        position, draft = item
        if draft.seq >= 0:
            return (float(order[draft.seq]), 0.0, position)
        host = _host(draft, drafts)
        return (float(host), 1.0 + draft.page_start + draft.box[1] / 1e5, position)

    ranked = [draft for _, draft in sorted(enumerate(drafts), key=key)]
    new = {draft.seq: number for number, draft in enumerate(ranked) if draft.seq >= 0}
    ranked = [replace(draft, rows=tuple(replace(row, seq=number) for row in draft.rows)) if draft.rows else draft for number, draft in enumerate(ranked)]
    return tuple(replace(draft, seq=number, target=new.get(draft.target) if draft.target is not None else None) for number, draft in enumerate(ranked))


def _host(note: Record, drafts: list[Record]) -> int:
    """Position of the typed record that a note follows: its target, or the last one that starts above it."""
    if note.target is not None:
        return note.target
    above = [d.seq for d in drafts if d.seq >= 0 and (d.page_start, d.box[1]) <= (note.page_start, note.box[1])]
    return max(above, default=0)
