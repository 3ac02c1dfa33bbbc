"""Reports read by worker processes, so that one that crashes, hangs or eats memory costs only its own row."""

from __future__ import annotations

import contextlib
import faulthandler
import multiprocessing
import os
import resource
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, TimeoutError, wait
from dataclasses import dataclass
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from pipeline.failure import traceback_tail
from pipeline.report import Facts
from pipeline.result import Options, ReportResult, Source
from pipeline.tables.assemble import check_rows
from pipeline.tables.frames import TableError
from pipeline.tables.rows import ReportRows, report_rows

Process = Callable[[Source, Options], ReportResult]

ATTEMPTS = 2
REPORTS_A_WORKER = 50  # then a fresh one takes over: native libraries do not give back all memory
# One thread a worker: the workers themselves fill the cores.
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS", "OPENCV_FOR_THREADS_NUM")}


@dataclass(frozen=True, slots=True)
class Limits:
    """How many reports at once, and what one may cost: seconds of wall time and bytes of memory."""

    workers: int
    seconds: float
    memory: int


@dataclass(frozen=True, slots=True)
class Task:
    """One report to read. `timings` keeps the measured times in its rows."""

    source: Source
    student_id: str
    options: Options
    timings: bool = False


def read_reports(
    tasks: Sequence[Task], process: Process, limits: Limits, log: Path, done: Callable[[str], None]
) -> list[ReportRows]:
    """The rows of every task's report, in the order of the tasks, whatever the number of workers.

    `process` must be a function that a module holds (it is named to the workers). A worker that dies or overruns is
    tried once more in a fresh process. What the workers would print goes to `log`. `done` hears the status of each
    report that is through.
    """
    if not tasks:
        return []
    rows: dict[int, ReportRows] = {}
    # The largest first: a long report that starts last would keep one core busy alone.
    order = sorted(range(len(tasks)), key=lambda i: (-tasks[i].source.path.stat().st_size, i))
    with _one_thread(), _pool(min(limits.workers, len(tasks)), limits, log) as pool:
        pending = {pool.schedule(_read, args=(tasks[i], process, 1), timeout=limits.seconds): (i, 1) for i in order}
        while pending:
            finished, _ = wait(pending, return_when=FIRST_COMPLETED)
            for future in finished:
                i, attempt = pending.pop(future)
                try:
                    rows[i] = future.result()
                except (TimeoutError, ProcessExpired, MemoryError) as error:
                    if attempt < ATTEMPTS:
                        again = pool.schedule(_read, args=(tasks[i], process, attempt + 1), timeout=limits.seconds)
                        pending[again] = (i, attempt + 1)
                        continue
                    rows[i] = _failed(tasks[i], "worker", _cost(error, limits), None, attempt)
                done(rows[i].status)
    return [rows[i] for i in range(len(tasks))]


def _read(task: Task, process: Process, attempt: int) -> ReportRows:
    """In a worker: one report to rows that keep their tables' rules. An error that a stage lets through ends here."""
    facts = Facts()
    try:
        result = process(task.source, task.options)
        facts = Facts(author=result.facts.author)
        rows = report_rows(result, task.student_id, attempt, task.timings)
        check_rows(rows)
    except MemoryError as error:
        traceback.clear_frames(error.__traceback__)  # what the stages held would starve the worker's next report
        raise
    except TableError as error:
        return _failed(task, "tables", str(error), None, attempt, facts)
    except Exception as error:  # noqa: BLE001 - whatever a hostile file provokes, the other reports go on
        return _failed(task, "process", f"unexpected {type(error).__name__}", traceback_tail(error), attempt, facts)
    return rows


def _failed(task: Task, stage: str, problem: str, tail: str | None, attempts: int, facts: Facts | None = None) -> ReportRows:
    """The rows of a report that did not go in; `facts` keep the author, whose name must not slip through the problem."""
    source = task.source
    result = ReportResult(source, source.report_id, "failed", problem, stage, tail, facts or Facts())
    return report_rows(result, task.student_id, attempts)


def _cost(error: BaseException, limits: Limits) -> str:
    if isinstance(error, TimeoutError):
        return f"not done after {limits.seconds:g} seconds"
    if isinstance(error, MemoryError):
        return f"needs more than {limits.memory >> 20} MB of memory"
    return f"the worker process died (exit code {error.exitcode})"


@contextlib.contextmanager
def _pool(workers: int, limits: Limits, log: Path) -> Iterator[ProcessPool]:
    """A pool that waits for its work on a good end and kills its workers on any other, Ctrl-C included."""
    # Spawned, not forked: the progress bar's thread and native libraries do not survive a fork.
    spawn = multiprocessing.get_context("spawn")
    pool = ProcessPool(workers, REPORTS_A_WORKER, _prepare, (limits.memory, str(log)), spawn)
    try:
        yield pool
    except BaseException:
        pool.stop()
        raise
    else:
        pool.close()
    finally:
        pool.join()


@contextlib.contextmanager
def _one_thread() -> Iterator[None]:
    """Set what native libraries read when they are loaded; the workers inherit it."""
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(ONE_THREAD)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _prepare(memory: int, log: str) -> None:
    """In a fresh worker: nothing on the screen, a trace of a crash in the log, and a bound to its memory."""
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    faulthandler.enable(file=2)
    # Bounds what a process writes to (heap and private mappings), not the address space that libraries merely reserve.
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (memory if hard == resource.RLIM_INFINITY else min(memory, hard), hard))
