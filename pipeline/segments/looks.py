"""Turns that only the type shows: what is asked is set in a look of its own (bold, italic, coloured, behind ">"), what
answers is plain. The look is induced from the report: it recurs over it, and its blocks ask while what follows them answers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from pipeline.language.voice import ANSWERS, ASKS, REMARKS, TELLS
from pipeline.report import Line
from pipeline.segments.heard import mean_voice
from pipeline.segments.speakers import SpeakerLabel
from pipeline.segments.style import Style, word_count

QUOTE = ">"
LARGE = 1.1  # times the usual type size from which a line is a heading
BLOCKS = 3  # of one look from which it may be the user's (chosen)
BLOCK_WORDS = 3  # of a block; a shorter one is a heading or a word set apart
BETWEEN = 15  # words that mostly stand between two blocks: an answer (chosen)
SPANS = 0.4  # share of the report from the first block to the last (chosen)
MOST = 0.8  # share of the words that may be asked: people paste whole questions
CONTRAST = 0.3  # by how much more the blocks ask than what follows them, of -2 to 2 (as for markers)
ASKING = 0.3  # least share of the voices of the blocks that asks (chosen)
HEAD_WORDS = 8  # words of a longest heading
HEARD = 40  # words behind a block in which the answer is heard

Look = tuple[bool, bool, int, bool]  # bold, italic, colour, behind ">"


@dataclass(frozen=True, slots=True)
class Asked:
    """Labels by index of the line, and all lines of what is asked."""

    labels: dict[int, SpeakerLabel]
    lines: frozenset[int]


def asked_by_look(lines: list[Line], style: Style) -> Asked | None:
    """The prompts and answers of a report that parts them by type alone, or None."""
    text = [i for i, line in enumerate(lines) if _plain(line, style)]
    looks: dict[Look, list[int]] = defaultdict(list)
    for i in text:
        looks[_look(lines[i])].append(i)
    if len(looks) < 2:
        return None
    whole = sum(word_count(lines[i].text) for i in text)
    best: tuple[float, list[list[int]]] | None = None
    for members in looks.values():
        blocks = [block for block in _runs(members, text) if sum(word_count(lines[i].text) for i in block) >= BLOCK_WORDS]
        blocks = [block for block in blocks if not _heads_answer(block, lines)]
        contrast = _contrast(blocks, lines, text, whole)
        if contrast is not None and (best is None or contrast > best[0]):
            best = (contrast, blocks)
    return _labelled(best[1], lines, text) if best is not None else None


def _contrast(blocks: list[list[int]], lines: list[Line], text: list[int], whole: int) -> float | None:
    """How much more the blocks of one look ask than what follows them, or None where they are no prompts."""
    if len(blocks) < BLOCKS or blocks[-1][0] - blocks[0][0] < SPANS * len(lines):
        return None
    if sum(word_count(lines[i].text) for block in blocks for i in block) > MOST * whole:
        return None
    behind = [_behind(block, after, text) for block, after in pairwise([*blocks, [len(lines)]])]
    sizes = sorted(sum(word_count(lines[i].text) for i in answer) for answer in behind)
    if sizes[len(sizes) // 2] < BETWEEN:
        return None
    asks = mean_voice([_words(block, lines) for block in blocks])
    answers = mean_voice([_words(answer, lines) for answer in behind if answer])
    contrast = float((asks[ASKS] - asks[ANSWERS]) - (answers[ASKS] - answers[ANSWERS]))
    return contrast if contrast >= CONTRAST and asks[ASKS] >= ASKING else None


def _labelled(blocks: list[list[int]], lines: list[Line], text: list[int]) -> Asked:
    """Labels without words: a block that remarks more than it asks is a remark."""
    labels: dict[int, SpeakerLabel] = {}
    asked: set[int] = set()
    for block, after in pairwise([*blocks, [len(lines)]]):
        heard = mean_voice([_words(block, lines)])
        remarks = heard[REMARKS] + heard[TELLS] > max(heard[ASKS], 0.5)
        first = lines[block[0]].text
        end = len(first) - len(first.lstrip("> ")) if first.startswith(QUOTE) else 0
        labels[block[0]] = SpeakerLabel("annotation" if remarks else "prompt", "look", True, 0, end, False)
        if remarks:
            continue
        asked.update(block)
        behind = _behind(block, after, text)
        if behind:
            labels[behind[0]] = SpeakerLabel("response", "look", True, 0, 0, False)
    return Asked(labels, frozenset(asked))


def _heads_answer(block: list[int], lines: list[Line]) -> bool:
    """Whether a short block is a heading inside an answer ("Step 2: ...")."""
    said = _words(block, lines)
    heard = mean_voice([said])
    return len(said.split()) < HEAD_WORDS and heard[ANSWERS] > heard[ASKS]


def _plain(line: Line, style: Style) -> bool:
    return line.zone == "body" and line.picture is None and line.table is None and not line.mono and line.size < LARGE * style.size and bool(line.text.strip())


def _look(line: Line) -> Look:
    return line.bold, line.italic, line.colour, line.text.lstrip().startswith(QUOTE)


def _runs(members: list[int], text: list[int]) -> list[list[int]]:
    """Members that no other line of text parts."""
    place = {i: at for at, i in enumerate(text)}
    runs: list[list[int]] = []
    for i in members:
        if runs and place[i] == place[runs[-1][-1]] + 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _behind(block: list[int], after: list[int], text: list[int]) -> list[int]:
    return [i for i in text if block[-1] < i < after[0]]


def _words(members: list[int], lines: list[Line]) -> str:
    return " ".join(" ".join(lines[i].text for i in members).split()[:HEARD])
