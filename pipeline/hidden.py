"""Text that a file holds but nobody sees, gathered into runs for the auditor."""

from __future__ import annotations

from itertools import pairwise

from pipeline.report import Glyph, Page
from pipeline.result import HiddenText

GAP = 1.5  # type sizes between two glyphs of one run
WORD_GAP = 0.15  # type sizes from which a gap parts two words


def hidden_runs(page: Page) -> tuple[HiddenText, ...]:
    """Runs of hidden glyphs of one reason on one baseline, in the order of painting; blanks alone are not listed."""
    runs: list[list[Glyph]] = []
    for glyph in page.glyphs:
        if glyph.hidden is None:
            continue
        last = runs[-1][-1] if runs else None
        near = last is not None and abs(last.origin[1] - glyph.origin[1]) < 0.5 * max(glyph.size, 1) and -GAP * glyph.size < glyph.box[0] - last.box[2] < GAP * max(glyph.size, 1)
        if last is not None and last.hidden == glyph.hidden and near:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return tuple(
        HiddenText(page.number, _box(run), text, str(run[0].hidden))
        for run in runs
        if (text := _text(run))
    )


def _text(run: list[Glyph]) -> str:
    """The run's text, with a space where none was drawn but a gap parts words, as TeX leaves it."""
    parts = [run[0].text]
    for before, glyph in pairwise(run):
        gap = glyph.box[0] - before.box[2] > WORD_GAP * glyph.size and not (before.text.isspace() or glyph.text.isspace())
        parts.append(" " + glyph.text if gap else glyph.text)
    return "".join(parts).strip()


def _box(run: list[Glyph]) -> tuple[float, float, float, float]:
    return min(g.box[0] for g in run), min(g.box[1] for g in run), max(g.box[2] for g in run), max(g.box[3] for g in run)
