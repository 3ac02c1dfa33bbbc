"""When two characters show the same: a name and a ToUnicode map that differ only so do not contradict each other."""

from __future__ import annotations

import unicodedata

_SAME = str.maketrans({
    "−": "-", "–": "-", "‐": "-", "\u00ad": "-", "∗": "*", "⋅": "·", "∙": "·", "∼": "~", "˜": "~", "ϵ": "ε", "φ": "ϕ", "∆": "Δ", "∑": "Σ", "∏": "Π",
    "‖": "∥", "µ": "μ", "Ω": "Ω", "ʼ": "'", "’": "'", "‘": "'", "`": "'", "′": "'", "ˆ": "^", "∣": "|", "⟨": "〈", "⟩": "〉", "\u00a0": " ", "⊤": "T",
    "¯": "ˉ", "¨": "¨", "◦": "∘", "⋆": "*", "∕": "/", "⁄": "/", "∖": "\\", "“": '"', "”": '"', "ℓ": "l", "⊥": "⟂", "␣": " ",
})  # fmt: skip


def same_symbol(one: str, other: str) -> bool:
    """Whether two texts show the same symbol: equal after compatibility folding, ligatures and look-alikes aside."""
    return one == other or _folded(one) == _folded(other)


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", text.translate(_SAME)).translate(_SAME)
    return unicodedata.normalize("NFKD", text).strip("\u0338 ") or text
