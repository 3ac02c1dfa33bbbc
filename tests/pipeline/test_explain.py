"""`explain` tells why each block became what it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console

from pipeline.explain import NoSuchPage, explain
from pipeline.result import Options

SAMPLE = Path("tests/samples/latex-headings.pdf")


def _shown(page: int | None) -> str:
    _, tables = explain(SAMPLE, page, Options(ocr=False))
    console = Console(width=220, record=True, file=open("/dev/null", "w"))  # noqa: SIM115 - closed with the process
    console.print(*tables)
    return console.export_text()


def test_blocks_are_shown_with_what_decided() -> None:
    shown = _shown(1)
    assert "prompt" in shown and "label" in shown and "asks" in shown
    assert "stated" in shown and "incorrect" in shown and "wrong:" in shown


def test_a_page_that_is_not_there_is_named() -> None:
    with pytest.raises(NoSuchPage, match="no page 99"):
        explain(SAMPLE, 99, Options(ocr=False))
