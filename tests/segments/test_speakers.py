"""Labels that say who speaks, and prose that only begins like one."""

import pytest

from pipeline.report import Line
from pipeline.segments.speakers import is_chrome, is_own_section, is_thinking, speaker_label, trusted_labels


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("USER PROMPT:", "prompt"), ("Prompt. Explain the rule", "prompt"), ("### USER", "prompt"), ("Me:", "prompt"),
        ("2.1 Q1c) Kimi Response", "response"), ("7.1 Q3a ii) Prompt", "prompt"), ("Question 2a Response:", "response"), ("\ufb01rst prompt:", "prompt"),
        ("Model Reply.", "response"), ("Claude", "response"), ("ChatGPT said:", "response"),
        ("Evaluation: Fully correct.", "annotation"), ("Comment 2.1: it was able to", "annotation"), ("Thought for 6m 33s", "thinking"),
        ("Prompt engineering is nice", None), ("User experience matters", None), ("Note that x = 1", None), ("Final Answer:", None),
    ],
)  # fmt: skip
def test_role_of_a_line(text: str, role: str | None) -> None:
    label = speaker_label(text)
    assert (label.role if label else None) == role


def test_rest_of_the_line_is_what_was_said() -> None:
    label = speaker_label("Prompt. Explain the rule")
    assert label is not None and "Prompt. Explain the rule"[label.end :] == "Explain the rule"


def test_sections_of_the_student() -> None:
    assert is_own_section("1 Executive Summary")
    assert not is_own_section("Question 2: Matrices")


def test_thinking_marks() -> None:
    assert is_thinking("Thought for 11s >")
    assert not is_thinking("Thought for a while about the proof and found nothing")


def test_the_words_behind_a_label_with_a_ligature() -> None:
    text = "\ufb01rst prompt: \ufb01nd it"
    label = speaker_label(text)
    assert label is not None and text[label.end :] == "\ufb01nd it"


@pytest.mark.parametrize("text", ["Skip to content", "Log in", "Report conversation", "Message ChatGPT", "Claude can make mistakes. Please double-check responses."])
def test_buttons_and_notices(text: str) -> None:
    assert is_chrome(text)


@pytest.mark.parametrize("text", ["We log in to the server and skip to content 3", "The message is clear", "Voice recognition"])
def test_prose_is_no_button(text: str) -> None:
    assert not is_chrome(text)


def test_a_letter_speaks_only_beside_its_partner() -> None:
    def bold(text: str) -> Line:
        return Line(1, text, text, (72.0, 0.0, 200.0, 10.0), bold=True)

    headings = [bold("Q2 (a): A Walk"), bold("Q2 (b): A Walk"), bold("Q3 (a): Tea")]
    assert trusted_labels(headings) == {}
    assert {label.role for label in trusted_labels([bold("Q: why?"), bold("A: so."), bold("Q: and?"), bold("A: no.")]).values()} == {"prompt", "response"}
