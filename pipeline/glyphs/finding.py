"""What has been found out about a glyph."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What a glyph shows. `method` and `evidence` are None where nothing contradicts the file's own text.

    An unresolved glyph keeps its raw text; one with `evidence` is flagged because its witnesses contradict each other.
    """

    text: str
    method: str | None = None
    evidence: str | None = None
    confidence: float = 1.0
    unresolved: bool = False
