"""Records of small reports made of lines."""

from dataclasses import replace

from pipeline.report import Layout, Line, Note, Panel, Picture, Table
from pipeline.segments.records import segment_report
from tests.segments.made import chat, layout, line


def _labelled() -> tuple[Layout, ...]:
    return (
        layout(
            line("Question 1: Widgets", 80, bold=True, size=14),
            line("User:", 110, bold=True), line("Please solve question 1 part a for me now", 122),
            line("Model Response:", 150, bold=True), line("The widget turns twice as fast as the wheel does", 162),
            line("so the answer is two turns for each of the wheels", 174),
        ),
        layout(line("and this sentence of the answer goes on over here", 80, page=2), line("Evaluation: Correct, and easy to follow.", 110, bold=True, page=2), page=2),
    )  # fmt: skip


def test_turns_by_labels() -> None:
    records = segment_report(_labelled())
    assert [(r.kind, r.turn) for r in records if r.kind in ("prompt", "response")] == [("prompt", 1), ("response", 1)]
    answer = next(r for r in records if r.kind == "response")
    assert (answer.page_start, answer.page_end, answer.question, answer.part) == (1, 2, "1", "a")


def test_a_note_carries_the_place_and_the_target_of_its_answer() -> None:
    records = segment_report(_labelled())
    note = next(r for r in records if r.kind == "annotation")
    assert (note.question, note.part) == ("1", "a")
    assert records[note.target].kind == "response"


def test_an_aside_in_colour_does_not_end_the_answer() -> None:
    prose = [line(f"line {i} of the answer speaks of widgets", 170 + 12 * i) for i in range(8)]
    red = line("this step is wrong I think", 170 + 12 * 8, colour=0xDD0000)
    more = line("the answer goes on after the remark", 170 + 12 * 9)
    page = layout(line("User:", 110, bold=True), line("Please solve part a", 122), line("Assistant:", 150, bold=True), *prose, red, more)
    records = segment_report((page,))
    answers = [r for r in records if r.kind == "response"]
    assert len(answers) == 1 and "goes on after" in answers[0].text and "wrong" not in answers[0].text
    assert [r.text for r in records if r.kind == "annotation"] == ["this step is wrong I think"]


def test_a_box_repeated_on_the_next_page_is_one_turn() -> None:
    first = layout(line("User:", 100, bold=True), line("What is a widget made of?", 112), line("Claude:", 140, bold=True), line("It is made of brass and of steel", 152))
    second = layout(line("Claude:", 80, bold=True, page=2), line("and sometimes of wood as well", 92, page=2), page=2)
    answers = [r for r in segment_report((first, second)) if r.kind == "response"]
    assert [(r.page_start, r.page_end) for r in answers] == [(1, 2)]


def test_a_margin_note_is_tied_to_the_line_beside_it() -> None:
    pages = _labelled()
    note = Note(1, (420.0, 160.0, 500.0, 172.0), "correct", "handwritten")
    records = segment_report((layout(*pages[0].lines, notes=(note,)), pages[1]))
    written = next(r for r in records if r.channel == "handwritten")
    assert records[written.target].kind == "response" and (written.question, written.part) == ("1", "a")


def _kinds(*layouts: Layout) -> list[tuple[str, str]]:
    """Kind and text of each turn and note."""
    return [(r.kind, r.text) for r in segment_report(layouts) if r.kind != "context"]


def test_nobody_answers_before_being_asked() -> None:
    buttons = [line("Skip to content", 40), line("Log in", 55), line("Report conversation", 70)]
    assert [kind for kind, _ in _kinds(chat(*buttons))] == ["prompt", "response"] * 2


def test_a_summary_before_a_chat_is_the_students() -> None:
    said = "I liked most of the answers but the last one took a long time."
    assert _kinds(chat(line("Executive summary:", 40), line(said, 55)))[0] == ("annotation", said)


def test_a_print_may_begin_inside_an_answer() -> None:
    rest = [line("and so the wheel comes to rest after it has turned three times on its own axle", 40 + 12 * i) for i in range(3)]
    assert [kind for kind, _ in _kinds(chat(*rest))] == ["response"] + ["prompt", "response"] * 2


