"""The golden tables: what one run over the sample set writes, kept as CSV so that a change shows in a diff.

Pictures and ink are not read (recognisers differ in their last digits from one processor to the next); what they read
is tested against the truth instead. Columns that tell the time or the version are left out.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pandas as pd

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
GOLDEN = Path(__file__).resolve().parent / "golden"
PROJECT = Path(__file__).resolve().parents[2]
VOLATILE = {"pipeline_version", "ocr_seconds", "traceback_tail"}
KEY = "a key for tests alone"


def ingest(folder: Path, out: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m pipeline ingest` as a user does, with a fixed key for the pseudonyms."""
    command = [sys.executable, "-m", "pipeline", "ingest", str(folder), "--out", str(out), *options]
    environment = os.environ | {"MARGINALIA_KEY": KEY, "OMP_NUM_THREADS": "1", "COLUMNS": "120", "TERM": "dumb"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=PROJECT, check=False)


def read_tables(out: Path) -> dict[str, pd.DataFrame]:
    return {path.stem: pd.read_parquet(path) for path in sorted(out.glob("*.parquet"))}


def as_csv(frame: pd.DataFrame) -> str:
    """A table without its volatile columns, numbers to three digits."""
    kept = frame[[column for column in frame.columns if column not in VOLATILE]]
    return kept.to_csv(index=False, float_format="%.3f", lineterminator="\n")


def golden_texts(out: Path) -> dict[str, str]:
    """Run over the sample set; table name -> CSV."""
    done = ingest(SAMPLES, out, "--no-ocr", "--manifest", str(SAMPLES / "manifest.csv"))
    if done.returncode != 0:
        raise RuntimeError(f"the run over {SAMPLES} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}")
    return {name: as_csv(frame) for name, frame in read_tables(out).items()}
