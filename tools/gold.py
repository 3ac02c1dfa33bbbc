"""What people have read in real reports, which lie beside the project and never in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Gold:
    """One window of a report that a person has read (`GUIDE.md` beside it says how). `submission` is the report's folder."""

    name: str
    submission: str
    data: dict


def read_gold(folders: Sequence[Path]) -> Iterator[Gold]:
    for folder in folders:
        for path in sorted(folder.glob("*.json")):
            data = json.loads(path.read_text(encoding="utf-8"))
            yield Gold(path.stem, data["doc"].split("/")[0], data)
