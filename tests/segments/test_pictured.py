"""Prompts in screenshots."""

from __future__ import annotations

from pipeline.report import Layout, Line, Picture
from pipeline.segments.pictured import pictured_prompts

BOX = (0.0, 0.0, 500.0, 700.0)


def line(text: str, x: float, y: float, right: float, page: int = 1) -> Line:
    return Line(page, text, text, (x, y, right, y + 10), y + 8, size=10.0, picture=0)


def prompts(*lines: Line) -> list[str]:
    pages = {line.page for line in lines}
    layouts = {p: Layout(p, 500.0, 700.0, tuple(x for x in lines if x.page == p), pictures=(Picture(BOX, "0", 500, 700),)) for p in pages}
    return [lines[i].text for i in sorted(pictured_prompts(list(lines), layouts))]


ANSWER = [line(f"The wheel turns around the axle {i} times and then it stops", 20, 300 + 14 * i, 480) for i in range(6)]
ASKED = line("How often does the wheel turn around?", 280, 200, 480)


def test_a_block_at_the_right_is_the_users() -> None:
    assert prompts(ASKED, *ANSWER) == [ASKED.text]


def test_a_screenshot_cut_elsewhere_has_its_own_left_edge() -> None:
    inner = [line("The belt pulls the wheel along for as long as it can", 120, 300 + 40 * i, 480, page=2) for i in range(4)]
    deeper = line("Why does it stop after all of that?", 300, 100, 480, page=2)
    assert prompts(ASKED, *ANSWER, deeper, *inner) == [ASKED.text, deeper.text]


def test_cells_formulas_and_icons_are_no_prompts() -> None:
    row = [line("(a) wheel", 20, 500, 90), line("It turns around three times in a row", 250, 500, 480)]
    formula = line("xt+1 = VT (wt + Xet) a b", 280, 560, 480)
    icon = line("V", 485, 203, 490)
    assert prompts(ASKED, icon, *ANSWER, *row, formula) == [ASKED.text]
