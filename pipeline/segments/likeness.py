"""Which part of an answer a text speaks of, by the words they share that the other parts do not have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from spacy.lang.en.stop_words import STOP_WORDS

SHARED = 2.0  # words of its own that a part must share with the text
AHEAD = 2.0  # times more than the next part
_WORD = re.compile(r"[^\W_]{3,}")
_QUOTED = re.compile(r"[“\"]([^“”\"]{8,160})[”\"]")


def likeliest(text: str, parts: Mapping[str, Sequence[str]]) -> str | None:
    """The part (key of `parts`, whose values are its lines) that `text` quotes, or with which alone it shares its rare
    words; None where no part stands out. A word counts by one over the number of parts that have it."""
    said = {part: " ".join(" ".join(lines).split()).casefold() for part, lines in parts.items()}
    quoted = {part for part, words in said.items() for quote in _QUOTED.findall(text) if " ".join(quote.split()).casefold() in words}
    if len(quoted) == 1:
        return quoted.pop()
    words = {part: _words(lines) for part, lines in said.items()}
    spread = Counter(word for known in words.values() for word in known)
    asked = _words(text)
    scores = sorted(((sum(1 / spread[w] for w in asked & known if 2 * spread[w] <= len(parts) + 1), part) for part, known in words.items()), reverse=True)
    if len(scores) < 2 or scores[0][0] < SHARED or scores[0][0] < AHEAD * scores[1][0]:
        return None
    return scores[0][1]


def shared(text: str, lines: Sequence[str]) -> float:
    """The share (0-1) of the words of `text` that `lines` have as well; 1 where it has none."""
    words = _words(text)
    return len(words & _words(" ".join(lines))) / len(words) if words else 1.0


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(text.casefold()) if word not in STOP_WORDS)
