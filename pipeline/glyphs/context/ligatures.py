"""Words that lost a ligature: `di!erent` is different, `e"cient` is efficient.

Text fonts that were rewritten number their ligatures ff, ffi, ffl from code 33 up, which prints as `!`, `"` (or a curly
quote), `#` inside words. fi and fl keep their codes, MacRomanEncoding has them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pipeline.glyphs.context.encodings import OT1
from pipeline.glyphs.context.fixes import Fix
from pipeline.report import Layout

LIGATURES = ("ff", "ffi", "ffl")
_MARKS = '!"”#$%&'
_BROKEN = re.compile(rf"(?<![^\W\d_])([^\W\d_]*)([{re.escape(_MARKS)}])([^\W\d_]*)")
_PROVED, _BY_STYLE = 0.97, 0.75


def find_ligatures(pages: Sequence[Layout], skip: frozenset[str] = frozenset()) -> list[Fix]:
    """A fix for each word that a ligature completes. Lines whose `source` is in `skip` are left out."""
    fixes: list[Fix] = []
    unknown: list[tuple[int, int, int, str, str]] = []
    for page, layout in enumerate(pages):
        for number, line in enumerate(layout.lines):
            if line.source in skip:
                continue
            for found in _BROKEN.finditer(line.text):
                before, mark, after = found.groups()
                if not before or not after and not _word_end(before, line.text, found.end()):
                    continue
                place = (page, number, found.start(2))
                fitting = [ligature for ligature in LIGATURES if is_word(before + ligature + after)]
                if len(fitting) == 1:
                    word = before + fitting[0] + after
                    fixes.append(Fix(*place, mark, fitting[0], _PROVED, OT1, f"completes the word {word.lower()}"))
                elif before.islower() and after.islower() and len(before + after) > 3:
                    unknown.append((*place, mark, before + "?" + after))
    return fixes + _by_style(fixes, unknown)


def _word_end(before: str, text: str, end: int) -> bool:
    """Whether letters and a mark can be a word that ends in a ligature (`trade-o!`): no word ends so without it."""
    return before.lower() in _HEADLESS and not text[end : end + 1].isalnum()


def _by_style(fixes: Sequence[Fix], unknown: Sequence[tuple[int, int, int, str, str]]) -> list[Fix]:
    """Words that no stem explains follow the reading that the same mark has in most other words of the report."""
    votes: dict[str, Counter[str]] = {}
    for fix in fixes:
        votes.setdefault(fix.raw, Counter())[fix.text] += 1
    found = []
    for page, line, column, mark, _ in unknown:
        if mark not in votes:
            continue
        ligature, count = votes[mark].most_common(1)[0]
        share = count / votes[mark].total()
        if count >= 3 and share > 0.5:
            evidence = f"reads so in {count} other words; the word itself is not known"
            found.append(Fix(page, line, column, mark, ligature, round(_BY_STYLE * share, 2), OT1, evidence))
    return found


def is_word(word: str) -> bool:
    """Whether the word begins with, or (behind a prefix such as `in` or `pre`) holds, a known stem."""
    stems, whole = _stems()
    word = word.lower()
    if word in whole:
        return True
    return any(word.startswith(prefix + stem) for prefix in _PREFIXES for stem in stems)


_PREFIXES = (
    "",
    "in",
    "un",
    "re",
    "pre",
    "non",
    "in",
    "co",
    "over",
    "multi",
    "sub",
    "dis",
    "de",
    "self",
    "equi",
    "auto",
)
_HEADLESS = frozenset(
    [
        "o",
        "cuto",
        "tradeo",
        "payo",
        "sta",
        "stu",
        "sti",
        "di",
        "takeo",
        "falloff",
        "dropo",
        "spino",
        "turno",
        "backo",
        "hando",
        "rollo",
        "cli",
        "sheri",
        "tari",
    ]
)


@cache
def _stems() -> tuple[tuple[str, ...], frozenset[str]]:
    lines = Path(__file__).with_name("ligature_stems.txt").read_text(encoding="utf-8").splitlines()
    tokens = [token for line in lines if not line.startswith("#") for token in line.split()]
    stems = tuple(token for token in tokens if not token.endswith("="))
    return stems, frozenset(token.rstrip("=") for token in tokens)
