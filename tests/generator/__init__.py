"""Participation reports with invented content, each with the truth that a program should find in it.

`python -m tests.generator OUT` writes the sample set, `--count N` random reports of every family. One module for each
way such reports are made (ios_ink, latex, browser_print, screenshots, office, transcript), one in `traps/` for each
thing that goes wrong in them. The same seed gives the same bytes.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from io import StringIO
from pathlib import Path

from . import browser_print, ios_ink, latex, office, screenshots, transcript
from .damaged import broken_files
from .truth import Document

FAMILIES: dict[str, Callable[[random.Random], list[Document]]] = {
    "ios-ink": ios_ink.make,
    "latex": latex.make,
    "browser-print": browser_print.make,
    "screenshots": screenshots.make,
    "office": office.make,
    "transcript": transcript.make,
    "two-files": office.two_files,
}


def random_reports(families: Iterable[str], seed: int, count: int) -> list[Document]:
    """`count` reports of each family, each in a folder named for its family and number."""
    documents = []
    for family in families:
        for number in range(count):
            rng = random.Random(f"{family} {seed} {number}")
            documents += [replace(d, path=f"{family}-{number:03d}/{Path(d.path).name}") for d in FAMILIES[family](rng)]
    return documents


def sample_set(seed: int = 0) -> list[Document]:
    """The small set that the project ships: one report or two of every family, a transcript, a submission in two."""
    makers = (
        lambda rng: ios_ink.make(rng, boxed=False, other_model="Google Gemini 3 Pro"),
        lambda rng: ios_ink.make(rng, boxed=True),
        latex.boxes,
        latex.run_in,
        latex.headings,
        latex.summary_table,
        browser_print.light,
        browser_print.dark,
        browser_print.exported,
        screenshots.typed_between,
        office.labelled,
        office.marked,
        transcript.make,
        office.two_files,
    )
    return [document for i, make in enumerate(makers) for document in make(random.Random(f"sample {seed} {i}"))]


def manifest(documents: Iterable[Document]) -> str:
    """CSV with the title under which each file was handed in."""
    out = StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(("file", "title"))
    rows.writerows((document.path, document.title) for document in documents)
    return out.getvalue()


def truth_json(document: Document) -> str:
    return json.dumps(document.truth.as_json(document.path, document.n_pages), indent=1, ensure_ascii=False) + "\n"


def write(documents: list[Document], folder: Path, damaged: bool = False) -> list[Path]:
    """Write the files, `manifest.csv`, and under `truth/` one JSON file for each; returns what was written."""
    files = {document.path: document.data for document in documents}
    files |= {"manifest.csv": manifest(documents).encode()}
    files |= {f"truth/{document.path}.json": truth_json(document).encode() for document in documents}
    files |= broken_files() if damaged else {}
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return [folder / path for path in files]
