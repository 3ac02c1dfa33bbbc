"""`docs/quality.md`: the scorers' figures over the real reports that lie beside the project, as totals only.

    python -m tests.quality --shared ../shared --out docs/quality.md
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

from tests.agreement import Agreement, agreement, pairs

MEASURES = ("ingested", "model", "homework", "turns", "notes", "note_words", "ink_words", "note_target", "verdict_keys", "verdicts")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    corpus = options.shared / "corpus"
    if not corpus.is_dir():
        raise SystemExit(f"{corpus} is missing: the figures are measured on the reports there")
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True).stdout.strip()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        seconds = _ingest(corpus, out / "with", out / "cache", "--manifest", str(corpus / "manifest.csv"))
        _ingest(corpus, out / "without", out / "cache")
        with_manifest, without = (_scores(options.shared, out / name) for name in ("with", "without"))
        formulas = _formulas(options.shared, out / "with")
        told = sum((agreement(*pair) for pair in pairs(options.shared)), Agreement())
        options.out.write_text(_page(commit, with_manifest, without, formulas, told, seconds, out / "with"), encoding="utf-8")


def _ingest(corpus: Path, out: Path, cache: Path, *more: str) -> float:
    began = time.monotonic()
    command = [sys.executable, "-m", "pipeline", "ingest", str(corpus), "--out", str(out), "--cache", str(cache), *more]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr[-2000:])
    return time.monotonic() - began


def _scores(shared: Path, tables: Path) -> dict:
    scores = tables / "scores.json"
    command = [sys.executable, str(shared / "eval/score.py"), "--tables", str(tables), "--gold", str(shared / "gold"), "--corpus", str(shared / "corpus"), "--json", str(scores)]
    subprocess.run(command, check=True, capture_output=True)
    return json.loads(scores.read_text())


def _formulas(shared: Path, tables: Path) -> str:
    command = [sys.executable, str(shared / "eval/formulas.py"), "--tables", str(tables), "--gold", str(shared / "formulas/formulas.json"), "--corpus", str(shared / "corpus")]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip().splitlines()[-1]


def _page(commit: str, with_manifest: dict, without: dict, formulas: str, told: Agreement, seconds: float, tables: Path) -> str:
    reports, pages = (pd.read_parquet(tables / f"{name}.parquet") for name in ("reports", "pages"))
    text = "".join(pages["text"].dropna())
    garbage = len(re.findall("[\ufffd\x00\ue000-\uf8ff]", text))
    status = reports["status"].value_counts()
    lines = [
        "# Quality", "",
        "Made by `make quality`; not edited by hand. Means over the documents that a person has read (each weighs the same).", "",
        f"Commit {commit}. {len(reports)} reports, {len(pages)} pages in {seconds:.0f} s with a cold cache; "
        + ", ".join(f"{name} {count}" for name, count in status.items() if count) + ".", "",
        "| measure | with the manifest | without |", "|---|---|---|",
        *(f"| {name} | {with_manifest['mean'].get(name, float('nan')):.3f} | {without['mean'].get(name, float('nan')):.3f} |" for name in MEASURES),
        f"| names kept (cells) | {with_manifest['names_kept']} | {without['names_kept']} |", "",
        f"Formulas transcribed by eye: {formulas.removeprefix('formulas ')}.", "",
        f"Transcripts repaired by context against their PDFs repaired from the fonts: {told.alike} of {told.proved} proved symbols alike"
        + (f" ({told.alike / told.proved:.3f})" if told.proved else "") + f", {told.wrong_and_sure} repaired wrongly with a confidence above 0.9.", "",
        f"U+FFFD, U+0000 and private-use characters left in visible text: {garbage} in {len(text)} characters; "
        f"glyphs repaired {int(pages['n_repaired'].sum())}, unresolved {int(pages['n_unresolved'].sum())}.", "",
    ]  # fmt: skip
    return "\n".join(lines)


if __name__ == "__main__":
    main()
