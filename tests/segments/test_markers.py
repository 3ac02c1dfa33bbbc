"""Labels that a report teaches by itself."""

from __future__ import annotations

from pipeline.report import Line
from pipeline.segments.markers import induced_labels
from pipeline.segments.records import segment_report
from pipeline.segments.speakers import trusted_labels
from tests.segments.made import layout, line

ASKED = ("Can you help me find out how fast the widget turns?", "Please solve the second problem and show every step of it.",
         "What happens to the belt if I make it longer? Could you explain?", "Now answer the last part, please. What is the load?")  # fmt: skip
ANSWER = ("We start from the equation v = w * r and substitute r = 2 into it.", "Therefore the speed is v = 2 * w, and the sum of the forces is zero.",
          "Taking the derivative with respect to t gives a = 2 * dw/dt = 0.", "Hence the optimal value is w = 3, which completes the proof.")  # fmt: skip


def _talk(asks: str, answers: str, count: int = 4, answer: tuple[str, ...] = ANSWER) -> list[Line]:
    """`count` exchanges, each under a marker in bold; a number sign stands for that of the exchange."""
    lines: list[Line] = []
    for i in range(count):
        said = ((asks.replace("#", str(i + 1)), True), (ASKED[i % 4], False), (answers.replace("#", str(i + 1)), True), *((text, False) for text in answer))
        lines += [line(text, 60 + 16 * (len(lines) + j), bold=bold, size=12 if bold else 10) for j, (text, bold) in enumerate(said)]
    return lines


def _roles(lines: list[Line]) -> list[str]:
    return [label.role for _, label in sorted(induced_labels(lines, trusted_labels(lines)).items())]


def test_two_markers_that_take_turns_are_the_speakers_whatever_their_words() -> None:
    assert _roles(_talk("Task #", "Machine")) == ["prompt", "response"] * 4
    kinds = [r.kind for r in segment_report((layout(*_talk("Task #", "Machine")),)) if r.kind != "context"]
    assert kinds == ["prompt", "response"] * 4


def test_steps_and_results_of_an_answer_are_no_speakers() -> None:
    lines = _talk("Step #", "Result")
    stated = [line(ANSWER[0], one.box[1]) if one.text in ASKED else one for one in lines]
    assert _roles(stated) == []


def test_the_other_side_of_a_known_label_is_found_and_its_variants() -> None:
    lines = _talk("User prompt (question #)", "Engine (all the parts of question #", count=3)
    wrapped = [piece for one in lines for piece in ([one, line("and its hints)", one.box[1] + 8, bold=True, size=12)] if one.text.startswith("Engine") else [one])]
    assert _roles(wrapped) == ["response", "response"] * 3
    follow_up = [*_talk("Task #", "Machine"), line("Another task", 700, bold=True, size=12), line(ASKED[0], 716)]
    assert _roles(follow_up)[-1] == "prompt"


def test_markers_that_cover_little_of_a_report_are_none() -> None:
    rest = [line(ANSWER[i % 4], 900 + 16 * i) for i in range(60)]
    assert _roles([*_talk("Task #", "Machine"), *rest]) == []
