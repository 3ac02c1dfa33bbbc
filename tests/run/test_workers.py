"""What one report costs the others: nothing."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pipeline.result import Options, Source
from pipeline.tables.rows import ReportRows
from pipeline.workers import Limits, Task, read_reports
from tests.run.processes import obedient

LIMITS = Limits(workers=2, seconds=60, memory=1 << 30)


def tasks(folder: Path, *texts: str) -> list[Task]:
    made = []
    for number, text in enumerate(texts):
        path = folder / f"{number}.pdf"
        path.write_text(text)
        made.append(Task(Source(path, folder, hashlib.sha256(f"{number}{text}".encode()).hexdigest(), str(number)), "s" + "0" * 16, Options()))
    return made


def failure(rows: ReportRows) -> dict[str, object]:
    return rows.tables["failures"][0]


def test_each_trouble_costs_only_its_own_report(tmp_path: Path) -> None:
    heard: list[str] = []
    todo = tasks(tmp_path, "fine", "crash", "raise", "unruly", "eat", "partial", "also fine", "once")
    rows = read_reports(todo, obedient, LIMITS, tmp_path / "log", heard.append)

    assert [r.status for r in rows] == ["ok", "failed", "failed", "failed", "failed", "partial", "ok", "ok"]
    assert [r.source for r in rows] == [task.source for task in todo]
    assert sorted(heard) == sorted(r.status for r in rows)
    assert "worker process died" in failure(rows[1])["problem"] and failure(rows[1])["attempts"] == 2
    assert failure(rows[2])["stage"] == "process" and failure(rows[2])["attempts"] == 1
    assert "tests/run/processes.py" in failure(rows[2])["traceback_tail"]
    assert str(tmp_path) not in failure(rows[2])["traceback_tail"]
    assert failure(rows[3])["stage"] == "tables" and "papyrus" in failure(rows[3])["problem"]
    assert failure(rows[4])["problem"] == "needs more than 1024 MB of memory"
    assert rows[7].tables["failures"] == []


def test_a_report_that_hangs_is_stopped_and_the_others_go_on(tmp_path: Path) -> None:
    limits = Limits(workers=1, seconds=3, memory=1 << 30)
    rows = read_reports(tasks(tmp_path, "hang", "fine"), obedient, limits, tmp_path / "log", lambda status: None)
    assert [r.status for r in rows] == ["failed", "ok"]
    assert failure(rows[0]) | {"traceback_tail": None} == {
        "file": "0.pdf",
        "sha256": rows[0].source.sha256,
        "stage": "worker",
        "problem": "not done after 3 seconds",
        "traceback_tail": None,
        "attempts": 2,
    }


def test_workers_print_to_the_log_alone(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    read_reports(tasks(tmp_path, "print", "crash"), obedient, LIMITS, tmp_path / "log", lambda status: None)
    assert capfd.readouterr() == ("", "")
    log = (tmp_path / "log").read_text()
    assert "chatter" in log
    assert "Segmentation fault" in log


def test_nothing_to_do_starts_no_worker(tmp_path: Path) -> None:
    assert read_reports([], obedient, LIMITS, tmp_path / "log", lambda status: None) == []
    assert not (tmp_path / "log").exists()
