"""What a chat draws for its user, on pages made of lines and boxes."""

from __future__ import annotations

from dataclasses import replace

from pipeline.report import Layout, Line, Panel, Picture, Span
from pipeline.segments.bubbles import Bubbles, find_bubbles, whole_panels
from pipeline.segments.records import segment_report
from pipeline.segments.style import report_style

LEFT, RIGHT, GREY = 72.0, 540.0, 0xF0F0F0


def _line(text: str, y: float, x: float = LEFT, page: int = 1, panel: int | None = None, bold: bool = False, picture: int | None = None) -> Line:
    box = (x, y, x + 5.0 * len(text), y + 10)
    return Line(page, text, text, box, y + 8, (Span(text, box, "F", 10.0, 0, bold),), "F", 10.0, 0, bold, panel=panel, picture=picture)


def _answer(y: float, page: int = 1, count: int = 4) -> list[Line]:
    return [_line("the answer speaks of widgets and of gears at length and fills its column, so it does, to the end", y + 14 * i, page=page) for i in range(count)]


def _page(*lines: Line, panels: tuple[Panel, ...] = (), pictures: tuple[Picture, ...] = (), page: int = 1) -> Layout:
    return Layout(page, 612.0, 792.0, lines, panels, pictures=pictures)


def _bubble(x0: float, y0: float, y1: float, fill: int = GREY) -> Panel:
    return Panel((x0, y0, RIGHT, y1), fill)


def _found(*layouts: Layout) -> list[str]:
    lines = [line for layout in layouts for line in layout.lines]
    bubbles = find_bubbles(lines, {layout.page: layout for layout in layouts}, report_style(lines, {}))
    return [lines[i].text for i in sorted(bubbles.lines)]


def test_a_bubble_of_the_same_look_counts_whatever_its_width() -> None:
    layout = _page(
        _line("please solve the first part", 90, 360, panel=0), *_answer(130),
        _line("a prompt as wide as the answer itself because it says a great deal about every widget there is", 220, 76, panel=1), *_answer(260),
        panels=(_bubble(340, 80, 110), _bubble(LEFT - 6, 210, 240)),
    )  # fmt: skip
    assert [text.split()[0] for text in _found(layout)] == ["please", "a"]


def test_another_fill_is_no_bubble() -> None:
    layout = _page(
        _line("please solve the first part", 90, 360, panel=0), *_answer(130), _line("and then the second one", 220, 360, panel=1), *_answer(260),
        _line("Voice and other buttons", 340, 470, panel=2), panels=(_bubble(340, 80, 110), _bubble(340, 210, 240), _bubble(460, 335, 355, 0xD0E0F0)),
    )  # fmt: skip
    assert _found(layout) == ["please solve the first part", "and then the second one"]


def test_cells_of_a_drawn_table_are_no_bubbles() -> None:
    cells = tuple(Panel((x0, y, x1, y + 30), GREY) for y in (200, 230) for x0, x1 in ((LEFT, 200), (200, RIGHT)))
    layout = _page(
        *_answer(80), _line("part of it", 210, 80, panel=0), _line("what it means for the widget", 210, 210, panel=1),
        _line("gear", 240, 80, panel=2), _line("a wheel with teeth all around", 240, 210, panel=3), *_answer(300), panels=cells,
    )  # fmt: skip
    assert _found(layout) == []


def test_words_inside_answers_are_no_labels_where_bubbles_are_drawn() -> None:
    said = [_line("Input:", 200, bold=True), _line("one row of widgets", 214), _line("Output:", 230, bold=True), _line("one row of gears and wheels", 244)]
    pages = [
        _page(*(_line("please solve the next part now", 90, 360, page=n, panel=0),), *_answer(130, n), *(said if n == 1 else ()), panels=(_bubble(340, 80, 110),), page=n)
        for n in (1, 2, 3)
    ]
    kinds = [(r.kind, r.page_start) for r in segment_report(tuple(pages)) if r.kind in ("prompt", "response")]
    assert kinds == [(kind, n) for n in (1, 2, 3) for kind in ("prompt", "response")]


def test_a_picture_sent_with_words_is_not_what_the_user_says() -> None:
    shot = Picture((320.0, 60.0, RIGHT, 84.0), "d", 400, 60)
    first = _page(_line("1. Widgets and their gears in a row", 66, 330, picture=0), _line("please solve the first part", 100, 360, panel=0), *_answer(140),
                  panels=(_bubble(340, 90, 120),), pictures=(shot,))  # fmt: skip
    second = _page(_line("now the next part of it", 100, 360, page=2, panel=0), *_answer(140, 2), panels=(_bubble(340, 90, 120),), page=2)
    assert _found(first, second) == ["please solve the first part", "now the next part of it"]
    assert [r.text for r in segment_report((first, second)) if r.kind == "prompt"] == ["please solve the first part", "now the next part of it"]


def test_a_picture_alone_is_the_prompt() -> None:
    shot = Picture((320.0, 200.0, RIGHT, 240.0), "d", 400, 60)
    layout = _page(_line("please solve the first part", 100, 360, panel=0), *_answer(130), _line("2. Gears and their widgets in a row", 210, 330, picture=0), *_answer(260),
                   panels=(_bubble(340, 90, 120),), pictures=(shot,))  # fmt: skip
    assert _found(layout) == ["please solve the first part", "2. Gears and their widgets in a row"]


