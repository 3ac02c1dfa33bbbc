"""A misread word mended by the words that the report itself prints."""

from __future__ import annotations

import re
from collections import Counter

from rapidfuzz import process
from rapidfuzz.distance import Indel

SHORTEST = 4  # letters; a shorter word has too many neighbours
ALIKE = 0.82  # normalised similarity from which a printed word is meant
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]+")
COMMON = frozenset(
    "about added after also although always analyze another answer answered answers anyway arriving assignment associated because before "
    "better between both cannot clarified clear complete completely concept conceptual correct correctly could decided degradation derivation "
    "derivations describe detail detailed didn't does doesn't during either error errors especially even every everything exactly explain "
    "explained explains explanation follow formula found fully generally getting given giving going good great hallucinate hallucinated "
    "hallucination having helped here hint however idea incorrect instead interesting itself just know largely last like logic made makes "
    "many match matched mentioned mentions might missed missing mistake model more most much need needed nice notation often only other "
    "overall part perfect perfectly performed please poorly problem problems prompt prompted prompting proof proofs provide provided question "
    "questions quite rather reasoning really right same second seems shot should show showed shows since skipped small solution solutions solved "
    "some somehow staff statement step steps still summary sure that their them then there these they thing think this those though thought "
    "through time took tried typical understand understanding used using verbose verdict very want wanted well were what when where which while "
    "will with without work worked would wrong your".split()
)  # words of judging and telling that students write and reports seldom print


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
