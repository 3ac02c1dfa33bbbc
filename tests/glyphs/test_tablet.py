"""Reports whose fonts a tablet rewrote read as they did before."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.generator import latex
from tests.generator.truth import Document
from tests.tablet import Survival, survival


@pytest.mark.parametrize("make", [latex.boxes, latex.run_in])
def test_every_garbled_character_of_a_generated_report_is_regained(tmp_path: Path, make: Callable[[random.Random], list[Document]]) -> None:
    (document,) = make(random.Random(0))
    path = tmp_path / "honest.pdf"
    path.write_bytes(document.data)
    found = survival(path, tmp_path / "rewritten.pdf")
    assert found.lost > 20
    assert (found.regained, found.changed) == (found.lost, 0)


def test_every_garbled_character_of_real_reports_is_regained(corpus: Path, tmp_path: Path) -> None:
    found = sum((survival(path, tmp_path / "rewritten.pdf") for path in sorted(corpus.rglob("*.pdf"))), Survival())
    assert found.lost > 1000
    assert (found.regained, found.changed) == (found.lost, 0)