def test_a_bubble_printed_over_the_answer_keeps_its_words_together() -> None:
    said = [_line("are you sure about this part of it", 100, 300, panel=0), _line("and what of the other wheels", 114, 300, panel=0)]
    over = [said[0], _line("(g)", 105), _line("the gears turn", 106, 330, panel=0), said[1]]
    ordered = whole_panels(over)
    assert [line.text for line in ordered if line.panel == 0] == ["are you sure about this part of it", "and what of the other wheels"]
    assert [line.panel for line in ordered] == [None, None, 0, 0]


def test_a_remark_over_a_card_stays_in_its_order() -> None:
    red = [replace(_line(text, 95 + 12 * i, 400, panel=0), colour=0xDD2222) for i, text in enumerate(("right at the", "first try and", "all of it"))]
    over = [_line("the wheel turns and the belt turns with it, one after the other, on and on, and so do the gears of it", 110, panel=0), *red]
    ordered = sorted([_line("the answer", 90, panel=0), *over, _line("that is all", 140, panel=0)], key=lambda line: line.box[1])
    assert whole_panels(ordered) == ordered


def test_what_a_site_prints_around_its_chats_is_beside_them() -> None:
    pages = [
        _page(_line("Open in the app", 40, 400, page=n), _line("please solve the next part", 90, 360, page=n, panel=0), *_answer(130, n), panels=(_bubble(340, 80, 110),), page=n)
        for n in (1, 2)
    ]
    lines = [line for layout in pages for line in layout.lines]
    bubbles = find_bubbles(lines, {layout.page: layout for layout in pages}, report_style(lines, {}))
    assert isinstance(bubbles, Bubbles)
    assert {lines[i].text for i in bubbles.beside} >= {"Open in the app"}
    assert not any("please" in lines[i].text for i in bubbles.beside)


def test_a_heading_that_two_answers_share_is_no_furniture() -> None:
    pages = []
    for n in (1, 2):
        answer = [_line(f"and {n} of the wheels turn so", 40, page=n), _line("In the end (framed):", 60, page=n, bold=True), *_answer(80, n)]
        pages.append(_page(*answer, _line("please solve the next part", 190, 360, page=n, panel=0), *_answer(230, n), panels=(_bubble(340, 180, 210),), page=n))
    lines = [line for layout in pages for line in layout.lines]
    beside = find_bubbles(lines, {layout.page: layout for layout in pages}, report_style(lines, {})).beside
    assert not any(lines[i].bold for i in beside)


def test_a_file_sent_without_a_word_asks_for_the_next_answer() -> None:
    said = (_line("please solve the first part", 90, 380, panel=0), *_answer(130))
    tile, source = (_line("widgets.pdf", 230, 470), _line("PDF 200KB", 244, 470)), replace(_line("wheels.pdf", 322, 470), size=6.0)
    last = (_line("and now the second part of it", 430, 380, panel=1), *_answer(470))
    layout = _page(*said, *tile, *_answer(280), source, *_answer(336), *last, panels=(_bubble(360, 80, 110), _bubble(360, 420, 450)))
    records = segment_report((layout,))
    assert [(r.kind, len(r.text.splitlines())) for r in records if r.kind != "context"] == [
        ("prompt", 1), ("response", 4), ("response", 8), ("prompt", 1), ("response", 4)]  # fmt: skip


def test_every_typed_colour_beside_pictures_is_a_remark() -> None:
    shot = Picture((60.0, 80.0, 550.0, 400.0), "d", 900, 600)
    red = _line("nicely done", 420)
    red = replace(red, colour=0xDD2222, spans=tuple(replace(span, colour=0xDD2222) for span in red.spans))
    shown = [replace(line, picture=0) for line in (_line("please solve the first part", 90, 360, panel=0), *_answer(130))]
    records = segment_report((_page(*shown, red, panels=(_bubble(340, 80, 110),), pictures=(shot,)),))
    assert [r.kind for r in records] == ["prompt", "response", "annotation"]


def test_cards_of_one_tint_as_wide_as_the_answers_are_prompts_though_pictures_fill_them() -> None:
    question = Picture((80.0, 86.0, 530.0, 114.0), "d", 900, 60)
    card = Panel((LEFT - 6, 80, RIGHT + 6, 120), 0xF0EDE4)
    pages = [
        _page(replace(_line("widgets turn the gears of the next row, and which way do they turn", 90, 84, page=n, panel=0), picture=0), *_answer(140, n, count=8),
              panels=(card,), pictures=(question,), page=n)
        for n in (1, 2, 3)
    ]  # fmt: skip
    assert len(_found(*pages)) == 3


def test_a_remark_typed_over_a_bubble_is_no_part_of_it() -> None:
    said = [_line(f"please solve part {i} of the first task", 90 + 14 * i, 330, panel=0) for i in range(3)]
    over = [replace(line, colour=0xDD2222) for line in (_line("asked for every step", 100, 430, panel=0), _line("and the next ones too", 300), _line("well done on this", 400))]
    layout = _page(said[0], over[0], *said[1:], *_answer(150, count=9), *over[1:], panels=(_bubble(320, 80, 140),))
    assert _found(layout) == [line.text for line in said]
