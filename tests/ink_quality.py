"""How well handwriting is read, measured on notes that a person has read: beside the tablet's layer, and word by word."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pandas as pd

from tests.pipeline.score import folded, words_f1

BANDS = 10


@dataclass(frozen=True, slots=True)
class InkScore:
    """F1 of the handwritten words of one report, as read here and as its invisible layer alone tells (None without one)."""

    read: float
    layer: float | None


@dataclass(frozen=True, slots=True)
class Band:
    """The words whose confidence lies in one band: how many, their mean confidence, and the share that is right."""

    words: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Truth:
    """The handwritten words that a person reads on a page, each to be found once; words are runs of letters and digits."""

    wanted: Counter[str]

    @classmethod
    def of(cls, gold: dict, page: int) -> Truth:
        notes = [note["text"] for note in gold["annotations"] if note["page"] == page and note["channel"] == "handwritten"]
        return cls(Counter(word for text in notes for word in folded(text).split()))

    def holds(self, text: str) -> bool | None:
        """Whether all words of `text` are among those still to be found (they are then found); None for a text without words."""
        words = Counter(folded(text).split())
        if not words:
            return None
        held = words <= self.wanted
        if held:
            self.wanted.subtract(words)
        return held


def golds(shared: Path) -> Iterator[tuple[str, dict]]:
    """Gold documents that hold handwriting, with their report ids."""
    for path in sorted((shared / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if any(note["channel"] == "handwritten" for note in gold["annotations"]):
            yield sha256((shared / "corpus" / gold["doc"]).read_bytes()).hexdigest()[:12], gold


def ink_scores(shared: Path, tables: Path) -> list[InkScore]:
    """One score a report."""
    records, hidden = (pd.read_parquet(tables / f"{name}.parquet") for name in ("records", "hidden_text"))
    scores = []
    for report, gold in golds(shared):
        first, last = gold["pages"]
        wanted = [(note["page"], note["text"]) for note in gold["annotations"] if note["channel"] == "handwritten"]
        notes = records[(records["report_id"] == report) & (records["channel"] == "handwritten") & records["page_start"].between(first, last)]
        layer = hidden[(hidden["report_id"] == report) & (hidden["reason"] == "invisible layer") & hidden["page"].between(first, last)]
        told = words_f1(wanted, list(zip(layer["page"], layer["text"], strict=True))) if len(layer) else None
        scores.append(InkScore(words_f1(wanted, list(zip(notes["page_start"], notes["text"], strict=True))), told))
    return scores


def reliability(shared: Path, tables: Path) -> list[Band | None]:
    """Confidence against truth in bands of a tenth, None for a band without words. A word is right where a person reads
    it on the same page."""
    records, words = (pd.read_parquet(tables / f"{name}.parquet") for name in ("records", "ocr_words"))
    written = words[words["record_id"].isin(records.loc[records["channel"] == "handwritten", "record_id"])]
    bands: list[list[tuple[float, bool]]] = [[] for _ in range(BANDS)]
    for report, gold in golds(shared):
        first, last = gold["pages"]
        for page in range(first, last + 1):
            truth = Truth.of(gold, page)
            own = written[(written["report_id"] == report) & (written["page"] == page)]
            for text, confidence in zip(own["corrected"], own["confidence"], strict=True):
                right = truth.holds(text)
                if right is not None:
                    bands[min(BANDS - 1, int(confidence * BANDS))].append((confidence, right))
    return [Band(len(b), sum(c for c, _ in b) / len(b), sum(r for _, r in b) / len(b)) if b else None for b in bands]


def false_notes(tables: Path) -> tuple[int, int]:
    """Reports on whose pages no pen stroke stands, and the handwritten records that they have all the same."""
    pages, records = (pd.read_parquet(tables / f"{name}.parquet") for name in ("pages", "records"))
    strokes = pages.groupby("report_id")["n_ink_strokes"].sum()
    clean = set(strokes[strokes == 0].index)
    return len(clean), int((records["report_id"].isin(clean) & (records["channel"] == "handwritten")).sum())
