"""Lines with the place that the reader has come to, and records made of lines."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.report import Box, Line, Record
from pipeline.segments.place import Place


@dataclass(frozen=True, slots=True)
class Placed:
    """A body line with the place the reader has come to and the number of the record it stands in."""

    line: Line
    place: Place
    record: int


def record_of(seq: int, kind: str, lines: list[Line], place: Place, turn: int | None = None, text: str | None = None, channel: str = "typed") -> Record:
    """The record of some lines, which bounds those of its first page; `text` stands for theirs where it is given."""
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
