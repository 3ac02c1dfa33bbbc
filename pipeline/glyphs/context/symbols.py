"""Stale symbols of CMSY, CMMI and (Greek capitals) CMR fonts, found in lines and decoded together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.glyphs.context.cues import cues_of
from pipeline.glyphs.context.decode import FONTS, FONTS_OF_CAPITALS, FONTS_OF_LETTERS, HABITS, HABITS_OF_LETTERS, decode
from pipeline.glyphs.context.encodings import OML, OMS, OT1, STALE, TRUE
from pipeline.glyphs.context.fixes import Fix
from pipeline.glyphs.context.neighbours import GREEK, SYMBOLS, Neighbours, neighbours, unread, words_of
from pipeline.glyphs.context.profiles import Profiles
from pipeline.report import Layout

_LEAST = 0.5  # probability of a reading below which a character is left as it is and flagged
_FONTS = {OMS: FONTS, OML: FONTS_OF_LETTERS, OT1: FONTS_OF_CAPITALS}
# Share of readings that are right, by the probability that the model gives them: measured on honest reports garbled in the
# tablet's way, the counts of neighbours taken from the other reports. Context alone never makes a reading surer than 0.9.
_PROBABILITY = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)
_RIGHT = {
    OMS: (0.33, 0.36, 0.7, 0.84, 0.88, 0.89, 0.9, 0.9),
    OML: (0.4, 0.5, 0.8, 0.84, 0.86, 0.88, 0.9, 0.9),
    OT1: (0.3, 0.5, 0.7, 0.85, 0.86, 0.87, 0.89, 0.9),
}
_BEFORE_LETTER = re.compile(r"(?:^|[\s(\[{=|+,]|[\s(=][A-Z])$")
_AFTER_WORD = re.compile(r"(?:[A-Za-z]{2}|[a-z]|[\d)\]”\"'’.!?])$")  # what English puts before such a mark
_IN_FORMULA, _ON = re.compile(r"[\d)\]]$"), re.compile(r"[A-Za-z\d(]")
_AFTER_LETTER = re.compile(r"[A-Za-z(_^|,)=]| ?[(=∈]")
_IN_FORMULAS = SYMBOLS | GREEK | {"†"}
_LETTER = re.compile(r"[A-Z(]|[a-z](?![a-z]{2})")
_QUOTED = re.compile(r"[A-Za-z][a-z]{3}")
_SUBSCRIPTED, _INDEX = re.compile(r"[A-Z][a-z]$"), re.compile(r"\d|[a-z](?![a-z]{2})")
_IN_PRODUCT, _COUNTED = re.compile(r"[A-Z(]$"), re.compile(r"\s?\d|[a-z]{2}|$")  # not `#2` or `#params`
_GAP = 1  # codes of a font that a transcript may lack (a page left out) before the font counts as ended


Place = tuple[int, int, int]  # index of the page, line, column


@dataclass(frozen=True, slots=True)
class Reading:
    """What one family's stale characters read as, and the log-likelihood ratio against reading them as they are."""

    fixes: tuple[Fix, ...]
    gain: float
    n_codes: int


def read_symbols(
    pages: Sequence[Layout], family: str, profiles: Profiles, skip: frozenset[str] = frozenset(), known: Mapping[Place, str] | None = None
) -> Reading:
    """Decode the stale characters of `family` (OMS, OML or OT1) on the pages; lines whose `source` is in `skip` are left out.

    `known` are symbols (by page index, line and column) that were read before, as neighbours of others.
    """
    places, seen = _occurrences(pages, family, skip, known or {})
    stale = _codes_in_use(STALE[family], seen)
    if not stale:
        return Reading((), 0.0, 0)
    text = "\n".join(page.text for page in pages)
    order = {place: i for i, place in enumerate(sorted(place for at in places.values() for place in at))}
    positions = {char: [order[place] for place in at] for char, at in places.items()}
    on_page = {char: [page for page, _, _ in at] for char, at in places.items()}
    page_cues = {index: cues_of(page.text) for index, page in enumerate(pages)}
    habits = HABITS_OF_LETTERS if family == OML else HABITS
    decoding = decode(stale, seen, positions, on_page, TRUE[family], _FONTS[family], profiles, cues_of(text), page_cues, habits)
    fixes = [
        _fix(place, char, shares, family)
        for char in stale
        if char in decoding.readings
        for place, shares in zip(places[char], decoding.readings[char], strict=True)
    ]
    return Reading(tuple(fix for fix in fixes if fix is not None), decoding.gain, len(stale))


