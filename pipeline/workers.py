"""Reports read by worker processes, so that one that crashes, hangs or eats memory costs only its own row."""

from __future__ import annotations

import contextlib
import faulthandler
import multiprocessing
import os
import resource
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, ThreadPoolExecutor, TimeoutError, as_completed
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from pebble import ProcessExpired, ProcessPool

from pipeline.failure import traceback_tail
from pipeline.report import Facts
from pipeline.result import Options, ReportResult, Source
from pipeline.tables.assemble import check_rows
from pipeline.tables.frames import TableError
from pipeline.tables.rows import ReportRows, report_rows

Process = Callable[[Source, Options], ReportResult]

ATTEMPTS = 2
OUT_OF_MEMORY = 86  # exit code of a worker that met its bound
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

    `process` must be a function that a module holds (it is named to the workers). A report whose worker dies or overruns
    is tried once more in a fresh one. What the workers would print goes to `log`. `done` hears, in the calling thread, the
    status of each report that is through.
    """
    count = min(limits.workers, len(tasks))
    rows: dict[int, ReportRows] = {}
    # The largest first: a long report that starts last would keep one core busy alone.
    order = sorted(range(len(tasks)), key=lambda i: (-tasks[i].source.path.stat().st_size, i))
    with _one_thread(), _workers(count, limits, log) as workers, ThreadPoolExecutor(max(count, 1)) as threads:
        idle: SimpleQueue[_Worker] = SimpleQueue()
        for worker in workers:
            idle.put(worker)
        futures = {threads.submit(_by_next, idle, tasks[i], process): i for i in order}
        try:
            for future in as_completed(futures):
                rows[futures[future]] = future.result()
                done(future.result().status)
        except BaseException:  # Ctrl-C among them: nothing is waited for
            threads.shutdown(wait=False, cancel_futures=True)
            for worker in workers:
                worker.stop()
            raise
    return [rows[i] for i in range(len(tasks))]


def _by_next(idle: SimpleQueue[_Worker], task: Task, process: Process) -> ReportRows:
    """Let the next idle worker read a report."""
    worker = idle.get()
    try:
        return worker.read(task, process)
    finally:
        idle.put(worker)


class _Worker:
    """One worker process, and a fresh one in its place when it died.

    Each has a pool of its own: pebble's workers share a lock that dies with its holder, and a pool gives up whole when a
    worker dies before it could say what it was doing.
    """

    def __init__(self, limits: Limits, log: Path) -> None:
        self._limits = limits
        self._log = log
        self._pool = self._fresh()

    def read(self, task: Task, process: Process) -> ReportRows:
        """The report's rows, those of a failure if the process died or overran at every attempt."""
        problem = ""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._pool.schedule(_read, args=(task, process, attempt), timeout=self._limits.seconds).result()
            except TimeoutError:
                problem = f"not done after {self._limits.seconds:g} seconds"
            except ProcessExpired as end:
                problem = self._cause(end.exitcode)
            except BrokenExecutor:
                problem = "the worker process died as it began"
            self.stop()
            self._pool = self._fresh()
        return _failed(task, "worker", problem, None, ATTEMPTS)

    def stop(self) -> None:
        """End the process at once; a report that it reads raises CancelledError in `read`."""
        self._pool.stop()
        self._pool.join()

    def _cause(self, exitcode: int) -> str:
        if exitcode == OUT_OF_MEMORY:
            return f"needs more than {self._limits.memory >> 20} MB of memory"
        return f"the worker process died (exit code {exitcode})"

    def _fresh(self) -> ProcessPool:
        # Spawned, not forked: the progress bar's thread and native libraries do not survive a fork.
        spawn = multiprocessing.get_context("spawn")
        return ProcessPool(1, REPORTS_A_WORKER, _prepare, (self._limits.memory, str(self._log)), spawn)


@contextlib.contextmanager
def _workers(count: int, limits: Limits, log: Path) -> Iterator[list[_Worker]]:
    workers = [_Worker(limits, log) for _ in range(count)]
    try:
        yield workers
    finally:
        for worker in workers:
            worker.stop()


def _read(task: Task, process: Process, attempt: int) -> ReportRows:
    """In a worker: one report to rows that keep their tables' rules. An error that a stage lets through ends here."""
    facts = Facts()
    try:
        result = process(task.source, task.options)
        facts = Facts(author=result.facts.author)
        rows = report_rows(result, task.student_id, attempt, task.timings)
        check_rows(rows)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)  # nothing can be relied on any more; a fresh worker takes over
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
