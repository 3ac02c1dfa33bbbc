"""Words of a report that speak for a symbol: who writes "singular values" is likely to write sigma."""

from __future__ import annotations

import math
import re

# Symbol -> stems of words (lower case). General usage in mathematics and machine learning.
_WORDS: dict[str, str] = {
    "∂": "gradient derivativ differentiat backprop jacobian partial",
    "∇": "gradient nabla descent",
    "σ": "singular svd rank sigmoid varianc gaussian deviation",
    "λ": "eigenval regulariz ridge lagrang spectral",
    "θ": "parameter angle",
    "α": "exponent scaling chinchilla power-law",
    "β": "exponent momentum scaling chinchilla power-law",
    "γ": "batchnorm discount margin",
    "η": "learning",
    "ϵ": "perturb noise tolerance",
    "π": "policy policies radian",
    "τ": "temperature",
    "ϕ": "decoder feature",
    "ψ": "wavelet",
    "ρ": "correlation",
    "ℓ": "loss",
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
# Names of letters as whole words, in programs and in prose. `xi` and `phi` are left out: they are x_i and either phi as often.
_NAMES = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ϵ": "epsilon", "η": "eta", "θ": "theta", "κ": "kappa", "λ": "lambda", "ν": "nu",
    "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "ψ": "psi", "ω": "omega",
}  # fmt: skip
_FOR_A_NAME = math.log(6.0)  # counted over real reports: the odds that the letter is used, with its name and without
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
    for symbol, name in _NAMES.items():
        if name in words:
            found[symbol] = found.get(symbol, 0.0) + _FOR_A_NAME
    return found
