"""How likely a symbol is between given neighbours: a naive Bayes model with back-off.

The counts in `neighbour_counts.csv` are of neighbour classes (no text) over LaTeX reports with honest fonts, one count
per report and pattern capped so that no single report rules; a few rows are added by hand for patterns that homework has
and those reports lack (`origin` says which). Rare symbols lean on their role: a relation stands where relations stand.
"""

from __future__ import annotations

import csv
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pipeline.glyphs.context.encodings import OML, OT1, TRUE
from pipeline.glyphs.context.neighbours import Neighbours

MAIN, SMALL = "main", "small"
STYLES = (MAIN, SMALL)
NOISE = "noise"  # a symbol of some other font, such as a tablet's own reading of ink

ROLES: dict[str, str] = {
    "binary": "−×∗⋄∓⊕⊖⊗⊘⊙◦∪∩⊎∧∨⊔⊓",
    "relation": "≍≡⊆⊇≤≥⪯⪰∼≈⊂⊃≪≫≺≻≃∝∈∋⊢⊣⊑⊒\u0338",
    "arrow": "←→↑↓↔↗↘⇐⇒⇑⇓⇔↖↙↕⇕",
    "mark": "′⊤⊥⋆‡♣♢♡♠△▽≀",
    "prefix": "∀∃∇√",
    "object": "∞∅ℜℑℵ℘",
    "fence": "⌊⌋⌈⌉⟨⟩∥",
}
_ROLE_OF = {symbol: role for role, symbols in ROLES.items() for symbol in symbols}

# Weights of the back-off, in observations. Letters have few habits of their own, so they lean on their role.
_TO_SYMBOL, _TO_ROLE, _TO_ROLE_LETTER, _TO_ALL, _TO_PRODUCT, _TO_UNIFORM = 4.0, 6.0, 25.0, 10.0, 12.0, 1.0
_N_CLASSES = 20  # neighbour classes on one side, about
_TOKEN_ROLE, _TOKEN, _TOKEN_POWER = 20.0, 8.0, 0.8
BEYOND, AGAIN = 0.5, 1.0
_STRAY = 0.15  # share of a symbol's occurrences that stand anywhere, against its habits
_OWN_LETTERS = frozenset("∂ℓ⋆")
_RARE = (0.001, 2.0)  # share of reports and mean use of a symbol that the table lacks


def role_of(symbol: str) -> str:
    """The part a symbol plays in a formula; letters are `letter`."""
    return _ROLE_OF.get(symbol, "letter" if symbol in TRUE[OML] + TRUE[OT1] else symbol if symbol == NOISE else "binary")


@dataclass(slots=True)
class _Counts:
    total: float = 0.0
    laid: float = 0.0
    left: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    both: Counter[tuple[str, str]] = field(default_factory=Counter)
    setting: Counter[tuple[bool, ...]] = field(default_factory=Counter)
    left_token: Counter[tuple[str, str]] = field(default_factory=Counter)
    right_token: Counter[tuple[str, str]] = field(default_factory=Counter)

    left_beyond: Counter[tuple[str, str]] = field(default_factory=Counter)
    right_beyond: Counter[tuple[str, str]] = field(default_factory=Counter)
    again: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, n: Neighbours, count: float, laid: bool = True) -> None:
        self.total += count
        self.left[n.left] += count
        self.right[n.right] += count
        self.both[n.left, n.right] += count
        if laid:
            self.setting[setting_of(n)] += count
            self.laid += count
        if n.left_beyond:
            self.left_beyond[n.left, n.left_beyond] += count
            self.left_beyond[n.left, ""] += count
        if n.right_beyond:
            self.right_beyond[n.right, n.right_beyond] += count
            self.right_beyond[n.right, ""] += count
        if n.again is not None:
            self.again["", str(n.again)] += count
            self.again["", ""] += count
        if n.left_token:
            self.left_token[n.left, n.left_token] += count
            self.left_token[n.left, ""] += count
        if n.right_token:
            self.right_token[n.right, n.right_token] += count
            self.right_token[n.right, ""] += count


def setting_of(n: Neighbours) -> tuple[bool, ...]:
    """Where the symbol stands in its line and how close to its neighbours."""
    return n.left_edge, n.right_edge, n.tight, n.glued, n.last, n.twin