def test_a_heading_of_the_answer_opens_no_note() -> None:
    layout = chat()
    lines = [*layout.lines, line("Remarks", 470), line("The wheel turns twice as fast as the belt does in all of these cases", 484)]
    assert [kind for kind, _ in _kinds(replace(layout, lines=tuple(lines)))] == ["prompt", "response"] * 2


def test_an_uploaded_picture_belongs_to_the_words_below_it() -> None:
    layout = chat()
    held = [replace(line("Consider the widget of figure one and its wheel", 120 + 14 * i, x=320), picture=0) for i in range(3)]
    layout = replace(layout, lines=(*held, *layout.lines), pictures=(Picture((310.0, 110.0, 560.0, 170.0), "0", 100, 50),))
    assert [kind for kind, _ in _kinds(layout)] == ["prompt", "response"] * 2


def test_a_picture_above_the_models_thoughts_is_the_prompt() -> None:
    def page(number: int) -> Layout:
        asked = [replace(line("Consider the widget of figure one and its wheel", 60 + 14 * i, page=number), picture=0) for i in range(2)]
        thought = replace(line("Thought: the wheel turns", 120, page=number), panel=0)
        answer = line("The wheel turns three times around its axle before it stops", 150, page=number)
        return replace(layout(*asked, thought, answer, page=number, panels=(Panel((60.0, 110.0, 400.0, 135.0), 0xFAFAFA),)),
                       pictures=(Picture((60.0, 50.0, 400.0, 100.0), "0", 100, 50),))  # fmt: skip

    turns = _kinds(page(1), page(2))
    assert [kind for kind, _ in turns] == ["prompt", "response"] * 2
    assert turns[1][1].startswith("the wheel turns")


def _table(*outcomes: str) -> Layout:
    rows = (("Part", "Outcome"), *((f"1({'abcd'[i]})", outcome) for i, outcome in enumerate(outcomes)))
    box = (72.0, 100.0, 300.0, 200.0)
    held = [replace(line(" ".join(row), 100 + 14 * i), table=0) for i, row in enumerate(rows)]
    return replace(layout(line("User:", 300, bold=True), line("Solve it", 312), line("Assistant:", 340, bold=True), line("It is solved", 352)),
                   lines=(*held,), tables=(Table(box, rows),))  # fmt: skip


def test_a_table_of_terse_outcomes_is_one_note_with_its_rows() -> None:
    notes = [r for r in segment_report((_table("correct", "wrong", "minor error"),)) if r.kind == "annotation"]
    assert [note.text for note in notes] == ["Part Outcome 1(a) correct 1(b) wrong 1(c) minor error"]
    assert [(row.question, row.part, row.text, row.seq) for row in notes[0].rows] == [
        ("1", "a", "correct", notes[0].seq), ("1", "b", "wrong", notes[0].seq), ("1", "c", "minor error", notes[0].seq)
    ]  # fmt: skip


def test_marks_in_a_table_are_notes_of_their_own() -> None:
    notes = [r for r in segment_report((_table("✓", "✗", "✓"),)) if r.kind == "annotation"]
    assert [note.text for note in notes] == ["✓", "✗", "✓"]


def test_the_question_printed_before_a_labelled_answer_is_the_prompt() -> None:
    blue, red = 0x0000FF, 0xFF0000
    lines, y = [], 60.0
    for part in "ab":
        lines.append(line(f"({part}) Consider a widget with wheel {part}. What turns it?", y))
        lines.append(line("Response:", y + 14, colour=blue))
        lines += [line("The belt turns the wheel around and around", y + 28 + 12 * i, colour=blue) for i in range(4)]
        if part == "a":
            lines.append(line("Not quite, the belt is too long.", y + 84, colour=red))
            lines.append(line("Response: You are right.", y + 104, colour=blue))
            lines.append(line("The belt must be shorter than that by an inch", y + 116, colour=blue))
        lines.append(line(f"Comments: It was correct for part {part}.", y + 140, colour=red))
        y += 200
    kinds = _kinds(layout(*lines))
    assert [kind for kind, _ in kinds] == ["prompt", "response", "prompt", "response", "annotation", "prompt", "response", "annotation"]
    assert kinds[2][1].startswith("Not quite") and kinds[5][1].startswith("(b)")


