"""Tall signs of fonts whose metrics are not known: formulas set with the fonts of STIX, which have theirs on the baseline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest

from pipeline.glyphs.fonts import load_fonts
from pipeline.glyphs.repair import repair_page
from pipeline.layout.arrange import arrange
from pipeline.layout.sized import with_sized_signs
from pipeline.reading.document import open_report
from pipeline.reading.pages import read_page
from tests.generator.faces import matplotlib_data

Text = tuple[str, float, float, float, str]  # text, x, y, size, face
PLAIN, SCRIPT = 12.0, 8.4
MATRIX: list[Text] = [
    ("A", 50, 100, PLAIN, "STIXGeneral"), ("=", 62, 100, PLAIN, "STIXGeneral"), ("[", 74, 107, PLAIN, "STIXSizThreeSymReg"),
    ("1", 83, 92.5, PLAIN, "STIXGeneral"), ("2", 105, 92.5, PLAIN, "STIXGeneral"), ("3", 83, 106.9, PLAIN, "STIXGeneral"),
    ("4", 105, 106.9, PLAIN, "STIXGeneral"), ("]", 114, 107, PLAIN, "STIXSizThreeSymReg"), ("T", 123, 90, SCRIPT, "STIXGeneral"),
]  # fmt: skip
SUM: list[Text] = [
    ("y", 50, 100, PLAIN, "STIXGeneral"), ("=", 60, 100, PLAIN, "STIXGeneral"), ("∑", 72, 106.3, PLAIN, "STIXSizOneSymReg"),
    ("i=1", 73.5, 114.5, SCRIPT, "STIXGeneral"), ("n", 77.3, 86, SCRIPT, "STIXGeneral"), ("x", 92, 100, PLAIN, "STIXGeneral"),
]  # fmt: skip


@pytest.fixture
def written(tmp_path: Path) -> Iterator:
    def write(texts: list[Text], *bars: tuple[float, float, float]) -> str:
        with pymupdf.open() as made:
            page = made.new_page(width=300, height=200)
            for text, x, y, size, face in texts:
                page.insert_text((x, y), text, fontsize=size, fontfile=str(matplotlib_data() / "ttf" / f"{face}.ttf"), fontname=face)
            for x0, x1, y in bars:
                page.draw_rect((x0, y - 0.3, x1, y + 0.3), fill=(0, 0, 0), color=None)
            made.save(tmp_path / "a.pdf")
        with open_report(tmp_path / "a.pdf") as document:
            fonts = load_fonts(document)
            page = repair_page(read_page(document, 1), fonts)[0]
            return arrange(with_sized_signs(page, fonts)).text.replace(" ", "")

    return write


def test_brackets_hold_the_rows_between_them(written) -> None:
    assert written(MATRIX) == "A=\\begin{bmatrix}1&2\\\\3&4\\end{bmatrix}^{T}"


def test_brackets_of_pieces_hold_the_rows_between_them(written) -> None:
    def side(pieces: str, x: float) -> list[Text]:
        return [(piece, x, y, PLAIN, "STIXSizOneSymReg") for piece, y in zip(pieces, (96, 110, 124), strict=True)]

    rows = [("a", 80, 92, PLAIN, "STIXGeneral"), ("b", 80, 106.4, PLAIN, "STIXGeneral"), ("c", 80, 120.8, PLAIN, "STIXGeneral")]
    assert written([*side("⎡⎢⎣", 70), *rows, *side("⎤⎥⎦", 92)]) == "\\begin{bmatrix}a\\\\b\\\\c\\end{bmatrix}"


def test_limits_stand_over_and_under_the_ink_of_a_sum(written) -> None:
    assert written(SUM) == "y=∑_{i=1}^{n}x"


def test_a_root_sign_ends_at_its_bar(written) -> None:
    root = ("√", 50, 100, PLAIN, "STIXSizTwoSymReg")
    inside = [("a", 65.5, 92, PLAIN, "STIXGeneral"), ("b", 65.5, 107, PLAIN, "STIXGeneral"), ("+c", 76, 100, PLAIN, "STIXGeneral")]
    assert written([root, *inside], (62.6, 75, 75.6), (64, 72, 96)) == "√{\\frac{a}{b}}+c"
