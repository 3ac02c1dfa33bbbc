"""Files that cannot be read cost nothing but their own result, and that says why."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from pipeline.process import process_report
from pipeline.result import Options
from tests.generator.damaged import broken_files
from tests.pipeline.reports import as_source

BROKEN = broken_files()
SAYS = {
    "encrypted.pdf": "password",
    "empty.pdf": "empty",
    "no-pages.pdf": "no page",
    "not-a-pdf.pdf": "no pdf",
    "damaged.pdf": "",
}


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_a_broken_file_fails_alone_and_in_plain_words(
    name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    result = process_report(as_source(BROKEN[name], name, tmp_path), Options(ocr=False))
    assert result.status == "failed"
    assert SAYS[name] in (result.problem or "").casefold()
    assert result.problem and str(tmp_path) not in result.problem
    assert result.stage
    assert result.pages == () and result.records == () and result.verdicts == ()
    assert capfd.readouterr() == ("", "")


def test_a_page_without_content_is_a_page(tmp_path: Path) -> None:
    with pymupdf.open() as pdf:
        pdf.new_page()
        pdf.new_page().insert_text((72, 100), "Homework 3 with GPT-4o")
        data = pdf.tobytes()
    result = process_report(as_source(data, "report.pdf", tmp_path), Options(ocr=False))
    assert result.status == "ok"
    assert [(row.number, row.text) for row in result.pages] == [(1, ""), (2, "Homework 3 with GPT-4o")]


def test_hostile_text_is_only_text(tmp_path: Path) -> None:
    hostile = "=HYPERLINK(1) {{7*7}} <script>alert(1)</script> ../../etc/passwd $(rm -rf x)"
    with pymupdf.open() as pdf:
        pdf.new_page().insert_text((30, 100), hostile, fontsize=9)
        data = pdf.tobytes()
    result = process_report(as_source(data, "report.pdf", tmp_path), Options(ocr=False))
    assert result.status == "ok"
    assert "<script>alert(1)</script>" in result.pages[0].text
    assert "49" not in result.pages[0].text
