"""How well a report's result tells its truth: F1 of turns, notes and verdicts, words of the print, formulas."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from rapidfuzz import fuzz

from pipeline.report import Record, Verdict
from pipeline.result import ReportResult
from tests.generator.truth import TrueNote, TrueTurn, Truth

T = TypeVar("T")
F = TypeVar("F")
TEX = {"frac", "sqrt", "sum"}
TURN_FLOOR, NOTE_FLOOR = 80.0, 60.0


def folded(text: str) -> str:
    """Letters and digits in lower case, single spaces between words."""
    return " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold()))


def squeezed(text: str) -> str:
    return folded(text).replace(" ", "")


def f1(hits: int, found: int, wanted: int) -> float:
    return 2 * hits / (found + wanted) if found or wanted else 1.0


def matched(true: Sequence[T], found: Sequence[F], alike: Callable[[T, F], float], floor: float) -> list[tuple[T, F]]:
    """Pairs of true and found items, best first, each used once."""
    scored = sorted(((alike(t, f), -i, -j) for i, t in enumerate(true) for j, f in enumerate(found)), reverse=True)
    pairs: list[tuple[T, F]] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for score, i, j in scored:
        if score >= floor and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            pairs.append((true[-i], found[-j]))
    return pairs


def turn_alike(turn: TrueTurn, record: Record) -> float:
    if turn.role != record.kind or turn.page != record.page_start:
        return 0.0
    wanted = squeezed(turn.starts)
    return fuzz.partial_ratio(wanted, squeezed(record.text)[: len(wanted) + 30])


def note_alike(note: TrueNote, record: Record) -> float:
    if abs(note.page - record.page_start) > 1:
        return 0.0
    return fuzz.ratio(squeezed(note.text), squeezed(record.text))


def turns_f1(truth: Truth, result: ReportResult) -> float:
    found = [record for record in result.records if record.kind in ("prompt", "response")]
    return f1(len(matched(truth.turns, found, turn_alike, TURN_FLOOR)), len(found), len(truth.turns))


def note_pairs(
    truth: Truth, result: ReportResult, channel: str | None = None
) -> tuple[list[tuple[TrueNote, Record]], list[TrueNote]]:
    """Notes that were found with their records, and all that were wanted (of one channel, if given)."""
    wanted = [note for note in truth.annotations if channel in (None, note.channel)]
    found = [record for record in result.records if record.kind == "annotation"]
    return matched(wanted, found, note_alike, NOTE_FLOOR), wanted


def notes_f1(truth: Truth, result: ReportResult) -> float:
    """F1 of the notes that are written in characters (ink is scored by its words)."""
    wanted = [note for note in truth.annotations if note.channel != "handwritten"]
    found = [r for r in result.records if r.kind == "annotation" and r.channel not in ("handwritten", "mark")]
    return f1(len(matched(wanted, found, note_alike, NOTE_FLOOR)), len(found), len(wanted))


def verdict_rows(verdicts: Iterable[Verdict]) -> set[tuple[str, str, str]]:
    return {(v.question, v.part or "", v.verdict) for v in verdicts}


def verdicts_f1(truth: Truth, result: ReportResult) -> float:
    wanted = {(v.question, v.part or "", v.verdict) for v in truth.verdicts}
    found = verdict_rows(result.verdicts)
    return f1(len(wanted & found), len(found), len(wanted))


def words_f1(wanted: Iterable[tuple[int, str]], found: Iterable[tuple[int, str]]) -> float:
    """F1 of the words of (page, text) pairs, page by page."""
    true, told = (
        Counter((page, word) for page, text in pairs for word in folded(text).split()) for pairs in (wanted, found)
    )
    return f1((true & told).total(), told.total(), true.total())


def words_recall(lines: dict[int, list[str]], result: ReportResult) -> float:
    """Share of the printed words (of three letters or more, formulas aside) that stand in the text of their page."""
    wanted, missing = 0, 0
    for page, shown in lines.items():
        words = Counter(folded(" ".join(shown)).split())
        found = Counter(folded(result.pages[page - 1].text).split())
        words = Counter({word: n for word, n in words.items() if re.fullmatch(r"[a-z]{3,}", word) and word not in TEX})
        wanted += words.total()
        missing += (words - found).total()
    return 1 - missing / wanted


def symbol_counts(text: str, symbols: str) -> Counter[str]:
    return Counter(char for char in text if char in symbols)


def formula_key(text: str) -> str:
    """A formula without its spaces and without braces around single characters."""
    return re.sub(r"\s+|\{(?=.\})|(?<=\{.)\}", "", text).replace("∑", "\\sum")


def formula_similarity(truth: Truth, result: ReportResult) -> float:
    """Mean similarity of each true formula to the best place for it in its page's text."""
    pages = {row.number: formula_key(row.text) for row in result.pages}
    scores = [
        max(fuzz.partial_ratio(formula_key(formula), pages.get(number, "")) for number in (page, page + 1))
        for page, formula in truth.formulas
        if len(formula_key(formula)) > 3
    ]
    return sum(scores) / len(scores) / 100
