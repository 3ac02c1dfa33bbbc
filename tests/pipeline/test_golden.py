"""Every table of a run over the sample set, compared whole with the golden one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipeline.golden import GOLDEN, golden_texts


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("golden") / "one"


@pytest.fixture(scope="module")
def written(out: Path) -> dict[str, str]:
    return golden_texts(out)


def test_the_same_tables_are_written(written: dict[str, str]) -> None:
    assert sorted(written) == sorted(path.stem for path in GOLDEN.glob("*.csv"))


@pytest.mark.parametrize("name", sorted(path.stem for path in GOLDEN.glob("*.csv")))
def test_table_is_golden(written: dict[str, str], name: str) -> None:
    """Where the change is meant: python -m tests.pipeline.update_golden, and look at the diff."""
    golden = (GOLDEN / f"{name}.csv").read_text(encoding="utf-8")
    assert written[name].splitlines() == golden.splitlines()


def test_a_second_run_writes_the_same_bytes(out: Path, written: dict[str, str], tmp_path: Path) -> None:
    assert golden_texts(tmp_path) == written
    for path in out.glob("*.parquet"):
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name
