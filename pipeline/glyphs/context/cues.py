"""Words of a report that speak for a symbol: who writes "singular values" is likely to write sigma."""

from __future__ import annotations

import math
import re

# Symbol -> stems of words (lower case). General usage in mathematics and machine learning.
_WORDS: dict[str, str] = {
    "∂": "gradient derivativ differentiat backprop jacobian partial",
    "∇": "gradient nabla descent",
    "σ": "singular svd rank sigmoid varianc gaussian sigma deviation",
    "λ": "eigenval lambda regulariz ridge lagrang spectral",
    "θ": "parameter theta angle",
    "α": "alpha exponent scaling chinchilla power-law",
    "β": "beta exponent momentum scaling chinchilla power-law",
    "γ": "gamma batchnorm discount margin",
    "η": "eta learning",
    "ϵ": "epsilon perturb noise tolerance",
    "π": "pi policy radian",
    "τ": "temperature tau",
    "ϕ": "phi decoder feature",
    "ψ": "psi wavelet",
    "ρ": "rho correlation",
    "ℓ": "loss ell",
    "Σ": "singular svd covarianc diagonal",
    "Δ": "updat chang differenc",
    "Φ": "featur",
    "Θ": "asymptotic complexit",
    "∑": "sum",
    "⊙": "hadamard elementwise element-wise",
    "⊗": "kronecker tensor outer",
    "∈": "matrix vector dimension",
    "∼": "sampled drawn",
    "∘": "composition",
    "∞": "infinity converge diverge",
    "∥": "norm",
    "⊤": "transpose",
}
_FOR_A_WORD = math.log(2.0)
_MOST = math.log(6.0)


def cues_of(text: str) -> dict[str, float]:
    """Log-odds that the words of a report lend to symbols."""
    words = set(re.findall(r"[a-z][a-z-]+", text.lower()))
    found: dict[str, float] = {}
    for symbol, stems in _WORDS.items():
        hits = sum(any(word.startswith(stem) for word in words) for stem in stems.split())
        if hits:
            found[symbol] = min(_MOST, hits * _FOR_A_WORD)
    return found
