"""What tests of several areas share: the real reports where they are, and the generated ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.generator import sample_set
from tests.generator.truth import Document

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real reports; tests that need it are skipped where it is not."""
    folder = SHARED / "corpus"
    if not folder.is_dir():
        pytest.skip(f"the real reports are private and not here ({folder})")
    return folder


@pytest.fixture(scope="session")
def samples() -> dict[str, Document]:
    """The sample set as the generator makes it now, by file name."""
    return {document.path: document for document in sample_set()}
