"""Words of judging that are misspelled: people mistype them, and handwriting is misread."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz.distance import OSA

JUDGING = ("correct", "correctly", "incorrect", "incorrectly")
SHORTEST = 6  # letters of a misspelled word
_EDGES = ".,;:!?()[]\"'"


@cache
def spelled(word: str) -> str:
    """A word of judging as it is spelled, where one letter is wrong, missing, doubled or in its neighbour's place ("corect");
    any other word as it is."""
    bare = word.strip(_EDGES).casefold()
    if len(bare) < SHORTEST or bare.startswith(JUDGING):
        return word
    meant = next((right for right in JUDGING if OSA.distance(bare, right, score_cutoff=1) == 1), None)
    return re.sub(re.escape(bare), meant, word, flags=re.IGNORECASE) if meant else word
