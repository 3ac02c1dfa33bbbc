"""Generated documents as files, and what the pipeline makes of one."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.process import process_report
from pipeline.result import Options, ReportResult, Source
from tests.generator.truth import Document


def as_source(data: bytes, name: str, folder: Path, title: str | None = None) -> Source:
    """Write a file under a folder and describe it as a run would."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return Source(path, folder, hashlib.sha256(data).hexdigest(), path.stem, title)


def processed(document: Document, folder: Path, ocr: bool = False, title: str | None = None) -> ReportResult:
    """The result for a generated document; its file is named so that the name tells nothing."""
    name = "report" + Path(document.path).suffix
    return process_report(as_source(document.data, name, folder, title), Options(ocr=ocr))
