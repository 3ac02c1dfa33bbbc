"""Notes that a person left as PDF annotations: text boxes, sticky notes, commented highlights, with where their arrows lead."""

from __future__ import annotations

import math
import re

from pipeline.report import Box, Mark, Note, Page, PdfAnnotation, Point

ARROW_REACH = 30.0  # points between an arrow's tail and the box it belongs to
_MARKUP = {"Highlight": "highlight", "Underline": "underline", "StrikeOut": "strike", "Squiggly": "underline"}
_SHAPES = ("Square", "Circle", "Polygon", "Stamp", "Caret")
_PROMOTION = re.compile(
    r"\b(?:try|get|upgrade|download|sign up|subscribe|free|premium|trial|edited with|created with|powered by|made with|visit)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://|www\.|\b\w+\.(?:com|io|app|net)\b", re.IGNORECASE)
LETTER, LEADING = 0.5, 1.2  # type sizes: a letter's usual width, from one line to the next
_MOVED_ON = re.compile(r"\n{3,}")
_BLANK = re.compile(r"[\s\u200b\ufeff]+")


def annotation_notes(page: Page) -> tuple[Note, ...]:
    """The notes of a page's annotations, top to bottom; advertisements and empty ones are left out."""
    arrows = [mark for mark in page.annotations if mark.kind in ("Line", "PolyLine") and len(mark.ends) >= 2]
    notes = []
    for mark in page.annotations:
        text = "\n".join(_BLANK.sub(" ", line).strip() for line in mark.contents.splitlines()).strip()
        if not text or is_promotion(text):
            continue
        parts = _parted(text, mark.box) if mark.kind == "FreeText" else [(text, mark.box)]
        for said, box in parts:
            notes.append(
                Note(
                    page=page.number, box=box, text=said, channel=_channel(mark), raw=mark.contents if len(parts) == 1 else said, source="native",
                    colour=mark.colour, points_to=_aim(mark, arrows) if box == parts[0][1] else None, marks=_markup(page.number, mark),
                )
            )  # fmt: skip
    return tuple(sorted(notes, key=lambda note: (note.box[1], note.box[0], note.text)))


def _parted(text: str, box: Box) -> list[tuple[str, Box]]:
    """The remarks of one text box: a writer who leaves two lines or more blank has moved on to what stands further down.

    Where each stands is reckoned from the type size at which the wrapped lines fill the box.
    """
    parts = [part for part in _MOVED_ON.split(text) if part.strip()]
    if len(parts) < 2:
        return [(text, box)]
    x0, y0, x1, y1 = box
    lines = text.split("\n")

    def rows(size: float) -> list[int]:
        return [max(1, math.ceil(len(line) * LETTER * size / max(x1 - x0, 1.0))) for line in lines]

    size = min((n / 2 for n in range(8, 60)), key=lambda s: abs(sum(rows(s)) * LEADING * s - (y1 - y0)))
    tall = rows(size)
    height = (y1 - y0) / sum(tall)
    out = []
    at = 0
    for part in parts:
        first = at + next(i for i, line in enumerate(lines[at:]) if line.strip())
        at = first + part.count("\n") + 1
        out.append((part, (x0, y0 + height * sum(tall[:first]), x1, y0 + height * sum(tall[:at]))))
    return out


def bare_marks(page: Page) -> tuple[Mark, ...]:
    """Text markup that says nothing of its own, with the words that it marks, top to bottom."""
    marks = [found for mark in page.annotations if not mark.contents.strip() for found in _markup(page.number, mark)]
    return tuple(sorted(marks, key=lambda mark: (mark.box[1], mark.box[0], mark.covers)))


def _markup(page: int, mark: PdfAnnotation) -> tuple[Mark, ...]:
    kind = _MARKUP.get(mark.kind)
    return (Mark(page, kind, mark.box, mark.colour or 0, mark.marked),) if kind and mark.marked else ()


def is_promotion(text: str) -> bool:
    """Whether an editor left the words to sell itself: a link, and the words of an advertisement."""
    return bool(_ADDRESS.search(text) and _PROMOTION.search(text)) and len(text.split()) < 40


def _channel(mark: PdfAnnotation) -> str:
    if mark.kind == "FreeText":
        return "freetext"
    if mark.kind in _MARKUP:
        return "highlight"
    return "freetext" if mark.kind in _SHAPES and mark.kind == "Stamp" else "popup"


def _aim(mark: PdfAnnotation, arrows: list[PdfAnnotation]) -> Box | None:
    """Where a call-out's own line, or the nearest arrow that starts at the box, leads."""
    if len(mark.ends) >= 2:
        return _spot(mark.ends[-1])
    if mark.kind != "FreeText":
        return mark.box
    best: tuple[float, Box] | None = None
    for arrow in arrows:
        tail, head = arrow.ends[0], arrow.ends[-1]
        for start, end in ((tail, head), (head, tail)):
            distance = _away(start, mark.box) + (0.1 if start is head else 0.0)
            if distance <= ARROW_REACH and _away(end, mark.box) > distance + 5 and (best is None or distance < best[0]):
                best = (distance, _spot(end))
    return best[1] if best else None


def _spot(point: Point) -> Box:
    return point[0], point[1], point[0], point[1]


def _away(point: Point, box: Box) -> float:
    dx = max(box[0] - point[0], point[0] - box[2], 0.0)
    dy = max(box[1] - point[1], point[1] - box[3], 0.0)
    return float((dx * dx + dy * dy) ** 0.5)
