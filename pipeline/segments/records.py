"""Segments and notes made into records: what was said, where it stands, and what it is about."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from pipeline.report import Box, Layout, Line, Note, Record, Tie
from pipeline.segments.about import note_place, only_parts
from pipeline.segments.bubbles import is_chip
from pipeline.segments.cutter import NOTE_WORDS
from pipeline.segments.follow import Lead, Told, announced, answer_places, lead_of
from pipeline.segments.labels import Label, find_labels, only_label
from pipeline.segments.paragraphs import joined, paragraphs
from pipeline.segments.place import Place, heading_place, named_place, quoted_place, sections_number_questions, titles_of_questions
from pipeline.segments.prompts import asked_questions
from pipeline.segments.segment import Segment
from pipeline.segments.speakers import is_own_voice, is_thinking, speaker_label
from pipeline.segments.style import is_heading, word_count
from pipeline.segments.targets import SURE, Target, find_target, goes_on
from pipeline.segments.turns import Reading, read_turns
from pipeline.verdicts.language import judge

BEGUN = 60.0  # points below a note's top within which the part it is about may begin
NAMED = 0.9  # confidence in a place that the note names itself
JUDGING_WORDS = 60  # a longer loose paragraph is an answer that speaks of correctness, not a remark on one
_HANDS_OVER = re.compile(r"\bI\s+(?:\w+\s+){0,2}(?:past\w+|copi\w+|copy|gave|give|upload\w*|ask\w*|prompt\w*|includ\w+|provid\w+|enter\w*|input\w*|typed?)\b", re.IGNORECASE)
_LINK = re.compile(r"(?:link\s*:?\s*)?https?://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A body line with the place the reader has come to and the number of the record it stands in."""

    line: Line
    place: Place
    record: int


def segment_report(layouts: tuple[Layout, ...], names: tuple[str | None, ...] = ()) -> tuple[Record, ...]:
    """All records of a report in reading order: prompts, responses, annotations and context.

    `names` are its file name and title: the question that they name holds until the report names one.
    """
    reading = read_turns(layouts)
    drafts, placed = _drafts(reading, named_place(*names))
    notes = [note for layout in layouts for note in layout.notes if note.text.strip() or note.mark]
    placed = _told_by_notes(notes, placed, drafts)
    drafts = _with_told(drafts, placed)
    heights = {layout.page: layout.height for layout in layouts}
    made: list[Record] = []
    for note in notes:
        last = next((k for k, other in enumerate(notes[: len(made)]) if goes_on(note, other, heights[other.page])), None)
        made.append(_note_draft(note, placed, drafts, made[last] if last is not None else None))
    return _numbered(_with_only_parts([*drafts, *made]))


