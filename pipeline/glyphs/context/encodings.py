"""TeX's font encodings, as a stale /ToUnicode map prints them.

When a tablet rewrites a LaTeX report it splits each font in two. Glyphs whose names stand in the PDF standard's
MacRomanEncoding keep an honest map. The others are numbered from code 33 up, in the order in which the document first
uses them, while the old font's map, keyed by TeX's own codes, stays attached. So the i-th of them prints as whatever
TeX's encoding holds at code 33 + i. Encodings: OT1, OML, OMS and OMX after the TeXbook, appendix F; T1 after Cork.
"""

from __future__ import annotations

FIRST_CODE = 33

OMS = "OMS"  # CMSY: operators, relations, arrows
OML = "OML"  # CMMI: Greek and italic letters
OT1 = "OT1"  # CMR, and T1 (EC) fonts: Greek capitals, ligatures
OMX = "OMX"  # CMEX: big delimiters and operators

# What each family's stale map prints for the codes from 33 up ("\0" where the map is silent or prints a letter or digit,
# which could not be told from an honest one).
STALE: dict[str, str] = {
    OMS: "→↑↓↔↗↘≃⇐⇒⇑⇓⇔↖↙∝′∞∈∋△▽\u0338\0∀∃",
    OML: "ωεϑϖϱςφ↼↽⇀⇁\0\0▷◁",
    OT1: "!”#$%&",
    OMX: "!\"#$%&'()*+,-./0123456789:;<=>?@",
}
# T1 fonts differ from OT1 in one stale character that matters: code 34 is the straight double quote.
T1_STALE = '!"#'

# The glyphs that MacRomanEncoding lacks, hence the ones that get new codes.
TRUE: dict[str, str] = {
    OMS: "−×∗⋄∓⊕⊖⊗⊘⊙◦≍≡⊆⊇≤≥⪯⪰∼≈⊂⊃≪≫≺≻←→↑↓↔↗↘≃⇐⇒⇑⇓⇔↖↙∝′∞∈∋△▽\u0338∀∃∅ℜℑ⊤⊥ℵ∪∩⊎∧∨⊢⊣⌊⌋⌈⌉⟨⟩∥↕⇕≀√∇⊔⊓⊑⊒♣♢♡♠",
    OML: "αβγδϵζηθικλνξπρστυϕχψωεϑϖϱςφ⋆∂ℓ℘",
    OT1: "ΓΔΘΛΞΠΣΥΦΨΩ",
    OMX: "()[]{}⌊⌋⌈⌉⟨⟩|∥√∑∏∫⋃⋂⨁⨂",
}

# Variants of one letter that extractors and maps print differently.
SAME = str.maketrans({"∆": "Δ", "Ω": "Ω", "µ": "μ", "⋆": "⋆", "∘": "◦", "‖": "∥", "~": "∼"})
