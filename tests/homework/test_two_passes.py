"""Reports of one run tell each other their homework's questions; a later run knows what an earlier one heard."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pymupdf
import pytest

from tests.pipeline.golden import ingest

WHEELS = "How does the wheel turn around its axle when the leather belt pulls it along?"
KETTLES = "Why does the copper kettle whistle when hot steam leaves its narrow spout?"


def _report(path: Path, *turns: tuple[str, str]) -> None:
    path.parent.mkdir(parents=True)
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        page.insert_text((72, 60), "EX101 Homework 3 with Claude", fontsize=16)
        for i, (speaker, said) in enumerate(turns):
            page.insert_text((72, 100 + 50 * i), f"{speaker}:", fontname="hebo")
            page.insert_text((72, 116 + 50 * i), said, fontsize=9)
        pdf.save(path)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Two submissions that state their questions, and one that pastes a question without its number."""
    folder = tmp_path / "reports"
    for name in ("one", "two"):
        _report(folder / name / "log.pdf", ("User", f"Question 1: {WHEELS}"), ("Claude", "The leather belt pulls the wheel, so it turns around its axle."),
                ("User", f"Question 2: {KETTLES}"), ("Claude", "The hot steam whistles in the narrow spout of the kettle."))  # fmt: skip
    _report(folder / "three" / "log.pdf", ("User", KETTLES), ("Claude", "Steam leaves the kettle through its spout and whistles there."), ("Comment", "This is correct."))
    return folder


def _of_three(out: Path, table: str) -> pd.DataFrame:
    reports = pd.read_parquet(out / "reports.parquet")
    rows = pd.read_parquet(out / f"{table}.parquet")
    return rows[rows["report_id"].isin(reports.loc[reports["submission"] == "three", "report_id"])]


def test_a_question_without_a_number_gets_it_from_the_others(reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert ingest(reports, out, "--no-ocr").returncode == 0
    turns = _of_three(out, "records").query("kind in ('prompt', 'response')")
    assert list(turns["question"]) == ["2", "2"]
    assert (turns["place_confidence"] > 0.5).all()
    assert list(_of_three(out, "verdicts")[["question", "verdict"]].itertuples(index=False, name=None)) == [("2", "correct")]
    assert not list((out / "private").glob("arranged-*"))

    # A later run of the one report alone still knows what the others said.
    assert ingest(reports / "three", out, "--no-ocr").returncode == 0
    assert set(pd.read_parquet(out / "records.parquet").query("kind == 'prompt'")["question"]) == {"2"}


def test_alone_its_judgement_keeps_a_row_for_review(reports: Path, tmp_path: Path) -> None:
    assert ingest(reports / "three", tmp_path / "out", "--no-ocr").returncode == 0
    (row,) = pd.read_parquet(tmp_path / "out/verdicts.parquet").to_dict("records")
    assert pd.isna(row["question"]) and row["verdict"] == "correct" and row["needs_review"]


def test_the_assignment_tells_it_too(reports: Path, tmp_path: Path) -> None:
    sheets = tmp_path / "sheets"
    sheets.mkdir()
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        for i, line in enumerate(("Homework 3", "1. Wheels", WHEELS, "2. Kettles", KETTLES)):
            page.insert_text((72, 72 + 20 * i), line)
        pdf.save(sheets / "hw3.pdf")
    assert ingest(reports / "three", tmp_path / "out", "--no-ocr", "--homework", str(sheets)).returncode == 0
    assert set(pd.read_parquet(tmp_path / "out/records.parquet").query("kind == 'prompt'")["question"]) == {"2"}


def test_a_sheet_that_cannot_be_used_is_a_wrong_call(reports: Path, tmp_path: Path) -> None:
    sheets = tmp_path / "sheets"
    sheets.mkdir()
    (sheets / "hw3.pdf").write_text("no")
    done = ingest(reports / "three", tmp_path / "out", "--no-ocr", "--homework", str(sheets))
    assert done.returncode == 2 and "hw3.pdf" in done.stderr
