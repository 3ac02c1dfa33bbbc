"""What a person reads in a generated report: the value that a program's tables are scored against."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class TrueTurn:
    role: str  # prompt | response
    page: int
    starts: str  # its first words
    question: str | None = None


@dataclass(frozen=True)
class TrueNote:
    page: int
    channel: str  # typed | handwritten | freetext | popup | highlight | mark
    text: str
    question: str | None = None
    part: str | None = None
    verdict: str | None = None  # correct | partial | incorrect


@dataclass(frozen=True)
class TrueVerdict:
    question: str
    part: str | None
    verdict: str
    one_shot: bool | None = None
    page: int = 1


@dataclass(frozen=True)
class Hidden:
    """Text that the file holds and nobody sees."""

    page: int
    text: str
    reason: str  # as Glyph.hidden says it


@dataclass
class Truth:
    """Everything that one document shows, in reading order. `page_text` holds the print without its notes."""

    family: str
    meta: dict[str, str | int | None]
    author_tokens: list[str]
    turns: list[TrueTurn] = field(default_factory=list)
    annotations: list[TrueNote] = field(default_factory=list)
    verdicts: list[TrueVerdict] = field(default_factory=list)
    formulas: list[tuple[int, str]] = field(default_factory=list)  # page, LaTeX-like text
    page_text: dict[int, list[str]] = field(default_factory=dict)  # lines
    picture_text: dict[int, list[str]] = field(default_factory=dict)  # lines that only a picture shows
    hidden: list[Hidden] = field(default_factory=list)
    traps: list[str] = field(default_factory=list)

    def print_line(self, page: int, text: str) -> None:
        self.page_text.setdefault(page, []).append(text)

    def as_json(self, doc: str, n_pages: int) -> dict:
        """The shape of a hand-made gold file, and after it what only a generator knows."""
        return {"doc": doc, "pages": [1, n_pages]} | asdict(self)


@dataclass(frozen=True)
class Document:
    """One generated file: where it goes, its bytes, and its truth. `title` is its line in a manifest."""

    path: str
    data: bytes
    truth: Truth
    title: str
    n_pages: int


def first_words(text: str, count: int = 10) -> str:
    """The opening of what was said, from its first plain words on."""
    words = text.split()
    start = next((i for i, word in enumerate(words) if re.fullmatch(r"[A-Za-z][A-Za-z’',.:-]+", word)), 0)
    return " ".join(words[start : start + count])