def _drafts(reading: Reading, place: Place) -> tuple[list[Record], list[_Placed]]:
    """Records of the typed segments, numbered from 0 as they come, and every body line with its place; `place` is where
    the report begins."""
    headings = set(reading.headings)
    outside = [line for segment in reading.segments if segment.owner != "response" for line in segment.lines]
    by_section = sections_number_questions([line.text for line in outside if line in headings], [line.text for line in outside])
    drafts: list[Record] = []
    placed: list[_Placed] = []
    turn, asked = 0, frozenset[str]()  # `asked`: the questions that the last prompt names
    said = headed = False  # whether the turn before was a prompt; whether a heading since the last turn gave the place
    told, lead = Told(), Lead(place)
    whole: set[str | None] = set()  # questions that were asked whole
    for segment in reading.segments:
        if segment.owner in ("prompt", "response"):
            title = segment.title or (_heading_behind(placed) if segment.owner == "prompt" else "")
            if find_labels(title):
                place, headed = heading_place(place, title, False), True
            if segment.owner == "prompt":
                turn += 1
                texts = [line.text for line in segment.lines]
                lead = lead_of(place, joined(segment.lines[:12]), joined(segment.lines), texts, headed, place.question not in whole, told)
                place = lead.place
                asked = asked_questions("\n".join(texts))
            elif turn == 0 or (drafts and not said and segment.labelled):
                turn += 1
            if segment.owner == "response" and said and lead.counted:
                place = announced(place, joined(segment.lines[:3]))
            at = place
            number = len(drafts)
            shown = _shown_questions(segment.lines)
            if segment.owner == "response":
                texts = [line.text for line in segment.lines]
                titles = titles_of_questions(texts, asked) if len(asked) > 1 else {}
                set_as = [line in headings or is_heading(line, reading.style) for line in segment.lines]
                places = answer_places(texts, set_as, Lead(at, lead.loose), told, shown, titles)
            else:
                places = _shown_places(at, shown, len(segment.lines))
            headed = segment.owner == "response" and bool(shown)
            place = places[-1] if places else place
            placed.extend(_Placed(line, here, number) for line, here in zip(segment.lines, places, strict=True))
            if segment.lines:
                drafts.append(_record(number, segment.owner, segment.lines, place if segment.owner == "prompt" else at, turn))
            said = segment.owner == "prompt"
            if said and place.part is None:
                whole.add(place.question)
        elif segment.owner == "context":
            shown = _shown_questions(segment.lines)
            for i, line in enumerate(segment.lines):
                if i in shown:
                    place, headed = quoted_place(place, shown[i]), True
                elif not (is_thinking(line.text) or is_chip(line.text)):
                    after = heading_place(place, line.text, by_section)
                    headed = headed or after != place
                    place = after
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
            place = _typed_notes(segment, place, drafts, placed, reading.style.left)
    return drafts, placed


def _shown_places(place: Place, shown: dict[int, str], lines: int) -> list[Place]:
    """The place of each of a prompt's lines, from `place` on: only a picture of the homework moves it."""
    places = []
    for i in range(lines):
        place = quoted_place(place, shown[i]) if i in shown else place
        places.append(place)
    return places


def _heading_behind(placed: list[_Placed]) -> str:
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


def _typed_notes(segment: Segment, place: Place, drafts: list[Record], placed: list[_Placed], left: float) -> Place:
    """Records of the student's own paragraphs; returns the place after them. `left` is the body's left edge."""
    for group in paragraphs(segment.lines, left):
        text = joined(group)
        if not text:
            continue
        label = speaker_label(text)
        if not segment.labelled and segment.channel == "typed" and _furniture(text, drafts):
            drafts.append(_record(len(drafts), "context", group, place, None, text=text))
            continue
        note = segment.labelled or (segment.aside and word_count(text) >= 2) or bool(label and label.role == "annotation")
        note = note or (word_count(text) >= NOTE_WORDS if segment.owner == "note" else _judges(text) or label is None and _introduces(text, drafts))
        stands = _level_with(group[0], placed, place) if segment.aside else place
        at = note_place(stands, text) if note else heading_place(place, text, False)
        target = next((d.seq for d in reversed(drafts) if d.kind in ("response", "prompt")), None)
        record = _record(len(drafts), "annotation" if note else "context", group, at, None, text=text, channel=segment.channel)
        drafts.append(replace(record, target=target if note else None))
        placed.extend(_Placed(line, stands, record.seq) for line in group)
        if not note:
            place = at
    return place


def _level_with(note: Line, placed: list[_Placed], place: Place) -> Place:
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


