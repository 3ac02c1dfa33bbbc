"""How likely a word is in what students write: English, the words of the course, and those of the report at hand.

English frequencies and pairs of words are those that the package `symspellpy` carries (Google Books n-grams and SCOWL).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from string import ascii_lowercase

UNKNOWN = math.log(2e-7)  # of a word that is in no list, before its letters are paid for
LETTER = math.log(0.22)  # of each letter of such a word
PAIRS = 0.4  # share of a word's probability that the word before it decides, where the pair is known
COURSE = 2e-4  # least probability of a word that students judge in
PRINTED, PRINTED_MOST = 1e-4, 2e-3  # of a word that the report prints once, and at most
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]+")
_COMMAND = re.compile(r"\\[A-Za-z]+|[_^]\{[^{}]*\}")
SINGLE = 2e-5  # of a single letter: a variable, the label of a part
START = ""  # stands for the word before the first


@dataclass(frozen=True, slots=True)
class English:
    """Log probabilities of words, the best word that begins with each prefix, and counts of pairs."""

    words: Mapping[str, float]
    prefixes: Mapping[str, float]
    pairs: Mapping[tuple[str, str], float]  # log P(second | first)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """English with words of its own: `extra` and `extra_prefixes` hold their log probabilities where these are higher."""

    english: English
    extra: Mapping[str, float] = field(default_factory=dict)
    extra_prefixes: Mapping[str, float] = field(default_factory=dict)

    def word(self, word: str, before: str = START) -> float:
        """Log probability of `word` (lower case) after `before`."""
        single = max(self.english.words.get(word, -math.inf), self.extra.get(word, -math.inf))
        if single == -math.inf:
            return UNKNOWN + LETTER * len(word)
        pair = self.english.pairs.get((before, word))
        if pair is None:
            return single + math.log(1 - PAIRS) if before else single
        return float(math.log(PAIRS * math.exp(pair) + (1 - PAIRS) * math.exp(single)))

    def prefix(self, start: str) -> float:
        """Log probability of the likeliest word that begins with `start`, or that of an unknown one."""
        known = max(self.english.prefixes.get(start, -math.inf), self.extra_prefixes.get(start, -math.inf))
        return max(known, UNKNOWN + LETTER * len(start))

    def knows(self, word: str) -> bool:
        """Whether `word` (lower case) is in one of the lists."""
        return word in self.english.words or word in self.extra

    def with_words(self, words: Mapping[str, float]) -> Lexicon:
        """The lexicon with the given words (lower case: probability) at least as likely as said."""
        extra, prefixes = dict(self.extra), dict(self.extra_prefixes)
        for word, probability in words.items():
            chance = math.log(probability)
            extra[word] = max(chance, extra.get(word, -math.inf))
            for end in range(1, len(word) + 1):
                start = word[:end]
                if prefixes.get(start, -math.inf) < chance:
                    prefixes[start] = chance
        return Lexicon(self.english, extra, prefixes)


def count_words(texts: Iterable[str]) -> Counter[str]:
    """How often texts hold each word of two letters or more (lower case); commands of formulas are no words."""
    return Counter(word.casefold().replace("’", "'") for text in texts for word in _WORD.findall(_COMMAND.sub(" ", text)))


def report_lexicon(printed: Mapping[str, int]) -> Lexicon:
    """English, the words that students judge in, and the words that a report prints (lower case: how often)."""
    course = {**{letter: SINGLE for letter in ascii_lowercase}, **{word: COURSE for word in _course_words()}}
    own = {word: min(PRINTED * count**0.7, PRINTED_MOST) for word, count in printed.items()}
    return Lexicon(english()).with_words({**course, **{w: max(p, course.get(w, 0.0)) for w, p in own.items()}})


@lru_cache(maxsize=1)
def english() -> English:
    """The frequencies of English words and pairs, loaded once a process."""
    folder = resources.files("symspellpy")
    counts = {word: int(count) for word, count in _rows(folder.joinpath("frequency_dictionary_en_82_765.txt").read_text("utf-8-sig"))}
    total = sum(counts.values())
    words = {word: math.log(count / total) for word, count in counts.items()}
    prefixes: dict[str, float] = {}
    for word, chance in words.items():
        for end in range(1, len(word) + 1):
            start = word[:end]
            if prefixes.get(start, -math.inf) < chance:
                prefixes[start] = chance
    rows = [(*pair.split(), int(count)) for pair, count in _rows(folder.joinpath("frequency_bigramdictionary_en_243_342.txt").read_text("utf-8-sig"))]
    firsts: dict[str, int] = {}
    for first, _, count in rows:
        firsts[first] = firsts.get(first, 0) + count
    return English(words, prefixes, {(first, second): math.log(count / firsts[first]) for first, second, count in rows})


def _rows(text: str) -> list[list[str]]:
    return [line.rsplit(maxsplit=1) for line in text.splitlines() if line.strip()]


@lru_cache(maxsize=1)
def _course_words() -> tuple[str, ...]:
    return tuple(resources.files("ocr").joinpath("course_words.txt").read_text("utf-8").split())