def test_a_document_that_speaks_of_nobody_is_one_answer() -> None:
    prose = [line(f"The correct value of widget {i} follows from the length of its belt", 40 + 14 * i) for i in range(45)]
    assert [kind for kind, _ in _kinds(layout(*prose))] == ["response"]
    judged = [line(f"Claude was correct for widget {i}, as I found.", 40 + 14 * i) for i in range(45)]
    assert "response" not in [kind for kind, _ in _kinds(layout(*judged))]


def test_a_box_that_only_heads_is_no_note() -> None:
    pages = _labelled()
    boxes = tuple(Note(1, (420.0, 60.0 + 30 * i, 500.0, 80.0 + 30 * i), text, "freetext") for i, text in enumerate(("Question 1:", "z", "Q1: wrong")))
    records = segment_report((layout(*pages[0].lines, notes=boxes), pages[1]))
    assert [(r.kind, r.text) for r in records if r.channel == "freetext"] == [("context", "Question 1:"), ("context", "z"), ("annotation", "Q1: wrong")]


def test_answers_are_told_by_the_remarks_behind_them() -> None:
    lines = [line("Solution to homework 3", 20, bold=True, size=16)]
    y = 40.0
    for part in "abc":
        lines.append(line(f"({part}) The widget of this part", y, bold=True, size=13))
        lines += [line(f"Line {i} of part {part} multiplies the wheel by the belt", y + 16 + 12 * i) for i in range(14)]
        lines.append(line("Evaluation: Correct. The wheel is found.", y + 200, colour=0x0000FF))
        y += 230
    kinds = _kinds(layout(*lines))
    assert [kind for kind, _ in kinds] == ["response", "annotation"] * 3
    assert kinds[2][1].startswith("Line 0 of part b")


def test_words_typed_over_a_printed_chat_are_remarks() -> None:
    answers = [line(f"line {i} of the answer speaks of widgets", 160 + 12 * i) for i in range(40)]
    typed = [replace(line(f"This step {i} is right", 170 + 60 * i, x=400, size=13), font="Arial", spans=()) for i in range(3)]
    page = layout(line("User:", 110, bold=True), line("Please solve part a", 122), line("Assistant:", 150, bold=True), *answers, *typed, *[
        line(f"line {i} of the rest of the answer", 660 + 12 * i) for i in range(40)])  # fmt: skip
    found = [(r.channel, r.text) for r in segment_report((page,)) if r.kind == "annotation"]
    assert found == [("freetext", f"This step {i} is right") for i in range(3)]


def test_a_section_set_like_the_prompts_heading_ends_the_answer() -> None:
    page = layout(
        line("My Prompt to Claude", 80, bold=True, size=14), line("Prompt: Solve the four widgets of this sheet", 100),
        line("Model Response:", 120, bold=True), line("The widgets turn at two, three, four and five", 132),
        line("Experimental Setup", 160, bold=True, size=14), line("I asked Claude once and read all that it wrote back.", 180),
    )  # fmt: skip
    kinds = _kinds(page)
    assert [kind for kind, _ in kinds] == ["prompt", "response", "annotation"]
    assert kinds[2][1].startswith("I asked Claude")


def test_a_prompt_in_the_students_colour_and_how_they_asked() -> None:
    blue = 0x0000FF
    lines = []
    for i, y in enumerate((60.0, 400.0)):
        lines += [
            line(f"{i + 1}.1 Prompt/Explanation", y, bold=True, size=12, colour=blue),
            line("I copied all of the sheet into it and asked for each step. Here is my prompt:", y + 20, colour=blue),
            *[line(f"You will solve question {k} on widgets and belts", y + 32 + 12 * k, colour=blue) for k in range(6)],
            line(f"{i + 1}.2 Answer", y + 110, bold=True, size=12),
            *[line(f"line {k} of the answer speaks of widgets", y + 130 + 6 * k) for k in range(24)],
            line("This is right, as the key says.", y + 280, colour=blue),
        ]  # fmt: skip
    kinds = _kinds(layout(*lines))
    assert [kind for kind, _ in kinds] == ["annotation", "prompt", "response", "annotation"] * 2
    assert kinds[1][1].startswith("You will solve question 0")


