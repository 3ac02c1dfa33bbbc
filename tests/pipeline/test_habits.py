"""Ways to show who speaks that the sample set lacks, through every stage."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.generator import browser_print, office
from tests.generator.truth import Document
from tests.pipeline import score
from tests.pipeline.reports import processed


@pytest.mark.parametrize("make", [office.named, office.questions, browser_print.shared])
@pytest.mark.parametrize("seed", [1, 2])
def test_turns_and_notes(make: Callable[[random.Random], list[Document]], seed: int, tmp_path: Path) -> None:
    (document,) = make(random.Random(f"{make.__name__} {seed}"))
    result = processed(document, tmp_path)
    assert score.turns_f1(document.truth, result) >= 0.98
    assert score.notes_f1(document.truth, result) >= 0.95