def _fix(place: Place, char: str, shares: Mapping[str, float], family: str) -> Fix | None:
    ranked = sorted(shares.items(), key=lambda item: (-item[1], item[0]))
    text, probability = ranked[0]
    others = ", ".join(f"{other} {share:.2f}" for other, share in ranked[1:3] if share >= 0.01)
    confidence = round(float(np.interp(probability, _PROBABILITY, _RIGHT[family])), 4)
    if text == char or probability < _LEAST:
        evidence = f"ambiguous: {text} {probability:.2f}" + (f", {others}" if others else "")
        return Fix(*place, char, char, 0.0, family, evidence)
    evidence = "neighbours and the order of codes" + (f"; else {others}" if others else "")
    return Fix(*place, char, text, confidence, family, evidence)


def _occurrences(
    pages: Sequence[Layout], family: str, skip: frozenset[str], known: Mapping[Place, str]
) -> tuple[dict[str, list[Place]], dict[str, list[Neighbours]]]:
    words = words_of(line.text for page in pages for line in page.lines)
    wanted = frozenset(STALE[family]) - {"\0"}
    places: dict[str, list[Place]] = defaultdict(list)
    seen: dict[str, list[Neighbours]] = defaultdict(list)
    for index, page in enumerate(pages):
        rows = [(i, line.text) for i, line in enumerate(page.lines) if line.source not in skip]
        texts = [text for _, text in rows]
        read = ["".join(known.get((index, number, column), char) for column, char in enumerate(unread(text))) for number, text in rows]
        for row, (number, text) in enumerate(rows):
            for column, char in enumerate(text):
                if char in wanted and (family != OT1 or is_misplaced(text, column)):
                    places[char].append((index, number, column))
                    seen[char].append(neighbours(texts, row, column, words, read))
    return places, seen


def is_misplaced(text: str, column: int) -> bool:
    """Whether a mark stands where a letter of a formula would, and not where English puts an exclamation mark or a quote."""
    mark, before, after = text[column], text[:column], text[column + 1 :]
    if before[-1:] in _IN_FORMULAS and _LETTER.match(after) or mark != "#" and after[:1] in _IN_FORMULAS:
        return True
    if mark in "”\"" and (before.count("“") > before.count("”") or '"' in before + after or _QUOTED.match(after)):
        return False
    if mark not in "!”":
        letter = _BEFORE_LETTER.search(before) and _AFTER_LETTER.match(after) or _IN_PRODUCT.search(before)
        return bool(letter and not _COUNTED.match(after))
    if _IN_FORMULA.search(before) and _ON.match(after) or _SUBSCRIPTED.search(before) and _INDEX.match(after):
        return True
    in_word = before[-1:].islower() and after[:1].islower()  # a ligature's place
    alone = text.strip() == mark  # a piece of a big delimiter
    return not (in_word or alone or _AFTER_WORD.search(before) or after.startswith("="))


def _codes_in_use(stale: str, seen: Mapping[str, Sequence[Neighbours]]) -> dict[str, int]:
    """The stale characters with their codes (from 0), up to the first gap."""
    used: dict[str, int] = {}
    missing = 0
    for code, char in enumerate(stale):
        if char in seen:
            used[char] = code
            missing = 0
        elif char != "\0":
            missing += 1
            if missing > _GAP:
                break
    return used