def test_headings_spoken_to_the_model_are_prompts() -> None:
    lines = []
    for i, y in enumerate((60.0, 300.0)):
        lines += [line(f"Here's the {('first', 'next')[i]} question: (sent as a picture)", y, bold=True, size=14), line(f"{i + 3}. Belts and Wheels", y + 20, bold=True, size=14)]
        lines += [line(f"line {k} of the answer speaks of widgets", y + 50 + 12 * k) for k in range(12)]
    assert [kind for kind, _ in _kinds(layout(*lines))] == ["prompt", "response"] * 2


def test_pictures_of_comment_boxes_stand_beside_the_turn() -> None:
    lines = []
    for y in (60.0, 300.0):
        lines += [line("Me: Please solve the next widget now", y, bold=True), line("ChatGPT", y + 14, bold=True)]
        lines += [replace(line("it did not want", y + 14, x=250), picture=int(y > 100)), replace(line("to answer me", y + 26, x=250), picture=int(y > 100))]
        lines += [line(f"line {k} of the answer speaks of widgets and of the belt", y + 50 + 12 * k) for k in range(12)]
    kinds = _kinds(layout(*lines))
    assert [kind for kind, _ in kinds] == ["prompt", "response", "annotation"] * 2 or [kind for kind, _ in kinds] == ["prompt", "annotation", "response"] * 2
    assert {text for kind, text in kinds if kind == "annotation"} == {"it did not want to answer me"}


def _parts_page(*notes: Note) -> Layout:
    """A page on which a prompt asks for question 2 and the answer has its parts (a) and (b)."""
    answer = [
        line("Part (a): the wheel", 162), line("The wheel turns twice for each turn of the axle", 174), line("and then it stands still until the axle moves", 186),
        line("Part (b): the kettle", 198), line("The kettle boils its water in four minutes or so", 210), line("and then the steam leaves it through the spout", 222),
    ]  # fmt: skip
    return layout(line("User:", 110, bold=True), line("Please solve question 2 for me now", 122), line("Model Response:", 150, bold=True), *answer, notes=notes)


def test_a_note_begun_above_its_part_is_on_the_part_beside_most_of_it() -> None:
    begun = Note(1, (420.0, 186.0, 500.0, 232.0), "this is how we do it too", "freetext")
    above = Note(1, (420.0, 172.0, 500.0, 204.0), "this is how we do it as well", "freetext")
    notes = [r for r in segment_report((_parts_page(begun, above),)) if r.kind == "annotation"]
    assert {r.text: r.part for r in notes} == {begun.text: "b", above.text: "a"}


def test_a_note_tells_which_part_a_prompt_asks() -> None:
    page = layout(
        line("User:", 110, bold=True), line("The wheels of question 2 turn. How often do they turn?", 122),
        line("Model Response:", 150, bold=True), line("They turn twice for each turn of the axle", 162),
        notes=(Note(1, (420.0, 122.0, 500.0, 132.0), "I paste part (b) from the sheet", "freetext"), Note(1, (420.0, 162.0, 500.0, 172.0), "correct", "freetext")),
    )  # fmt: skip
    notes = [r for r in segment_report((page,)) if r.kind == "annotation"]
    assert [(r.question, r.part) for r in notes] == [("2", "b"), ("2", "b")]


def test_a_note_on_a_question_of_which_one_part_was_asked() -> None:
    page = layout(
        line("User:", 110, bold=True), line("Please solve question 2 part b for me now", 122),
        line("Model Response:", 150, bold=True), line("They turn twice for each turn of the axle", 162),
        line("User:", 190, bold=True), line("Please solve question 3 for me now", 202),
        line("Model Response:", 230, bold=True), line("The kettle boils its water in four minutes", 242),
        notes=(Note(1, (420.0, 242.0, 500.0, 252.0), "Q2 was solved better than this", "freetext"),),
    )  # fmt: skip
    (note,) = [r for r in segment_report((page,)) if r.kind == "annotation"]
    assert (note.question, note.part) == ("2", "b")


def test_words_set_in_above_thoughts_are_a_prompt() -> None:
    page = chat()
    more = (line("And how fast does the third wheel turn?", 480, x=220), line("Thought for 9s", 510), line("It turns three times as fast as the belt does", 530))
    assert [kind for kind, _ in _kinds(replace(page, lines=(*page.lines, *more)))] == ["prompt", "response"] * 3
    formula = (line("w = 3", 480, x=220), *more[1:])
    assert [kind for kind, _ in _kinds(replace(page, lines=(*page.lines, *formula)))] == ["prompt", "response"] * 2