class Profiles:
    """Likelihoods of neighbours, given a symbol and the style (`main` text or `small` script) that it is set in."""

    def __init__(
        self,
        rows: Iterable[tuple[str, str, Neighbours, float]],
        use: Mapping[tuple[str, str], tuple[float, float]],
    ) -> None:
        """`rows` are (symbol, style, neighbours, count); `use` is, for a symbol and a style, the share of reports that use
        it and how often those do."""
        self._everything = _Counts()
        self._counts: dict[tuple[str, ...], _Counts] = defaultdict(_Counts)
        for symbol, style, n, count, *laid in rows:
            role = role_of(symbol)
            self._everything.add(n, count, not laid)
            for key in ((symbol,), (role, ""), (symbol, style), (role, style, ""), (style, "", "")):
                self._counts[key].add(n, count, not laid)
        self._use = dict(use)
        self._likelihoods: dict[tuple[str, str, Neighbours], float] = {}

    def prior(self, symbol: str, style: str) -> float:
        """Log probability that a report uses the symbol in that style."""
        return math.log(self._use.get((symbol, style), _RARE)[0])

    def mean(self, symbol: str, style: str) -> float:
        """How often a report that uses the symbol in that style does so, on average."""
        return self._use.get((symbol, style), _RARE)[1]

    def likelihood(self, symbol: str, style: str, n: Neighbours) -> float:
        """Log probability of the neighbours, given the symbol and its style."""
        key = (symbol, style, n)
        if key not in self._likelihoods:
            self._likelihoods[key] = self._likelihood(symbol, style, n)
        return self._likelihoods[key]

    def _likelihood(self, symbol: str, style: str, n: Neighbours) -> float:
        role = role_of(symbol)
        everything = self._counts[style, "", ""]
        setting = setting_of(n)
        of_role, own = self._counts[role, style, ""], self._counts[symbol, style]
        weight = _TO_ROLE_LETTER if role == "letter" and symbol not in _OWN_LETTERS else _TO_ROLE

        def side(of: Callable[[_Counts], float], total: Callable[[_Counts], float] = lambda c: c.total) -> float:
            base = (of(everything) + _TO_UNIFORM / _N_CLASSES) / (total(everything) + _TO_UNIFORM)
            for counts, lean in (
                (of_role, _TO_ALL),
                (self._counts[symbol,], weight),
                (own, _TO_SYMBOL),
            ):
                base = (of(counts) + lean * base) / (total(counts) + lean)
            return base

        left, right = side(lambda c: c.left[n.left]), side(lambda c: c.right[n.right])
        both = (own.both[n.left, n.right] + _TO_PRODUCT * left * right) / (own.total + _TO_PRODUCT)
        habit = both * side(lambda c: c.setting[setting], lambda c: c.laid)
        if n.left_beyond and BEYOND:
            habit *= self._token_ratio(symbol, role, lambda c: c.left_beyond, n.left, n.left_beyond) ** BEYOND
        if n.right_beyond and BEYOND:
            habit *= self._token_ratio(symbol, role, lambda c: c.right_beyond, n.right, n.right_beyond) ** BEYOND
        if AGAIN and n.again is not None:
            habit *= self._token_ratio(symbol, role, lambda c: c.again, "", str(n.again)) ** AGAIN
        if n.left_token:
            habit *= self._token_ratio(symbol, role, lambda c: c.left_token, n.left, n.left_token)
        if n.right_token:
            habit *= self._token_ratio(symbol, role, lambda c: c.right_token, n.right, n.right_token)
        stray = (everything.left[n.left] + 0.05) * (everything.right[n.right] + 0.05) / (everything.total + 1.0) ** 2
        stray *= (everything.setting[setting] + 0.5) / (everything.laid + 4.0)
        return math.log((1.0 - _STRAY) * habit + _STRAY * stray)

    def _token_ratio(self, symbol, role, of, kind, token):
        base = usual = (of(self._everything)[kind, token] + 0.3) / (of(self._everything)[kind, ""] + 10.0)
        for counts, lean in ((self._counts[role, ""], _TOKEN_ROLE), (self._counts[symbol,], _TOKEN)):
            base = (of(counts)[kind, token] + lean * base) / (of(counts)[kind, ""] + lean)
        return (base / usual) ** _TOKEN_POWER


def read_counts(folder: Path) -> Profiles:
    """Read `neighbour_counts.csv` (symbol, style, left, right, setting, count, origin) and `symbol_use.csv` (symbol, style,
    share, mean) from a folder. The letters of `setting`: l and r, the line begins or ends beside the symbol; t and g, no space before and
    behind it; e, the line ends behind the next token; s, `twin`.
    """
    with (folder / "neighbour_counts.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            (
                row["symbol"],
                row["style"],
                Neighbours(row["left"], row["right"], *(letter in row["setting"] for letter in "lrtges")),
                float(row["count"]),
            )
            for row in csv.DictReader(file)
        ]
    with (folder / "symbol_use.csv").open(encoding="utf-8", newline="") as file:
        use = {
            (row["symbol"], row["style"]): (float(row["share"]), float(row["mean"])) for row in csv.DictReader(file)
        }
    return Profiles(rows, use)


@cache
def standard_profiles() -> Profiles:
    """The counts that the package carries."""
    return read_counts(Path(__file__).parent)
