"""Results of recognition on disk, so that a picture is read once.

A result is keyed by the picture's hash, the engine and its version. Files are written beside their place and moved into
it, so several processes may share a folder: the worst that can happen is that two read the same picture.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from ocr.words import ReadLine, ReadWord


class ReadCache:
    """A folder of results; with `folder` None nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def lines(self, picture: str, engine: str, version: str, read: Callable[[], tuple[ReadLine, ...]]) -> tuple[ReadLine, ...]:
        """The stored result for `picture` (a hash), or that of `read`, which is then stored."""
        if self.folder is None:
            return read()
        key = hashlib.sha256(f"{picture}\n{engine}\n{version}".encode()).hexdigest()
        path = self.folder / key[:2] / f"{key}.json"
        stored = _load(path)
        if stored is not None:
            return stored
        result = read()
        _store(path, result)
        return result


def _load(path: Path) -> tuple[ReadLine, ...] | None:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return tuple(
            ReadLine(text, tuple(box), chance, tuple(ReadWord(t, tuple(b), c) for t, b, c in words))
            for text, box, chance, words in rows
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError):  # a damaged entry is read anew and replaced
        return None


def _store(path: Path, lines: tuple[ReadLine, ...]) -> None:
    rows = [(x.text, x.box, x.confidence, [(w.text, w.box, w.confidence) for w in x.words]) for x in lines]
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(rows, file, ensure_ascii=False)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
