"""Who speaks in a chat that names nobody: generated prints and pictures through every stage."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.generator import browser_print, screenshots
from tests.generator.truth import Document
from tests.pipeline import score
from tests.pipeline.reports import processed


@pytest.mark.parametrize("make", [browser_print.bordered, browser_print.unfilled])
@pytest.mark.parametrize("seed", [1, 2])
def test_every_prompt_of_a_print_is_found_and_none_more(make: Callable[[random.Random], list[Document]], seed: int, tmp_path: Path) -> None:
    document = make(random.Random(seed))[0]
    assert score.turns_f1(document.truth, processed(document, tmp_path)) == 1.0


def test_a_bubble_cut_by_the_page_is_one_prompt(tmp_path: Path) -> None:
    document = browser_print.bordered(random.Random(2))[0]
    prompts = [r for r in processed(document, tmp_path).records if r.kind == "prompt"]
    assert len(prompts) == len(browser_print.ASKS)
    assert any(r.page_end > r.page_start for r in prompts)


def test_pictures_of_answers_hold_no_prompts(tmp_path: Path) -> None:
    document = screenshots.answers(random.Random(3))[0]
    records = processed(document, tmp_path, ocr=True).records
    assert [r.kind for r in records if r.kind in ("prompt", "response")] == ["response"] * len(document.truth.turns)
