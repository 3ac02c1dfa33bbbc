"""Segments and notes made into records: what was said, where it stands, and what it is about."""

from __future__ import annotations

from dataclasses import replace

from pipeline.homework.bank import KnownHomework
from pipeline.report import Layout, Record
from pipeline.segments.about import only_parts
from pipeline.segments.certainty import with_probability
from pipeline.segments.drafts import draft_records
from pipeline.segments.note_records import note_records, told_by_notes, with_told
from pipeline.segments.path import along_the_path
from pipeline.segments.place import named_place
from pipeline.segments.turns import read_turns

NOTHING_KNOWN = KnownHomework()


def segment_report(layouts: tuple[Layout, ...], names: tuple[str | None, ...] = (), known: KnownHomework = NOTHING_KNOWN) -> tuple[Record, ...]:
    """All records of a report in reading order: prompts, responses, annotations and context.

    `names` are its file name and title: the question that they name holds until the report names one. `known` is what
    other reports tell of its homework.
    """
    drafts, placed = draft_records(read_turns(layouts), named_place(*names))
    notes = [note for layout in layouts for note in layout.notes if note.text.strip() or note.mark]
    told = told_by_notes(notes, placed, drafts)
    stated = frozenset(i for i, (before, after) in enumerate(zip(placed, told, strict=True)) if before.place.question != after.place.question)
    drafts, placed = along_the_path(with_told(drafts, told), told, known, stated)
    made = note_records(notes, placed, drafts, {layout.page: layout.height for layout in layouts})
    return with_probability(_numbered(_with_only_parts([*drafts, *made])))


def _with_only_parts(records: list[Record]) -> list[Record]:
    """The records; a note on a question of which only one part was asked is on that part."""
    only = only_parts(records)
    return [replace(record, part=only[record.question]) if record.kind == "annotation" and record.part is None and not record.parts and record.question in only
            else record for record in records]  # fmt: skip


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
