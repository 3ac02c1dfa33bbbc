"""Results of the pipeline on generated reports, each made once a session."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from pipeline.result import ReportResult
from tests.generator import random_reports
from tests.generator.truth import Document
from tests.pipeline.reports import processed

Processed = Callable[..., tuple[Document, ReportResult]]


@pytest.fixture(scope="session")
def sample(samples: dict[str, Document], tmp_path_factory: pytest.TempPathFactory) -> Processed:
    """A sample report by name and its result (`ocr=True` reads pictures and ink as well)."""

    @cache
    def make(name: str, ocr: bool = False) -> tuple[Document, ReportResult]:
        return samples[name], processed(samples[name], tmp_path_factory.mktemp("sample"), ocr=ocr)

    return make


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[tuple[Document, ReportResult]]]:
    """Random reports of a family that are in no sample set, with their results; pictures and ink are not read."""

    @cache
    def make(family: str) -> list[tuple[Document, ReportResult]]:
        documents = random_reports([family], seed=2026, count=3)
        return [(document, processed(document, tmp_path_factory.mktemp(family))) for document in documents]

    return make
