"""Which words belong to which question of a homework, as the reports of a run (and the assignments) tell.

A report that states its questions is a witness for one that does not: a prompt whose number is cropped away still quotes
the question's words. No report is a witness of itself.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from spacy.lang.en.stop_words import STOP_WORDS

from pipeline.report import Record

SMOOTHING = 0.3  # of a count of reports
LEAST, MOST = -1.0, 2.0  # log odds that a single word may give
PRIVATE = 0o600  # submissions may be named after students
DAMPING = 5.0  # words added to a text's length, so that short texts tell little
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Witness:
    """What one submission tells of a homework: the words of each question that it states. `weight` counts it as so many reports."""

    submission: str
    homework: int
    words: Mapping[str, frozenset[str]]
    weight: int = 1


@dataclass(frozen=True, slots=True)
class KnownHomework:
    """How many reports have each word in each question: `counts` by question and word, `reports` by question."""

    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    reports: Mapping[str, int] = field(default_factory=dict)

    def likeness(self, words: frozenset[str]) -> dict[str, float]:
        """For each question, how much likelier its reports use `words` than those of the other questions (mean log odds,
        scaled by the root of the number of words)."""
        whole = sum(self.reports.values())
        used: Counter[str] = Counter()
        for counts in self.counts.values():
            used.update(counts)
        known = [word for word in sorted(words) if word in used]
        return {question: sum(_odds(counts.get(word, 0), self.reports[question], used[word], whole) for word in known) / math.sqrt(len(words) + DAMPING)
                for question, counts in self.counts.items()}  # fmt: skip


def _odds(here: int, reports: int, all_used: int, whole: int) -> float:
    """The log odds of a word in a question against the other questions."""
    inside = (here + SMOOTHING) / (reports + 1)
    outside = (all_used - here + SMOOTHING) / (whole - reports + 1)
    return max(LEAST, min(MOST, math.log(inside / outside)))


def telling_words(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(text.casefold()) if word not in STOP_WORDS)


def witness_of(submission: str, homework: int | None, records: Iterable[Record]) -> Witness | None:
    """What a report tells where it states the question; None for one without a homework's number or any stated question."""
    if homework is None:
        return None
    found: dict[str, set[str]] = defaultdict(set)
    for record in records:
        if record.stated and record.question:
            found[record.question] |= telling_words(record.text)
    return Witness(submission, homework, {question: frozenset(words) for question, words in found.items()}) if found else None


def known_homework(witnesses: Iterable[Witness], homework: int | None, without: str) -> KnownHomework:
    """What the witnesses of a homework know together, the submission `without` left out. The files of one submission count once."""
    if homework is None:
        return KnownHomework()
    joined: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    weights: dict[str, int] = {}
    for witness in witnesses:
        if witness.homework == homework and witness.submission != without:
            weights[witness.submission] = witness.weight
            for question, words in witness.words.items():
                joined[question][witness.submission] |= words
    counts: dict[str, Counter[str]] = {}
    for question, told in joined.items():
        counts[question] = Counter()
        for submission, words in told.items():
            counts[question].update({word: weights[submission] for word in words})
    return KnownHomework(counts, {question: sum(weights[submission] for submission in told) for question, told in joined.items()})


def with_new(earlier: Iterable[Witness], new: Iterable[Witness]) -> tuple[Witness, ...]:
    """The witnesses of earlier runs and of this one, which takes the place of what its submissions said before."""
    found = tuple(new)
    here = {witness.submission for witness in found}
    return (*(witness for witness in earlier if witness.submission not in here), *found)


def save_bank(witnesses: Iterable[Witness], path: Path) -> None:
    """Write witnesses as JSON, the same bytes whatever their order."""
    rows = sorted(
        ({"submission": w.submission, "homework": w.homework, "weight": w.weight, "words": {q: sorted(words) for q, words in sorted(w.words.items())}} for w in witnesses),
        key=lambda row: (row["submission"], row["homework"], json.dumps(row["words"])))  # fmt: skip
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    path.chmod(PRIVATE)


def load_bank(path: Path) -> tuple[Witness, ...]:
    """The witnesses of a bank; none where there is no file. Raises ValueError for a file that is no bank."""
    if not path.is_file():
        return ()
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return tuple(Witness(row["submission"], int(row["homework"]), {q: frozenset(words) for q, words in row["words"].items()}, int(row["weight"])) for row in rows)
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{path} is no homework bank: {error}") from error
