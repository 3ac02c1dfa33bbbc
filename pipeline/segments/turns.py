"""Which line belongs to whom.

Every line gets an owner: prompt, response, note (the student's own words), context (headings, title, page furniture) or
loose (outside any turn). What the report shows of who speaks is gathered first, for all of it; one pass over the lines in
reading order (`cutter.py`) cuts them then.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.report import Layout, Line
from pipeline.segments.added_pages import added_pages, with_added_pages
from pipeline.segments.bubbles import Bubbles, find_bubbles, whole_panels
from pipeline.segments.closing_remarks import with_closing_remarks
from pipeline.segments.cutter import cut
from pipeline.segments.looks import asked_by_look
from pipeline.segments.markers import induced_labels
from pipeline.segments.one_sided import one_sided_labels
from pipeline.segments.own_looks import own_looks
from pipeline.segments.partners import bold_prompts, named_prompts, opened_answers, paired_answers, plain_answers, spoken_turns
from pipeline.segments.pictured import pictured_prompts
from pipeline.segments.scheme import find_scheme, talking_labels
from pipeline.segments.segment import Segment
from pipeline.segments.signs import Signs, find_habits
from pipeline.segments.speakers import SpeakerLabel, split_run_in, thinking_blocks, trusted_labels
from pipeline.segments.stamps import stamped_bubbles
from pipeline.segments.style import Style, is_heading, report_style
from pipeline.segments.summary_tables import answers_tables, judged_rows
from pipeline.segments.unlabelled import answers_cut, lead_in_cut, with_unlabelled_prompts
from pipeline.segments.voiced import quotes_apart, unasked_apart, unasked_pictures, with_figures

CUT = 0.06  # share of a page's height at its head in which the rest of a cut line stands


@dataclass(frozen=True, slots=True)
class Reading:
    """A report's segments in reading order, its style, and its headings."""

    segments: tuple[Segment, ...]
    style: Style
    headings: tuple[Line, ...]


def read_turns(layouts: tuple[Layout, ...]) -> Reading:
    """Cut a report into segments. `layouts` are its pages in order."""
    signs = _find_signs(layouts)
    if signs.scheme == "one answer":
        return Reading((Segment("response", signs.lines),), signs.style, ())
    files = [signs.lines[i] for i in sorted(signs.bubbles.files)] if signs.scheme == "bubbles" else []
    added = signs.bubbles.behind
    if signs.scheme == "bubbles" and not added:
        added = added_pages(signs.lines, signs.style, frozenset(signs.lines[i].page for i in signs.bubbles.lines))
    told = [part for segment in with_added_pages(cut(signs), added) for piece in answers_cut(segment, files) for part in lead_in_cut(piece)]
    told = with_figures(told) if signs.scheme == "none" else told
    told = quotes_apart(unasked_pictures(unasked_apart(with_unlabelled_prompts(told, signs.style.size))))
    told = with_closing_remarks(told) if signs.scheme == "labels" else told
    headings = tuple(signs.lines[i] for i in sorted(signs.headings))
    return Reading(tuple(told), signs.style, headings)


def _find_signs(layouts: tuple[Layout, ...]) -> Signs:
    pages = {layout.page: layout for layout in layouts}
    said = _printed_once(layouts)
    lines = whole_panels([piece for line in said for piece in split_run_in(line)])
    labels = _find_labels(lines)
    style = report_style(lines, {i: label.role for i, label in labels.items()})
    bubbles = find_bubbles(lines, pages, style)
    scheme = find_scheme(layouts, lines, labels, bubbles)
    stamped = stamped_bubbles(lines, style, bubbles) if scheme != "labels" else None
    if stamped is not None:
        bubbles, scheme = stamped, "bubbles"
    elif scheme == "pictures" and not bubbles.starts:
        bubbles = Bubbles(pictured_prompts(lines, pages))
    elif scheme not in ("bubbles", "pictures"):
        bubbles = Bubbles()
    asked = asked_by_look(lines, style) if scheme in ("none", "one answer") else None
    if asked is not None:
        labels, scheme = labels | asked.labels, "labels"
        style = report_style(lines, {i: label.role for i, label in labels.items()} | dict.fromkeys(asked.lines, "prompt"))
    elif scheme in ("none", "one answer", "labels") and (other := one_sided_labels(lines, labels)):
        labels, scheme = labels | other, "labels"
    apart = bold_prompts(labels) | (asked.lines if asked else frozenset())
    headings = frozenset(i for i, line in enumerate(lines) if i not in labels and is_heading(line, style)) - apart
    told = answers_tables(lines, labels, headings)
    tables = {(layout.page, i): judged_rows(table) for layout in layouts for i, table in enumerate(layout.tables) if (layout.page, i) not in told}
    own = own_looks(lines, style, pages, frozenset(labels) | bubbles.lines) if scheme in ("labels", "bubbles") else frozenset[int]()
    signs = Signs(lines, labels, bubbles, headings, style, pages, scheme, tables, own)
    return replace(signs, habits=find_habits(signs))


def _printed_once(layouts: tuple[Layout, ...]) -> list[Line]:
    """What the pages say; of a line that a page break cuts, of which both pages print a part, only the first."""
    found: list[Line] = []
    cut: list[Line] = []  # the lines at the foot of the page before
    for layout in layouts:
        said = [line for line in layout.lines if line.zone in ("body", "margin") and line.text.strip()]
        found += [line for line in said if line.box[1] > CUT * layout.height or not any(_same_place(line, other) for other in cut)]
        cut = [line for line in said if line.box[3] > (1 - 2 * CUT) * layout.height]
    return found


def _same_place(line: Line, other: Line) -> bool:
    return line.text == other.text and line.font == other.font and all(abs(line.box[i] - other.box[i]) < 1.0 for i in (0, 2))


def _find_labels(lines: list[Line]) -> dict[int, SpeakerLabel]:
    """The labels of turns and remarks by index of the line, with those that follow from the other side's."""
    labels = talking_labels(trusted_labels(lines), lines)
    labels |= named_prompts(lines, labels) | paired_answers(lines, labels) | thinking_blocks(lines)
    labels |= induced_labels(lines, labels)
    return labels | spoken_turns(lines, labels) | opened_answers(lines, labels) | plain_answers(lines, labels)
