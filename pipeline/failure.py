"""An error told in few words: where it happened in this software, without a path of the machine that it ran on."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ParamSpec, TypeVar

from pipeline.reading.document import ReadError

TOP = Path(__file__).resolve().parent.parent
FRAMES = 4
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong in one stage (vocabulary `stage`), on one page (None: the whole report), in plain words; `tail` are
    the last frames of an error that nobody expected."""

    page: int | None
    stage: str
    problem: str
    tail: str | None = None

    @property
    def told(self) -> str:
        return self.problem if self.page is None else f"page {self.page}: {self.problem}"


def guarded(work: Callable[P, T], stage: str, page: int | None, *given: P.args, **named: P.kwargs) -> tuple[T | None, Fault | None]:
    """What `work` gives, or the fault that it ended in: a hostile page must not cost the rest of its report."""
    try:
        return work(*given, **named), None
    except MemoryError:
        raise
    except ReadError as error:
        return None, Fault(page, error.stage, error.problem)
    except Exception as error:  # noqa: BLE001 - any error of a parser or recogniser on hostile input ends here, named
        return None, Fault(page, stage, f"{STAGES[stage]} broke off (unexpected {type(error).__name__})", traceback_tail(error))


STAGES = {
    "read": "reading", "glyphs": "glyph repair", "layout": "arranging", "ocr": "recognising pictures", "ink": "reading ink",
    "facts": "finding model, homework and date", "segments": "cutting into records", "verdicts": "judging",
}  # fmt: skip


def traceback_tail(error: BaseException) -> str:
    """The last frames of an error and the error itself, one a line, outermost first."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    places = [f"{_short(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames]
    return "\n".join([*places, "".join(traceback.format_exception_only(error)).strip()])


def _short(filename: str) -> str:
    path = Path(filename)
    if "site-packages" in path.parts:
        return "/".join(path.parts[path.parts.index("site-packages") + 1 :])
    return path.relative_to(TOP).as_posix() if path.is_relative_to(TOP) else path.name
