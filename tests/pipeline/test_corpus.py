"""The real reports, where they are: everything goes in. OCR stays off (with it a cold run takes many minutes)."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pandas as pd
import pymupdf
import pytest

from tests.pipeline.golden import ingest, read_tables


@pytest.fixture(scope="module")
def run(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, pd.DataFrame]]:
    out = tmp_path_factory.mktemp("corpus")
    done = ingest(corpus, out, "--no-ocr", "--manifest", str(corpus / "manifest.csv"))
    assert done.returncode == 0, done.stderr[-2000:]
    assert "warning" not in done.stderr.casefold()
    assert "Traceback" not in done.stderr + done.stdout
    return corpus, read_tables(out)


def test_every_report_goes_in(run: tuple[Path, dict[str, pd.DataFrame]]) -> None:
    corpus, tables = run
    digests = {hashlib.sha256(path.read_bytes()).hexdigest() for path in corpus.rglob("*.pdf")}
    assert set(tables["reports"]["sha256"]) == digests
    assert set(tables["reports"]["status"]) == {"ok"}
    assert tables["problems"].empty
    assert all("a copy of report" in problem for problem in tables["failures"]["problem"])


def test_every_page_has_a_row(run: tuple[Path, dict[str, pd.DataFrame]]) -> None:
    corpus, tables = run
    counts = []
    once = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in sorted(corpus.rglob("*.pdf"))}
    for path in once.values():
        with pymupdf.open(path) as document:
            counts.append(document.page_count)
    rows = tables["pages"].groupby("report_id")["page"].agg(["count", "min", "max"])
    assert sorted(rows["count"]) == sorted(counts)
    assert (rows["min"] == 1).all()
    assert (rows["max"] == rows["count"]).all()
    assert sorted(tables["reports"]["n_pages"]) == sorted(counts)


def test_most_reports_give_turns_and_facts(run: tuple[Path, dict[str, pd.DataFrame]]) -> None:
    _, tables = run
    reports, records = tables["reports"], tables["records"]
    assert reports["model_family"].notna().mean() >= 0.95
    assert reports["homework"].notna().mean() >= 0.95
    with_turns = records[records["kind"] == "prompt"]["report_id"].nunique()
    assert with_turns >= 0.6 * len(reports)  # screenshots hold theirs in pictures


def test_identifiers_join(run: tuple[Path, dict[str, pd.DataFrame]]) -> None:
    _, tables = run
    known = set(tables["reports"]["report_id"])
    records = set(tables["records"]["record_id"])
    for name, frame in tables.items():
        if name not in ("reports", "failures"):
            assert set(frame["report_id"]) <= known, name
    for table, column in (("records", "target_record_id"), ("verdicts", "record_id"), ("ocr_words", "record_id")):
        assert set(tables[table][column].dropna()) <= records, table
