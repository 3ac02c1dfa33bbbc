"""The bench: what it compares and counts. How long anything takes is not asserted."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from pipeline.bench import BARE, REPAIRED, Cost, InkCost, as_json, measure, measure_ink, total
from pipeline.cli import WRONG_CALL, app

SAMPLES = Path(__file__).parent / "samples"


def test_every_page_is_read_both_ways(tmp_path: Path) -> None:
    for name in ("latex-table.pdf", "browser-dark.pdf"):
        (tmp_path / name).write_bytes((SAMPLES / name).read_bytes())
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    (tmp_path / "notes.txt").write_text("--- Page 1 ---\ntext\n", encoding="utf-8")
    heard: list[str] = []
    costs = measure(tmp_path, 1, heard.append)
    assert [cost.file for cost in costs] == ["browser-dark.pdf", "latex-table.pdf"]
    assert heard == ["broken.pdf", "browser-dark.pdf", "latex-table.pdf"]
    assert all(cost.pages >= 1 and set(cost.seconds) == {BARE.name, REPAIRED.name} for cost in costs)
    assert all(seconds > 0 for cost in costs for seconds in cost.seconds.values())


def test_the_sum_weighs_each_report_by_its_time() -> None:
    costs = (Cost("a", 2, {BARE.name: 1.0, REPAIRED.name: 2.0}), Cost("b", 3, {BARE.name: 3.0, REPAIRED.name: 3.0}))
    whole = total(costs)
    assert (whole.pages, whole.ratio(REPAIRED)) == (5, 5 / 4)
    assert [row["file"] for row in json.loads(as_json(costs, InkCost()))["reading"]] == ["a", "b", "all"]


def test_the_command_writes_only_what_is_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "costs.json"
    source = str(SAMPLES / "latex-table.pdf")
    assert CliRunner().invoke(app, ["bench", source, "--rounds", "1"]).exit_code == 0
    assert not list(tmp_path.iterdir())
    done = CliRunner().invoke(app, ["bench", source, "--rounds", "1", "--json", str(out)])
    assert done.exit_code == 0 and REPAIRED.name in done.output
    assert json.loads(out.read_text())["reading"][-1]["file"] == "all"


def test_pages_with_ink_are_told_from_pages_without() -> None:
    cost = measure_ink(SAMPLES / "ios-ink-labels.pdf")
    assert cost.inked >= 2 and cost.inked_seconds > 0
    clean = measure_ink(SAMPLES / "latex-table.pdf")
    assert clean.inked == 0 and clean.bare >= 1


def test_a_folder_without_reports_is_a_wrong_call(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["bench", str(tmp_path)]).exit_code == WRONG_CALL
