"""How far a big glyph's ink reaches above and below its origin.

A page gives a glyph's advance, not its ink. For letters the difference does not matter; for the delimiters, operators and
radicals of math fonts it decides what stands inside them. The heights are those of the font metrics: Computer Modern's
extension font (cmex10.tfm; its glyphs hang from their origin) and KaTeX's size fonts; in other fonts those of the outlines
(`sized.py`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.report import Glyph

# Advance width (em) of each size of an extension-font glyph, with its depth (em) under the origin.
_PAREN = ((0.458, 1.2), (0.597, 1.8), (0.736, 2.4), (0.792, 3.0), (0.875, 1.8))
_BRACKET = ((0.417, 1.2), (0.472, 1.8), (0.528, 2.4), (0.583, 3.0), (0.667, 1.8))
_FLOOR = ((0.472, 1.2), (0.528, 1.8), (0.583, 2.4), (0.639, 3.0))
_BRACE = ((0.583, 1.2), (0.667, 1.8), (0.75, 2.4), (0.806, 3.0), (0.889, 0.9))
_ANGLE = ((0.472, 1.2), (0.611, 1.8), (0.75, 2.4), (0.806, 3.0))
_BAR = ((0.333, 0.6), (0.556, 0.6), (0.278, 0.6))
_SUM = ((1.056, 1.0), (1.444, 1.4))
_PRODUCT = ((0.944, 1.0), (1.278, 1.4))
_UNION = ((0.833, 1.0), (1.111, 1.4))
_CIRCLED = ((1.111, 1.0), (1.511, 1.4))
_INTEGRAL = ((0.472, 1.111), (0.556, 2.222))
_PIECE = ((0.875, 1.8), (0.667, 1.8))
_EXTENSION_FONT: dict[str, tuple[tuple[float, float], ...]] = {
    **dict.fromkeys("()", _PAREN),
    **dict.fromkeys("[]", _BRACKET),
    **dict.fromkeys("⌈⌉⌊⌋", _FLOOR),
    **dict.fromkeys("{}", _BRACE),
    **dict.fromkeys("⟨⟩〈〉", _ANGLE),
    **dict.fromkeys("|‖∥∣", _BAR),
    **dict.fromkeys("∑", _SUM),
    **dict.fromkeys("∏∐", _PRODUCT),
    **dict.fromkeys("⋃⋂⋁⋀⨄⨆", _UNION),
    **dict.fromkeys("⨁⨂⨀", _CIRCLED),
    **dict.fromkeys("∫∬∭∮", _INTEGRAL),
    **dict.fromkeys("⎛⎝⎞⎠⎡⎣⎤⎦", _PIECE),
    **dict.fromkeys("⎜⎟⎢⎥", ((0.875, 0.6), (0.667, 0.6))),
    **dict.fromkeys("⎧⎩⎫⎭", ((0.889, 0.9),)),
    **dict.fromkeys("⎨⎬", ((0.889, 1.8),)),
    **dict.fromkeys("⎪", ((0.889, 0.3),)),
    "√": ((1.0, 1.2),),
}
_KATEX_DELIMITER = {"1": (0.85, 0.35), "2": (1.15, 0.65), "3": (1.45, 0.95), "4": (1.75, 1.25)}
_KATEX_OPERATOR = {"1": (0.75, 0.25), "2": (1.05, 0.55), "3": (1.05, 0.55), "4": (1.05, 0.55)}
_KATEX_INTEGRAL = {"1": (0.805, 0.306), "2": (1.36, 0.862), "3": (1.36, 0.862), "4": (1.36, 0.862)}
_HANGING = re.compile(r"cmex|lmex|lmmathextension|eufex|txex|pxex|euex|mathex|zptmcmv|eusex", re.IGNORECASE)
_KATEX_SIZE = re.compile(r"KaTeX_Size([1-4])|MathJax_Size([1-4])|MJXTEX-S([1-4])|MJXZERO-S([1-4])", re.IGNORECASE)
_ORDINARY = (0.72, 0.22)
_DELIMITER = (0.75, 0.25)


@lru_cache(maxsize=4096)
def font_class(font: str) -> str:
    """ "hanging" for TeX extension fonts, "size1" to "size4" for KaTeX's and MathJax's, "surd" for CMSY, "" for others."""
    if _HANGING.search(font):
        return "hanging"
    match = _KATEX_SIZE.search(font)
    if match:
        return "size" + next(group for group in match.groups() if group)
    if re.search(r"cmsy|lmsy|lmmathsymbols", font, re.IGNORECASE):
        return "surd"
    return ""


def ink_extents(glyph: Glyph) -> tuple[float, float]:
    """Points of ink above and below the glyph's origin (below is positive when the ink goes under the baseline)."""
    text, em = glyph.text, glyph.size
    if glyph.ink is not None:
        return glyph.ink[0] * em, glyph.ink[1] * em
    kind = font_class(glyph.font)
    if kind == "hanging" and text in _EXTENSION_FONT:
        width = (glyph.box[2] - glyph.box[0]) / em if em else 0.0
        depth = min(_EXTENSION_FONT[text], key=lambda pair: abs(pair[0] - width))[1]
        return 0.0, depth * em
    if kind == "surd" and text == "√":
        return 0.04 * em, 0.96 * em
    if kind.startswith("size"):
        table = _KATEX_DELIMITER
        if text in "∫∬∭∮":
            table = _KATEX_INTEGRAL
        elif text in "∑∏∐⋃⋂⋁⋀⨁⨂⨀⨄⨆":
            table = _KATEX_OPERATOR
        top, bottom = table[kind[-1]]
        return top * em, bottom * em
    top, bottom = _DELIMITER if text in "()[]{}|∑∏∫√" else _ORDINARY
    return top * em, bottom * em
