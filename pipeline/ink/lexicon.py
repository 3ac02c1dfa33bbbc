"""A misread word mended by the words that the report itself prints."""

from __future__ import annotations

import re
from collections import Counter
from importlib import resources

from rapidfuzz import process
from rapidfuzz.distance import Indel

SHORTEST = 4  # letters; a shorter word has too many neighbours
ALIKE = 0.82  # normalised similarity from which a printed word is meant
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]+")
COMMON = frozenset(resources.files("pipeline.ink").joinpath("common_words.txt").read_text("utf-8").split())  # students judge in these; reports seldom print them


def word_bag(texts: list[str]) -> Counter[str]:
    """How often a report prints each word of four letters or more, in lower case."""
    return Counter(word.casefold() for text in texts for word in _WORD.findall(text) if len(word) >= SHORTEST)


def mended(word: str, printed: Counter[str]) -> str:
    """`word`, or the printed word that it is a misreading of: one that the report repeats, when `word` is none itself."""
    core = word.strip(".,;:!?()[]\"'")
    folded = core.casefold()
    if len(core) < SHORTEST or folded in COMMON or printed[folded] or not re.search(r"[A-Za-z]", core):
        return word
    choices = [other for other, count in printed.items() if count >= 2 and abs(len(other) - len(core)) <= 2] + [c for c in COMMON if abs(len(c) - len(core)) <= 2]
    best = process.extractOne(folded, sorted(choices), scorer=Indel.normalized_similarity, score_cutoff=ALIKE)
    if best is None:
        return word
    meant = best[0].upper() if core.isupper() else best[0].capitalize() if core[0].isupper() else best[0]
    return word.replace(core, meant)
