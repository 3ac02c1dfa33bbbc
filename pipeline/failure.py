"""An error told in few words: where it happened in this software, without a path of the machine that it ran on."""

from __future__ import annotations

import traceback
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
FRAMES = 4


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