def test_thoughts_at_the_top_of_a_screenshot_begin_an_answer() -> None:
    bubble = Panel((300.0, 95.0, 560.0, 125.0), 0xEEEEEE)
    pictures = (Picture((60.0, 80.0, 570.0, 400.0), "0", 100, 50),)
    answer = [replace(line(f"The belt {i} pulls the wheel along and it turns twice on its axle", 150 + 14 * i, page=page), picture=0) for page in (1, 2) for i in range(4)]
    asked = replace(line("How does the wheel turn?", 100, x=320, panel=0), picture=0)
    mark = [replace(line("Show thinking", 130, page=page), picture=0) for page in (1, 2)]
    first = layout(asked, mark[0], *answer[:4], panels=(bubble,), pictures=pictures)
    second = layout(mark[1], *answer[4:], page=2, pictures=pictures)
    assert [kind for kind, _ in _kinds(first, second)] == ["prompt", "response", "response"]


def _two_questions(*notes: Note) -> Layout:
    answers = [line("It turns twice for each turn of the axle", 150), line("It boils its water in four minutes", 280)]
    return layout(
        line("User:", 110, bold=True), line("Please solve question 2(a) for me now", 122), line("Model Response:", 138, bold=True), answers[0],
        line("User:", 220, bold=True), line("Please solve question 3(b) for me now", 232), line("Model Response:", 260, bold=True), answers[1], notes=notes,
    )  # fmt: skip


def test_a_typed_note_begun_above_a_prompt_is_on_the_answer_before_it() -> None:
    note = Note(1, (420.0, 205.0, 560.0, 262.0), "nicely explained", "freetext")
    written = replace(note, channel="handwritten")
    placed = [next((r.question, r.part) for r in segment_report((_two_questions(n),)) if r.kind == "annotation") for n in (note, written)]
    assert placed == [("2", "a"), ("3", "b")]


def test_a_note_beside_a_prompt_that_names_its_question_does_not_rename_it() -> None:
    note = Note(1, (420.0, 232.0, 560.0, 242.0), "I gave it the result of question 2(a) here", "freetext")
    answer = segment_report((_two_questions(note),))[-1]
    assert (answer.kind, answer.question, answer.part) == ("response", "3", "b")


def test_words_set_in_above_thoughts_in_a_screenshot_are_a_prompt() -> None:
    bubble = Panel((300.0, 75.0, 560.0, 95.0), 0xEEEEEE)
    held = [
        line("How does the wheel turn?", 80, x=320, panel=0), line("Show thinking", 110),
        *(line(f"The belt {i} pulls the wheel along and it turns twice on its axle", 130 + 14 * i) for i in range(4)),
        line("Now the next one please", 220, x=420), line("Show thinking", 250), line("The next wheel turns four times on its axle", 270),
    ]  # fmt: skip
    page = layout(*(replace(each, picture=0) for each in held), panels=(bubble,), pictures=(Picture((60.0, 60.0, 570.0, 400.0), "0", 100, 50),))
    assert [kind for kind, _ in _kinds(page)] == ["prompt", "response"] * 2


def test_an_answer_that_nobody_asked_for_begins_at_the_part_it_names() -> None:
    def shot(text: str, y: float, picture: int) -> Line:
        return replace(line(text, y), picture=picture)

    parts = [("a", "the wheel", "turns twice for each turn of the axle"), ("b", "the kettle", "boils its water in four minutes or so")]
    said = [(f"Part ({part}): {what}", f"It {does} and then it rests") for part, what, does in parts]
    shots = [shot(text, 120 + 100 * i + 14 * k, i) for i, texts in enumerate(said) for k, text in enumerate(texts)]
    pictures = tuple(Picture((60.0, 110.0 + 100 * i, 560.0, 190.0 + 100 * i), str(i), 100, 50) for i in range(2))
    page = layout(line("Question 3", 60, bold=True, size=14), line("It gets both of the parts right.", 90), *shots, pictures=pictures)
    assert [(r.question, r.part) for r in segment_report((page,)) if r.kind == "response"] == [("3", "a"), ("3", "b")]
