"""Grades that need no sentence: "4/5", "Score: 70%", "B+", "3 out of 4 parts", "pass"."""

from __future__ import annotations

import re

RIGHT = 0.95  # share of the points from which an answer is right
WRONG = 0.2  # and up to which it is wrong
_NAMED = r"(?:(?:my|final|overall)\s+)?(?:score|grade|rating|mark|marks|points?|correctness|accuracy|result|verdict|evaluation|assessment)"
_SHARE = re.compile(
    rf"^\W*(?:{_NAMED}\s*(?:is|[:=–—-])\s*)?(?P<got>\d{{1,3}}(?:\.\d)?)\s*(?:(?:/|out of)\s*(?P<of>\d{{1,3}})(?:\s*(?:points?|pts|marks?|stars?))?"
    rf"|(?P<percent>%|percent))\s*(?P<rest>$|[.,;:!(–—-])", re.IGNORECASE)  # fmt: skip
_LETTER = re.compile(rf"^\W*{_NAMED}\s*(?:is|[:=–—-])\s*(?P<letter>[A-DF])(?:[+-]|\b)(?!\w)", re.IGNORECASE)
_PASS = re.compile(rf"^\W*(?:{_NAMED}\s*[:=–—-]\s*)?(?P<word>pass(?:ed)?|fail(?:ed)?)\W*$", re.IGNORECASE)
_NUMBERS = {word: n for n, word in enumerate(("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"))}
_COUNT = rf"\d{{1,2}}|{'|'.join(_NUMBERS)}"
_COUNTED = re.compile(
    rf"\b(?:got|gets|found|finds|has|answer\w*|solv\w+|correct\w*|right)\s+(?:only\s+|correctly\s+)?(?P<got>{_COUNT})\s+(?:out\s+)?of\s+(?:the\s+)?(?P<of>{_COUNT})\b"
    rf"|\b(?P<got2>{_COUNT})\s+(?:out\s+)?of\s+(?:the\s+)?(?P<of2>{_COUNT})(?:\s+\w+)?\s+(?:is|are|was|were)?\s*(?:correct|right)", re.IGNORECASE)  # fmt: skip


def grade(text: str) -> tuple[str, str] | None:
    """(verdict, the words that give it) of a text that is a grade or counts what was right; None for any other."""
    share = _SHARE.match(text)
    if share and (share["of"] or share["percent"]):
        return _verdict(float(share["got"]), float(share["of"] or 100), share[0])
    letter = _LETTER.match(text)
    if letter:
        return {"A": "correct", "F": "incorrect"}.get(letter["letter"].upper(), "partial"), letter[0]
    word = _PASS.match(text)
    if word:
        return "correct" if word["word"].lower().startswith("pass") else "incorrect", word[0]
    counted = _COUNTED.search(text)
    if counted:
        return _verdict(_number(counted["got"] or counted["got2"]), _number(counted["of"] or counted["of2"]), counted[0])
    return None


def _number(word: str) -> float:
    return float(word) if word.isdigit() else float(_NUMBERS[word.lower()])


def _verdict(got: float, of: float, words: str) -> tuple[str, str] | None:
    if not 0 <= got <= of or of == 0:
        return None
    return "correct" if got >= RIGHT * of else "incorrect" if got <= WRONG * of else "partial", words.strip()
