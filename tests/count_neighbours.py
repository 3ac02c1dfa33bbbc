"""Count what stands beside the symbols of real reports: the tables that repair by context reads.

    python -m tests.count_neighbours --shared ../shared

Rewrites `neighbour_counts.csv` and `symbol_use.csv` in `pipeline/glyphs/context`. Reports whose fonts lie are left out, so
that a transcript of one of them can be repaired without knowing it.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.glyphs.context import evidence
from pipeline.glyphs.context.encodings import OML, OMS, OT1, TRUE
from pipeline.glyphs.context.evidence import LATEX, OTHER, Count, Evidence
from pipeline.glyphs.context.neighbours import Neighbours, neighbours, words_of
from tests.dumps import Dump, Source, lines_of, read_sources

Pattern = tuple[str, str, Neighbours]  # symbol, style, what stands beside it
_ORDER = {symbol: place for place, symbol in enumerate(TRUE[OMS] + TRUE[OML] + TRUE[OT1])}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    options = parser.parse_args()
    found = evidence_of(read_sources(options.shared / "corpus"))
    evidence.write_evidence(found, Path(evidence.__file__).parent)
    print(f"{len(found.counts)} patterns; symbols' use over {found.reports} reports")


def evidence_of(sources: Iterable[Source], without: str | None = None) -> Evidence:
    """The counts over all reports but the one named `without` and those that lie.

    Greek capitals are counted in LaTeX reports only, where they are told from capitals of prose by their font. A pattern counts
    in each report by the root of its number, so that no single report rules.
    """
    sums: Counter[tuple[Pattern, str]] = Counter()
    reports: Counter[tuple[str, str]] = Counter()
    uses: Counter[tuple[str, str]] = Counter()
    counted = 0
    for source in sources:
        if source.lies or source.name == without:
            continue
        patterns = Counter(pattern for family, pattern in patterns_of(source.dump) if source.latex or family != OT1)
        origin = LATEX if source.latex else OTHER
        for pattern, number in patterns.items():
            sums[pattern, origin] += math.ceil(math.sqrt(number))
        counted += 1
        of_report: Counter[tuple[str, str]] = Counter()
        for (symbol, style, _), number in patterns.items():
            of_report[symbol, style] += number
        reports.update(of_report.keys())
        uses.update(of_report)
    counts = tuple(
        Count(*pattern, number, origin) for (pattern, origin), number in sorted(sums.items(), key=lambda item: (item[0][1], _place(item[0][0]), item[0][0][2]))
    )
    use = {key: (reports[key], uses[key]) for key in sorted(reports, key=_place)}
    return Evidence(counts, use, counted)


def patterns_of(dump: Dump) -> Iterator[tuple[str, Pattern]]:
    """The family of every symbol of a dump, and what stands beside it."""
    pages = [lines_of(page) for page in dump]
    words = words_of(line for lines in pages for line in lines)
    for page, lines in zip(dump, pages, strict=True):
        for number, row in enumerate(page):
            column = 0
            for char in row:
                if char.family:
                    yield char.family, (char.text, char.style, neighbours(lines, number, column, words))
                column += len(char.text)


def _place(key: tuple[str, ...]) -> tuple[int, str]:
    return _ORDER[key[0]], key[1]


if __name__ == "__main__":
    main()
