"""Labels that say who speaks, and prose that only begins like one."""

import pytest

from pipeline.segments.speakers import is_own_section, is_thinking, speaker_label


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("USER PROMPT:", "prompt"), ("Prompt. Explain the rule", "prompt"), ("### USER", "prompt"), ("Me:", "prompt"),
        ("2.1 Q1c) Kimi Response", "response"), ("Model Reply.", "response"), ("Claude", "response"), ("ChatGPT said:", "response"),
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
