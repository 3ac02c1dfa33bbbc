"""How likely a symbol is between given neighbours: a naive Bayes model with back-off.

Rare symbols lean on their role: a relation stands where relations stand. What stands beside a symbol counts by its class
first; then by which letter, digit or sign it is, and by what stands beyond it, each within its class. All of them together
count too, as far as they were seen together.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

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
_TO_SYMBOL, _TO_ROLE, _TO_ROLE_LETTER, _TO_ALL, _TO_UNIFORM = 16.0, 6.0, 25.0, 10.0, 1.0
_N_CLASSES = 20  # neighbour classes on one side, about
_TO_PARTS = 800.0  # to the parts of the formula around the symbol, from the whole of it
_DETAIL_TO_ALL, _DETAIL_TO_ROLE = 20.0, 8.0
_NEW = 0.3  # of an observation, for a detail not seen yet
_DETAIL = 0.8  # exponent: details depend on each other
_STRAY = 0.15  # share of a symbol's occurrences that stand anywhere, against its habits
_OWN_LETTERS = frozenset("∂ℓ⋆")
_COMMONEST = 0.9  # share of reports; how many more use a symbol is not known
_RARE = (0.001, 2.0)  # share of reports and mean use of a symbol that the table lacks


def role_of(symbol: str) -> str:
    """The part a symbol plays in a formula; letters are `letter`."""
    return _ROLE_OF.get(symbol, "letter" if symbol in TRUE[OML] + TRUE[OT1] else symbol if symbol == NOISE else "binary")


@dataclass(slots=True)
class _Counts:
    total: float = 0.0
    left: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    setting: Counter[tuple[bool, ...]] = field(default_factory=Counter)
    whole: Counter[tuple[str, ...]] = field(default_factory=Counter)
    details: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # which, within which class, what ("" for all)

    def add(self, n: Neighbours, count: float) -> None:
        self.total += count
        self.left[n.left] += count
        self.right[n.right] += count
        self.setting[setting_of(n)] += count
        self.whole[_whole(n)] += count
        for which, within, what in _details(n):
            self.details[which, within, what] += count
            self.details[which, within, ""] += count


def _details(n: Neighbours) -> Iterator[tuple[str, str, str]]:
    """What is told of the neighbours beyond their classes: which detail, the class within which it counts, and what it is."""
    for which, within, what in (
        ("left_token", n.left, n.left_token),
        ("right_token", n.right, n.right_token),
        ("left_beyond", n.left, n.left_beyond),
        ("right_beyond", n.right, n.right_beyond),
        ("left_beyond_token", n.left_beyond, n.left_beyond_token),
        ("right_beyond_token", n.right_beyond, n.right_beyond_token),
    ):
        if what:
            yield which, within, what


def _whole(n: Neighbours) -> tuple[str, ...]:
    """The formula around the symbol, which other reports may hold too: many answer the same questions."""
    return n.left, n.right, n.left_token, n.right_token, n.left_beyond, n.right_beyond


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
        self._all = _Counts()
        self._counts: dict[tuple[str, ...], _Counts] = defaultdict(_Counts)
        for symbol, style, n, count in rows:
            role = role_of(symbol)
            self._all.add(n, count)
            for key in ((symbol,), (role, ""), (symbol, style), (role, style, ""), (style, "", "")):
                self._counts[key].add(n, count)
        self._use = dict(use)
        self._likelihoods: dict[tuple[str, str, Neighbours], float] = {}

    def prior(self, symbol: str, style: str) -> float:
        """Log-odds that a report uses the symbol in that style."""
        share = min(self._use.get((symbol, style), _RARE)[0], _COMMONEST)
        return math.log(share / (1.0 - share))

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

        def side(of: Callable[[_Counts], float]) -> float:
            base = (of(everything) + _TO_UNIFORM / _N_CLASSES) / (everything.total + _TO_UNIFORM)
            for counts, lean in (
                (of_role, _TO_ALL),
                (self._counts[symbol,], weight),
                (own, _TO_SYMBOL),
            ):
                base = (of(counts) + lean * base) / (counts.total + lean)
            return base

        left, right = side(lambda c: c.left[n.left]), side(lambda c: c.right[n.right])
        habit = left * right
        for detail in _details(n):
            habit *= self._lift(symbol, role, detail)
        seen = own.whole[_whole(n)] / math.prod(self._usual(detail) ** _DETAIL for detail in _details(n))
        habit = (seen + _TO_PARTS * habit) / (own.total + _TO_PARTS) * side(lambda c: c.setting[setting])
        stray = (everything.left[n.left] + 0.05) * (everything.right[n.right] + 0.05) / (everything.total + 1.0) ** 2
        stray *= (everything.setting[setting] + 0.5) / (everything.total + 4.0)
        return math.log((1.0 - _STRAY) * habit + _STRAY * stray)

    def _usual(self, detail: tuple[str, str, str]) -> float:
        """How usual the detail is between neighbours of its classes."""
        return (self._all.details[detail] + _NEW) / (self._all.details[*detail[:2], ""] + _N_CLASSES / 2)

    def _lift(self, symbol: str, role: str, detail: tuple[str, str, str]) -> float:
        """How much more usual the detail is beside the symbol than beside any other between neighbours of its classes."""
        of_class = (*detail[:2], "")
        usual = share = self._usual(detail)
        for counts, lean in ((self._counts[role, ""], _DETAIL_TO_ALL), (self._counts[symbol,], _DETAIL_TO_ROLE)):
            share = (counts.details[detail] + lean * share) / (counts.details[of_class] + lean)
        return (share / usual) ** _DETAIL
