"""What a remark judges, weighed: the rules of judging (`pipeline.verdicts.language`) beside a model of many voices.

The model reads remarks as n-grams (learned from invented remarks); a second layer weighs what it says of the whole and of
each sentence against what the rules found. The layer is fitted to invented remarks with the writer left out, and to notes
that people have read, of which the project holds nothing but these numbers (`tools/train_judging.py`).
"""

from __future__ import annotations

import re

_SYMBOLS = re.compile(r"\S*[=∑∂∇∏∫√_^{}\\+×≤≥∈∥‖→ˆ]\S*")
_BLANKS = re.compile(r"\s+")


def plain(text: str) -> str:
    """A remark without its formulas, which judge nothing."""
    return _BLANKS.sub(" ", _SYMBOLS.sub(" ", text)).strip()
