"""The counting of neighbours and the leave-one-out measure, on dumps made here."""

from __future__ import annotations

from pathlib import Path

from pipeline.glyphs.context.encodings import OML, OMS, TRUE
from pipeline.glyphs.context.evidence import profiles_of, read_evidence, write_evidence
from tests.count_neighbours import evidence_of
from tests.dumps import Char, Dump, Source, garble, read_dump
from tests.leave_one_out import Outcome, Score, outcomes_of, score

SAMPLES = Path(__file__).parents[1] / "samples"
LINES = (
    "A matrix W with m × n entries, W ∈ R and m ≤ n,",
    "has 4 × 3 = 12 of them if m × n ≈ 12.5 and α = 2.",
    "The gradient is ∂L = 1 − α and x ≠ 0, so 5 − 3 = 2",
    "costs 7 × 10 and 2 × 5 × 3 flops, k ∈ R, k − 1 of them",
)


def _char(text: str) -> Char:
    family = OMS if text in TRUE[OMS] else OML if text in TRUE[OML] else ""
    return Char(text, family, "main", {OMS: "CMSY10", OML: "CMMI10", "": "CMR10"}[family])


def _dump(lines: tuple[str, ...] = LINES) -> Dump:
    return (tuple(tuple(_char(char) for char in line.replace("≠", "\u0338=")) for line in lines),)


def test_glyphs_are_numbered_in_the_order_of_their_first_use() -> None:
    text, truth = garble(_dump(), "numbered")
    assert text.splitlines()[1] == "A matrix W with m → n entries, W ↑ R and m ↓ n,"
    assert text.splitlines()[3].startswith("The gradient is εL = 1 ↗ ω and x ↘= 0")
    slash = [seen for seen, _ in truth[1]].index("↘")
    assert [(seen, char.text) for seen, char in truth[1][slash : slash + 2]] == [("↘", ""), ("=", "≠")]


def test_old_codes_print_as_keys() -> None:
    text, _ = garble(_dump(), "keys")
    assert text.splitlines()[1] == "A matrix W with m ⇥ n entries, W 2 R and m \uf8ff n,"
    assert text.splitlines()[3].startswith("The gradient is @L = 1 − ↵ and x 6= 0")


def test_counts_leave_out_the_report_itself_and_those_that_lie(tmp_path: Path) -> None:
    sources = [Source("one", _dump(), True, False), Source("two", _dump(LINES[:1]), False, False), Source("three", _dump(("a ∼ b",)), False, True)]
    found = evidence_of(sources)
    assert found.reports == 2
    assert found.use["×", "main"] == (2, 7)
    assert not any(each.symbol == "∼" for each in found.counts)
    assert {each.origin for each in evidence_of(sources, "one").counts} == {"other"}
    write_evidence(found, tmp_path)
    assert read_evidence(tmp_path) == found


def test_a_symbol_is_likelier_where_it_was_counted() -> None:
    counted = evidence_of([Source("one", _dump(), True, False)])
    profiles, without = profiles_of(counted), profiles_of(evidence_of([]))
    beside = next(each.neighbours for each in counted.counts if each.symbol == "∂")
    gain = {glyph: profiles.likelihood(glyph, "main", beside) - without.likelihood(glyph, "main", beside) for glyph in "∂β"}
    assert gain["∂"] > gain["β"]


def test_what_the_repair_makes_of_a_garbled_report_is_scored() -> None:
    source = Source("one", _dump(LINES * 4), True, False)
    outcomes = outcomes_of(source, [source], "keys")
    symbols = score(outcome for outcome in outcomes if outcome.family == OMS)
    assert symbols.garbled > 20 and symbols.recall > 0.9 and symbols.spoilt == 0


def test_scores_count_mistakes_by_what_they_do() -> None:
    outcomes = [
        Outcome(OMS, True, True, True, 0.95), Outcome(OMS, True, True, False, 0.95), Outcome(OMS, True, False, False, 0.0), Outcome("", False, True, False, 0.5)
    ]  # fmt: skip
    assert score(outcomes) == Score(garbled=3, right=1, wrong=1, spoilt=1, wrong_and_sure=1)


def test_a_dump_has_the_lines_that_a_text_extractor_prints() -> None:
    (first, *_) = read_dump(SAMPLES / "latex-headings.pdf")
    assert any("".join(char.text for char in row).strip() for row in first)
    assert all(row[0].text.strip() and row[-1].text.strip() for row in first)
