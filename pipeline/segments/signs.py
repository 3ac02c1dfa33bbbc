"""What a report shows of who speaks, gathered before the pass over its lines."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from pipeline.report import Layout, Line
from pipeline.segments.bubbles import Bubbles
from pipeline.segments.labels import find_labels
from pipeline.segments.scheme import Scheme
from pipeline.segments.speakers import SpeakerLabel
from pipeline.segments.style import CHROMA, Style, chroma, word_count
from pipeline.segments.summary_tables import JudgedRow

LEADING = 0.5  # share of the headings of one size that must stand right above a turn's label
BOX_LINES, BOX_WORDS = 5, 60  # of a comment shown in a box beside the text


@dataclass(frozen=True, slots=True)
class Habits:
    """How a report sets its turns. All but `uploads` are told from labels.

    `leading` are the headings, by index, that stand right above a turn's label; `heading_size` is the smallest type size in
    points of headings that mostly do; `heading_types` are the fonts and sizes of headings that are labels of prompts or
    stand right above one; `answer_colour` is the colour that
    answers alone are set in. `boxed` tells that answers stand in boxes, `pictured` that screenshots show them. `comment_boxes` are pictures, by page and index, of
    the comments that an editor shows beside its text. `uploads` are the lines of pictures in a chat print that lead to the
    user's bubble (then True) or to the model's thoughts.
    """

    leading: frozenset[int] = frozenset()
    heading_size: float | None = None
    heading_types: frozenset[tuple[str, float]] = frozenset()
    answer_colour: int | None = None
    boxed: bool = False
    pictured: bool = False
    comment_boxes: frozenset[tuple[int, int]] = frozenset()
    uploads: dict[int, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Signs:
    """A report's `lines` in reading order; its `labels` and `headings` by index of the line; its `pages` by number; the
    judging rows of its `tables` by page and index; and what follows from them for the whole report."""

    lines: list[Line]
    labels: dict[int, SpeakerLabel]
    bubbles: Bubbles
    headings: frozenset[int]
    style: Style
    pages: dict[int, Layout]
    scheme: Scheme
    tables: dict[tuple[int, int], tuple[JudgedRow, ...]]
    own: frozenset[int] = frozenset()
    habits: Habits = Habits()

    @property
    def chat(self) -> bool:
        """Whether a printed chat or its screenshots show who speaks."""
        return self.scheme in ("bubbles", "pictures")

    @property
    def pictured_answers(self) -> bool:
        return self.scheme == "pictures" or self.habits.pictured


def find_habits(signs: Signs) -> Habits:
    """How the report sets its turns; `signs.habits` is not looked at."""
    if signs.scheme == "bubbles":
        return Habits(uploads=_uploads(signs))
    if signs.scheme != "labels":
        return Habits()
    leading = _leading(signs)
    return Habits(leading, _heading_size(signs, leading), _heading_types(signs), _answer_colour(signs), _boxes_answers(signs), _pictures_answers(signs), _comment_boxes(signs))


def is_panelled(line: Line, signs: Signs) -> bool:
    """Whether a line stands in a box as wide as the text; a highlight or a framed formula is narrower."""
    if line.panel is None:
        return False
    x0, y0, x1, y1 = signs.pages[line.page].panels[line.panel].box
    return x1 - x0 >= 0.75 * (signs.style.right - signs.style.left) and y1 - y0 > 1.2 * max(line.size, 6.0)


def _uploads(signs: Signs) -> dict[int, bool]:
    """Lines of the pictures in a chat print that lead to the user's bubble (then True) or to the model's thoughts."""
    found: dict[int, bool] = {}
    follower: int | None = None  # the next line that no picture holds
    for index in range(len(signs.lines) - 1, -1, -1):
        if signs.lines[index].picture is None:
            follower = index
        elif follower is not None and signs.lines[follower].page - signs.lines[index].page <= 1:
            label = signs.labels.get(follower)
            if follower in signs.bubbles.lines or (label is not None and label.role == "thinking"):
                found[index] = follower in signs.bubbles.lines
    return found


def _leading(signs: Signs) -> frozenset[int]:
    """The headings that stand right above the label of a prompt or response, other headings aside."""
    found = set()
    for index in signs.headings:
        follower = next((j for j in range(index + 1, min(index + 4, len(signs.lines))) if j not in signs.headings), None)
        if follower in signs.labels and signs.labels[follower].role in ("prompt", "response"):
            found.add(index)
    return frozenset(found)


def _heading_size(signs: Signs, leading: frozenset[int]) -> float | None:
    """The smallest type size of the headings that mostly stand right above a turn's label: answers have headings too."""
    sizes = Counter(round(signs.lines[index].size, 1) for index in signs.headings)
    turns = Counter(round(signs.lines[index].size, 1) for index in leading)
    usual = [size for size, n in turns.items() if n >= max(2.0, LEADING * sizes[size]) and size > 1.05 * signs.style.size]
    return min(usual) if usual else None


def _heading_types(signs: Signs) -> frozenset[tuple[str, float]]:
    """The fonts and sizes of headings that are themselves labels of prompts, or stand right above one."""
    prompts = [i for i, label in signs.labels.items() if label.role == "prompt"]
    heads = [i for i in prompts if signs.labels[i].alone] + [i - 1 for i in prompts if i - 1 in signs.headings]
    return frozenset((signs.lines[i].font, round(signs.lines[i].size, 1)) for i in heads)


def _answer_colour(signs: Signs) -> int | None:
    """The colour that a report sets its answers in, where it has one for them."""
    starts = [i for i, label in signs.labels.items() if label.role == "response" and i + 1 < len(signs.lines)]
    if len(starts) < 2:
        return None
    colours = Counter(signs.lines[i + 1].colour for i in starts)
    colour, n = colours.most_common(1)[0]
    return colour if n >= 0.7 * len(starts) and chroma(colour) >= CHROMA else None


def _boxes_answers(signs: Signs) -> bool:
    """Whether the report boxes its answers, so that what stands outside a box is not part of one."""
    titles = [i for i, label in signs.labels.items() if label.role == "response"]
    boxed = sum(any(is_panelled(line, signs) for line in signs.lines[i : i + 4]) for i in titles)
    return bool(titles) and boxed >= 0.7 * len(titles)


def _pictures_answers(signs: Signs) -> bool:
    """Whether screenshots show the answers below their labels."""
    starts = [i for i, label in signs.labels.items() if label.role == "response" and label.alone and i + 1 < len(signs.lines)]
    return len(starts) >= 2 and sum(signs.lines[i + 1].picture is not None for i in starts) >= 0.7 * len(starts)


def _comment_boxes(signs: Signs) -> frozenset[tuple[int, int]]:
    """The pictures of comments that an editor shows beside its text, by page and index: a few words in a narrow box,
    again and again in a report whose turns are typed."""
    held: dict[tuple[int, int], list[Line]] = {}
    for line in signs.lines:
        if line.picture is not None:
            held.setdefault((line.page, line.picture), []).append(line)
    width = signs.style.right - signs.style.left
    boxes = {key for key, found in held.items() if len(found) <= BOX_LINES and all(word_count(line.text) for line in found)
             and 3 <= sum(word_count(line.text) for line in found) < BOX_WORDS and not find_labels(found[0].text[:8], bare=False)
             and max(line.box[2] for line in found) - min(line.box[0] for line in found) < 0.6 * width}  # fmt: skip
    return frozenset(boxes) if 2 <= len(boxes) >= 0.5 * len(held) else frozenset()
