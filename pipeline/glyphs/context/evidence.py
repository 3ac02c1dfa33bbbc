"""What is known of symbols and their neighbours: tables of counts, and of general knowledge where the counts are thin.

`neighbour_counts.csv` and `symbol_use.csv` are counted over real reports with honest fonts (`tests/count_neighbours.py` makes
them): classes of neighbours and single letters, digits and signs of formulas, no words. `usual_formulas.txt`,
`usual_neighbours.csv` and `usual_use.csv` are written by hand: what homework has and those reports may lack.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pipeline.glyphs.context.encodings import OML, TRUE
from pipeline.glyphs.context.formulas import patterns
from pipeline.glyphs.context.neighbours import Neighbours
from pipeline.glyphs.context.profiles import Profiles

LATEX, OTHER = "latex", "other"  # what the counted report was made with
# Weights of what other programs set: browsers break lines elsewhere and space operators in another way.
_OTHER_LETTERS, _OTHER_SYMBOLS = 0.5, 0.2
_TYPICAL = 2.0  # weight of a symbol in a typical formula
_USUAL_REPORTS = 3.0  # reports that the general knowledge of a symbol's use weighs as much as
_USUAL_USERS = 2.0  # of these reports, those whose number of uses counts
_SETTING = "lrtges"  # one letter for each of the flags of Neighbours, in their order

_TOKENS = ("left_token", "right_token", "left_beyond", "right_beyond", "left_beyond_token", "right_beyond_token")
COLUMNS = ("symbol", "style", "left", "right", *_TOKENS, "setting", "count", "origin")
_FOLDER = Path(__file__).parent


class Count(NamedTuple):
    """How often a symbol in a style (main, small) was seen between some neighbours, in reports of one origin."""

    symbol: str
    style: str
    neighbours: Neighbours
    count: float
    origin: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Counts over reports. `use` holds, for a symbol and a style, how many reports use it and how often together; `reports` is
    the number of reports that it was counted over."""

    counts: tuple[Count, ...]
    use: Mapping[tuple[str, str], tuple[int, int]]
    reports: int


def _weight(each: Count) -> float:
    return 1.0 if each.origin == LATEX else _OTHER_LETTERS if each.symbol in TRUE[OML] else _OTHER_SYMBOLS


@cache
def standard_profiles() -> Profiles:
    """The profiles that the package carries."""
    return profiles_of(read_evidence(_FOLDER))


def profiles_of(evidence: Evidence) -> Profiles:
    """The model of the counts and of what is known in general."""
    counted = [(each.symbol, each.style, each.neighbours, each.count * _weight(each)) for each in evidence.counts]
    usual = [(row["symbol"], row["style"], _neighbours(row), float(row["count"])) for row in _rows(_FOLDER / "usual_neighbours.csv")]
    typical = [(*pattern, _TYPICAL) for pattern in patterns(_lines(_FOLDER / "usual_formulas.txt"))]
    use = {}
    for row in _rows(_FOLDER / "usual_use.csv"):
        key = row["symbol"], row["style"]
        reports, uses = evidence.use.get(key, (0, 0))
        share = (reports + _USUAL_REPORTS * float(row["share"])) / (evidence.reports + _USUAL_REPORTS)
        use[key] = share, (uses + _USUAL_USERS * float(row["mean"])) / (reports + _USUAL_USERS)
    return Profiles([*counted, *usual, *typical], use)


def read_evidence(folder: Path) -> Evidence:
    """Read `neighbour_counts.csv` (see COLUMNS) and `symbol_use.csv` (symbol, style, reports, uses; the row without a symbol
    tells the number of reports) from a folder. The letters of `setting`: l and r, the line begins or ends beside the symbol;
    t and g, no space before and behind it; e, the line ends behind the next token; s, `twin`.
    """
    counts = tuple(
        Count(row["symbol"], row["style"], _neighbours(row), float(row["count"]), row["origin"]) for row in _rows(folder / "neighbour_counts.csv")
    )
    use = {(row["symbol"], row["style"]): (int(row["reports"]), int(row["uses"])) for row in _rows(folder / "symbol_use.csv")}
    return Evidence(counts, {key: value for key, value in use.items() if key[0]}, use["", ""][0])


def write_evidence(evidence: Evidence, folder: Path) -> None:
    """Write the two tables that `read_evidence` reads."""
    _write(folder / "neighbour_counts.csv", COLUMNS, (_row(each) for each in evidence.counts))
    use = [("", "", evidence.reports, 0), *((*key, *value) for key, value in evidence.use.items())]
    _write(folder / "symbol_use.csv", ("symbol", "style", "reports", "uses"), use)


def _row(each: Count) -> tuple[str | float, ...]:
    n = each.neighbours
    flags = (n.left_edge, n.right_edge, n.tight, n.glued, n.last, n.twin)
    setting = "".join(letter for letter, flag in zip(_SETTING, flags, strict=True) if flag)
    return each.symbol, each.style, n.left, n.right, *(getattr(n, name) for name in _TOKENS), setting, f"{each.count:g}", each.origin


def _neighbours(row: Mapping[str, str]) -> Neighbours:
    tokens = (row.get(column, "") for column in _TOKENS)
    return Neighbours(row["left"], row["right"], *(letter in row["setting"] for letter in _SETTING), *tokens)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def _write(path: Path, columns: Iterable[str], rows: Iterable[Iterable[str | float]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
