"""What belongs to an answer: its tables, and the rest of one that a print begins inside."""

from __future__ import annotations

from dataclasses import replace

from pipeline.report import Layout, Line, Table
from pipeline.segments.records import segment_report
from tests.segments.made import chat, layout, line


def _kinds(shown: Layout) -> list[tuple[str, str]]:
    """Kind and first line of each turn and note."""
    return [(r.kind, r.text.splitlines()[0]) for r in segment_report((shown,)) if r.kind != "context"]


def test_the_headings_of_an_answer_that_a_print_begins_inside_are_its_words() -> None:
    rest = [line("and so the wheel comes to rest after it has turned three times on its own axle", 54 + 12 * i) for i in range(3)]
    page = chat(line("On the axle", 40, bold=True), *rest)
    assert _kinds(page)[0] == ("response", "On the axle")
    titled = replace(page, lines=(line("Report on wheels", 20, size=24.0), *page.lines))
    assert _kinds(titled)[0] == ("response", "On the axle")


def _ruled(y: float, rows: tuple[tuple[str, ...], ...]) -> tuple[Table, list[Line]]:
    """A table and its lines, one a cell."""
    cells = tuple(tuple((72.0 + 150 * c, y + 20 * r, 222.0 + 150 * c, y + 20 + 20 * r) for c in range(len(row))) for r, row in enumerate(rows))
    lines = [replace(line(cell, y + 5 + 20 * r, x=75.0 + 150 * c, bold=r == 0), table=0) for r, row in enumerate(rows) for c, cell in enumerate(row)]
    return Table((72.0, y, 72.0 + 150 * len(rows[0]), y + 20.0 * len(rows)), rows, cells), lines


def test_a_table_of_verdicts_inside_an_answer_is_the_answers() -> None:
    table, cells = _ruled(140, (("#", "Verdict"), ("(i)", "correct"), ("(ii)", "incorrect")))
    talk = [line("User:", 50, bold=True), line("Which of the two wheels turn?", 64), line("Claude:", 90, bold=True),
            line("The first of them does, as the rows below show for both.", 104)]  # fmt: skip
    told = replace(layout(*talk, *cells, line("So one wheel turns and the other stands.", 220)), tables=(table,))
    assert [kind for kind, _ in _kinds(told)] == ["prompt", "response"]
    summary = replace(layout(*talk, line("Summary", 120, bold=True, size=14.0), *cells), tables=(table,))
    assert [kind for kind, _ in _kinds(summary)][:3] == ["prompt", "response", "annotation"]


def test_a_line_that_a_page_break_cuts_is_said_once() -> None:
    talk = [line("User:", 50, bold=True), line("Which of the two wheels turn?", 64), line("Claude:", 90, bold=True), line("The first of them turns,", 104),
            line("for the belt pulls it along.", 752)]  # fmt: skip
    rest = [line("for the belt pulls it along.", 32, page=2), line("So it goes on.", 50, page=2)]
    said = [r.text.splitlines() for r in segment_report((layout(*talk), layout(*rest, page=2))) if r.kind == "response"]
    assert said == [["The first of them turns,", "for the belt pulls it along.", "So it goes on."]]
    lower = [replace(one, box=(one.box[0], one.box[1] + 60, one.box[2], one.box[3] + 60)) for one in rest]
    said = [len(r.text.splitlines()) for r in segment_report((layout(*talk), layout(*lower, page=2))) if r.kind == "response"]
    assert said == [4]