def _told_by_notes(notes: list[Note], placed: list[_Placed], drafts: list[Record]) -> list[_Placed]:
    """The lines with their places, where notes say what the report's own words do not: a note that is a heading, or one that
    says what a prompt asks that names no question (a file, a picture) or part ("I paste part b") itself.

    The place that such a note names holds from the note or its prompt to the next line that names a question.
    """
    told = list(placed)
    for note in notes:
        heading = only_label(note.text)
        if heading is not None and heading.question:
            _tell(told, (note.page, note.box[1]), heading)
            continue
        named = find_labels(note.text, bare=False)
        questions = [label for label in named if label.question]
        at = find_target(note, [entry.line for entry in told]).line
        if at is None or len({label.question for label in questions}) > 1 or not named:
            continue
        chip = is_chip(told[at].line.text)
        if drafts[told[at].record].kind != "prompt" and not chip:
            continue
        start = at if chip else next(i for i, entry in enumerate(told) if entry.record == told[at].record)
        stale = placed[start].place
        if not questions:
            if len(named) == 1 and stale.question and stale.part is None and _HANDS_OVER.search(note.text):
                _tell(told, (placed[start].line.page, placed[start].line.box[1]), replace(named[0], question=stale.question))
            continue
        says = stale.question is not None and (start == 0 or placed[start - 1].place.question != stale.question)
        if says or note.page < placed[start].line.page:
            continue
        _tell(told, (placed[start].line.page, placed[start].line.box[1]), questions[0])
    return told


def _tell(told: list[_Placed], first: tuple[int, float], label: Label) -> None:
    """Give the lines from `first` (page, top) on the label's question, until one that has come to another question; parts
    that the lines name themselves stay."""
    order = [i for i in sorted(range(len(told)), key=lambda i: (told[i].line.page, told[i].line.box[1]))
             if (told[i].line.page, told[i].line.box[3]) > first]  # fmt: skip
    if not order:
        return
    stale = told[order[0]].place
    for i in order:
        place = told[i].place
        if place.question != stale.question:
            break
        told[i] = replace(told[i], place=Place(label.question, label.part if place.part == stale.part else place.part, place.sub))


def _with_told(drafts: list[Record], told: list[_Placed]) -> list[Record]:
    """Turns that name no question, with the place that notes told for their first line."""
    first: dict[int, Place] = {}
    for entry in told:
        first.setdefault(entry.record, entry.place)
    return [
        replace(draft, question=first[i].question, part=first[i].full_part) if draft.question is None and draft.kind in ("prompt", "response") and i in first else draft
        for i, draft in enumerate(drafts)
    ]  # fmt: skip


def _note_draft(note: Note, placed: list[_Placed], drafts: list[Record], before: Record | None) -> Record:
    """The record of a handwritten note or PDF annotation, tied to the line that it points to or stands beside.

    `before` is the record of the note that it finishes, if it does.
    """
    target = find_target(note, [entry.line for entry in placed])
    entry = placed[_begun_beside(note, target, placed)] if target.line is not None else None
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


def _begun_beside(note: Note, target: Target, placed: list[_Placed]) -> int:
    """The line that a note is about: where another part begins beside the note's upper half, the first line of that part,
    for a note is often begun a little above its part."""
    at = target.line
    first = placed[at]
    reach = min((note.box[1] + note.box[3]) / 2, note.box[1] + BEGUN)
    if target.by != "beside":
        return at
    return next((i for i in range(at + 1, len(placed)) if placed[i].line.page == note.page and placed[i].place != first.place
                 and placed[i].place.question is not None and first.line.box[1] < placed[i].line.box[1] <= reach), at)  # fmt: skip


def _with_only_parts(records: list[Record]) -> list[Record]:
    """The records; a note on a question of which only one part was asked is on that part."""
    only = only_parts(records)
    return [replace(record, part=only[record.question]) if record.kind == "annotation" and record.part is None and not record.parts and record.question in only
            else record for record in records]  # fmt: skip


def _only_heads(note: Note) -> bool:
    """Whether a note says nothing itself: one that only heads a section ("Question 1:"), or a stray letter in a typed box."""
    typed = note.channel in ("freetext", "popup")
    if note.mark is not None or not (typed or note.channel == "handwritten"):
        return False
    labels = find_labels(note.text)
    heads = len(labels) == 1 and not re.sub(r"[\W_]+", "", note.text[: labels[0].start] + note.text[labels[0].end :])
    return heads or typed and len(re.sub(r"\s", "", note.text)) == 1 and note.text.strip().isalnum()


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
