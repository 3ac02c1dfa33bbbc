"""More of the ways in which people judge, and what only sounds like it."""

import pytest

from pipeline.report import Line, Record
from pipeline.verdicts.collect import FLOOR, collect_verdicts
from pipeline.verdicts.language import judge


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("I like that it says why the other options are wrong.", None),
        ("It does not just name the rule.", None),
        ("I was a bit confused here.", None),
        ("It gets this one.", "correct"),
        ("Fully agree with this step.", "correct"),
        ("Exactly!", "correct"),
        ("corect", "correct"),
        ("Incorect sum.", "incorrect"),
        ("It collects the terms and connects the corners.", None),
        ("Good, although the last line doesnt make sense.", "partial"),
        ("Good idea but the wrong sum.", "incorrect"),
        ("With one course-correcting prompt it reached the right sum.", "partial"),
        ("It took it a couple of tries.", "partial"),
        ("close enough", "partial"),
        ("Unfinished answer.", "partial"),
        ("The answer got cut off.", "partial"),
        ("Again it gives the same answer.", "incorrect"),
        ("It gave a different result than the key.", "incorrect"),
        ("signs flipped", "incorrect"),
        ("The belt goes through the wheel.", None),
        ("It never notices that its answer is wrong.", None),
        ("It told the student that they are always right.", None),
        ("I had to help it here, because it forgot the belt, but then it solved the rest.", "partial"),
        ("At first it was incorrect, even though we had the numbers. After correcting it, it was able to answer.", "partial"),
        ("The right case, but it fumbles the sum.", "partial"),
        ("Correct answer. It did not look at the last wheel.", "partial"),
        ("It did not fully solve it.", "partial"),
        ("Even after a hint it was wrong.", "incorrect"),
        ("It messes-up the first step.", "incorrect"),
        ("It was solved perfectly. Even though the form is not exactly ours, but the answer is good.", "correct"),
        ("One-shot, there are a few formatting issues though.", "correct"),
        ("It failed to render the formulas.", None),
        ("Part two does not exist and it got that wrong.", "incorrect"),
        ("There were no errors and it was right.", "correct"),
        ("The sum is not complete and correct.", "incorrect"),
        ("A different result than the key, but essentially the same.", "correct"),
    ],
)
def test_what_a_sentence_judges(text: str, verdict: str | None) -> None:
    judged = judge(text)
    assert (judged.verdict if judged.confidence >= FLOOR else None) == verdict


def _record(seq: int, kind: str, text: str, part: str | None = None, **more: object) -> Record:
    return Record(seq, kind, 1, 1, (0, 0, 1, 1), text, text, question="1", part=part, **more)


def test_everything_but_one_part() -> None:
    lines = tuple(Line(1, f"({letter}) The wheel turns.", "", (72, y, 200, y + 10), size=10.0) for y, letter in enumerate("abc"))
    answer = _record(0, "response", "\n".join(line.text for line in lines), lines=lines)
    for said in ("It got everything but part (b) right.", "Everything is right except part (b)."):
        rows = collect_verdicts((answer, _record(1, "annotation", said, part="c", target=0)))
        assert [(row.part, row.verdict) for row in rows] == [("a", "correct"), ("b", "incorrect"), ("c", "correct")]


def test_a_later_tick_replaces_a_cross() -> None:
    rows = collect_verdicts((
        _record(0, "response", "two", "a"), _record(1, "annotation", "✗", "a", target=0, mark="✗", confidence=0.9), _record(2, "prompt", "Look again.", "a"),
        _record(3, "response", "three", "a"), _record(4, "annotation", "✓", "a", target=3, mark="✓", confidence=0.8),
    ))  # fmt: skip
    assert [(row.verdict, row.one_shot) for row in rows] == [("partial", False)]
