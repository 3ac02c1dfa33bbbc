"""Which files of a folder are reports, in a stable order, with their digests and titles."""

from __future__ import annotations

import csv
import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.result import Source

TRANSCRIPT_PAGE = re.compile(rb"^\s*--- Page \d+ ---", re.MULTILINE)
TRANSCRIPT_HEAD = 4096  # bytes in which a transcript shows its first page


class ManifestError(ValueError):
    """The manifest cannot be used: no such columns, or no CSV in UTF-8."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that could not even be opened to take its digest. `file` is relative to the input."""

    file: str
    problem: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a folder holds. `copies` are (copy, original) with the same bytes: only the original is read."""

    sources: tuple[Source, ...]
    copies: tuple[tuple[Source, Source], ...] = ()
    unreadable: tuple[Unreadable, ...] = ()


def discover(given: Path, leave_out: Path | None = None) -> Found:
    """Every .pdf (any case) and every .txt transcript under a folder, or the one file given, in order of path.

    Hidden files and folders are skipped, and the folder `leave_out` (where the run writes). A .txt is a transcript if its
    head holds a line "--- Page N ---".
    """
    root = given if given.is_dir() else given.parent
    sources: dict[str, Source] = {}
    copies, unreadable = [], []
    for path in sorted(_candidates(given, leave_out), key=lambda path: path.relative_to(root).as_posix()):
        try:
            digest = _sha256(path)
        except OSError as error:
            unreadable.append(Unreadable(path.relative_to(root).as_posix(), error.strerror or "cannot be read"))
            continue
        source = Source(path, root, digest, _submission(path, root))
        if digest in sources:
            copies.append((source, sources[digest]))
        else:
            sources[digest] = source
    return Found(tuple(sources.values()), tuple(copies), tuple(unreadable))


def with_titles(sources: tuple[Source, ...], manifest: dict[str, str]) -> tuple[Source, ...]:
    """The sources with the titles that a manifest (see `read_manifest`) gives them.

    A row fits by its path relative to the input; else by the end of that path, else by the file's name alone, as long as
    only one row of the manifest fits so. Case and Unicode form do not matter.
    """
    return tuple(replace(source, manifest_title=_title(source, manifest)) for source in sources)


def read_manifest(path: Path) -> dict[str, str]:
    """A CSV with the columns `file` and `title` (others are ignored) as {folded path: title}. Raises ManifestError."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            names = {str(name).strip().casefold(): name for name in rows.fieldnames or ()}
            if not {"file", "title"} <= names.keys():
                raise ManifestError(f"{path} needs the columns file and title; it has {', '.join(names) or 'none'}")
            pairs = [(row[names["file"]] or "", row[names["title"]] or "") for row in rows]
    except (UnicodeDecodeError, csv.Error) as error:
        raise ManifestError(f"{path} is not a CSV file in UTF-8: {error}") from None
    return {_folded(file): title.strip() for file, title in pairs if file.strip() and title.strip()}


def _candidates(given: Path, leave_out: Path | None) -> Iterator[Path]:
    if given.is_file():
        yield given
        return
    skipped = leave_out.resolve() if leave_out else None
    for top, folders, files in os.walk(given):
        folder = Path(top)
        folders[:] = [name for name in folders if not name.startswith(".") and (folder / name).resolve() != skipped]
        yield from (folder / name for name in files if not name.startswith(".") and _is_report(folder / name))


def _is_report(path: Path) -> bool:
    if not (path.is_file() or path.is_symlink()):  # a pipe would never end; a broken link is told of
        return False
    suffix = path.suffix.casefold()
    return suffix == ".pdf" or (suffix == ".txt" and _is_transcript(path))


def _is_transcript(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return bool(TRANSCRIPT_PAGE.search(file.read(TRANSCRIPT_HEAD)))
    except OSError:
        return False


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _submission(path: Path, root: Path) -> str:
    folder = path.parent.relative_to(root).as_posix()
    return path.stem if folder == "." else folder


def _title(source: Source, manifest: dict[str, str]) -> str | None:
    wanted = _folded(source.relative)
    if wanted in manifest:
        return manifest[wanted]
    name = wanted.rsplit("/", 1)[-1]
    for fits in (
        [key for key in manifest if key.endswith(f"/{wanted}") or wanted.endswith(f"/{key}")],
        [key for key in manifest if key.rsplit("/", 1)[-1] == name],
    ):
        if len(fits) == 1:
            return manifest[fits[0]]
    return None


def _folded(path: str) -> str:
    parts = [part for part in re.split(r"[/\\]", unicodedata.normalize("NFC", path.strip()).casefold()) if part not in ("", ".")]
    return "/".join(parts)
