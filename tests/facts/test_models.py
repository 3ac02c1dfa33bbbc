"""Model names: what a phrase states, and nothing more."""

import pytest

from pipeline.facts.models import find_models


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("ChatGPT", "ChatGPT"), ("GPT-4o", "ChatGPT 4o"), ("GPT 5.1 Thinking (Extended)", "ChatGPT 5.1 (extended thinking)"),
        ("ChatGPT-5.1 Pro", "ChatGPT 5.1 Pro"), ("gpt-oss-120b", "gpt-oss 120b"), ("Opus 4.5", "Claude Opus 4.5"),
        ("Claude 4.5 Opus (Extended Thinking)", "Claude Opus 4.5 (extended thinking)"), ("Gemini 3.0 Pro", "Gemini 3 Pro"),
        ("Gemini Pro 3", "Gemini 3 Pro"), ("Gemini (Fast)", "Gemini Flash"), ("Gemma 3", "Gemma 3"), ("Qwen3-Max thinking", "Qwen 3 Max (thinking)"),
        ("DeepSeek v3.2 with deep thinking and without search", "DeepSeek V3.2 (deep thinking)"), ("Llama 4 Maverick", "Llama 4 Maverick"),
        ("Wheels and belts - Grok 11/02/25, 9:07 AM", "Grok"), ("Qwen 2025-12-01", "Qwen"),
    ],
)  # fmt: skip
def test_label_of_a_phrase(text: str, label: str) -> None:
    assert [model.label for model in find_models(text)] == [label]


def test_no_model_in_prose() -> None:
    assert find_models("a flash of inspiration and a pro at it") == ()
