"""The author's name, for the identities kept apart and for taking it out of everything else."""

from __future__ import annotations

import re

from pipeline.facts.witnesses import HINT, PARTICLES, PLACE, Outside, Witness, folded_words, witnesses
from pipeline.report import Layout

NEEDED = 2.0  # of a person's witnesses together (chosen): one that says a name, or two hints
_ACCOUNT = re.compile(r"(?:git(?:hub|lab)\.com|huggingface\.co)/([\w\-]+)|([\w.+\-]+)@(?:[\w\-]+\.)+[A-Za-z]{2,}")
_LONG = 4  # letters; a shorter word of a name stands in other words by chance


def find_author(layouts: tuple[Layout, ...], outside: Outside | None = None) -> str | None:
    """The author's name, or several joined by "and": everybody whose witnesses weigh enough together (see `witnesses`).

    A word that the report also writes in lower case ("Deep", "Graph") is no name by itself, so a heading is not taken for
    one: where nothing says that it is a name, two witnesses of different kinds must name it (a place right below the title
    is one for a name with at least as many words of its own).
    """
    outside = outside or Outside()
    small = {word for layout in layouts for line in layout.lines for word in re.findall(r"\b[a-z]{2,}\b", line.text)} - PARTICLES
    common = {word for word in small if len(word) > 2}
    people: list[list[Witness]] = []
    for witness in witnesses(layouts, outside):
        words = folded_words(witness.name)
        if witness.kind == PLACE and 2 * len(words & small) > len(words):
            continue
        if not witness.sure and words & common:
            witness = witness._replace(weight=HINT)
        same = [person for person in people if any(_same(witness, other) for other in person)]
        people = [person for person in people if person not in same] + [[witness, *(other for person in same for other in person)]]
    hints = _hints(layouts, outside)
    weighed = [(_weight(person, hints, common), person) for person in people]
    chosen = sorted((entry for entry in weighed if entry[0] >= NEEDED), key=lambda entry: -entry[0])
    return " and ".join(_fullest(person) for _, person in chosen) or None


def _same(one: Witness, other: Witness) -> bool:
    """Whether two witnesses share a word of a name, initials aside."""
    return any(len(word) > 1 for word in folded_words(one.name) & folded_words(other.name))


def _weight(person: list[Witness], hints: str, common: set[str]) -> float:
    """The best witness of each kind, and a hint where a file's name or an account holds a word of the name."""
    best = {witness.kind: max(other.weight for other in person if other.kind == witness.kind) for witness in person}
    words = frozenset().union(*(folded_words(witness.name) for witness in person)) - common
    return sum(best.values()) + (HINT if any(len(word) >= _LONG and word in hints for word in words) else 0.0)


def _fullest(person: list[Witness]) -> str:
    return max(person, key=lambda witness: (len(folded_words(witness.name)), witness.weight, witness.name)).name.strip()


def _hints(layouts: tuple[Layout, ...], outside: Outside) -> str:
    """Names of files and of accounts, in which a word of the author's name may stand glued to others."""
    accounts = ("".join(found) for layout in layouts for line in layout.lines for found in _ACCOUNT.findall(line.text))
    return " ".join([*outside.titles, *accounts]).casefold()
