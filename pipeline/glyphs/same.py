"""When two readings of a glyph are the same character in another code."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Code points that name one printed sign. A file that uses one where a glyph's name suggests the other does not lie.
_SETS = (
    "-−–‐‑‒—―⁃­─", "*∗＊⁎", "·⋅∙•‧․・∘◦○◌˚°", "~∼˜〜～∽", "ϵε∊ɛ∈є", "φϕɸ", "Δ∆△▵", "∑Σ", "∏Π", "Ω℧Ω", "µμ", "‖∥║", "|∣│ǀ⏐❘ǁ", "'’ʹ′`‘ʼ", '"”“″',
    "/∕⁄", "\\∖⧵", "⟨〈〈‹<", "⟩〉〉›>", "¯ˉ‾̄", "^ˆ̂", "∅ø⌀Ø", "ϑθ", "ϱρ", "ϖω", "ςσ", "⊤⟙T", "⊥⟂", "□◻☐", "■◼▪", "◯⃝○", "√✓", "⇒⟹", "→⟶",
    "ıi", "ȷj", "…⋯", "≪«", "≫»", "∣|", "⟂⊥", ",‚", "đð", "⪯≼", "⪰≽", "⩽≤", "⩾≥", "★⋆☆", "▷⊳▹", "◁⊲◃", "ℓl", "ϰκ", "ϒΥ",
)  # fmt: skip
# Pairs above that are only alike to the eye of a careless encoder are kept apart here: they are different signs.
_APART = ("∈", "√", "✓", "<", ">", "⊤", "ω", "l", "ℓ", "■", "°", "○")


@lru_cache(maxsize=65536)
def same_text(one: str, two: str) -> bool:
    """Whether two readings stand for the same printed sign (compatibility forms, look-alike code points, white space)."""
    return one == two or _folded(one) == _folded(two)


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    table = _table()
    plain = unicodedata.normalize("NFKC", "".join(table.get(c, c) for c in text))
    plain = "".join(table.get(c, c) for c in plain)
    return " " if plain.isspace() else plain


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for group in _SETS:
        members = [c for c in group if c not in _APART]
        for member in members:
            table.setdefault(member, table.get(members[0], members[0]))
    return table
