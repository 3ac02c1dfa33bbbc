"""When two readings of a glyph are the same printed sign in another code."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Code points of one printed sign: a file that uses one of them where the glyph's name suggests another does not lie.
_LOOK_ALIKE = (
    # dashes and minus; star, dot and ring operators; bars and slashes; brackets; quotation marks as typewriters have them
    "-−–‐‑‒—―\u00ad", "*∗⁎", "·⋅∙‧", "∘◦", "‖∥║", "|∣│⏐❘", "/∕⁄", "\\∖", "⟨〈", "⟩〉", "'’ʹ′ʼ", "`‘", '"”″',
    # an accent by itself and over a letter
    "~∼˜\u0303", "^ˆ\u0302", "¯ˉ‾\u0304", "´\u0301", "¨\u0308", "˙\u0307", "ˇ\u030c", "˘\u0306",
    # Greek letters and the signs made of them, in their two drawings
    "ϵε", "φϕɸ", "Δ∆", "∑Σ", "∏Π", "µμ",
    # shapes, and relations drawn straight or slanted
    "⊥⟂", "□◻☐", "■◼▪", "◯\u20dd○", "★⋆", "▷⊳", "◁⊲", "⪯≼", "⪰≽", "⩽≤", "⩾≥",
)  # fmt: skip
# Signs of their own, whatever letter or digit Unicode calls them compatible with.
_OWN = frozenset("ϑϖϱϐϰϴℓℜℑℵℶℷℸ℘ℏª²³¹º⁰ⁱⁿ₀ⱼ") | {chr(code) for code in (*range(0x2074, 0x209D),)}


@lru_cache(maxsize=65536)
def same_text(one: str, two: str) -> bool:
    """Whether two readings stand for the same printed sign (compatibility forms, look-alike code points, white space)."""
    return one == two or _folded(one) == _folded(two)


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    table = _table()
    plain = "".join(c if c in _OWN else unicodedata.normalize("NFKC", table.get(c, c)) for c in text)
    plain = "".join(table.get(c, c) for c in plain)
    return " " if plain.isspace() else plain


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    return {member: group[0] for group in reversed(_LOOK_ALIKE) for member in group}
