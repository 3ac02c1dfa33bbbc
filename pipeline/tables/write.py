"""Frames to parquet files: checked first, written whole or not at all, the same bytes for the same rows."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd

from pipeline.tables.frames import TableError, check
from schemas.fields import Table

SHARED_MODE = 0o644
PRIVATE_MODE = 0o600


def write_table(frame: pd.DataFrame, name: str, table: type[Table], folder: Path, mode: int = SHARED_MODE) -> Path:
    """Write `folder/name.parquet` (zstd). Raises TableError, naming the file, before anything is written.

    The file is written under another name and then moved, so that a reader never meets half of it.
    """
    path = folder / f"{name}.parquet"
    try:
        check(frame, name, table)
    except TableError as error:
        raise TableError(f"{path} was not written: {error}") from None
    half = path.with_suffix(".half")
    half.unlink(missing_ok=True)
    half.touch(mode=mode)
    frame.to_parquet(half, engine="pyarrow", compression="zstd", index=False)
    os.replace(half, path)
    return path


def private_folder(folder: Path) -> Path:
    """`folder/private`, made if missing, open to its owner only."""
    private = folder / "private"
    private.mkdir(parents=True, exist_ok=True)
    private.chmod(0o700)
    return private
