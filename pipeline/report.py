"""The values that flow through the pipeline, from a page's glyphs to a report's rows.

Units are PDF points with the origin at the top left of the page as a person sees it (crop box, rotation applied) and y
growing downwards. Pages count from 1. Colours are sRGB integers 0xRRGGBB. Every value is frozen; a stage returns new ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # x0, y0, x1, y1


class Glyph(NamedTuple):
    """One drawn character. A tuple, since a report has a hundred thousand: they are made and changed several times as fast.

    `text` is what the page shows (one or more characters, "" for a glyph that adds nothing, such as the second half of a
    combined negation); `raw` is what the file's own text layer says. `gid` is the glyph's index in the font program.
    `seq` is the paint order, shared with strokes and pictures of the same page. `mode` is the PDF text render mode.
    `hidden` says why nobody sees the glyph (None when it is visible): "invisible layer", "covered", "clipped",
    "background colour", "zero size" or "outside the page".
    `method` names the repair that gave `text` (name, outline, utf16, context; None when `text` is `raw`); `unresolved`
    marks a glyph whose true character could not be proved.
    `ink` is how far a tall sign of a math font reaches above and below its origin, in em; None for others.
    """

    text: str
    raw: str
    box: Box
    origin: Point
    size: float
    font: str
    colour: int = 0
    opacity: float = 1.0
    mode: int = 0
    seq: int = 0
    gid: int = 0
    direction: Point = (1.0, 0.0)
    hidden: str | None = None
    method: str | None = None
    unresolved: bool = False
    font_xref: int = 0  # the font's object number in the PDF, 0 for a font that is not embedded
    ink: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Stroke:
    """One painted vector path. `points` flattens it, one tuple of points for each subpath (curves sampled).

    `fill` and `colour` (of the stroke) are None when that part is not painted. `width` is the line width in points.
    `rectangle` is true for an axis-aligned rectangle. `source` is "page" for the content stream, "annotation" for an Ink,
    Line or shape annotation.
    """

    points: tuple[tuple[Point, ...], ...]
    box: Box
    colour: int | None = None
    fill: int | None = None
    width: float = 0.0
    opacity: float = 1.0
    rectangle: bool = False
    closed: bool = False
    seq: int = 0
    source: str = "page"
    clip: Box | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """One placed image. `digest` is the SHA-256 of its pixels (as encoded); `xref` finds it again in the document.

    `transform` maps the image's unit square (y down) to the page; `box` is what clips leave of it.
    """

    box: Box
    digest: str
    pixel_width: int
    pixel_height: int
    xref: int = 0
    seq: int = 0
    transform: tuple[float, float, float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class PdfAnnotation:
    """One PDF annotation that a person left (links and form widgets are not read).

    `kind` is the PDF subtype (FreeText, Text, Highlight, Underline, StrikeOut, Squiggly, Ink, Line, Stamp, Square, Circle,
    Polygon, PolyLine, Caret). `contents` is its text with the author removed, `marked` the words under a text markup.
    `ends` are a Line's (or call-out's) end points, tail first, head (arrow) last. `strokes` are an Ink's paths.
    """

    kind: str
    box: Box
    contents: str = ""
    colour: int | None = None
    fill: int | None = None
    marked: str = ""
    ends: tuple[Point, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    parent: int | None = None
    index: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table: `rows` of cell texts ("" for an empty cell), `cells` their boxes in the same shape (None when merged)."""

    box: Box
    rows: tuple[tuple[str, ...], ...]
    cells: tuple[tuple[Box | None, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one page, before it is arranged."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    pictures: tuple[Picture, ...] = ()
    annotations: tuple[PdfAnnotation, ...] = ()
    tables: tuple[Table, ...] = ()
    background: int = 0xFFFFFF


@dataclass(frozen=True, slots=True)
class Repair:
    """Why glyphs of one font and code read otherwise than the file says (a row of `glyph_repairs`)."""

    page: int
    font: str
    code: int
    raw: str
    repaired: str
    method: str
    evidence: str
    count: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word. `alternatives` are (text, engine, confidence) readings that were not chosen."""

    text: str
    box: Box
    confidence: float
    engine: str
    raw: str = ""
    alternatives: tuple[tuple[str, str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A run of one style inside a line. `background` is the colour of an opaque or highlighter fill behind it, if any."""

    text: str
    box: Box
    font: str = ""
    size: float = 0.0
    colour: int = 0
    bold: bool = False
    italic: bool = False
    mono: bool = False
    background: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text in reading order, math linearised in place.

    `zone` is "body", "margin" (a note beside the text column), "header" or "footer" (of a browser print or a page: not text
    of the report). `source` is the text_source of `records` ("native", "tesseract", "handwriting", "consensus"). `panel`
    is the index of the smallest panel of the page that holds the line, `picture` the index of the picture that it was
    read from, `table` the index of the table that it stands in (None for none). Style is that of most of its characters.
    """

    page: int
    text: str
    raw: str
    box: Box
    baseline: float = 0.0
    spans: tuple[Span, ...] = ()
    font: str = ""
    size: float = 0.0
    colour: int = 0
    bold: bool = False
    italic: bool = False
    mono: bool = False
    zone: str = "body"
    column: int = 0
    source: str = "native"
    confidence: float = 1.0
    panel: int | None = None
    picture: int | None = None
    table: int | None = None
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """A drawn box that groups text: a chat bubble, a tcolorbox, a framed answer. `title` marks a narrow title bar; `seq` is
    the paint order of its fill, 0 without one."""

    box: Box
    fill: int | None = None
    border: int | None = None
    title: bool = False
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that is no word, by pen or as text markup of the PDF (a row of `marks`).

    `kind` is one of the vocabulary `mark`: tick, cross, highlight, underline, strike, circle, bracket, arrow, unread.
    `covers` are the printed words that it lies on, `confidence` (0-1) how sure the kind is.
    """

    page: int
    kind: str
    box: Box
    colour: int
    covers: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Note:
    """One annotation that is not typed in the body: ink, a PDF annotation, or a box over the print.

    `channel` is the channel of `records` (handwritten, freetext, popup, highlight, mark). `mark` is "✓" or "✗" when the
    note is (or ends in) such a mark. `points_to` is where its arrow, bracket or brace leads (a box on the same page), and
    `marks` are the marks that belong to it.
    """

    page: int
    box: Box
    text: str
    channel: str
    raw: str = ""
    source: str = "native"
    confidence: float = 1.0
    colour: int | None = None
    mark: str | None = None
    points_to: Box | None = None
    words: tuple[Word, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A page arranged: lines in reading order, the panels they stand in, and the notes on it.

    `marks` are the pen's marks that belong to no note. `text` is the page's visible text in reading order (body and margin; headers and footers of the print left out).
    """

    page: int
    width: float
    height: float
    lines: tuple[Line, ...]
    panels: tuple[Panel, ...] = ()
    notes: tuple[Note, ...] = ()
    tables: tuple[Table, ...] = ()
    pictures: tuple[Picture, ...] = ()
    text: str = ""
    background: int = 0xFFFFFF
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """One prompt, response, annotation or piece of context, in reading order (a row of `records`)."""

    seq: int
    kind: str
    page_start: int
    page_end: int
    box: Box
    text: str
    raw_text: str
    channel: str = "typed"
    text_source: str = "native"
    confidence: float = 1.0
    turn: int | None = None
    question: str | None = None
    part: str | None = None
    parts: tuple[str, ...] = ()  # all parts it is about, where its place names several ("Q4 (a)-(d)")
    rule: str | None = None  # what decided its kind (vocabulary `kind_rule`)
    probability: float | None = None  # that its words have the voice of its kind (0-1), None where a pen or a tool proves it
    place_confidence: float | None = None  # of its question (0-1), for turns and what stands at them
    stated: bool = False  # whether a turn, its heading or its prompt names its question
    target: int | None = None  # seq of the record an annotation is about
    lines: tuple[Line, ...] = field(default=(), repr=False)
    mark: str | None = None
    words: tuple[Word, ...] = field(default=(), repr=False)
    marks: tuple[Mark, ...] = field(default=(), repr=False)
    tie: Tie | None = None
    rows: tuple[Record, ...] = field(default=(), repr=False)  # the judging rows of the table that a note is, with its seq


@dataclass(frozen=True, slots=True)
class Tie:
    """What ties a note to its target: how (vocabulary `target_by`), the printed line, and how sure it is (0-1)."""

    by: str
    line: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """The student's judgement of one (question, part), with the words it rests on (a row of `verdicts`)."""

    question: str | None  # None where nothing tells it: then the row is for review
    part: str | None
    verdict: str
    evidence: str
    record: int | None  # seq of the record that holds the evidence
    page: int
    channel: str
    confidence: float
    rule: str
    one_shot: bool | None = None
    n_prompts: int | None = None
    hallucination: bool | None = None
    needs_review: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What a report says of itself. A field is None when it is unstated."""

    title: str | None = None
    course: str | None = None
    homework: int | None = None
    report_date: str | None = None  # ISO 8601, as precise as stated
    model: str | None = None
    model_family: str | None = None
    model_version: str | None = None
    model_tier: str | None = None
    model_mode: str | None = None
    model_raw: str | None = None
    model_source: str = "none"
    model_conflict: bool = False
    author: str | None = None
