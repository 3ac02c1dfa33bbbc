"""Labels known by their partner."""

from __future__ import annotations

from dataclasses import replace

from pipeline.report import Line, Span
from pipeline.segments.partners import bold_prompts, named_prompts, opened_answers, paired_answers, plain_answers
from pipeline.segments.speakers import trusted_labels


def line(text: str, bold: bool = False, size: float = 10.0, x: float = 72.0) -> Line:
    return Line(1, text, text, (x, 0.0, x + 5 * len(text), 10.0), 8.0, font="F-Bold" if bold else "F", size=size, bold=bold)


def names(*texts: str) -> list[Line]:
    return [piece for text in texts for piece in (line(text, bold=True), line("something was said at some length here"))]


def found(lines: list[Line]) -> list[str]:
    return [lines[i].text for i in sorted(named_prompts(lines, trusted_labels(lines)))]


def test_a_name_that_takes_turns_with_the_models_is_the_users() -> None:
    assert found(names("wanderer", "Claude", "wanderer", "Claude")) == ["wanderer", "wanderer"]


def test_headings_of_an_answer_are_no_speakers() -> None:
    assert found(names("wanderer", "Claude", "Setup", "Setup")) == []
    assert found(names("Claude", "Setup", "Claude", "Setup")) == []


def test_an_answers_heading_is_set_like_its_prompts() -> None:
    lines = [line("2.1 Prompt", True, 12), line("Please solve it"), line("2.2 Answer", True, 12), line("Solution", True), line("It is two.")]
    assert {lines[i].text: label.role for i, label in paired_answers(lines, trusted_labels(lines)).items()} == {"2.2 Answer": "response"}


def test_a_heading_in_an_answer_is_not_paired() -> None:
    lines = [line("Prompt:", True, 12), line("Please solve it"), line("Response:", True, 12), line("Answer", True, 12), line("It is two.")]
    assert paired_answers(lines, trusted_labels(lines)) == {}


def _asked(*answers: bool) -> list[Line]:
    """Prompts in bold with their answers in plain type, each labelled or not."""
    lines = []
    for labelled in answers:
        lines += [line("Input: what turns the wheel", bold=True), line("and the gears", bold=True)]
        lines += [line("Output:", bold=True)] * labelled + [line("The belt turns it."), line("Step 1", bold=True), line("It is pulled.")]
    return lines


def test_plain_type_behind_a_bold_prompt_is_its_answer() -> None:
    lines = _asked(True, True, False, True)
    added = plain_answers(lines, trusted_labels(lines))
    assert [(lines[i].text, label.role) for i, label in added.items()] == [("The belt turns it.", "response")]
    labels = trusted_labels(lines) | added
    assert [lines[i].text for i in bold_prompts(labels)] == ["and the gears"]
    few = _asked(True, True, False)
    assert plain_answers(few, trusted_labels(few)) == {}


def test_a_proof_behind_a_prompt_without_an_answer_opens_it() -> None:
    lines = [piece for _ in range(5) for piece in (line("Me: Does the wheel turn?"), line("Claude: It does, for the belt pulls it."))]
    proof = replace(line("Proof: The belt pulls it."), spans=(Span("Proof:", (0, 0, 1, 1), "F-Bold", 10.0, 0, True),))
    asked = [line("Me: Prove that the wheel turns."), line("Let it be round."), proof, line("So it turns.")]
    whole, few = [*lines, *asked, *lines], [*lines[:2], *asked, *lines[:2]]
    assert [(whole[i].text, label.role) for i, label in opened_answers(whole, trusted_labels(whole)).items()] == [("Proof: The belt pulls it.", "response")]
    assert opened_answers(few, trusted_labels(few)) == {}
